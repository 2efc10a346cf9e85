/* The handle table: a word and a location for each index, and the free
 * indices.
 *
 * Indices outside the table, held by a live object or by a thread's cache,
 * count against the movable limit; so the limit is exact for one thread, and
 * never exceeded by many. Index 0 is never used.
 *
 * The table never shrinks: a stale handle finds its word for ever.
 */
#ifndef HLOCAL_TABLE_H
#define HLOCAL_TABLE_H

#include <stdatomic.h>
#include <stdint.h>

#include "../core/atomic.h"
#include "../core/tag.h"
#include "../heap/cache.h"

#define INDEX_NONE 0u

struct table {
    /* Indices whose word may be read; grows only. */
    _Atomic uint32_t count;
    /* More indices are out than a lowered limit allows: nobody may cache
     * any. Relaxed, for a call that races with the change of the limit may
     * come before or after it. */
    _Atomic uint32_t tight;
};

extern struct table hl_table HL_HIDDEN;

/* The word of handle value `value`, or NULL when it is no handle that was
 * ever issued; whether it is stale, the word's generation tells. */
static inline hl_word *table_word(uint64_t value)
{
    uint64_t index = tag_index(value);

    /* Acquire pairs with the release that follows the commit of the words. */
    if (UNLIKELY(!tag_is(value)) ||
        UNLIKELY(index >=
                 atomic_load_explicit(&hl_table.count, memory_order_acquire)))
        return NULL;
    return (hl_word *)hl_span.words + index;
}

/* The location of an index's block. Who holds a lock or the word reads what
 * holds. Others read the word before and after: the release makes a claim
 * visible before the location it is made for, the acquire pairs with it. */
static inline uint32_t table_place(uint32_t index)
{
    return atomic_load_explicit((_Atomic uint32_t *)hl_span.places + index,
                                memory_order_acquire);
}

static inline void table_place_set(uint32_t index, uint32_t place)
{
    atomic_store_explicit((_Atomic uint32_t *)hl_span.places + index, place,
                          memory_order_release);
}

static inline hl_word *table_word_at(uint32_t index)
{
    return (hl_word *)hl_span.words + index;
}

static inline int table_tight(void)
{
    return UNLIKELY(
        atomic_load_explicit(&hl_table.tight, memory_order_relaxed) != 0);
}

/* An index whose word is dead, the caller's own; INDEX_NONE when the limit is
 * reached or memory is short. */
uint32_t hl_table_take(void);

/* Take back an index whose word is dead. */
void hl_table_give(uint32_t index);

/* Give back all but `keep` of the indices a cache holds. */
void hl_table_flush(struct cache *cache, uint32_t keep);

/* `count` indices that were out are lost for good, without a live object. */
void hl_table_disown(uint32_t count);

/* The movable limit; hl_table_limit_set takes 1 .. INDEX limit. */
uint32_t hl_table_limit(void);
void hl_table_limit_set(uint32_t limit);

#endif /* HLOCAL_TABLE_H */
