/* A difference on one screen. */
#include <inttypes.h>
#include "report.h"

#define CALLS_SHOWN 12u
#define IDS_SHOWN 6u

static const char *const fields[] = {
    [HLF_SAME] = "nothing",
    [HLF_RESULT] = "result",
    [HLF_LAST_ERROR] = "last error",
    [HLF_CHOICE] = "result",
    [HLF_CONTENT] = "content",
    [HLF_SIZE] = "LocalSize, asked after it",
    [HLF_LOCAL_FLAGS] = "LocalFlags, asked after it",
    [HLF_GLOBAL_FLAGS] = "GlobalFlags, asked after it",
    [HLF_HANDLE_OF_BLOCK] = "LocalHandle of the block, asked after it",
    [HLF_ADDRESS] = "address of the block, asked after it",
    [HLF_ASKING] = "last error of asking a live object",
    [HLF_SETTING] = "hl_get_movable_limit or hl_get_inplace_policy",
    [HLF_INVARIANT] = "invariant of the library, told on stderr",
    [HLF_LEFTOVER] = "objects or memory left after all were freed",
    [HLF_CRASHED] = "the call, or using what it returned",
};

static const char *const refusals[] = {
    [HLF_MUST_FAIL] = "NULL, 8 not enough memory",
    [HLF_MUST_SUCCEED] = "success: memory was not short",
    [HLF_MUST_STAY] = "the block stays where it is",
    [HLF_BAD_HANDLE] = "a handle never issued before, 8 modulo 16",
    [HLF_BAD_PLACE] = "an address apart from every block, 0 modulo 16",
};

/* The specification of a call, for a person to open. */
static const char *spec_of(enum hlf_do does)
{
    switch (does) {
    case HLF_DO_ALLOC:
        return "specs/local/alloc.h";
    case HLF_DO_REALLOC:
    case HLF_DO_DISCARD:
        return "specs/local/realloc.h";
    case HLF_DO_LOCK:
    case HLF_DO_UNLOCK:
    case HLF_DO_FIX:
    case HLF_DO_UNFIX:
        return "specs/local/lock.h";
    case HLF_DO_FREE:
        return "specs/local/free.h";
    case HLF_DO_HANDLE:
    case HLF_DO_SIZE:
    case HLF_DO_FLAGS:
        return "specs/local/query.h";
    case HLF_DO_LOCALCOMPACT:
    case HLF_DO_SHRINK:
    case HLF_DO_WRITE:
    case HLF_DO_HL_COMPACT:
    case HLF_DO_LIMIT:
    case HLF_DO_POLICY:
    case HLF_DO_ERROR:
        break;
    }
    return "specs/local/content.h";
}

static void print_ids(FILE *to, const struct hlf_event *event)
{
    const char *ids[IDS_SHOWN];
    struct hlf_event as_expected = *event;
    uint32_t i, count;
    if (hlf_illegal_choice(event)) {
        enum hlf_refusal why =
            hlf_model_refusal(&event->args, &event->facts, &event->actual);
        as_expected.expected.result = why == HLF_MUST_FAIL ? 0 : 1;
        as_expected.expected.error =
            why == HLF_MUST_FAIL ? ERROR_NOT_ENOUGH_MEMORY : event->facts.error;
    }
    count = hlf_ids(&as_expected, ids, IDS_SHOWN);
    fputs("  promised  ", to);
    for (i = 0; i < count; i++)
        fprintf(to, "%s ", ids[i]);
    fprintf(to, "in %s\n", spec_of(hlf_calls[event->args.call].does));
}

/* A value, and the object that it is about. */
static void print_value(FILE *to, const struct hlf_run *run, uint64_t value)
{
    uint32_t name = hlf_value_recognise(run, value);
    if (value < 10u)
        fprintf(to, "%" PRIu64, value);
    else
        fprintf(to, "0x%" PRIX64, value);
    if (name == HLF_NOBODY)
        return;
    if (run->name[name].value == value)
        fprintf(to, " (#%u)", name);
    else
        fprintf(to, " (#%u.block)", name);
}

static void print_sides(FILE *to, const struct hlf_run *run,
                        const struct hlf_event *event)
{
    const struct hlf_difference *f = &run->difference;
    if (f->field == HLF_LAST_ERROR) {
        fprintf(to, "  expected  %" PRIu64 " %s\n", f->expected,
                hlf_print_error((uint32_t)f->expected));
        fprintf(to, "  actual    %" PRIu64 " %s\n", f->actual,
                hlf_print_error((uint32_t)f->actual));
        return;
    }
    if (f->field == HLF_CRASHED) {
        fputs("  expected  an answer\n  actual    a crash\n", to);
        return;
    }
    if (f->field == HLF_INVARIANT) {
        fputs("  expected  hli_heap_is_valid\n  actual    not so\n", to);
        return;
    }
    fputs("  expected  ", to);
    if (f->field == HLF_CHOICE)
        fputs(refusals[hlf_model_refusal(&event->args, &event->facts,
                                         &event->actual)],
              to);
    else
        print_value(to, run, f->expected);
    fputs("\n  actual    ", to);
    print_value(to, run, f->actual);
    if (f->field == HLF_CHOICE)
        fprintf(to, ", last error %u %s", event->actual.error,
                hlf_print_error(event->actual.error));
    if (f->field == HLF_CHOICE && event->actual.addr != 0)
        fprintf(to, ", block at 0x%" PRIX64, event->actual.addr);
    fputc('\n', to);
}

/* The calls that led here: those about the objects concerned, the last few. */
static void print_calls(FILE *to, const struct hlf_run *run)
{
    uint32_t shown[CALLS_SHOWN], count = 0, i = run->events;
    const struct hlf_event *last = &run->event[run->events - 1u];
    while (i-- > 0 && count < CALLS_SHOWN) {
        const struct hlf_event *s = &run->event[i];
        if (s == last || s->name == HLF_NOBODY || s->name == last->name ||
            s->name == run->difference.name)
            shown[count++] = i;
    }
    if (i + 1u > 0)
        fprintf(to, "        (earlier calls left out)\n");
    while (count-- > 0) {
        const struct hlf_event *s = &run->event[shown[count]];
        fprintf(to, "%c %4u  ", s == last ? '>' : ' ', shown[count] + 1u);
        hlf_print_call(to, run, s);
        fputs("  -> ", to);
        if (s == last)
            fputc('?', to);
        else
            hlf_print_result(to, s);
        fputc('\n', to);
    }
}

void hlf_report(FILE *to, const struct hlf_run *run, const char *again)
{
    const struct hlf_event *event =
        &run->event[run->events > 0 ? run->events - 1u : 0];
    fprintf(to, "hlocal: model and implementation disagree at op %u\n",
            run->events);
    if (run->events == 0) {
        fprintf(to, "  field     %s\n", fields[run->difference.field]);
        return;
    }
    fputs("  op        ", to);
    hlf_print_call(to, run, event);
    fprintf(to, "\n  field     %s", fields[run->difference.field]);
    if (run->difference.name != HLF_NOBODY &&
        run->difference.field >= HLF_CONTENT &&
        run->difference.field <= HLF_ASKING)
        fprintf(to, " of #%u", run->difference.name);
    if (run->difference.field == HLF_CONTENT)
        fprintf(to, ", byte %u", run->difference.offset);
    fputc('\n', to);
    print_sides(to, run, event);
    print_ids(to, event);
    print_calls(to, run);
    if (again != NULL)
        fprintf(to, "  again     %s\n", again);
}
