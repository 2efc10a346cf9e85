/* The model's side. Each call becomes the step of the same name; hl_at and
 * hl_kind say what its argument is, in the same state. */
#include <stdlib.h>
#include "two_sides.h"
#include "local/step.h"

/* GlobalFix and GlobalUnfix: what they lock or unlock, and no answer. */
static uint64_t step_fix(enum hl_do does, uint64_t v, const struct hl_facts *f)
{
    if (v == (uint64_t)(uintptr_t)INVALID_HANDLE_VALUE)
        return 0;
    if (does == HL_DO_FIX)
        hl_lock(1, v, f->kind, f->at);
    else
        hl_unlock(1, v, f->kind, f->at);
    return 0;
}

static void count_blocks(struct hl_facts *facts)
{
    uint32_t i;
    for (i = 0; i < HL_SLOT_MAX; i++) {
        if (hl_tab[i].state != HL_LIVE || hl_tab[i].discarded != 0)
            continue;
        if (hl_tab[i].movable == 0 || hl_tab[i].lock > 0)
            facts->still++;
        else
            facts->loose++;
    }
}

uint32_t hl_model_shortage;

void hl_model_facts(const struct hl_args *args, struct hl_facts *facts)
{
    static const struct hl_object none;
    facts->still = facts->loose = 0;
    if (hl_calls[args->call].does == HL_DO_MOVE)
        count_blocks(facts);
    facts->at = hl_at(args->object);
    facts->kind = hl_kind(args->object, facts->at);
    facts->error = hl_error;
    facts->full = 0;
    if (hl_calls[args->call].does <= HL_DO_REALLOC)
        facts->full = hl_movable_count() >= hl_limit ? 1u : 0u;
    facts->policy = hl_policy;
    facts->scarce = args->scarce != 0 || hl_model_shortage != 0 ? 1u : 0u;
    facts->object = facts->at == HL_NONE ? none : hl_tab[facts->at];
}

/* No default: the compiler names a call that is forgotten here. What neither
 * side did would agree. */
uint64_t hl_model_call(const struct hl_args *args, const struct hl_facts *f,
                       const struct hl_outcome *got)
{
    const struct hl_call *call = &hl_calls[args->call];
    uint64_t v = args->object;
    uint32_t global = call->global;
    uint32_t scarce = f->scarce;
    uint32_t failed =
        got->result == 0 && got->error == ERROR_NOT_ENOUGH_MEMORY ? 1u : 0u;
    switch (call->does) {
    case HL_DO_ALLOC:
        return hl_alloc(global, args->flags, args->size, scarce, failed,
                        got->result, got->addr, hl_vacancy());
    case HL_DO_REALLOC:
        return hl_realloc(global, v, f->kind, f->at, args->size, args->flags,
                          scarce, failed, got->result, got->addr);
    case HL_DO_DISCARD:
        return hl_realloc(global, v, f->kind, f->at, 0, LMEM_MOVEABLE, scarce,
                          failed, got->result, got->addr);
    case HL_DO_LOCK:
        return hl_lock(global, v, f->kind, f->at);
    case HL_DO_UNLOCK:
        return hl_unlock(global, v, f->kind, f->at);
    case HL_DO_HANDLE:
        return hl_handle(global, v, f->kind, f->at);
    case HL_DO_SIZE:
        return hl_size(v, f->kind, f->at);
    case HL_DO_FLAGS:
        return hl_flags(global, v, f->kind, f->at);
    case HL_DO_FREE:
        return hl_free(v, f->kind, f->at);
    case HL_DO_FIX:
    case HL_DO_UNFIX:
        return step_fix(call->does, v, f);
    case HL_DO_COMPACT:
    case HL_DO_SHRINK:
        return 0; /* promised: no effect, and 0 */
    case HL_DO_WRITE:
        return 0; /* no call; run.c has the program write */
    case HL_DO_MOVE:
        return got->result; /* bytes given back: nothing is promised */
    case HL_DO_LIMIT:
        return hl_set_limit(args->number);
    case HL_DO_POLICY:
        return hl_set_policy((int32_t)args->number);
    case HL_DO_ERROR:
        hl_error = args->number;
        return 0;
    }
    abort();
}

enum hl_refusal hl_model_refusal(const struct hl_args *args,
                                 const struct hl_facts *facts,
                                 const struct hl_outcome *got)
{
    enum hl_do does = hl_calls[args->call].does;
    uint32_t movable =
        does == HL_DO_ALLOC ? args->flags / 2u % 2u : got->result % 16u == 8u;
    uint32_t made = does == HL_DO_ALLOC || (args->flags & LMEM_MODIFY) != 0;
    uint64_t size =
        made && does == HL_DO_REALLOC ? facts->object.size : args->size;
    if (size > HL_BLOCK_MAX || (made && movable && facts->full))
        return HL_MUST_FAIL;
    if (got->result == 0)
        return HL_MUST_SUCCEED;
    if (made && movable && !hl_issue_allowed(got->result))
        return HL_BAD_HANDLE;
    if (!hl_place_allowed(got->addr, size, facts->at))
        return HL_BAD_PLACE;
    return HL_MUST_STAY;
}
