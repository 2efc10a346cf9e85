/* Calls and results in words. */
#include <inttypes.h>
#include <string.h>
#include "report.h"

const char *hlf_print_error(uint32_t error)
{
    switch (error) {
    case NO_ERROR:
        return "ok";
    case ERROR_INVALID_HANDLE:
        return "invalid handle";
    case ERROR_NOT_ENOUGH_MEMORY:
        return "not enough memory";
    case ERROR_INVALID_PARAMETER:
        return "invalid parameter";
    case ERROR_DISCARDED:
        return "discarded";
    case ERROR_NOT_LOCKED:
        return "not locked";
    case ERROR_NOACCESS:
        return "no access";
    }
    return "";
}

static void print_object(FILE *to, const struct hlf_event *event)
{
    static const char *const after[] = {"",
                                        ".block",
                                        ".old",
                                        ".block + 1",
                                        ".block + 8",
                                        ".block + 16",
                                        ".block - 16",
                                        ".block + half",
                                        ".block + size",
                                        " + 1"};
    static const char *const foreign[] = {"stack", "static", "malloc"};
    uint32_t bit = 4u + event->op.number % 60u;
    uint32_t shape = event->shape;
    if (shape == HLF_SHAPE_NULL)
        fputs("NULL", to);
    else if (shape == HLF_SHAPE_GARBAGE || shape == HLF_SHAPE_UNMAPPED ||
             shape == HLF_SHAPE_STRANGE)
        fprintf(to, "0x%" PRIX64, event->args.object);
    else if (shape >= HLF_SHAPE_STACK)
        fprintf(to, "%s + %u", foreign[shape - HLF_SHAPE_STACK],
                event->op.number % 3u * 8u);
    else if (shape == HLF_SHAPE_FORGED)
        fprintf(to, "#%u ^ bit %u", event->name, bit);
    else if (shape == HLF_SHAPE_NEXT)
        fprintf(to, "#%u + 16 * %u", event->name, event->op.number);
    else if (shape == HLF_SHAPE_REGION)
        fprintf(to, "#%u.block ^ bit %u", event->name,
                event->op.number % 60u < 43u ? bit : 12u);
    else
        fprintf(to, "#%u%s", event->name, after[shape]);
}

static void print_flags(FILE *to, uint32_t flags)
{
    static const struct {
        uint32_t bit;
        const char *name;
    } names[] = {{0x2, "MOVEABLE"},    {0x10, "NOCOMPACT"}, {0x20, "NODISCARD"},
                 {0x40, "ZEROINIT"},   {0x80, "MODIFY"},    {0x1000, "LOWER"},
                 {0x2000, "DDESHARE"}, {0x4000, "NOTIFY"}};
    const char *between = "";
    uint32_t i;
    if (flags == 0)
        fputs("FIXED", to);
    for (i = 0; i < sizeof names / sizeof names[0]; i++) {
        if ((flags & names[i].bit) == 0)
            continue;
        fprintf(to, "%s%s", between, names[i].name);
        flags &= ~names[i].bit;
        between = "|";
    }
    if ((flags & 0xF00u) == 0xF00u) {
        fprintf(to, "%sDISCARDABLE", between);
        flags &= ~0xF00u;
        between = "|";
    }
    if (flags != 0)
        fprintf(to, "%s0x%X", between, flags);
}

static void print_size(FILE *to, uint64_t size)
{
    if (size >= (uint64_t)1 << 47)
        fprintf(to, "0x%" PRIX64, size);
    else
        fprintf(to, "%" PRIu64, size);
}

void hlf_print_call(FILE *to, const struct hlf_run *run,
                    const struct hlf_event *event)
{
    const struct hlf_call *call = &hlf_calls[event->args.call];
    (void)run;
    fprintf(to, "%s(", call->name);
    switch (call->does) {
    case HLF_DO_ALLOC:
        print_flags(to, event->args.flags);
        fputs(", ", to);
        print_size(to, event->args.size);
        break;
    case HLF_DO_REALLOC:
        print_object(to, event);
        fputs(", ", to);
        print_size(to, event->args.size);
        fputs(", ", to);
        print_flags(to, event->args.flags);
        break;
    case HLF_DO_SHRINK:
        print_object(to, event);
        fprintf(to, ", %u", event->args.number);
        break;
    case HLF_DO_WRITE:
        print_object(to, event);
        fprintf(to, ", %u .. %u", event->from, event->to);
        break;
    case HLF_DO_LOCALCOMPACT:
    case HLF_DO_HL_COMPACT:
    case HLF_DO_LIMIT:
    case HLF_DO_POLICY:
    case HLF_DO_ERROR:
        fprintf(to, "%u", event->args.number);
        break;
    case HLF_DO_LOCK:
    case HLF_DO_UNLOCK:
    case HLF_DO_HANDLE:
    case HLF_DO_SIZE:
    case HLF_DO_FLAGS:
    case HLF_DO_FREE:
    case HLF_DO_DISCARD:
    case HLF_DO_FIX:
    case HLF_DO_UNFIX:
        print_object(to, event);
    }
    fputs(")", to);
    if (event->repeat != 1)
        fprintf(to, " x %u", event->repeat);
    if (event->args.fault != 0)
        fprintf(to, " [memory short at request %u]", event->args.fault);
}

void hlf_print_result(FILE *to, const struct hlf_event *event)
{
    enum hlf_do does = hlf_calls[event->args.call].does;
    uint64_t r = event->actual.result;
    switch (does) {
    case HLF_DO_ALLOC:
    case HLF_DO_REALLOC:
    case HLF_DO_DISCARD:
    case HLF_DO_LOCK:
    case HLF_DO_HANDLE:
        if (r == 0)
            fputs("NULL", to);
        else if (event->returned == HLF_NOBODY)
            fputs("?", to);
        else
            fprintf(to, "#%u%s", event->returned,
                    does == HLF_DO_LOCK && r != event->args.object ? ".block"
                                                                   : "");
        break;
    case HLF_DO_FREE:
        fputs(r == 0 ? "NULL" : r == event->args.object ? "itself" : "?", to);
        break;
    case HLF_DO_FLAGS:
        fprintf(to, "0x%04" PRIX64, r);
        break;
    case HLF_DO_UNLOCK:
    case HLF_DO_LIMIT:
    case HLF_DO_POLICY:
        fputs(r == 1 ? "TRUE" : r == 0 ? "FALSE" : "?", to);
        break;
    case HLF_DO_SIZE:
    case HLF_DO_LOCALCOMPACT:
    case HLF_DO_SHRINK:
        fprintf(to, "%" PRIu64, r);
        break;
    case HLF_DO_FIX:
    case HLF_DO_UNFIX:
    case HLF_DO_WRITE:
    case HLF_DO_HL_COMPACT:
    case HLF_DO_ERROR:
        fputs("-", to);
        break;
    }
}

void hlf_print_trace(FILE *to, const struct hlf_run *run)
{
    uint32_t i;
    for (i = 0; i < run->inputs; i++) {
        const struct hlf_event *event = &run->event[i];
        fprintf(to, "%4u  ", i + 1u);
        hlf_print_call(to, run, event);
        fputs("  -> ", to);
        hlf_print_result(to, event);
        if (event->actual.error != event->facts.error)
            fprintf(to, "  error %u %s", event->actual.error,
                    hlf_print_error(event->actual.error));
        fputc('\n', to);
    }
}
