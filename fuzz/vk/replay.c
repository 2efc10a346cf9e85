/* Inputs of the Vulkan target in files (engine/replay_main.c), through the
 * loader or directly. */
#include "run.h"
#include "ids.h"
#include "report.h"
#include "../engine/replay.h"

static struct vkf_run run;

static int run_input(const uint8_t *data, size_t size)
{
    return vkf_run(&run, data, size);
}

static void report(const char *again)
{
    vkf_report(stderr, &run, again);
}

static void print(FILE *to)
{
    vkf_print(to, &run);
}

static void print_ids(const char *path)
{
    uint32_t i, r;
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

static void print_known(void)
{
    uint32_t r;
    for (r = 0; r < VKF_REQ_MAX; r++)
        if (vkf_can_show(r))
            puts(vkf_requirement_name(r));
    for (r = 0; vkf_shown_known(r) != NULL; r++)
        puts(vkf_shown_known(r));
}

static int call_at(uint32_t index, struct replay_call *call)
{
    if (index >= vkf_call_count)
        return 0;
    *call = (struct replay_call){(char)vkf_calls[index].letter,
                                 vkf_calls[index].name, vkf_reached[index]};
    return 1;
}

const struct replay_target replay_target = {
    .again = "make replay-vulkan",
    .usage = "",
    .input_max = VKF_OPS_MAX * VKF_OP_BYTES,
    .run = run_input,
    .report = report,
    .print = print,
    .print_ids = print_ids,
    .print_known = print_known,
    .call = call_at,
};
