/* Thread caches: per thread and bin a small stack of free slots, and one of
 * free handle indices, so that the common alloc and free touch no mutex. A
 * freed slot goes to the freeing thread's cache, whichever thread allocated it,
 * and returns to its slab with the next batch.
 *
 * A thread's cache is emptied when the thread ends. Calls that the thread makes
 * later, from destructors of thread-specific data, share one cache behind a
 * mutex (RANK_SHARED_CACHE); so do threads for which there was no memory.
 *
 * The invariant of a cache is hli_cache_is_valid() (valid.h). In words: no
 * stack holds more than its limit. A cached slot was handed out by its slab,
 * its entry says that no object lives there, and it is cached once. A cached
 * index has a dead word that is not retired. For cached runs see run_cache.h.
 */
#ifndef HLOCAL_IMPL_HEAP_CACHE_H
#define HLOCAL_IMPL_HEAP_CACHE_H

#include <stdint.h>

#include "run_cache.h"
#include "slab.h"

#define MAGAZINE_SLOTS 64u

/* A stack of batch entries (slab.h). */
struct magazine {
    uint32_t count;
    uint32_t limit; /* at most this many are kept */
    uint32_t entry[MAGAZINE_SLOTS];
};

/* A stack of handle indices, which other threads may have to take back: see
 * handle/table.h. */
struct index_stack {
    _Atomic uint32_t busy;  /* its thread uses it now, without a mutex */
    _Atomic uint32_t count; /* same writer as the entries */
    uint32_t limit;         /* 0 for the shared cache, which keeps none */
    uint32_t entry[MAGAZINE_SLOTS];
};

/* A thread's cache. Only its thread uses it (the shared cache: whoever holds
 * the mutex), except for the indices, which other threads may take back. */
struct cache {
    struct magazine bin[BIN_COUNT];
    struct index_stack index;
    struct run_cache runs;
    uint32_t epoch;     /* of the last drain that emptied this cache */
    struct cache *next; /* idle caches */
} __attribute__((aligned(64)));

extern _Thread_local struct cache *hli_cache_mine HL_HIDDEN;
extern struct cache hli_cache_shared HL_HIDDEN;

/* Create the calling thread's cache, or lock the shared one; hli_cache_unshare
 * unlocks it. */
struct cache *hli_cache_attach(void);
void hli_cache_unshare(void);

/* Every use of a cache is between these two; uses do not nest. */
static inline struct cache *cache_enter(void)
{
    struct cache *mine = hli_cache_mine;

    return LIKELY(mine != NULL) ? mine : hli_cache_attach();
}

static inline void cache_leave(const struct cache *cache)
{
    if (UNLIKELY(cache == &hli_cache_shared))
        hli_cache_unshare();
}

/* Fill an empty magazine, or make room in a full one. */
int hli_cache_refill(struct cache *cache, uint32_t bin);
void hli_cache_flush(struct cache *cache, uint32_t bin);

/* Empty the calling thread's cache into the heap, and request the same of all
 * other threads, which comply at their next refill or flush. Returns the bytes
 * that went back to the system. */
uint64_t hli_cache_drain(void);

/* For the handle table, which holds its mutex and has set over_limit: take all
 * indices out of all caches, and hand each to `take`. 0, and nothing is done,
 * if the system has no membarrier to order other threads' uses of their caches
 * before this. */
int hli_cache_recall(void (*take)(uint32_t index));

/* Caches ever made, whether a thread uses them now or not. */
uint32_t hli_cache_count(void);

/* A free slot of `bin`, with SLOT_FRESH, or SLOT_NONE. */
static inline uint32_t cache_take(uint32_t bin)
{
    struct cache *cache = cache_enter();
    struct magazine *magazine = &cache->bin[bin];
    uint32_t entry = SLOT_NONE;

    if (LIKELY(magazine->count != 0) || hli_cache_refill(cache, bin))
        entry = magazine->entry[--magazine->count];
    cache_leave(cache);
    return entry;
}

/* Take a slot back on which no object lives any more. */
static inline void cache_give(uint32_t bin, uint32_t slot)
{
    struct cache *cache = cache_enter();
    struct magazine *magazine = &cache->bin[bin];

    if (UNLIKELY(magazine->count >= magazine->limit))
        hli_cache_flush(cache, bin);
    magazine->entry[magazine->count++] = slot;
    cache_leave(cache);
}

#endif /* HLOCAL_IMPL_HEAP_CACHE_H */
