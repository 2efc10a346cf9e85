/* The model's side. Each call becomes the step of the same name; hlm_at and
 * hlm_kind say what its argument is, in the same state. */
#include <stdlib.h>
#include "two_sides.h"
#include "local/step.h"

/* GlobalFix and GlobalUnfix: what they lock or unlock, and no answer. */
static uint64_t step_fix(enum hlf_do does, uint64_t v,
                         const struct hlf_facts *f)
{
    if (v == (uint64_t)(uintptr_t)INVALID_HANDLE_VALUE)
        return 0;
    if (does == HLF_DO_FIX)
        hlm_lock(1, v, f->kind, f->at);
    else
        hlm_unlock(1, v, f->kind, f->at);
    return 0;
}

static void count_blocks(struct hlf_facts *facts)
{
    uint32_t i;
    for (i = 0; i < HLM_SLOT_MAX; i++) {
        if (hlm_tab[i].state != HLM_LIVE || hlm_tab[i].discarded != 0)
            continue;
        if (hlm_tab[i].movable == 0 || hlm_tab[i].lock > 0)
            facts->still++;
        else
            facts->loose++;
    }
}

uint32_t hlf_model_shortage;

void hlf_model_facts(const struct hlf_args *args, struct hlf_facts *facts)
{
    static const struct hlm_object none;
    facts->still = facts->loose = 0;
    if (hlf_calls[args->call].does == HLF_DO_HL_COMPACT)
        count_blocks(facts);
    facts->at = hlm_at(args->object);
    facts->kind = hlm_kind(args->object, facts->at);
    facts->error = hlm_error;
    facts->full = 0;
    if (hlf_calls[args->call].does <= HLF_DO_REALLOC)
        facts->full = hlm_movable_count() >= hlm_limit ? 1u : 0u;
    facts->policy = hlm_policy;
    facts->fault_armed = args->fault != 0 || hlf_model_shortage != 0 ? 1u : 0u;
    facts->object = facts->at == HLM_NONE ? none : hlm_tab[facts->at];
}

/* No default: the compiler names a call that is forgotten here. What neither
 * side did would agree. */
uint64_t hlf_model_call(const struct hlf_args *args, const struct hlf_facts *f,
                        const struct hlf_outcome *got)
{
    const struct hlf_call *call = &hlf_calls[args->call];
    uint64_t v = args->object;
    uint32_t global = call->global;
    uint32_t fault_armed = f->fault_armed;
    uint32_t fault =
        got->result == 0 && got->error == ERROR_NOT_ENOUGH_MEMORY ? 1u : 0u;
    switch (call->does) {
    case HLF_DO_ALLOC:
        return hlm_alloc(global, args->flags, args->size, fault_armed, fault,
                         got->result, got->addr, hlm_vacancy());
    case HLF_DO_REALLOC:
        return hlm_realloc(global, v, f->kind, f->at, args->size, args->flags,
                           fault_armed, fault, got->result, got->addr);
    case HLF_DO_DISCARD:
        return hlm_realloc(global, v, f->kind, f->at, 0, LMEM_MOVEABLE,
                           fault_armed, fault, got->result, got->addr);
    case HLF_DO_LOCK:
        return hlm_lock(global, v, f->kind, f->at);
    case HLF_DO_UNLOCK:
        return hlm_unlock(global, v, f->kind, f->at);
    case HLF_DO_HANDLE:
        return hlm_handle(global, v, f->kind, f->at);
    case HLF_DO_SIZE:
        return hlm_size(v, f->kind, f->at);
    case HLF_DO_FLAGS:
        return hlm_flags(global, v, f->kind, f->at);
    case HLF_DO_FREE:
        return hlm_free(v, f->kind, f->at);
    case HLF_DO_FIX:
    case HLF_DO_UNFIX:
        return step_fix(call->does, v, f);
    case HLF_DO_LOCALCOMPACT:
    case HLF_DO_SHRINK:
        return 0; /* promised: no effect, and 0 */
    case HLF_DO_WRITE:
        return 0; /* no call; run.c has the program write */
    case HLF_DO_HL_COMPACT:
        return got->result; /* bytes given back: nothing is promised */
    case HLF_DO_LIMIT:
        return hlm_set_limit(args->number);
    case HLF_DO_POLICY:
        return hlm_set_policy((int32_t)args->number);
    case HLF_DO_ERROR:
        hlm_error = args->number;
        return 0;
    }
    abort();
}

enum hlf_refusal hlf_model_refusal(const struct hlf_args *args,
                                   const struct hlf_facts *facts,
                                   const struct hlf_outcome *got)
{
    enum hlf_do does = hlf_calls[args->call].does;
    uint32_t movable =
        does == HLF_DO_ALLOC ? args->flags / 2u % 2u : got->result % 16u == 8u;
    uint32_t made = does == HLF_DO_ALLOC || (args->flags & LMEM_MODIFY) != 0;
    uint64_t size =
        made && does == HLF_DO_REALLOC ? facts->object.size : args->size;
    if (size > HLM_BLOCK_MAX || (made && movable && facts->full))
        return HLF_MUST_FAIL;
    if (got->result == 0)
        return HLF_MUST_SUCCEED;
    if (made && movable && !hlm_issue_allowed(got->result))
        return HLF_BAD_HANDLE;
    if (!hlm_place_allowed(got->addr, size, facts->at))
        return HLF_BAD_PLACE;
    return HLF_MUST_STAY;
}
