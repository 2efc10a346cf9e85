#include "cache.h"

#include <pthread.h>
#include <string.h>

#include "../handle/table.h"
#include "os.h"

/* A magazine holds no more than this many bytes of blocks, so that idle
 * threads do not sit on memory. */
#define MAGAZINE_BYTES 0x10000u
#define MAGAZINE_SLOTS_MIN 4u

_Thread_local struct cache *hl_cache_mine;
struct cache hl_cache_shared;

/* Set once the thread's cache is gone; it then shares. */
static _Thread_local int finished;

static pthread_mutex_t sharing = PTHREAD_MUTEX_INITIALIZER;
static pthread_once_t once = PTHREAD_ONCE_INIT;
static pthread_key_t key;
static int key_works;

/* Idle caches, and where the next new one goes. */
static pthread_mutex_t caches_lock = PTHREAD_MUTEX_INITIALIZER;
static struct cache *idle;
static uint64_t made;

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
    cache->index.limit = MAGAZINE_SLOTS;
}

static void empty(struct cache *cache)
{
    for (uint32_t i = 0; i < BIN_COUNT; i++)
        hl_cache_flush(&cache->bin[i], i, 0);
    hl_table_flush(cache, 0);
}

/* Thread-specific data destructor. */
static void retire(void *value)
{
    struct cache *cache = value;

    hl_cache_mine = NULL;
    finished = 1;
    empty(cache);
    (void)pthread_mutex_lock(&caches_lock);
    cache->next = idle;
    idle = cache;
    (void)pthread_mutex_unlock(&caches_lock);
}

static void prepare(void)
{
    fit_limits(&hl_cache_shared);
    key_works = pthread_key_create(&key, retire) == 0;
}

static struct cache *make(void)
{
    struct cache *cache;

    (void)pthread_mutex_lock(&caches_lock);
    cache = idle;
    if (cache != NULL) {
        idle = cache->next;
    } else if (made < hl_span.cache_limit &&
               hl_span_commit(hl_span.caches, made * sizeof *cache,
                              (made + 1) * sizeof *cache)) {
        cache = &hl_span.caches[made++];
        fit_limits(cache);
    }
    (void)pthread_mutex_unlock(&caches_lock);
    return cache;
}

struct cache *hl_cache_attach(void)
{
    struct cache *cache = NULL;

    (void)pthread_once(&once, prepare);
    if (!finished && key_works && hl_span_open())
        cache = make();
    if (cache != NULL && pthread_setspecific(key, cache) != 0) {
        retire(cache);
        cache = NULL;
    }
    if (cache != NULL) {
        hl_cache_mine = cache;
        return cache;
    }
    (void)pthread_mutex_lock(&sharing);
    return &hl_cache_shared;
}

void hl_cache_unshare(void)
{
    (void)pthread_mutex_unlock(&sharing);
}

int hl_cache_refill(struct magazine *magazine, uint32_t bin)
{
    if (hl_span_open())
        magazine->count =
            hl_slab_take(bin, magazine->entry, (magazine->limit + 1u) / 2u);
    return magazine->count != 0;
}

void hl_cache_flush(struct magazine *magazine, uint32_t bin, uint32_t keep)
{
    uint32_t count = magazine->count;

    if (count <= keep)
        return;
    /* The oldest go, at the bottom: the newest are still in cache. */
    hl_slab_give(bin, magazine->entry, count - keep);
    memmove(magazine->entry, magazine->entry + (count - keep),
            keep * sizeof magazine->entry[0]);
    magazine->count = keep;
}

void hl_cache_empty(void)
{
    struct cache *cache = cache_enter();

    empty(cache);
    cache_leave(cache);
}
