/* The loop: the implementation steps first, the model second, for every call
 * alike. */
#include "run.h"
#include "decode.h"
#include "local/content.h"

/* Bytes of blocks over 4 KiB in one input (value.c): enough to meet every edge,
 * too little to spend the time on clearing memory. */
#define BIG_BYTES 0x50000u

/* Steps between two comparisons of the whole state. */
#define STATE_EVERY 16u

uint64_t hlf_reached[256];

/* One call on both sides. */
static int call_once(struct hlf_run *run, struct hlf_event *event)
{
    int due;
    hlf_model_facts(&event->args, &event->facts);
    hlf_impl_call(&event->args, &event->actual);
    due = hlf_observe_due(event);
    if (due) {
        hlf_observe_moves(run, 0);
        hlf_model_facts(&event->args, &event->facts);
    }
    hlf_observe_choice(event);
    event->expected.result =
        hlf_model_call(&event->args, &event->facts, &event->actual);
    event->expected.error = hlm_error;
    event->expected.addr = event->actual.addr;
    if (!hlf_compare_outcome(run, event))
        return 0;
    return !due || hlf_observe_moves(run, 1);
}

static int step_op(struct hlf_run *run, const struct hlf_op *op)
{
    struct hlf_event *event = &run->event[run->events];
    uint32_t count;
    if (!hlf_value_resolve(run, op, event))
        return 1;
    run->events++;
    for (count = 1; count <= event->repeat; count++) {
        if (call_once(run, event))
            continue;
        event->repeat = count;
        return 0;
    }
    hlf_value_settle(run, event);
    if (hlf_calls[op->call].does == HLF_DO_WRITE &&
        !hlf_bytes_write(run, event))
        return 0;
    if (!hlf_bytes_settle(run, event))
        return 0;
    if (!hlf_bytes_check(run) || !hlf_bytes_check_moved(run))
        return 0;
    return run->events % STATE_EVERY != 0 || hlf_compare_state(run);
}

/* Free what lives, by calls like any other. */
static int finish(struct hlf_run *run)
{
    struct hlf_op op = {.shape = HLF_SHAPE_SELF};
    uint32_t at, call = 0;
    if (!hlf_compare_state(run) || !hlf_bytes_check_all(run))
        return 0;
    hlf_bytes_spoil();
    while (hlf_calls[call].does != HLF_DO_FREE)
        call++;
    for (at = 0; at < HLM_SLOT_MAX; at++) {
        struct hlf_event *event = &run->event[run->events];
        if (hlm_tab[at].state != HLM_LIVE)
            continue;
        op.call = (uint8_t)(call + at % 2u);
        hlf_value_resolve(run, &op, event);
        event->name = run->named[at];
        event->shape = HLF_SHAPE_SELF;
        event->replaced = 0;
        event->args.object = hlm_tab[at].value;
        run->events++;
        if (!call_once(run, event))
            return 0;
        hlf_value_settle(run, event);
    }
    /* One object fits, if memory is not refused to it. */
    return hlf_model_shortage != 0 || hlf_impl_empty() ||
           hlf_differ(run, HLF_LEFTOVER, HLF_NOBODY, 0, 1);
}

static int run_input(struct hlf_run *run, const uint8_t *data, size_t size)
{
    uint32_t i, count = hlf_decode_count(size);
    run->names = 0;
    run->events = 0;
    run->inputs = 0;
    run->big = BIG_BYTES;
    run->moved = 0;
    run->difference.field = HLF_SAME;
    hlm_reset();
    hlf_impl_reset();
    for (i = 0; i < count; i++) {
        struct hlf_op op;
        int same;
        hlf_decode(data + i * HLF_OP_BYTES, &op);
        same = step_op(run, &op);
        run->inputs = run->events;
        if (!same)
            return 0;
        hlf_reached[op.call]++;
    }
    return finish(run);
}

/* What the implementation does depends on what earlier inputs left in the
 * heap. A difference that shows in a tidy heap too is the better one to report,
 * since a new process can show it again. */
static void run_tidy(struct hlf_run *run, const uint8_t *data, size_t size)
{
    static struct hlf_run again;
    uint32_t at;
    for (at = 0; at < HLM_SLOT_MAX; at++)
        if (hlm_tab[at].state == HLM_LIVE)
            hlf_impl_forget(hlm_tab[at].value);
    hlf_impl_tidy();
    if (!run_input(&again, data, size) &&
        again.difference.field != HLF_LEFTOVER)
        *run = again;
}

int hlf_run(struct hlf_run *run, const uint8_t *data, size_t size)
{
    static int used;
    if (!used)
        hlf_impl_use();
    used = 1;
    if (run_input(run, data, size))
        return 1;
    run_tidy(run, data, size);
    return 0;
}
