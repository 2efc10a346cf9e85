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

uint64_t hl_reached[256];

/* One call on both sides. */
static int call_once(struct hl_run *run, struct hl_step *step)
{
    int due;
    hl_model_facts(&step->args, &step->facts);
    hl_impl_call(&step->args, &step->actual);
    due = hl_observe_due(step);
    if (due) {
        hl_observe_moves(run, 0);
        hl_model_facts(&step->args, &step->facts);
    }
    hl_observe_choice(step);
    step->expected.result =
        hl_model_call(&step->args, &step->facts, &step->actual);
    step->expected.error = hl_error;
    step->expected.addr = step->actual.addr;
    if (!hl_compare_outcome(run, step))
        return 0;
    return !due || hl_observe_moves(run, 1);
}

static int step_op(struct hl_run *run, const struct hl_op *op)
{
    struct hl_step *step = &run->step[run->steps];
    uint32_t count;
    if (!hl_value_resolve(run, op, step))
        return 1;
    run->steps++;
    for (count = 1; count <= step->repeat; count++) {
        if (call_once(run, step))
            continue;
        step->repeat = count;
        return 0;
    }
    hl_value_settle(run, step);
    if (hl_calls[op->call].does == HL_DO_WRITE && !hl_bytes_write(run, step))
        return 0;
    if (!hl_bytes_settle(run, step))
        return 0;
    if (!hl_bytes_check(run) || !hl_bytes_check_moved(run))
        return 0;
    return run->steps % STATE_EVERY != 0 || hl_compare_state(run);
}

/* Free what lives, by calls like any other. */
static int finish(struct hl_run *run)
{
    struct hl_op op = {.shape = HL_SHAPE_SELF};
    uint32_t at, call = 0;
    if (!hl_compare_state(run) || !hl_bytes_check_all(run))
        return 0;
    hl_bytes_spoil();
    while (hl_calls[call].does != HL_DO_FREE)
        call++;
    for (at = 0; at < HL_SLOT_MAX; at++) {
        struct hl_step *step = &run->step[run->steps];
        if (hl_tab[at].state != HL_LIVE)
            continue;
        op.call = (uint8_t)(call + at % 2u);
        hl_value_resolve(run, &op, step);
        step->name = run->named[at];
        step->shape = HL_SHAPE_SELF;
        step->replaced = 0;
        step->args.object = hl_tab[at].value;
        run->steps++;
        if (!call_once(run, step))
            return 0;
        hl_value_settle(run, step);
    }
    /* One object fits, if memory is not refused to it. */
    return hl_model_shortage != 0 || hl_impl_empty() ||
           hl_differ(run, HL_LEFTOVER, HL_NOBODY, 0, 1);
}

static int run_input(struct hl_run *run, const uint8_t *data, size_t size)
{
    uint32_t i, count = hl_decode_count(size);
    run->names = 0;
    run->steps = 0;
    run->inputs = 0;
    run->big = BIG_BYTES;
    run->moved = 0;
    run->fault.field = HL_SAME;
    hl_reset();
    hl_impl_reset();
    for (i = 0; i < count; i++) {
        struct hl_op op;
        int same;
        hl_decode(data + i * HL_OP_BYTES, &op);
        same = step_op(run, &op);
        run->inputs = run->steps;
        if (!same)
            return 0;
        hl_reached[op.call]++;
    }
    return finish(run);
}

/* What the implementation does depends on what earlier inputs left in the
 * heap. A difference that shows in a tidy heap too is the better one to report,
 * since a new process can show it again. */
static void run_tidy(struct hl_run *run, const uint8_t *data, size_t size)
{
    static struct hl_run again;
    uint32_t at;
    for (at = 0; at < HL_SLOT_MAX; at++)
        if (hl_tab[at].state == HL_LIVE)
            hl_impl_forget(hl_tab[at].value);
    hl_impl_tidy();
    if (!run_input(&again, data, size) && again.fault.field != HL_LEFTOVER)
        *run = again;
}

int hl_run(struct hl_run *run, const uint8_t *data, size_t size)
{
    static int used;
    if (!used)
        hl_impl_use();
    used = 1;
    if (run_input(run, data, size))
        return 1;
    run_tidy(run, data, size);
    return 0;
}
