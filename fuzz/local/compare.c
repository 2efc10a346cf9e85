/* Equal, or not. There are no exceptions here: what the documents leave open
 * is a choice that the model has allowed or refused. */
#include "run.h"
#include "local/query.h"

int hlf_differ(struct hlf_run *run, enum hlf_field field, uint32_t name,
               uint64_t expected, uint64_t actual)
{
    run->difference.field = field;
    run->difference.name = name;
    run->difference.expected = expected;
    run->difference.actual = actual;
    return 0;
}

int hlf_illegal_choice(const struct hlf_event *event)
{
    enum hlf_do does = hlf_calls[event->args.call].does;
    return event->expected.result == HLM_ILLEGAL_CHOICE &&
           (does <= HLF_DO_REALLOC || does == HLF_DO_DISCARD);
}

int hlf_compare_outcome(struct hlf_run *run, const struct hlf_event *event)
{
    const struct hlf_outcome *want = &event->expected, *got = &event->actual;
    if (hlf_illegal_choice(event))
        return hlf_differ(run, HLF_CHOICE, event->name, 0, got->result);
    if (want->result != got->result)
        return hlf_differ(run, HLF_RESULT, event->name, want->result,
                          got->result);
    if (want->error != got->error)
        return hlf_differ(run, HLF_LAST_ERROR, event->name, want->error,
                          got->error);
    return 1;
}

static int compare_object(struct hlf_run *run, uint32_t at)
{
    const struct hlm_object *o = &hlm_tab[at];
    uint32_t name = run->named[at];
    uint32_t kind = o->movable == 0     ? HLM_K_FIXED
                    : o->discarded == 0 ? HLM_K_MOVABLE
                                        : HLM_K_DISCARDED;
    uint64_t local_flags = hlm_flags(0, o->value, kind, at);
    uint64_t global_flags = hlm_flags(1, o->value, kind, at);
    struct hlf_look look;
    hlf_impl_look(o->value, o->lock, &look);
    if (look.size != o->size)
        return hlf_differ(run, HLF_SIZE, name, o->size, look.size);
    if (look.local_flags != local_flags)
        return hlf_differ(run, HLF_LOCAL_FLAGS, name, local_flags,
                          look.local_flags);
    if (look.global_flags != global_flags)
        return hlf_differ(run, HLF_GLOBAL_FLAGS, name, global_flags,
                          look.global_flags);
    if (look.error != NO_ERROR)
        return hlf_differ(run, HLF_ASKING, name, NO_ERROR, look.error);
    if (look.addr != o->addr)
        return hlf_differ(run, HLF_ADDRESS, name, o->addr, look.addr);
    if (o->discarded == 0 && look.handle != o->value)
        return hlf_differ(run, HLF_HANDLE_OF_BLOCK, name, o->value,
                          look.handle);
    return 1;
}

int hlf_compare_state(struct hlf_run *run)
{
    uint32_t at, free_policy = hlm_policy == HLM_POLICY_FREE ? 1u : 0u;
    for (at = 0; at < HLM_SLOT_MAX; at++)
        if (hlm_tab[at].state == HLM_LIVE && !compare_object(run, at))
            return 0;
    if (hlf_impl_limit() != hlm_limit)
        return hlf_differ(run, HLF_SETTING, HLF_NOBODY, hlm_limit,
                          hlf_impl_limit());
    if (hlf_impl_policy() != free_policy)
        return hlf_differ(run, HLF_SETTING, HLF_NOBODY, free_policy,
                          hlf_impl_policy());
    if (!hlf_impl_valid())
        return hlf_differ(run, HLF_INVARIANT, HLF_NOBODY, 1, 0);
    return 1;
}
