/* The ways through a fixed object's life that almost all calls take: no
 * mutex, no system call, nothing to wait for. Allocation and free answer 0
 * when the case is not that simple, and then have changed nothing; the caller
 * goes to the call in full (fixed.h).
 */
#ifndef HLOCAL_IMPL_HEAP_FIXED_FAST_PATH_H
#define HLOCAL_IMPL_HEAP_FIXED_FAST_PATH_H

#include <string.h>

#include "../core/alone.h"
#include "fixed.h"
#include "poison.h"

HL_HOT uintptr_t fixed_fast_new(uint64_t size, int zero)
{
    struct cache *cache = hli_cache_mine;
    const struct bin_view *view;
    struct magazine *magazine;
    uint32_t class, entry;
    uintptr_t address;

    /* A thread has a cache only once the span is open. */
    if (UNLIKELY(size > CLASS_SIZE_MAX) || UNLIKELY(cache == NULL))
        return 0;
    class = hli_span_class[class_sixteens(size)];
    magazine = &cache->bin[class];
    if (UNLIKELY(magazine->count == 0))
        return 0;
    entry = magazine->entry[--magazine->count];
    view = &hli_span.bin[class];
    address = element_address(view->base, entry_slot(entry), view->shape.size);
    /* Relaxed: an address reaches another thread only in a way that orders
     * this before it. */
    atomic_store_explicit(&view->state[entry_slot(entry)],
                          state_make((uint32_t)size), memory_order_relaxed);
    unpoison_bytes(address, size);
    if (zero && !entry_is_fresh(entry))
        memset((void *)address, 0, size); // NOLINT
    return address;
}

/* From `expected` to STATE_NONE, as one step; orders as fixed.c says. With
 * one thread there is nothing to order. */
HL_HOT int fixed_end_state(_Atomic uint16_t *state, uint16_t expected)
{
    if (alone()) {
        atomic_store_explicit(state, STATE_NONE, memory_order_relaxed);
        return 1;
    }
    return atomic_compare_exchange_strong_explicit(state, &expected, STATE_NONE,
                                                   memory_order_acq_rel,
                                                   memory_order_relaxed);
}

HL_HOT int fixed_fast_free(uintptr_t address)
{
    struct cache *cache = hli_cache_mine;
    struct magazine *magazine;
    _Atomic uint16_t *state;
    struct spot spot;
    uint16_t seen;

    if (UNLIKELY(!span_find(address, &spot)) ||
        UNLIKELY(spot.bin >= CLASS_COUNT) || UNLIKELY(spot.offset != 0) ||
        UNLIKELY(cache == NULL))
        return 0;
    state = &hli_span.bin[spot.bin].state[spot.slot];
    /* Relaxed: the CAS that follows decides. */
    seen = atomic_load_explicit(state, memory_order_relaxed);
    magazine = &cache->bin[spot.bin];
    if (UNLIKELY(!state_is_live(seen)) ||
        UNLIKELY(magazine->count >= magazine->limit) ||
        UNLIKELY(!fixed_end_state(state, seen)))
        return 0;
    poison_bytes(address, hli_span.bin[spot.bin].shape.size);
    magazine->entry[magazine->count++] = spot.slot;
    return 1;
}

/* hli_fixed_find, of a small object. Relaxed: see fixed.c. */
HL_HOT int fixed_fast_find(uintptr_t address, uint64_t *size)
{
    struct spot spot;
    uint16_t seen;

    if (UNLIKELY(!span_find(address, &spot)) || UNLIKELY(spot.offset != 0) ||
        UNLIKELY(spot.bin >= CLASS_COUNT))
        return 0;
    seen = atomic_load_explicit(&hli_span.bin[spot.bin].state[spot.slot],
                                memory_order_relaxed);
    if (UNLIKELY(!state_is_live(seen) && !state_is_busy(seen)))
        return 0;
    *size = state_size(seen);
    return 1;
}

/* The same of any object. */
HL_HOT int fixed_find(uintptr_t address, uint64_t *size)
{
    return LIKELY(fixed_fast_find(address, size)) ||
           hli_fixed_find(address, size);
}

#endif /* HLOCAL_IMPL_HEAP_FIXED_FAST_PATH_H */
