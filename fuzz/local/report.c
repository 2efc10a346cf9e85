/* A difference on one screen. */
#include <inttypes.h>
#include "report.h"

#define CALLS_SHOWN 12u
#define IDS_SHOWN 6u

static const char *const fields[] = {
    [HL_SAME] = "nothing",
    [HL_RESULT] = "result",
    [HL_LAST_ERROR] = "last error",
    [HL_CHOICE] = "result",
    [HL_CONTENT] = "content",
    [HL_SIZE] = "LocalSize, asked after it",
    [HL_LOCAL_FLAGS] = "LocalFlags, asked after it",
    [HL_GLOBAL_FLAGS] = "GlobalFlags, asked after it",
    [HL_HANDLE_OF_BLOCK] = "LocalHandle of the block, asked after it",
    [HL_ADDRESS] = "address of the block, asked after it",
    [HL_ASKING] = "last error of asking a live object",
    [HL_SETTING] = "hl_get_movable_limit or hl_get_inplace_policy",
    [HL_LEFTOVER] = "objects or memory left after all were freed",
    [HL_CRASHED] = "the call, or using what it returned",
};

static const char *const refusals[] = {
    [HL_MUST_FAIL] = "NULL, 8 not enough memory",
    [HL_MUST_SUCCEED] = "success: memory was not short",
    [HL_MUST_STAY] = "the block stays where it is",
    [HL_BAD_HANDLE] = "a handle never issued before, 8 modulo 16",
    [HL_BAD_PLACE] = "an address apart from every block, 0 modulo 16",
};

/* The specification of a call, for a person to open. */
static const char *spec_of(enum hl_do does)
{
    switch (does) {
    case HL_DO_ALLOC:
        return "specs/local/alloc.h";
    case HL_DO_REALLOC:
    case HL_DO_DISCARD:
        return "specs/local/realloc.h";
    case HL_DO_LOCK:
    case HL_DO_UNLOCK:
    case HL_DO_FIX:
    case HL_DO_UNFIX:
        return "specs/local/lock.h";
    case HL_DO_FREE:
        return "specs/local/free.h";
    case HL_DO_HANDLE:
    case HL_DO_SIZE:
    case HL_DO_FLAGS:
        return "specs/local/query.h";
    case HL_DO_COMPACT:
    case HL_DO_SHRINK:
    case HL_DO_WRITE:
    case HL_DO_MOVE:
    case HL_DO_LIMIT:
    case HL_DO_POLICY:
    case HL_DO_ERROR:
        break;
    }
    return "specs/local/content.h";
}

static void print_ids(FILE *to, const struct hl_step *step)
{
    const char *ids[IDS_SHOWN];
    struct hl_step as_expected = *step;
    uint32_t i, count;
    if (hl_refused(step)) {
        enum hl_refusal why =
            hl_model_refusal(&step->args, &step->facts, &step->actual);
        as_expected.expected.result = why == HL_MUST_FAIL ? 0 : 1;
        as_expected.expected.error =
            why == HL_MUST_FAIL ? ERROR_NOT_ENOUGH_MEMORY : step->facts.error;
    }
    count = hl_ids(&as_expected, ids, IDS_SHOWN);
    fputs("  promised  ", to);
    for (i = 0; i < count; i++)
        fprintf(to, "%s ", ids[i]);
    fprintf(to, "in %s\n", spec_of(hl_calls[step->args.call].does));
}

/* A value, and the object that it is about. */
static void print_value(FILE *to, const struct hl_run *run, uint64_t value)
{
    uint32_t name = hl_value_recognise(run, value);
    if (value < 10u)
        fprintf(to, "%" PRIu64, value);
    else
        fprintf(to, "0x%" PRIX64, value);
    if (name == HL_NOBODY)
        return;
    if (run->name[name].value == value)
        fprintf(to, " (#%u)", name);
    else
        fprintf(to, " (#%u.block)", name);
}

static void print_sides(FILE *to, const struct hl_run *run,
                        const struct hl_step *step)
{
    const struct hl_fault *f = &run->fault;
    if (f->field == HL_LAST_ERROR) {
        fprintf(to, "  expected  %" PRIu64 " %s\n", f->expected,
                hl_print_error((uint32_t)f->expected));
        fprintf(to, "  actual    %" PRIu64 " %s\n", f->actual,
                hl_print_error((uint32_t)f->actual));
        return;
    }
    if (f->field == HL_CRASHED) {
        fputs("  expected  an answer\n  actual    a crash\n", to);
        return;
    }
    fputs("  expected  ", to);
    if (f->field == HL_CHOICE)
        fputs(refusals[hl_model_refusal(&step->args, &step->facts,
                                        &step->actual)],
              to);
    else
        print_value(to, run, f->expected);
    fputs("\n  actual    ", to);
    print_value(to, run, f->actual);
    if (f->field == HL_CHOICE)
        fprintf(to, ", last error %u %s", step->actual.error,
                hl_print_error(step->actual.error));
    if (f->field == HL_CHOICE && step->actual.addr != 0)
        fprintf(to, ", block at 0x%" PRIX64, step->actual.addr);
    fputc('\n', to);
}

/* The calls that led here: those about the objects concerned, the last few. */
static void print_calls(FILE *to, const struct hl_run *run)
{
    uint32_t shown[CALLS_SHOWN], count = 0, i = run->steps;
    const struct hl_step *last = &run->step[run->steps - 1u];
    while (i-- > 0 && count < CALLS_SHOWN) {
        const struct hl_step *s = &run->step[i];
        if (s == last || s->name == HL_NOBODY || s->name == last->name ||
            s->name == run->fault.name)
            shown[count++] = i;
    }
    if (i + 1u > 0)
        fprintf(to, "        (earlier calls left out)\n");
    while (count-- > 0) {
        const struct hl_step *s = &run->step[shown[count]];
        fprintf(to, "%c %4u  ", s == last ? '>' : ' ', shown[count] + 1u);
        hl_print_call(to, run, s);
        fputs("  -> ", to);
        if (s == last)
            fputc('?', to);
        else
            hl_print_result(to, s);
        fputc('\n', to);
    }
}

void hl_report(FILE *to, const struct hl_run *run, const char *again)
{
    const struct hl_step *step =
        &run->step[run->steps > 0 ? run->steps - 1u : 0];
    fprintf(to, "hlocal: model and implementation disagree at op %u\n",
            run->steps);
    if (run->steps == 0) {
        fprintf(to, "  field     %s\n", fields[run->fault.field]);
        return;
    }
    fputs("  op        ", to);
    hl_print_call(to, run, step);
    fprintf(to, "\n  field     %s", fields[run->fault.field]);
    if (run->fault.name != HL_NOBODY && run->fault.field >= HL_CONTENT &&
        run->fault.field <= HL_ASKING)
        fprintf(to, " of #%u", run->fault.name);
    if (run->fault.field == HL_CONTENT)
        fprintf(to, ", byte %u", run->fault.offset);
    fputc('\n', to);
    print_sides(to, run, step);
    print_ids(to, step);
    print_calls(to, run);
    if (again != NULL)
        fprintf(to, "  again     %s\n", again);
}
