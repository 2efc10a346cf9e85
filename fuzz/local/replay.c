/* Inputs of the memory calls in files (engine/replay_main.c), and
 *
 *   replay --program FILE     print the C program of the difference found
 *   replay --refuse=K PATH... the system refuses each K-th request for memory;
 *                             in a build with refuse.c */
#include <stdlib.h>
#include <string.h>
#include "decode.h"
#include "leftover.h"
#include "refuse.h"
#include "report.h"
#include "../engine/replay.h"

#pragma weak hlf_refuse_every
#pragma weak hlf_refuse_count

static struct hlf_run run;
static int programs;      /* 1: what is wanted is the C program */
static uint32_t refusing; /* each so many requests for memory are refused */

static void report(const char *again)
{
    if (programs)
        hlf_reproduce(stdout, &run);
    else
        hlf_report(stderr, &run, again);
}

static void report_crash(void)
{
    run.difference.field = HLF_CRASHED;
    run.difference.name = HLF_NOBODY;
    replay_report();
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
static int run_input(const uint8_t *data, size_t size)
{
    uint64_t left;
    hlf_on_crash(report_crash);
    if (!run_refusing(data, size) || !run_refusing(data, size) ||
        !run_refusing(data, size))
        return 0;
    left = hlf_impl_leftover();
    if (refusing == 0)
        left += hlf_impl_space_left();
    return left == 0 || hlf_differ(&run, HLF_LEFTOVER, HLF_NOBODY, 0, left);
}

static void print(FILE *to)
{
    hlf_print_trace(to, &run);
}

static void print_ids(const char *path)
{
    const char *ids[32];
    uint32_t event, i, count;
    for (event = 0; event < run.inputs; event++) {
        count = hlf_ids(&run.event[event], ids, 32);
        for (i = 0; i < count; i++)
            printf("%s %s\n", path, ids[i]);
    }
}

static void print_known(void)
{
    uint32_t i;
    for (i = 0; hlf_ids_known(i) != NULL; i++)
        puts(hlf_ids_known(i));
}

static int call_at(uint32_t index, struct replay_call *call)
{
    if (index >= hlf_call_count)
        return 0;
    *call = (struct replay_call){(char)hlf_calls[index].letter,
                                 hlf_calls[index].name, hlf_reached[index]};
    return 1;
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

static int option(const char *option)
{
    programs = strcmp(option, "--program") == 0;
    if (programs)
        return 2;
    return strncmp(option, "--refuse=", 9) == 0 && start_refusing(option + 9);
}

/* A run in which nothing was refused has checked nothing. */
static int finish(void)
{
    if (refusing == 0)
        return 0;
    printf(", %llu requests refused", (unsigned long long)hlf_refuse_count());
    return hlf_refuse_count() == 0;
}

const struct replay_target replay_target = {
    .again = "make replay",
    .usage = " | --program | --refuse=K",
    .input_max = HLF_OPS_MAX * HLF_OP_BYTES,
    .apart = 1,
    .run = run_input,
    .report = report,
    .print = print,
    .print_ids = print_ids,
    .print_known = print_known,
    .call = call_at,
    .option = option,
    .finish = finish,
};
