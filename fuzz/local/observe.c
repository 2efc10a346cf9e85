/* Where blocks lie, found out as a program would: from a pointer it was given,
 * or by locking for a moment. */
#include "run.h"
#include "local/content.h"

static uint64_t realloc_address(const struct hlf_event *event)
{
    const struct hlm_object *o = &event->facts.object;
    uint32_t flags = event->args.flags;
    if (event->facts.kind == HLM_K_FIXED) {
        if ((flags & LMEM_MODIFY) == 0)
            return event->actual.result;
        return event->actual.result % 16u == 8u && o->size > 0
                   ? hlf_impl_address(event->actual.result, 0)
                   : 0;
    }
    if (event->facts.kind != HLM_K_MOVABLE &&
        event->facts.kind != HLM_K_DISCARDED)
        return 0;
    if ((flags & LMEM_MODIFY) != 0 || event->args.size == 0)
        return 0;
    return hlf_impl_address(event->actual.result, o->lock);
}

void hlf_observe_choice(struct hlf_event *event)
{
    enum hlf_do does = hlf_calls[event->args.call].does;
    if (event->actual.result == 0)
        return;
    if (does == HLF_DO_REALLOC || does == HLF_DO_DISCARD)
        event->actual.addr = realloc_address(event);
    if (does != HLF_DO_ALLOC)
        return;
    if ((event->args.flags & LMEM_MOVEABLE) == 0)
        event->actual.addr = event->actual.result;
    else if (event->args.size > 0)
        event->actual.addr = hlf_impl_address(event->actual.result, 0);
}

int hlf_observe_due(const struct hlf_event *event)
{
    return hlf_calls[event->args.call].does == HLF_DO_HL_COMPACT ||
           event->facts.fault_armed != 0 ||
           (event->actual.result == 0 &&
            event->actual.error == ERROR_NOT_ENOUGH_MEMORY);
}

/* An address where no block ever is: the lowest pages of the system. */
static uint64_t parking(uint32_t at)
{
    return HLM_BLOCK_MAX + (uint64_t)at * 2u * HLM_BLOCK_MAX;
}

/* Where the loose blocks lie now; 0 for those that did not move. */
static uint32_t look_around(uint64_t now[HLM_SLOT_MAX])
{
    uint32_t at, moved = 0;
    for (at = 0; at < HLM_SLOT_MAX; at++) {
        const struct hlm_object *o = &hlm_tab[at];
        now[at] = 0;
        if (o->state != HLM_LIVE || o->movable == 0 || o->discarded != 0 ||
            o->lock > 0)
            continue;
        now[at] = hlf_impl_address(o->value, 0);
        if (now[at] == o->addr)
            now[at] = 0;
        else if (now[at] != 0)
            moved++;
    }
    return moved;
}

/* Move what may move, as long as something does: one block may lie where
 * another was. The number still to be moved. */
static uint32_t move_all(struct hlf_run *run, uint64_t now[HLM_SLOT_MAX],
                         uint32_t pending)
{
    uint32_t at, before;
    do {
        before = pending;
        for (at = 0; at < HLM_SLOT_MAX; at++) {
            if (now[at] == 0 || hlm_move(at, now[at]) == 0)
                continue;
            now[at] = 0;
            run->moved |= (uint64_t)1 << at;
            pending--;
            hlf_value_follow(run, run->named[at]);
        }
    } while (pending > 0 && pending < before);
    return pending;
}

/* Blocks that took each other's places have moved by way of a third one: park
 * one of them, and the others can follow. */
int hlf_observe_moves(struct hlf_run *run, int last)
{
    uint64_t now[HLM_SLOT_MAX];
    uint32_t at, pending = move_all(run, now, look_around(now));
    for (at = 0; pending > 0 && at < HLM_SLOT_MAX; at++)
        if (now[at] != 0 && hlm_move(at, parking(at)) != 0)
            pending = move_all(run, now, pending);
    for (at = 0; last && pending > 0 && at < HLM_SLOT_MAX; at++)
        if (now[at] != 0)
            return hlf_differ(run, HLF_ADDRESS, run->named[at],
                              hlm_tab[at].addr, now[at]);
    return 1;
}
