/* The handle table: a word and a location for each index, and the free indices.
 *
 * Indices outside the table, held by a live object, by a call that is about to
 * make one or has just ended one, or by a thread's cache, never number more
 * than the movable limit. Index 0 is never used.
 *
 * When the limit is reached, the caches are recalled: `over_limit` is set, the
 * indices that threads have at hand go back into the table, and nobody keeps
 * any until an eighth of the limit is free again. So a refusal means that all
 * that is out is with objects and with such calls.
 *
 * A cache's indices belong to its thread, without a mutex, while index_pop and
 * index_push find `over_limit` clear, and else to who holds the table's mutex.
 * These two say that they are busy, then look at `over_limit`; who recalls sets
 * `over_limit`, has all threads pass a memory barrier, and waits for those that
 * are busy (hli_cache_recall). Of the two stores one is seen by the other side.
 *
 * The table never shrinks: a stale handle finds its word for ever.
 *
 * The invariant is hli_table_is_valid() (valid.h). In words: every word is well
 * formed, and words that were never issued are zero. A dead index that is not
 * retired is on the free list or in one cache, once. `issued` counts the live
 * ones and those in caches. A live object with a block and that block name each
 * other, and no other block names the object.
 */
#ifndef HLOCAL_IMPL_HEAP_TABLE_H
#define HLOCAL_IMPL_HEAP_TABLE_H

#include <stdint.h>

#include "../core/atomic.h"
#include "../core/tag.h"
#include "../sync.h"
#include "cache.h"

#define INDEX_NONE 0u

struct table {
    /* Indices whose word may be read; grows only. */
    _Atomic uint32_t count;
    /* Nobody may keep indices at hand. */
    _Atomic uint32_t over_limit;
    /* Objects that were given a block of no larger a class than one they had
     * before; see table_revivals. */
    _Atomic uint64_t revivals;
};

extern struct table hli_table HL_HIDDEN;

/* The word of handle value `value`, or NULL when it is no handle that was
 * ever issued; whether it is stale, the word's generation tells. */
static inline handle_word *table_word(uint64_t value)
{
    uint64_t index = tag_index(value);

    /* Acquire pairs with the release that follows the commit of the words. */
    if (UNLIKELY(!tag_is(value)) ||
        UNLIKELY(index >=
                 atomic_load_explicit(&hli_table.count, memory_order_acquire)))
        return NULL;
    return (handle_word *)hli_span.words + index;
}

/* How many revivals there were. While there is none, an object's class only
 * grows: what moves without a resize keeps its class, a resize that moves goes to
 * a larger class or from one large block to another, and what is discarded has
 * no block until it is revived. So who holds nothing and reads
 *
 *     revivals, word, location, word, revivals
 *
 * has the location of the block that the object had at one instant, in the class
 * that the first word says, if that word has a block and no owner, the second
 * word says the same (word_stays) and no revival came between. A lock is not enough to rely on: other threads may take
 * off any lock there is, and a saturated count counts none of ours.
 *
 * Acquire: the reads that follow come after, and who sees the count sees the word
 * claimed before it. The last of the five loads needs no pair of its own: the
 * location that a revival wrote, or the word, brings the count with it. */
static inline uint64_t table_revivals(void)
{
    return atomic_load_explicit(&hli_table.revivals, memory_order_acquire);
}

/* The object, whose word is the caller's alone, is about to get a block of no
 * larger a class than it had. Release pairs with the acquire in
 * table_revivals. */
static inline void table_revive(void)
{
    (void)atomic_fetch_add_explicit(&hli_table.revivals, 1,
                                    memory_order_release);
}

/* The location of an index's block. Who owns the word reads what holds. Others
 * read as table_revivals says: the release makes a claim visible before the
 * location it is made for, the acquire pairs with it. */
static inline uint32_t table_location(uint32_t index)
{
    return atomic_load_explicit((_Atomic uint32_t *)hli_span.locations + index,
                                memory_order_acquire);
}

static inline void table_location_set(uint32_t index, uint32_t location)
{
    atomic_store_explicit((_Atomic uint32_t *)hli_span.locations + index,
                          location, memory_order_release);
}

static inline handle_word *table_word_at(uint32_t index)
{
    return (handle_word *)hli_span.words + index;
}

/* Whether the stack is the caller's, who owns its cache, until index_end. */
static inline int index_begin(struct index_stack *held)
{
    /* Relaxed, and only the compiler is kept from swapping the two:
     * hli_cache_recall's barrier does the rest. */
    atomic_store_explicit(&held->busy, 1, memory_order_relaxed);
    atomic_signal_fence(memory_order_seq_cst);
    /* Acquire pairs with the release that clears it: what a recall left of the
     * stack is seen. */
    return LIKELY(
        atomic_load_explicit(&hli_table.over_limit, memory_order_acquire) == 0);
}

static inline void index_end(struct index_stack *held)
{
    /* Release pairs with the acquire in hli_cache_recall. */
    atomic_store_explicit(&held->busy, 0, memory_order_release);
}

/* The newest index at hand in the caller's cache, or INDEX_NONE. Relaxed: see
 * index_begin. */
static inline uint32_t index_pop(struct index_stack *held)
{
    uint32_t index = INDEX_NONE, count;

    if (index_begin(held)) {
        count = atomic_load_explicit(&held->count, memory_order_relaxed);
        if (LIKELY(count != 0)) {
            index = held->entry[count - 1];
            atomic_store_explicit(&held->count, count - 1,
                                  memory_order_relaxed);
        }
    }
    index_end(held);
    return index;
}

/* Keep an index at hand whose word is dead, and not retired; 0 when it must go
 * to the table. */
static inline int index_push(struct index_stack *held, uint32_t index)
{
    uint32_t count;
    int kept = 0;

    if (index_begin(held)) {
        count = atomic_load_explicit(&held->count, memory_order_relaxed);
        if (LIKELY(count < held->limit)) {
            held->entry[count] = index;
            atomic_store_explicit(&held->count, count + 1,
                                  memory_order_relaxed);
            kept = 1;
        }
    }
    index_end(held);
    return kept;
}

/* An index whose word is dead, the caller's own; INDEX_NONE when the limit is
 * reached or memory is short. */
uint32_t hli_table_take(void);

/* Take back an index whose word is dead. */
void hli_table_give(uint32_t index);

/* Give back all but `keep` of the indices a cache holds. */
void hli_table_flush(struct cache *cache, uint32_t keep);

/* In the child of fork, before anything else there: only the indices of live
 * objects and those that the caller's cache holds are out; the others are lost
 * with the threads that had them. */
void hli_table_recount(const struct cache *mine);

/* The movable limit; hli_table_limit_set takes 1 .. INDEX limit. */
uint32_t hli_table_limit(void);
void hli_table_limit_set(uint32_t limit);

#endif /* HLOCAL_IMPL_HEAP_TABLE_H */
