/* Calls and results in words. */
#include <inttypes.h>
#include <string.h>
#include "report.h"

const char *hl_print_error(uint32_t error)
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

static void print_object(FILE *to, const struct hl_step *step)
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
    uint32_t bit = 4u + step->op.number % 60u;
    uint32_t shape = step->shape;
    if (shape == HL_SHAPE_NULL)
        fputs("NULL", to);
    else if (shape == HL_SHAPE_GARBAGE || shape == HL_SHAPE_UNMAPPED ||
             shape == HL_SHAPE_STRANGE)
        fprintf(to, "0x%" PRIX64, step->args.object);
    else if (shape >= HL_SHAPE_STACK)
        fprintf(to, "%s + %u", foreign[shape - HL_SHAPE_STACK],
                step->op.number % 3u * 8u);
    else if (shape == HL_SHAPE_FORGED)
        fprintf(to, "#%u ^ bit %u", step->name, bit);
    else if (shape == HL_SHAPE_NEXT)
        fprintf(to, "#%u + 16 * %u", step->name, step->op.number);
    else if (shape == HL_SHAPE_REGION)
        fprintf(to, "#%u.block ^ bit %u", step->name,
                step->op.number % 60u < 43u ? bit : 12u);
    else
        fprintf(to, "#%u%s", step->name, after[shape]);
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

void hl_print_call(FILE *to, const struct hl_run *run,
                   const struct hl_step *step)
{
    const struct hl_call *call = &hl_calls[step->args.call];
    (void)run;
    fprintf(to, "%s(", call->name);
    switch (call->does) {
    case HL_DO_ALLOC:
        print_flags(to, step->args.flags);
        fputs(", ", to);
        print_size(to, step->args.size);
        break;
    case HL_DO_REALLOC:
        print_object(to, step);
        fputs(", ", to);
        print_size(to, step->args.size);
        fputs(", ", to);
        print_flags(to, step->args.flags);
        break;
    case HL_DO_SHRINK:
        print_object(to, step);
        fprintf(to, ", %u", step->args.number);
        break;
    case HL_DO_WRITE:
        print_object(to, step);
        fprintf(to, ", %u .. %u", step->from, step->to);
        break;
    case HL_DO_COMPACT:
    case HL_DO_MOVE:
    case HL_DO_LIMIT:
    case HL_DO_POLICY:
    case HL_DO_ERROR:
        fprintf(to, "%u", step->args.number);
        break;
    case HL_DO_LOCK:
    case HL_DO_UNLOCK:
    case HL_DO_HANDLE:
    case HL_DO_SIZE:
    case HL_DO_FLAGS:
    case HL_DO_FREE:
    case HL_DO_DISCARD:
    case HL_DO_FIX:
    case HL_DO_UNFIX:
        print_object(to, step);
    }
    fputs(")", to);
    if (step->repeat != 1)
        fprintf(to, " x %u", step->repeat);
    if (step->args.scarce != 0)
        fprintf(to, " [memory short at request %u]", step->args.scarce);
}

void hl_print_result(FILE *to, const struct hl_step *step)
{
    enum hl_do does = hl_calls[step->args.call].does;
    uint64_t r = step->actual.result;
    switch (does) {
    case HL_DO_ALLOC:
    case HL_DO_REALLOC:
    case HL_DO_DISCARD:
    case HL_DO_LOCK:
    case HL_DO_HANDLE:
        if (r == 0)
            fputs("NULL", to);
        else if (step->returned == HL_NOBODY)
            fputs("?", to);
        else
            fprintf(to, "#%u%s", step->returned,
                    does == HL_DO_LOCK && r != step->args.object ? ".block"
                                                                 : "");
        break;
    case HL_DO_FREE:
        fputs(r == 0 ? "NULL" : r == step->args.object ? "itself" : "?", to);
        break;
    case HL_DO_FLAGS:
        fprintf(to, "0x%04" PRIX64, r);
        break;
    case HL_DO_UNLOCK:
    case HL_DO_LIMIT:
    case HL_DO_POLICY:
        fputs(r == 1 ? "TRUE" : r == 0 ? "FALSE" : "?", to);
        break;
    case HL_DO_SIZE:
    case HL_DO_COMPACT:
    case HL_DO_SHRINK:
        fprintf(to, "%" PRIu64, r);
        break;
    case HL_DO_FIX:
    case HL_DO_UNFIX:
    case HL_DO_WRITE:
    case HL_DO_MOVE:
    case HL_DO_ERROR:
        fputs("-", to);
        break;
    }
}

void hl_print_trace(FILE *to, const struct hl_run *run)
{
    uint32_t i;
    for (i = 0; i < run->inputs; i++) {
        const struct hl_step *step = &run->step[i];
        fprintf(to, "%4u  ", i + 1u);
        hl_print_call(to, run, step);
        fputs("  -> ", to);
        hl_print_result(to, step);
        if (step->actual.error != step->facts.error)
            fprintf(to, "  error %u %s", step->actual.error,
                    hl_print_error(step->actual.error));
        fputc('\n', to);
    }
}
