/* main() for inputs in files: no fuzzer needed.
 *
 *   replay PATH...            run each file, or each file of a directory, twice
 *                             in a process of its own; the two traces must be
 *                             the same, byte for byte
 *   replay --print FILE...    print the calls and answers
 *   replay --ids FILE...      print the requirements that each file shows
 *   replay --known            print all requirements that calls can show
 *   replay --program FILE     print the C program of the difference found
 *   replay --floor PATH...    fail unless every kind of call was reached
 *   replay --refuse=K PATH... the system refuses each K-th request for memory;
 *                             in a build with refuse.c
 *
 * Exit: 0 all agree, 1 a difference or a failed check, 2 wrong usage. */
#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include "decode.h"
#include "leftover.h"
#include "refuse.h"
#include "report.h"

#pragma weak hlf_refuse_every
#pragma weak hlf_refuse_count

#define INPUT_MAX (HLF_OPS_MAX * HLF_OP_BYTES)
#define PATH_MAX_BYTES 4096

static struct hlf_run run;
static const char *current; /* the input's path */
static int failures;
static int inputs;
static int programs;      /* 1: what is wanted is the C program */
static uint32_t refusing; /* each so many requests for memory are refused */

typedef void visit(const char *path, const uint8_t *data, size_t size);

static void report(void)
{
    char again[PATH_MAX_BYTES + 64];
    snprintf(again, sizeof again, "make replay INPUT=%s", current);
    if (programs)
        hlf_reproduce(stdout, &run);
    else
        hlf_report(stderr, &run, again);
    fflush(stdout);
}

static void report_crash(void)
{
    run.difference.field = HLF_CRASHED;
    run.difference.name = HLF_NOBODY;
    report();
}

static int run_refusing(const uint8_t *data, size_t size)
{
    int same;
    if (refusing == 0)
        return hlf_run(&run, data, size);
    hlf_refuse_every(refusing);
    same = hlf_run(&run, data, size);
    hlf_refuse_every(0);
    if (same && !hlf_impl_empty())
        return hlf_differ(&run, HLF_LEFTOVER, HLF_NOBODY, 0, 1);
    return same;
}

/* Three times: a heap that was used before is another one. */
static int run_or_report(const char *path, const uint8_t *data, size_t size)
{
    uint64_t left;
    current = path;
    if (run_refusing(data, size) && run_refusing(data, size) &&
        run_refusing(data, size)) {
        left = hlf_impl_leftover();
        if (refusing == 0)
            left += hlf_impl_space_left();
        if (left == 0)
            return 1;
        hlf_differ(&run, HLF_LEFTOVER, HLF_NOBODY, 0, left);
    }
    report();
    failures++;
    return 0;
}

static void print_trace(const char *path, const uint8_t *data, size_t size)
{
    run_or_report(path, data, size);
    hlf_print_trace(stdout, &run);
}

static void print_ids(const char *path, const uint8_t *data, size_t size)
{
    const char *ids[32];
    uint32_t event, i, count;
    run_or_report(path, data, size);
    for (event = 0; event < run.inputs; event++) {
        count = hlf_ids(&run.event[event], ids, 32);
        for (i = 0; i < count; i++)
            printf("%s %s\n", path, ids[i]);
    }
}

static void run_once(const char *path, const uint8_t *data, size_t size)
{
    run_or_report(path, data, size);
}

/* Run in a child, so that both runs find the library in the same state; the
 * trace goes to `trace`. 1 when it ended well. */
static int run_apart(const char *path, const uint8_t *data, size_t size,
                     FILE *trace)
{
    int status;
    pid_t child = fork();
    if (child == 0) {
        int same = run_or_report(path, data, size);
        hlf_print_trace(trace, &run);
        fflush(trace);
        _exit(same ? 0 : 1);
    }
    if (child < 0 || waitpid(child, &status, 0) != child)
        return 0;
    if (WIFSIGNALED(status))
        fprintf(stderr, "%s: killed by signal %d\n", path, WTERMSIG(status));
    return WIFEXITED(status) && WEXITSTATUS(status) == 0;
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
    FILE *first = tmpfile(), *second = tmpfile();
    if (first == NULL || second == NULL) {
        perror("tmpfile");
        exit(2);
    }
    if (!run_apart(path, data, size, first)) {
        failures++;
    } else if (!run_apart(path, data, size, second) ||
               !same_text(first, second)) {
        fprintf(stderr, "%s: two runs, two traces\n", path);
        failures++;
    }
    fclose(first);
    fclose(second);
}

static void visit_file(const char *path, visit *what)
{
    static uint8_t data[INPUT_MAX];
    FILE *from = fopen(path, "rb");
    size_t size;
    if (from == NULL) {
        fprintf(stderr, "%s: %s\n", path, strerror(errno));
        failures++;
        return;
    }
    size = fread(data, 1, sizeof data, from);
    fclose(from);
    inputs++;
    what(path, data, size);
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

static int print_known(void)
{
    uint32_t i;
    for (i = 0; hlf_ids_known(i) != NULL; i++)
        puts(hlf_ids_known(i));
    return 0;
}

/* --refuse=K: 0 when K is no number from 1 on, or nothing here can refuse. */
static int start_refusing(const char *number)
{
    char *end;
    unsigned long every = strtoul(number, &end, 10);
    if (hlf_refuse_every == NULL || *end != '\0' || every == 0 ||
        every > UINT32_MAX)
        return 0;
    refusing = (uint32_t)every;
    hlf_model_shortage = 1;
    return 1;
}

static void check_refused(void)
{
    printf("replay: %d inputs, %d failed, %llu requests refused\n", inputs,
           failures, (unsigned long long)hlf_refuse_count());
    if (hlf_refuse_count() == 0) {
        fputs("replay: nothing was refused\n", stderr);
        failures++;
    }
}

static void check_floor(void)
{
    uint32_t i;
    for (i = 0; i < hlf_call_count; i++) {
        if (hlf_reached[i] > 0)
            continue;
        fprintf(stderr, "never reached: '%c' %s\n", hlf_calls[i].letter,
                hlf_calls[i].name);
        failures++;
    }
}

int main(int argc, char **argv)
{
    static const struct {
        const char *option;
        visit *what;
    } modes[] = {{"--print", print_trace},
                 {"--ids", print_ids},
                 {"--program", run_once},
                 {"--floor", run_once}};
    visit *what = run_twice;
    int i, first = 1;
    if (argc == 2 && strcmp(argv[1], "--known") == 0)
        return print_known();
    for (i = 0; argc > 1 && i < 4; i++)
        if (strcmp(argv[1], modes[i].option) == 0) {
            what = modes[i].what;
            first = 2;
        }
    if (argc > 1 && strncmp(argv[1], "--refuse=", 9) == 0 &&
        start_refusing(argv[1] + 9)) {
        what = run_once;
        first = 2;
    }
    programs = first == 2 && strcmp(argv[1], "--program") == 0;
    hlf_on_crash(report_crash);
    if (first >= argc || argv[first][0] == '-') {
        fputs("usage: replay [--print | --ids | --program | --floor] PATH...\n"
              "       replay --known\n"
              "       replay_refused --refuse=K PATH...\n",
              stderr);
        return 2;
    }
    for (i = first; i < argc; i++)
        visit_path(argv[i], what);
    if (what == run_once && !programs)
        check_floor();
    if (refusing != 0)
        check_refused();
    else if ((what == run_twice || what == run_once) && !programs)
        printf("replay: %d inputs, %d failed\n", inputs, failures);
    return failures == 0 ? 0 : 1;
}
