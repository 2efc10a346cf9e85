/* The fast paths of movable objects, which almost all calls take: they take no
 * mutex, make no system call and never wait. Where the case needs more, a fast
 * path returns 0 and has changed nothing; the caller then takes the slow path
 * (movable.h).
 */
#ifndef HLOCAL_IMPL_HANDLE_FAST_PATH_H
#define HLOCAL_IMPL_HANDLE_FAST_PATH_H

#include <string.h>

#include "../core/claim_count.h"
#include "../core/claim_life.h"
#include "../core/publish.h"
#include "../core/stay.h"
#include "../heap/poison.h"
#include "movable.h"

/* What fast_lock returns. */
enum fast_lock {
    FAST_DECLINED, /* not that simple; nothing has changed */
    FAST_LOCKED,   /* locked; where the block is remains to be seen */
    FAST_DONE
};

/* Lock, and get the block's address. Another thread may resize the object
 * all the same, and move it, or free it: then class and location, read one
 * after the other, may not belong together. They do if the word is still the
 * one that this lock made of it; see table_revivals. Who is alone need not
 * ask. */
HL_HOT enum fast_lock fast_lock(uint64_t value, uintptr_t *address)
{
    handle_word *p = table_word(value);
    uint64_t revivals = table_revivals();
    const struct location_view *view;
    uint64_t seen;
    uint32_t location;

    if (UNLIKELY(p == NULL) ||
        UNLIKELY(claim_lock(p, tag_generation(value), &seen) != CLAIM_DONE))
        return FAST_DECLINED;
    location = table_location((uint32_t)tag_index(value));
    if (!alone() && UNLIKELY(((word_load(p) - seen - 1ul) |
                              (table_revivals() - revivals)) != 0))
        return FAST_LOCKED;
    view = &hli_span.location[W_CLASS(seen)];
    *address = element_address(view->base, location, view->stride);
    return FAST_DONE;
}

HL_HOT int fast_unlock(uint64_t value, uint32_t *left)
{
    handle_word *p = table_word(value);
    uint64_t seen;

    if (UNLIKELY(p == NULL) ||
        UNLIKELY(claim_unlock(p, tag_generation(value), &seen) != CLAIM_DONE))
        return 0;
    *left = (uint32_t)W_LOCK(seen) - 1u;
    return 1;
}

/* A new small object, all of whose parts the thread's cache has. */
HL_HOT uint64_t fast_new(uint64_t size, const struct movable_kind *kind)
{
    struct cache *cache = hli_cache_mine;
    const struct bin_view *view;
    struct magazine *magazine;
    uint32_t class, entry, index;
    uint64_t generation;
    uintptr_t address;

    if (UNLIKELY(size - 1 >= CLASS_SIZE_MAX) || UNLIKELY(cache == NULL))
        return 0;
    class = hli_span_class[class_sixteens(size)];
    magazine = &cache->bin[BIN_OF(KIND_MOVABLE, class)];
    if (UNLIKELY(magazine->count == 0))
        return 0;
    index = index_pop(&cache->index);
    if (UNLIKELY(index == INDEX_NONE))
        return 0;
    entry = magazine->entry[--magazine->count];
    view = &hli_span.bin[BIN_OF(KIND_MOVABLE, class)];
    address = span_address(BIN_OF(KIND_MOVABLE, class), entry_slot(entry));
    unpoison_bytes(address, size);
    if (kind->zero && !entry_is_fresh(entry))
        memset((void *)address, 0, size); // NOLINT
    /* Relaxed: publish_born below releases it. */
    atomic_store_explicit(&view->owner[entry_slot(entry)], index,
                          memory_order_relaxed);
    table_location_set(index, entry_slot(entry));
    generation = publish_born(table_word_at(index), (uint64_t)kind->discardable,
                              (uint64_t)kind->ddeshare, class, size);
    return tag_make(index, generation);
}

HL_HOT int fast_free(uint64_t value)
{
    struct cache *cache = hli_cache_mine;
    uint32_t index = (uint32_t)tag_index(value);
    handle_word *p = table_word(value);
    struct magazine *magazine;
    uint64_t seen;
    uint32_t bin;

    if (UNLIKELY(p == NULL) || UNLIKELY(cache == NULL) ||
        UNLIKELY(claim_free(p, tag_generation(value), &seen) != CLAIM_DONE))
        return 0;
    bin = BIN_OF(KIND_MOVABLE, (uint32_t)W_CLASS(seen));
    if (UNLIKELY(W_CLASS(seen) == WORD_CLASS_LARGE) ||
        UNLIKELY(W_DISCARDED(seen)) ||
        UNLIKELY(cache->bin[bin].count >= cache->bin[bin].limit) ||
        UNLIKELY(W_GENERATION(seen) + 1 == WORD_RETIRED)) {
        hli_movable_release_storage(index, seen);
        return 1;
    }
    magazine = &cache->bin[bin];
    magazine->entry[magazine->count] = table_location(index);
    /* Relaxed: readers check the entry against the word, which died above,
     * and the slot's next taker is this thread or comes through a mutex. */
    atomic_store_explicit(
        &hli_span.bin[bin].owner[magazine->entry[magazine->count]], OWNER_NONE,
        memory_order_relaxed);
    poison_bytes(span_address(bin, magazine->entry[magazine->count]),
                 hli_span.bin[bin].shape.size);
    magazine->count++;
    if (UNLIKELY(!index_push(&cache->index, index)))
        hli_table_give(index);
    return 1;
}

/* The object whose small block begins at `address`: a fixed one's address or
 * a movable one's handle; see lookup.c for the reasons. The loads of state and
 * owner are relaxed. Who was given the address in a way that orders anything
 * sees the entry of its object, for it was written before the address was
 * known; for others it is a guess that the word, loaded with acquire, proves
 * or refutes. */
HL_HOT uint64_t fast_handle(uintptr_t address)
{
    uint64_t revivals = table_revivals();
    uint32_t owner;
    struct spot spot;
    uint64_t word;

    if (UNLIKELY(!span_find(address, &spot)) || UNLIKELY(spot.offset != 0) ||
        UNLIKELY(spot.bin >= BIN_COUNT))
        return 0;
    if (spot.bin < CLASS_COUNT)
        return LIKELY(state_is_live(atomic_load_explicit(
                   &hli_span.bin[spot.bin].state[spot.slot],
                   memory_order_relaxed)))
                   ? address
                   : 0;
    owner = atomic_load_explicit(&hli_span.bin[spot.bin].owner[spot.slot],
                                 memory_order_relaxed);
    if (UNLIKELY(!owner_is_index(owner)))
        return 0;
    word = word_load(table_word_at(owner));
    if (UNLIKELY(W_LIVE(word) != 1) || UNLIKELY(W_DISCARDED(word)) ||
        UNLIKELY(W_MOVE(word) == WORD_BUSY) ||
        UNLIKELY(W_CLASS(word) != spot.bin - CLASS_COUNT) ||
        UNLIKELY(table_location(owner) != spot.slot) ||
        UNLIKELY(word_load(table_word_at(owner)) != word) ||
        UNLIKELY(table_revivals() != revivals))
        return 0;
    return tag_make(owner, W_GENERATION(word));
}

#endif /* HLOCAL_IMPL_HANDLE_FAST_PATH_H */
