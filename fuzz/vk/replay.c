/* main() for inputs in files, through the loader or directly.
 *
 *   replay_vulkan PATH...          run each file (or each of a directory) twice;
 *                                  the two traces must be the same
 *   replay_vulkan --print FILE...  print the calls and answers
 *   replay_vulkan --ids FILE...    print the requirements each file shows
 *   replay_vulkan --known          print those that calls can show
 *   replay_vulkan --floor PATH...  fail unless every kind of call was made
 *
 * Exit: 0 all agree, 1 a difference or a failed check, 2 wrong usage. */
#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include "run.h"
#include "ids.h"
#include "report.h"

#define INPUT_MAX (VKF_OPS_MAX * VKF_OP_BYTES)

static struct vkf_run run;
static int failures, inputs;

typedef void visit(const char *path, const uint8_t *data, size_t size);

static int run_or_report(const char *path, const uint8_t *data, size_t size)
{
    char again[4200];
    if (vkf_run(&run, data, size))
        return 1;
    snprintf(again, sizeof again, "make replay-vulkan INPUT=%s", path);
    vkf_report(stderr, &run, again);
    failures++;
    return 0;
}

static void print_trace(const char *path, const uint8_t *data, size_t size)
{
    run_or_report(path, data, size);
    vkf_print(stdout, &run);
}

static void print_ids(const char *path, const uint8_t *data, size_t size)
{
    uint32_t i, r;
    run_or_report(path, data, size);
    for (i = 0; i < run.inputs; i++) {
        const char *ids[16];
        uint32_t k, count = vkf_shown(&run.event[i], ids, 16);
        for (r = 0; r < VKF_REQ_MAX; r++)
            if (run.event[i].reported[r] && run.event[i].bad[r])
                printf("%s %s\n", path, vkf_requirement_name(r));
        for (k = 0; k < count; k++)
            printf("%s %s\n", path, ids[k]);
    }
}

static void run_once(const char *path, const uint8_t *data, size_t size)
{
    run_or_report(path, data, size);
}

static void run_twice(const char *path, const uint8_t *data, size_t size)
{
    char *first = NULL, *second = NULL;
    size_t a = 0, b = 0;
    FILE *to = open_memstream(&first, &a);
    if (to == NULL)
        exit(2);
    if (run_or_report(path, data, size)) {
        vkf_print(to, &run);
        fclose(to);
        to = open_memstream(&second, &b);
        run_or_report(path, data, size);
        vkf_print(to, &run);
        fclose(to);
        if (a != b || memcmp(first, second, a) != 0) {
            fprintf(stderr, "%s: two runs, two traces\n", path);
            failures++;
        }
    } else
        fclose(to);
    free(first);
    free(second);
}

static void visit_file(const char *path, visit *what)
{
    static uint8_t data[INPUT_MAX];
    FILE *from = fopen(path, "rb");
    size_t size;
    if (from == NULL) {
        perror(path);
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
    char inner[4096];
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
    uint32_t r;
    for (r = 0; r < VKF_REQ_MAX; r++)
        if (vkf_can_show(r))
            puts(vkf_requirement_name(r));
    for (r = 0; vkf_shown_known(r) != NULL; r++)
        puts(vkf_shown_known(r));
    return 0;
}

static void check_floor(void)
{
    uint32_t i;
    for (i = 0; i < vkf_call_count; i++) {
        if (vkf_reached[i] > 0)
            continue;
        fprintf(stderr, "never reached: '%c' %s\n", vkf_calls[i].letter,
                vkf_calls[i].name);
        failures++;
    }
}

int main(int argc, char **argv)
{
    static const struct {
        const char *option;
        visit *what;
    } modes[] = {
        {"--print", print_trace}, {"--ids", print_ids}, {"--floor", run_once}};
    visit *what = run_twice;
    int i, first = 1;
    if (argc == 2 && strcmp(argv[1], "--known") == 0)
        return print_known();
    for (i = 0; argc > 1 && i < 3; i++)
        if (strcmp(argv[1], modes[i].option) == 0) {
            what = modes[i].what;
            first = 2;
        }
    if (first >= argc || argv[first][0] == '-') {
        fputs("usage: replay_vulkan [--print | --ids | --floor] PATH...\n",
              stderr);
        return 2;
    }
    for (i = first; i < argc; i++)
        visit_path(argv[i], what);
    if (first == 2 && strcmp(argv[1], "--floor") == 0)
        check_floor();
    if (what == run_twice)
        printf("replay: %d inputs, %d failures\n", inputs, failures);
    return failures > 0;
}
