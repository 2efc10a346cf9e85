/* A difference as a C program: reproducer.c.in, then one paragraph an event. */
#include <inttypes.h>
#include <stdlib.h>
#include "report.h"

static const char reproducer[] =
#include "reproducer.inc"
    ;

static void print_value(FILE *to, const struct hlf_event *s)
{
    static const char *const of[] = {
        "o[%u].h",     "o[%u].p",      "o[%u].old",   "o[%u].p + 1",
        "o[%u].p + 8", "o[%u].p + 16", "o[%u].p - 16"};
    uint32_t k = s->name, bit = 4u + s->op.number % 60u;
    fputs("    v = ", to);
    if (s->replaced)
        fprintf(to, "0x%" PRIX64 "u", s->args.object);
    else if (s->shape <= HLF_SHAPE_LESS16)
        fprintf(to, of[s->shape], k);
    else if (s->shape == HLF_SHAPE_MIDDLE)
        fprintf(to, "o[%u].p + o[%u].n / 2 / 16 * 16", k, k);
    else if (s->shape == HLF_SHAPE_END)
        fprintf(to, "o[%u].p + (o[%u].n + 15) / 16 * 16", k, k);
    else if (s->shape == HLF_SHAPE_ODD)
        fprintf(to, "o[%u].h + 1", k);
    else if (s->shape == HLF_SHAPE_FORGED)
        fprintf(to, "o[%u].h ^ (word)1 << %u", k, bit);
    else if (s->shape == HLF_SHAPE_NEXT)
        fprintf(to, "o[%u].h + 16 * %u", k, s->op.number);
    else if (s->shape == HLF_SHAPE_REGION)
        fprintf(to, "o[%u].p ^ (word)1 << %u", k, bit < 47u ? bit : 12u);
    else if (s->shape >= HLF_SHAPE_STACK && s->shape <= HLF_SHAPE_MALLOC)
        fprintf(to, "(word)(memory + %u)", s->op.number % 3u * 8u);
    else
        fprintf(to, "0x%" PRIX64 "u", s->args.object);
    fputs(";\n", to);
}

/* The call itself; its value is in v. */
static void print_call(FILE *to, const struct hlf_event *s)
{
    const struct hlf_call *call = &hlf_calls[s->args.call];
    const struct hlf_args *a = &s->args;
    fputs("    ", to);
    if (s->repeat > 1)
        fprintf(to, "for (int i = 0; i < %u; i++)\n        ", s->repeat);
    if (call->does != HLF_DO_FIX && call->does != HLF_DO_UNFIX &&
        call->does != HLF_DO_ERROR)
        fputs("r = (word)", to);
    fprintf(to, "%s(", call->name);
    switch (call->does) {
    case HLF_DO_ALLOC:
        fprintf(to, "0x%X, 0x%" PRIX64 "u", a->flags, a->size);
        break;
    case HLF_DO_REALLOC:
        fprintf(to, "(HLOCAL)v, 0x%" PRIX64 "u, 0x%X", a->size, a->flags);
        break;
    case HLF_DO_SHRINK:
        fprintf(to, "(HLOCAL)v, %u", a->number);
        break;
    case HLF_DO_LOCALCOMPACT:
    case HLF_DO_HL_COMPACT:
    case HLF_DO_LIMIT:
    case HLF_DO_ERROR:
        fprintf(to, "%uu", a->number);
        break;
    case HLF_DO_POLICY:
        fprintf(to, "%d", (int)a->number);
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
    case HLF_DO_WRITE:
        fputs("(HLOCAL)v", to);
    }
    fputs(");\n    e = GetLastError();\n", to);
}

/* What a call that had to succeed did to its object. */
static void print_success(FILE *to, const struct hlf_event *s, int stay)
{
    const struct hlf_args *a = &s->args;
    int zero = (a->flags & LMEM_ZEROINIT) != 0;
    uint64_t n = a->size;
    if (hlf_calls[a->call].does == HLF_DO_ALLOC) {
        int movable = (a->flags & LMEM_MOVEABLE) != 0;
        if (!movable && n == 0 && hlf_calls[a->call].global)
            n = 1;
        fprintf(to, "    made(%u, r, %d, %" PRIu64 ", %d);\n", s->name, movable,
                n, zero);
    } else if ((a->flags & LMEM_MODIFY) == 0) {
        if (s->facts.kind != HLM_K_FIXED && n == 0)
            fprintf(to, "    discarded(%u);\n", s->name);
        else
            fprintf(to, "    resized(%u, r, %" PRIu64 ", %d, %d);\n", s->name,
                    n, stay, zero);
    } else if (s->facts.kind == HLM_K_FIXED && hlf_calls[a->call].global &&
               (a->flags & LMEM_MOVEABLE)) {
        fprintf(to, "    converted(%u, r);\n", s->name);
    } else {
        fputs("    is(\"result\", v, r);\n", to);
    }
}

/* Locks are counted along, so that the program knows what stands still. */
static void print_locks(FILE *to, const struct hlf_event *s)
{
    enum hlf_do does = hlf_calls[s->args.call].does;
    uint32_t lock = s->facts.object.lock;
    if (s->facts.kind != HLM_K_MOVABLE || s->name == HLF_NOBODY)
        return;
    if (does == HLF_DO_LOCK || does == HLF_DO_FIX)
        fprintf(to, "    o[%u].lock = %u;\n", s->name,
                lock < HLM_LOCK_MAX ? lock + 1u : lock);
    if (does == HLF_DO_UNLOCK || does == HLF_DO_UNFIX)
        fprintf(to, "    o[%u].lock = %u;\n", s->name,
                lock > 0 ? lock - 1u : 0);
}

/* What the model expects. */
static void print_answer(FILE *to, const struct hlf_event *s,
                         const struct hlf_outcome *want, int stay)
{
    enum hlf_do does = hlf_calls[s->args.call].does;
    if (stay)
        fputs("    if (r == 0)\n"
              "        is(\"last error\", ERROR_NOT_ENOUGH_MEMORY, e);\n"
              "    else\n    ",
              to);
    else
        fprintf(to, "    is(\"last error\", %u, e);\n", want->error);
    if (does == HLF_DO_HL_COMPACT)
        fputs("    follow();\n", to);
    else if (want->result != 0 &&
             (does <= HLF_DO_REALLOC || does == HLF_DO_DISCARD))
        print_success(to, s, stay);
    else if (want->result != 0 && does == HLF_DO_LOCK)
        fprintf(to, "    is(\"result\", o[%u].p, r);\n", s->name);
    else if (want->result != 0 && does == HLF_DO_HANDLE)
        fprintf(to, "    is(\"result\", o[%u].h, r);\n", s->name);
    else if (want->result != 0 && does == HLF_DO_FREE)
        fputs("    is(\"result\", v, r);\n", to);
    else if (does != HLF_DO_FIX && does != HLF_DO_UNFIX && does != HLF_DO_ERROR)
        fprintf(to, "    is(\"result\", 0x%" PRIX64 "u, r);\n", want->result);
    if (does == HLF_DO_FREE && want->result == 0 && s->name != HLF_NOBODY)
        fprintf(to, "    o[%u].live = 0;\n", s->name);
    print_locks(to, s);
}

/* The call could as well have been granted, or denied: then the rest of the
 * calls is about another heap. */
static void print_choice(FILE *to, const struct hlf_event *s)
{
    const struct hlf_args *a = &s->args;
    const struct hlm_object *o = &s->facts.object;
    int granted = s->actual.result != 0;
    if (hlf_calls[a->call].does != HLF_DO_REALLOC ||
        (a->flags & (LMEM_MODIFY | LMEM_MOVEABLE)) != 0 || a->size == 0 ||
        a->size > HLM_BLOCK_MAX)
        return;
    if (s->facts.kind == HLM_K_FIXED
            ? a->size > o->size || s->facts.policy == HLM_POLICY_FREE
            : s->facts.kind == HLM_K_MOVABLE && o->lock > 0 &&
                  a->size > o->size)
        fprintf(to, "    if ((r != 0) != %d)\n        return;\n", granted);
}

/* Whether the call leaves every object as it is, whatever it answers. */
static int leaves_objects(enum hlf_do does)
{
    switch (does) {
    case HLF_DO_HANDLE:
    case HLF_DO_SIZE:
    case HLF_DO_FLAGS:
    case HLF_DO_LOCALCOMPACT:
    case HLF_DO_SHRINK:
    case HLF_DO_HL_COMPACT:
    case HLF_DO_LIMIT:
    case HLF_DO_POLICY:
    case HLF_DO_ERROR:
        return 1;
    case HLF_DO_ALLOC:
    case HLF_DO_REALLOC:
    case HLF_DO_LOCK:
    case HLF_DO_UNLOCK:
    case HLF_DO_FREE:
    case HLF_DO_DISCARD:
    case HLF_DO_FIX:
    case HLF_DO_UNFIX:
    case HLF_DO_WRITE:
        return 0;
    }
    abort();
}

static void print_event(FILE *to, const struct hlf_run *run, uint32_t i)
{
    const struct hlf_event *s = &run->event[i];
    struct hlf_outcome want = s->expected;
    enum hlf_do does = hlf_calls[s->args.call].does;
    uint32_t last = i + 1u == run->events;
    int stay = 0;
    fprintf(to, "\n    event = %u; // ", i + 1u);
    hlf_print_call(to, run, s);
    fputc('\n', to);
    if (hlf_illegal_choice(s)) {
        enum hlf_refusal why =
            hlf_model_refusal(&s->args, &s->facts, &s->actual);
        want.result = why != HLF_MUST_FAIL;
        want.error =
            why == HLF_MUST_FAIL ? ERROR_NOT_ENOUGH_MEMORY : s->facts.error;
        stay = why == HLF_MUST_STAY;
    }
    if (s->args.fault != 0 && want.result == 0 &&
        want.error == ERROR_NOT_ENOUGH_MEMORY && !last) {
        fprintf(to, "    SetLastError(%u); // no memory then\n", want.error);
        return;
    }
    if (does != HLF_DO_WRITE) {
        if (does != HLF_DO_ALLOC && does != HLF_DO_LOCALCOMPACT &&
            does < HLF_DO_HL_COMPACT)
            print_value(to, s);
        print_call(to, s);
        if (last && run->difference.field == HLF_CRASHED) {
            /* It never answered. */
            if (leaves_objects(does))
                fputs("    all_stay();\n", to);
            return;
        }
        if (!last)
            print_choice(to, s);
        print_answer(to, s, &want, stay);
    }
    if (s->from < s->to)
        fprintf(to, "    fill(%u, %u, %u, %u);\n", s->name, s->from, s->to,
                s->seed);
    fputs("    all_same();\n", to);
}

/* A difference that was found by asking, not by calling. */
static void print_question(FILE *to, const struct hlf_run *run)
{
    static const char *const ask[] = {
        [HLF_SIZE] = "LocalSize((HLOCAL)o[%u].h)",
        [HLF_LOCAL_FLAGS] = "LocalFlags((HLOCAL)o[%u].h)",
        [HLF_GLOBAL_FLAGS] = "GlobalFlags((HLOCAL)o[%u].h)",
    };
    const struct hlf_difference *f = &run->difference;
    fputc('\n', to);
    switch (f->field) {
    case HLF_SIZE:
    case HLF_LOCAL_FLAGS:
    case HLF_GLOBAL_FLAGS:
        fprintf(to, "    is(\"asked\", 0x%" PRIX64 "u, ", f->expected);
        fprintf(to, ask[f->field], f->name);
        fputs(");\n", to);
        break;
    case HLF_CONTENT:
        fprintf(to, "    same(%u, 0, o[%u].n);\n", f->name, f->name);
        break;
    case HLF_ADDRESS:
        fprintf(to, "    is(\"address\", o[%u].p, block(%u));\n", f->name,
                f->name);
        break;
    case HLF_HANDLE_OF_BLOCK:
        fprintf(to,
                "    is(\"handle\", o[%u].h, "
                "(word)LocalHandle((void *)o[%u].p));\n",
                f->name, f->name);
        break;
    case HLF_ASKING:
        fprintf(to,
                "    SetLastError(0);\n    LocalSize((HLOCAL)o[%u].h);\n"
                "    LocalFlags((HLOCAL)o[%u].h);\n"
                "    is(\"last error\", 0, GetLastError());\n",
                f->name, f->name);
        break;
    case HLF_SETTING:
        fprintf(to,
                "    if (hl_get_movable_limit() != %" PRIu64
                "u && hl_get_inplace_policy() != %" PRIu64 ")\n"
                "        is(\"setting\", 0, 1);\n",
                f->expected, f->expected);
        break;
    case HLF_SAME:
    case HLF_RESULT:
    case HLF_LAST_ERROR:
    case HLF_CHOICE:
    case HLF_INVARIANT: /* a program cannot ask */
    case HLF_LEFTOVER:  /* end() looks */
    case HLF_CRASHED:
        break;
    }
}

void hlf_reproduce(FILE *to, const struct hlf_run *run)
{
    uint32_t i, tidy = 0;
    for (i = 0; i < run->events; i++)
        tidy |= hlf_calls[run->event[i].args.call].does == HLF_DO_HL_COMPACT;
    fputs(reproducer, to);
    fputs("\nstatic void run(void)\n{\n", to);
    for (i = 0; i < run->events; i++)
        print_event(to, run, i);
    print_question(to, run);
    fprintf(to,
            "}\n\nint main(void)\n{\n    int round;\n    use_heap();\n"
            "    for (round = 0; round < 3; round++) {\n"
            "        begin(%u);\n        run();\n        end();\n    }\n"
            "    puts(\"no difference\");\n    return 0;\n}\n",
            tidy);
}
