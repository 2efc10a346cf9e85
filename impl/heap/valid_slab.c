#include "valid.h"

#if HL_CHECKS

#include <string.h>

#include "../rank.h"
#include "bin.h"
#include "table.h"

static int is_free(const struct bin_view *view, uint32_t slot)
{
    /* Relaxed, here and below: what is free changes under the bin's mutex
     * alone; all other values mean "used". */
    if (view->state != NULL)
        return state_is_free(
            atomic_load_explicit(&view->state[slot], memory_order_relaxed));
    return owner_is_free(
        atomic_load_explicit(&view->owner[slot], memory_order_relaxed));
}

static int is_none(const struct bin_view *view, uint32_t slot)
{
    if (view->state != NULL)
        return atomic_load_explicit(&view->state[slot], memory_order_relaxed) ==
               STATE_NONE;
    return atomic_load_explicit(&view->owner[slot], memory_order_relaxed) ==
           OWNER_NONE;
}

/* The same of `count` slots that were never used: most slots of most slabs, so
 * this is one comparison. Their entries change under the bin's mutex alone. */
static int are_none(const struct bin_view *view, uint32_t slot, uint32_t count)
{
    const char *entries = view->state != NULL
                              ? (const char *)&view->state[slot]
                              : (const char *)&view->owner[slot];
    size_t bytes =
        count * (view->state != NULL ? sizeof(uint16_t) : sizeof(uint32_t));

    return bytes == 0 ||
           (entries[0] == 0 && memcmp(entries, entries + 1, bytes - 1) == 0);
}

/* What an entry says of a slot that is not free is something that it can say. */
static int used_is_valid(const struct bin_view *view, uint32_t slot)
{
    uint32_t state, owner;

    if (view->owner != NULL) {
        owner = atomic_load_explicit(&view->owner[slot], memory_order_relaxed);
        /* Acquire pairs with the release that follows the commit of words. */
        HL_HOLDS(owner < atomic_load_explicit(&hli_table.count,
                                              memory_order_acquire) ||
                 owner == OWNER_NONE);
        return 1;
    }
    state = atomic_load_explicit(&view->state[slot], memory_order_relaxed);
    if (state == STATE_NONE)
        return 1;
    HL_HOLDS(state_is_live((uint16_t)state) || state_is_busy((uint16_t)state));
    HL_HOLDS(state_size((uint16_t)state) <= view->shape.size);
    return 1;
}

/* Free slots of a slab that were used before: the list has each that is marked,
 * once. */
static int free_slots_are_valid(const struct bin_view *view, uint32_t number)
{
    const struct slab *slab = &view->slab[number];
    uint32_t base = slab_slot(view->shape, number);
    uint32_t listed = 0, marked = 0;

    for (uint32_t at = slab->first; at != LINK_END;
         at = link_get(view, base + at)) {
        HL_HOLDS(at < slab->fresh);
        HL_HOLDS(is_free(view, base + at));
        HL_HOLDS(listed < slab->fresh); /* or the list is a circle */
        listed++;
    }
    for (uint32_t i = 0; i < slab->fresh; i++) {
        if (is_free(view, base + i))
            marked++;
        else if (!used_is_valid(view, base + i))
            return 0;
    }
    HL_HOLDS(marked == listed);
    HL_HOLDS(slab->free == listed + slab_slots(view->shape) - slab->fresh);
    HL_HOLDS(are_none(view, base + slab->fresh,
                      slab_slots(view->shape) - slab->fresh));
    return 1;
}

/* The slab is on the list that its count of free slots asks for. */
static int list_is_right(const struct bin *bin, const struct bin_view *view,
                         uint32_t number)
{
    const struct slab *slab = &view->slab[number];
    uint32_t all = slab_slots(view->shape);

    switch (slab->where) {
    case SLAB_UNLISTED:
        HL_HOLDS(slab->free == 0 || bin->detached == number + 1);
        break;
    case SLAB_PARTIAL:
    case SLAB_EVACUATED:
        HL_HOLDS(slab->free > 0 && slab->free < all);
        break;
    case SLAB_EMPTY:
        HL_HOLDS(slab->free == all && slab->fresh > 0);
        break;
    case SLAB_PURGED:
        HL_HOLDS(slab->free == all && slab->fresh == 0);
        break;
    default:
        HL_HOLDS(slab->where < SLAB_LISTS);
    }
    HL_HOLDS(slab->where == SLAB_UNLISTED || bin->detached != number + 1);
    return 1;
}

static int list_is_valid(const struct bin *bin, const struct bin_view *view,
                         uint32_t where, uint32_t *listed)
{
    uint32_t last = 0, count = 0;

    for (uint32_t at = bin->list[where].head; at != 0;
         at = view->slab[at - 1].next) {
        HL_HOLDS(at <= bin->slabs);
        HL_HOLDS(view->slab[at - 1].where == where);
        HL_HOLDS(view->slab[at - 1].previous == last);
        HL_HOLDS(count < bin->slabs); /* or the list is a circle */
        last = at;
        count++;
    }
    HL_HOLDS(bin->list[where].tail == last);
    *listed += count;
    return 1;
}

static int lists_are_valid(const struct bin *bin, const struct bin_view *view)
{
    uint32_t listed = 0, unlisted = 0;
    uint64_t room = 0;

    HL_HOLDS(bin->list[SLAB_UNLISTED].head == 0 &&
             bin->list[SLAB_UNLISTED].tail == 0);
    for (uint32_t where = SLAB_UNLISTED + 1; where < SLAB_LISTS; where++)
        if (!list_is_valid(bin, view, where, &listed))
            return 0;
    for (uint32_t i = 0; i < bin->slabs; i++) {
        if (view->slab[i].where == SLAB_UNLISTED)
            unlisted++;
        if (view->slab[i].where == SLAB_PARTIAL)
            room += view->slab[i].free;
    }
    HL_HOLDS(listed + unlisted == bin->slabs);
    HL_HOLDS(bin->room == room);
    return 1;
}

static int bin_is_valid(const struct bin *bin, const struct bin_view *view)
{
    uint32_t all = slab_slots(view->shape);

    HL_HOLDS(bin->slabs <= view->slot_limit / all);
    HL_HOLDS(atomic_load_explicit(&view->end, memory_order_relaxed) ==
             element_address(0, bin->slabs, slab_bytes(view->shape)));
    HL_HOLDS(bin->detached <= bin->slabs);
    if (!lists_are_valid(bin, view))
        return 0;
    for (uint32_t i = 0; i < bin->slabs; i++) {
        HL_HOLDS(view->slab[i].fresh <= all && view->slab[i].free <= all);
        HL_HOLDS(view->slab[i].punched <= all);
        if (!list_is_right(bin, view, i) || !free_slots_are_valid(view, i))
            return 0;
    }
    return 1;
}

int hli_slab_is_valid(uint32_t number)
{
    struct bin *bin = &hli_bins[number];
    int valid;

    if (!span_is_open())
        return 1;
    rank_lock(RANK_BIN, &bin->lock);
    valid = bin_is_valid(bin, &hli_span.bin[number]);
    rank_unlock(RANK_BIN, &bin->lock);
    return valid;
}

uint64_t hli_slab_at_hand(uint32_t number)
{
    const struct bin_view *view = &hli_span.bin[number];
    struct bin *bin = &hli_bins[number];
    uint64_t count = 0;

    rank_lock(RANK_BIN, &bin->lock);
    for (uint32_t i = 0; i < bin->slabs; i++)
        for (uint32_t at = 0; at < view->slab[i].fresh; at++)
            count += (uint64_t)is_none(view, slab_slot(view->shape, i) + at);
    rank_unlock(RANK_BIN, &bin->lock);
    return count;
}

#endif /* HL_CHECKS */
