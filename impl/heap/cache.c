#include "cache.h"

#include <string.h>

#include "../core/alone.h"
#include "../rank.h"
#include "../sync.h"
#include "forking.h"
#include "os.h"
#include "table.h"

/* A magazine holds no more than this many bytes of blocks, so that idle
 * threads do not sit on memory. */
#define MAGAZINE_BYTES 0x10000u
#define MAGAZINE_SLOTS_MIN 4u

_Thread_local struct cache *hli_cache_mine;
struct cache hli_cache_shared;

/* Set once the thread's cache is gone; it then shares. */
static _Thread_local int finished;

static pthread_mutex_t sharing = PTHREAD_MUTEX_INITIALIZER;
static pthread_once_t once = PTHREAD_ONCE_INIT;
static pthread_key_t key;
static int key_works;

/* Idle caches, and where the next new one goes. */
static pthread_mutex_t caches_lock = PTHREAD_MUTEX_INITIALIZER;
static struct cache *idle;
static _Atomic uint32_t made; /* written under the mutex */

/* Counts drains. Relaxed wherever it is used: a drain is a request, heeded
 * sooner or later; what is drained goes through mutexes. */
static _Atomic uint32_t epoch;

static void fit_limits(struct cache *cache)
{
    for (uint32_t i = 0; i < BIN_COUNT; i++) {
        uint32_t size = class_shape(i % CLASS_COUNT).size;
        uint32_t limit = MAGAZINE_BYTES / size;

        if (limit > MAGAZINE_SLOTS)
            limit = MAGAZINE_SLOTS;
        if (limit < MAGAZINE_SLOTS_MIN)
            limit = MAGAZINE_SLOTS_MIN;
        cache->bin[i].limit = limit;
    }
    cache->index.limit = cache == &hli_cache_shared ? 0 : MAGAZINE_SLOTS;
}

/* Keep the newest `keep` entries: they are still in the processor's cache. */
static void give_back(struct cache *cache, uint32_t bin, uint32_t keep)
{
    struct magazine *magazine = &cache->bin[bin];
    uint32_t count = magazine->count;

    if (count <= keep)
        return;
    hli_slab_give(bin, magazine->entry, count - keep);
    memmove(magazine->entry, magazine->entry + (count - keep),
            keep * sizeof magazine->entry[0]);
    magazine->count = keep;
}

static uint64_t empty(struct cache *cache)
{
    for (uint32_t i = 0; i < BIN_COUNT; i++)
        give_back(cache, i, 0);
    hli_table_flush(cache, 0);
    return hli_run_cache_empty(&cache->runs);
}

static void heed_drain(struct cache *cache)
{
    uint32_t now = atomic_load_explicit(&epoch, memory_order_relaxed);

    if (cache->epoch == now)
        return;
    cache->epoch = now;
    (void)empty(cache);
}

/* Thread-specific data destructor. */
static void retire(void *value)
{
    struct cache *cache = value;

    hli_cache_mine = NULL;
    finished = 1;
    (void)empty(cache);
    rank_lock(RANK_CACHES, &caches_lock);
    cache->next = idle;
    idle = cache;
    rank_unlock(RANK_CACHES, &caches_lock);
}

static void prepare(void)
{
    fit_limits(&hli_cache_shared);
    key_works = pthread_key_create(&key, retire) == 0;
}

static struct cache *make(void)
{
    struct cache *cache;
    uint32_t next;

    rank_lock(RANK_CACHES, &caches_lock);
    cache = idle;
    /* Relaxed: the mutex is ours. */
    next = atomic_load_explicit(&made, memory_order_relaxed);
    if (cache != NULL) {
        idle = cache->next;
    } else if (next < hli_span.cache_limit &&
               hli_span_commit(hli_span.caches, next * sizeof *cache,
                               (next + 1ul) * sizeof *cache)) {
        cache = &hli_span.caches[next];
        fit_limits(cache);
        /* Release pairs with the acquire in hli_cache_recall: what it looks at
         * is committed. */
        atomic_store_explicit(&made, next + 1u, memory_order_release);
    }
    rank_unlock(RANK_CACHES, &caches_lock);
    return cache;
}

struct cache *hli_cache_attach(void)
{
    struct cache *cache = NULL;

    (void)pthread_once(&once, prepare);
    if (!finished && key_works && hli_span_open())
        cache = make();
    if (cache != NULL) {
        /* First the cache, for libc may call calloc to note the key's value,
         * and calloc may be made of this library. */
        hli_cache_mine = cache;
        if (pthread_setspecific(key, cache) == 0)
            return cache;
        retire(cache);
    }
    rank_lock(RANK_SHARED_CACHE, &sharing);
    return &hli_cache_shared;
}

void hli_cache_unshare(void)
{
    rank_unlock(RANK_SHARED_CACHE, &sharing);
}

int hli_cache_refill(struct cache *cache, uint32_t bin)
{
    struct magazine *magazine = &cache->bin[bin];

    heed_drain(cache);
    if (span_is_open() || hli_span_open())
        magazine->count =
            hli_slab_take(bin, magazine->entry, (magazine->limit + 1u) / 2u);
    return magazine->count != 0;
}

void hli_cache_flush(struct cache *cache, uint32_t bin)
{
    heed_drain(cache);
    give_back(cache, bin, cache->bin[bin].limit / 2u);
}

uint64_t hli_cache_drain(void)
{
    struct cache *cache = cache_enter();
    uint64_t bytes = empty(cache);

    cache->epoch =
        1 + atomic_fetch_add_explicit(&epoch, 1, memory_order_relaxed);
    cache_leave(cache);
    /* Nobody may come by to the shared one for long. */
    rank_lock(RANK_SHARED_CACHE, &sharing);
    bytes += empty(&hli_cache_shared);
    rank_unlock(RANK_SHARED_CACHE, &sharing);
    return bytes;
}

/* Wait until the stack's thread is not in the middle of index_pop or
 * index_push; the acquire pairs with the release at their end. */
static void await_thread(struct index_stack *held)
{
    unsigned turn = 0;

    while (atomic_load_explicit(&held->busy, memory_order_acquire) != 0)
        hli_os_wait(turn++);
}

int hli_cache_recall(void (*take)(uint32_t index))
{
    uint32_t count;

    /* After the barrier every thread that has begun index_pop or index_push
     * either shows that it is busy, or sees that hli_table.over_limit is set
     * and touches nothing. */
    if (!alone() && !hli_os_barrier())
        return 0;
    /* Acquire pairs with the release in make(). A cache that is made now
     * belongs to a thread that sees `over_limit`. */
    count = atomic_load_explicit(&made, memory_order_acquire);
    for (uint32_t i = 0; i < count; i++) {
        struct index_stack *held = &hli_span.caches[i].index;
        uint32_t left;

        await_thread(held);
        /* Relaxed here and below: the stack is ours, until the release that
         * clears `over_limit`. */
        left = atomic_load_explicit(&held->count, memory_order_relaxed);
        while (left != 0)
            take(held->entry[--left]);
        atomic_store_explicit(&held->count, 0, memory_order_relaxed);
    }
    return 1;
}

uint32_t hli_cache_count(void)
{
    /* Relaxed: a figure. */
    return atomic_load_explicit(&made, memory_order_relaxed);
}

/* In the child: the other threads are no more. The indices they had cached are
 * lost, for a cache may have been caught halfway. Relaxed: there is one
 * thread. */
static void disown_others(void)
{
    uint32_t count = atomic_load_explicit(&made, memory_order_relaxed);

    for (uint32_t i = 0; i < count; i++) {
        struct index_stack *held = &hli_span.caches[i].index;

        if (&hli_span.caches[i] == hli_cache_mine)
            continue;
        atomic_store_explicit(&held->busy, 0, memory_order_relaxed);
        atomic_store_explicit(&held->count, 0, memory_order_relaxed);
    }
}

void hli_cache_fork(enum forking when)
{
    if (when == FORKING_PREPARE) {
        /* So that no other thread is halfway into this. */
        (void)pthread_once(&once, prepare);
        rank_lock(RANK_SHARED_CACHE, &sharing);
        rank_lock(RANK_CACHES, &caches_lock);
    } else {
        if (when == FORKING_CHILD && !alone()) {
            disown_others();
            hli_table_recount(hli_cache_mine);
        }
        rank_unlock(RANK_CACHES, &caches_lock);
        rank_unlock(RANK_SHARED_CACHE, &sharing);
    }
}
