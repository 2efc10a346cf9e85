/* main() for inputs in files: no fuzzer needed. A path is a file, or a directory
 * for each file in it.
 *
 *   replay PATH...          run each input twice; the two traces must be the
 *                           same, byte for byte
 *   replay --print PATH...  print the calls and answers
 *   replay --ids PATH...    print the requirements that each input shows
 *   replay --known          print all requirements that calls can show
 *   replay --floor PATH...  fail unless every kind of call was reached
 *
 * Exit: 0 all agree, 1 a difference or a failed check, 2 wrong usage. */
#include "replay.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define PATH_MAX_BYTES 4096

static const struct replay_target *const target = &replay_target;
static const char *current; /* the input's path */
static int failures;
static int inputs;

typedef void visit(const char *path, const uint8_t *data, size_t size);

void replay_report(void)
{
    char again[PATH_MAX_BYTES + 64];
    snprintf(again, sizeof again, "%s INPUT=%s", target->again, current);
    target->report(again);
    fflush(stdout);
}

static int run_or_report(const char *path, const uint8_t *data, size_t size)
{
    current = path;
    if (target->run(data, size))
        return 1;
    replay_report();
    failures++;
    return 0;
}

static void print_trace(const char *path, const uint8_t *data, size_t size)
{
    run_or_report(path, data, size);
    target->print(stdout);
}

static void print_ids(const char *path, const uint8_t *data, size_t size)
{
    run_or_report(path, data, size);
    target->print_ids(path);
}

static void run_once(const char *path, const uint8_t *data, size_t size)
{
    run_or_report(path, data, size);
}

static int run_traced(const char *path, const uint8_t *data, size_t size,
                      FILE *trace)
{
    int same = run_or_report(path, data, size);
    target->print(trace);
    fflush(trace);
    return same;
}

/* The same in a child, so that both runs find the library in the same state. */
static int run_apart(const char *path, const uint8_t *data, size_t size,
                     FILE *trace)
{
    int status;
    pid_t child = fork();
    if (child == 0)
        _exit(run_traced(path, data, size, trace) ? 0 : 1);
    if (child < 0 || waitpid(child, &status, 0) != child)
        status = 1;
    if (WIFSIGNALED(status))
        fprintf(stderr, "%s: killed by signal %d\n", path, WTERMSIG(status));
    failures += status != 0;
    return status == 0;
}

static int same_text(FILE *a, FILE *b)
{
    int x, y;
    rewind(a);
    rewind(b);
    do {
        x = fgetc(a);
        y = fgetc(b);
    } while (x == y && x != EOF);
    return x == y;
}

static void run_twice(const char *path, const uint8_t *data, size_t size)
{
    int (*go)(const char *, const uint8_t *, size_t, FILE *) =
        target->apart ? run_apart : run_traced;
    FILE *first = tmpfile(), *second = tmpfile();
    if (first == NULL || second == NULL) {
        perror("tmpfile");
        exit(2);
    }
    if (go(path, data, size, first) && go(path, data, size, second) &&
        !same_text(first, second)) {
        fprintf(stderr, "%s: two runs, two traces\n", path);
        failures++;
    }
    fclose(first);
    fclose(second);
}

static void visit_file(const char *path, visit *what)
{
    uint8_t *data = malloc(target->input_max);
    FILE *from = fopen(path, "rb");
    if (from == NULL || data == NULL) {
        perror(path);
        failures++;
    } else {
        size_t size = fread(data, 1, target->input_max, from);
        inputs++;
        what(path, data, size);
    }
    if (from != NULL)
        fclose(from);
    free(data);
}

static void visit_path(const char *path, visit *what)
{
    struct dirent **names;
    struct stat info;
    char inner[PATH_MAX_BYTES];
    int i, count;
    if (stat(path, &info) != 0 || !S_ISDIR(info.st_mode)) {
        visit_file(path, what);
        return;
    }
    count = scandir(path, &names, NULL, alphasort);
    for (i = 0; i < count; i++) {
        if (names[i]->d_name[0] != '.') {
            snprintf(inner, sizeof inner, "%s/%s", path, names[i]->d_name);
            visit_path(inner, what);
        }
        free(names[i]);
    }
    if (count >= 0)
        free(names);
}

static void check_floor(void)
{
    struct replay_call call;
    uint32_t i;
    for (i = 0; target->call(i, &call); i++) {
        if (call.reached > 0)
            continue;
        fprintf(stderr, "never reached: '%c' %s\n", call.letter, call.name);
        failures++;
    }
}

static void finish(visit *what)
{
    if (what == run_once)
        check_floor();
    else if (what != run_twice)
        return;
    printf("replay: %d inputs, %d failed", inputs, failures);
    if (target->finish != NULL)
        failures += target->finish();
    puts("");
}

static visit *mode_of(const char *option, int *quiet)
{
    int own = target->option != NULL ? target->option(option) : 0;
    *quiet = own == 2;
    return strcmp(option, "--print") == 0              ? print_trace
           : strcmp(option, "--ids") == 0              ? print_ids
           : strcmp(option, "--floor") == 0 || own > 0 ? run_once
                                                       : NULL;
}

int main(int argc, char **argv)
{
    visit *what = run_twice;
    int i, quiet = 0, first = argc > 1 && argv[1][0] == '-' ? 2 : 1;
    if (argc == 2 && strcmp(argv[1], "--known") == 0) {
        target->print_known();
        return 0;
    }
    if (first == 2)
        what = mode_of(argv[1], &quiet);
    if (first >= argc || what == NULL) {
        fprintf(stderr,
                "usage: replay [--print | --ids | --floor%s] PATH...\n"
                "       replay --known\n",
                target->usage);
        return 2;
    }
    for (i = first; i < argc; i++)
        visit_path(argv[i], what);
    if (!quiet)
        finish(what);
    return failures == 0 ? 0 : 1;
}
