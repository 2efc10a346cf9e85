/* Thread caches: per thread and bin a small stack of free slots, and one of
 * free handle indices, so that the common alloc and free touch no mutex. A
 * slot freed by another thread than its allocator's goes to the freeing
 * thread's cache and back to its slab with the next batch.
 *
 * A thread's cache is given back when the thread ends. Calls made later, from
 * destructors of thread-specific data, and calls of threads for which there
 * was no memory, share one cache behind a mutex.
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
    _Atomic uint32_t busy;  /* its thread is at it, without a mutex */
    _Atomic uint32_t count; /* written by who may write the entries */
    uint32_t limit;         /* 0 for the shared cache, which keeps none */
    uint32_t entry[MAGAZINE_SLOTS];
};

/* Used by its thread alone, or under the shared cache's mutex; but for the
 * indices. */
struct cache {
    struct magazine bin[BIN_COUNT];
    struct index_stack index;
    struct run_cache runs;
    uint32_t epoch;     /* of the last drain that this cache has heeded */
    struct cache *next; /* idle caches */
} __attribute__((aligned(64)));

extern _Thread_local struct cache *hli_cache_mine HL_HIDDEN;
extern struct cache hli_cache_shared HL_HIDDEN;

/* The calling thread's cache the slow way: creates or shares one. */
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

/* Give everything the calling thread caches back to the heap, and have the
 * other threads do so when they next have to do with it. Returns the bytes
 * that went back to the system meanwhile. */
uint64_t hli_cache_drain(void);

/* For the handle table, with its mutex held and hli_table.over_limit set: take all
 * indices out of all caches, and hand each to `take`. 0 when the system has no
 * means to stop other threads' ways around the mutex; nothing is done then. */
int hli_cache_recall(void (*take)(uint32_t index));

/* Caches that threads have now or had. */
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
