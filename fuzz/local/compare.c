/* Equal, or not. There are no exceptions here: what the documents leave open
 * is a choice that the model has allowed or refused. */
#include "run.h"
#include "local/query.h"

int hl_differ(struct hl_run *run, enum hl_field field, uint32_t name,
              uint64_t expected, uint64_t actual)
{
    run->fault.field = field;
    run->fault.name = name;
    run->fault.expected = expected;
    run->fault.actual = actual;
    return 0;
}

int hl_refused(const struct hl_step *step)
{
    enum hl_do does = hl_calls[step->args.call].does;
    return step->expected.result == HL_REFUSED &&
           (does <= HL_DO_REALLOC || does == HL_DO_DISCARD);
}

int hl_compare_outcome(struct hl_run *run, const struct hl_step *step)
{
    const struct hl_outcome *want = &step->expected, *got = &step->actual;
    if (hl_refused(step))
        return hl_differ(run, HL_CHOICE, step->name, 0, got->result);
    if (want->result != got->result)
        return hl_differ(run, HL_RESULT, step->name, want->result, got->result);
    if (want->error != got->error)
        return hl_differ(run, HL_LAST_ERROR, step->name, want->error,
                         got->error);
    return 1;
}

static int compare_object(struct hl_run *run, uint32_t at)
{
    const struct hl_object *o = &hl_tab[at];
    uint32_t name = run->named[at];
    uint32_t kind = o->movable == 0     ? HL_K_FIXED
                    : o->discarded == 0 ? HL_K_MOVABLE
                                        : HL_K_DISCARDED;
    uint64_t local_flags = hl_flags(0, o->value, kind, at);
    uint64_t global_flags = hl_flags(1, o->value, kind, at);
    struct hl_look look;
    hl_impl_look(o->value, o->lock, &look);
    if (look.size != o->size)
        return hl_differ(run, HL_SIZE, name, o->size, look.size);
    if (look.local_flags != local_flags)
        return hl_differ(run, HL_LOCAL_FLAGS, name, local_flags,
                         look.local_flags);
    if (look.global_flags != global_flags)
        return hl_differ(run, HL_GLOBAL_FLAGS, name, global_flags,
                         look.global_flags);
    if (look.error != NO_ERROR)
        return hl_differ(run, HL_ASKING, name, NO_ERROR, look.error);
    if (look.addr != o->addr)
        return hl_differ(run, HL_ADDRESS, name, o->addr, look.addr);
    if (o->discarded == 0 && look.handle != o->value)
        return hl_differ(run, HL_HANDLE_OF_BLOCK, name, o->value, look.handle);
    return 1;
}

int hl_compare_state(struct hl_run *run)
{
    uint32_t at, free_policy = hl_policy == HL_POLICY_FREE ? 1u : 0u;
    for (at = 0; at < HL_SLOT_MAX; at++)
        if (hl_tab[at].state == HL_LIVE && !compare_object(run, at))
            return 0;
    if (hl_impl_limit() != hl_limit)
        return hl_differ(run, HL_SETTING, HL_NOBODY, hl_limit, hl_impl_limit());
    if (hl_impl_policy() != free_policy)
        return hl_differ(run, HL_SETTING, HL_NOBODY, free_policy,
                         hl_impl_policy());
    return 1;
}
