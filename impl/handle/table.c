#include "table.h"

#include <pthread.h>

#include "../api/settings.h"
#include "../core/life.h"
#include "../heap/forking.h"

/* Fresh indices come in runs of two cache lines of words, so that threads
 * that lock their own objects do not share lines. Only the limit may cut a run
 * short. */
#define BATCH 16u
#define COMMIT_STEP 0x2000u

struct table hl_table;

/* Guarded by the mutex, which is taken after all others. */
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static uint32_t limit;         /* 0 until first read */
static uint32_t issued;        /* indices outside the table */
static uint32_t first;         /* free indices, oldest first, linked through */
static uint32_t last;          /* their locations; INDEX_NONE when empty */
static uint32_t fresh = BATCH; /* indices from here on were never issued */

static uint32_t limit_now(void)
{
    if (limit == 0)
        limit = hl_settings_movable_limit();
    return limit;
}

static void note_tightness(void)
{
    /* Relaxed: see struct table. */
    atomic_store_explicit(&hl_table.tight, issued > limit_now(),
                          memory_order_relaxed);
}

uint32_t hl_table_limit(void)
{
    uint32_t now;

    (void)pthread_mutex_lock(&lock);
    now = limit_now();
    (void)pthread_mutex_unlock(&lock);
    return now;
}

void hl_table_limit_set(uint32_t value)
{
    (void)pthread_mutex_lock(&lock);
    limit = value;
    note_tightness();
    (void)pthread_mutex_unlock(&lock);
}

/* Make one more step of words and locations readable. */
static int grow(void)
{
    /* Relaxed: only the mutex's holder writes it. */
    uint64_t count =
        atomic_load_explicit(&hl_table.count, memory_order_relaxed);
    uint64_t more = count + COMMIT_STEP;

    if (more > hl_span.index_limit)
        more = hl_span.index_limit;
    if (more == count ||
        !hl_span_commit(hl_span.words, count * 8u, more * 8u) ||
        !hl_span_commit(hl_span.places, count * 4u, more * 4u))
        return 0;
    /* Release pairs with the acquire in table_word. */
    atomic_store_explicit(&hl_table.count, (uint32_t)more,
                          memory_order_release);
    return 1;
}

static uint32_t take_one(void)
{
    uint32_t index = first;

    if (index != INDEX_NONE) {
        first = table_place(index);
        if (first == INDEX_NONE)
            last = INDEX_NONE;
        return index;
    }
    /* Relaxed: the mutex is ours. */
    if (fresh >= atomic_load_explicit(&hl_table.count, memory_order_relaxed) &&
        !grow())
        return INDEX_NONE;
    return fresh++;
}

static void refill(struct cache *cache)
{
    struct magazine *held = &cache->index;
    /* The shared cache keeps none: nobody may come for them, and the limit
     * would never be reached. */
    uint32_t want = cache == &hl_cache_shared ? 1u : BATCH;
    uint32_t got[BATCH];
    uint32_t count = 0;
    int recycled;

    (void)pthread_mutex_lock(&lock);
    /* Recycled indices or fresh ones, not both: fresh runs begin on a line. */
    recycled = first != INDEX_NONE;
    while (count < want && issued < limit_now() &&
           recycled == (first != INDEX_NONE)) {
        uint32_t index = take_one();

        if (index == INDEX_NONE)
            break;
        got[count++] = index;
        issued++;
    }
    (void)pthread_mutex_unlock(&lock);
    /* They are popped from the end: lowest index first. */
    for (uint32_t i = count; i-- > 0;)
        held->entry[held->count++] = got[i];
}

uint32_t hl_table_take(void)
{
    struct cache *cache = cache_enter();
    uint32_t index = INDEX_NONE;

    if (table_tight())
        hl_table_flush(cache, 0);
    if (UNLIKELY(cache->index.count == 0) && hl_span_open())
        refill(cache);
    if (LIKELY(cache->index.count != 0))
        index = cache->index.entry[--cache->index.count];
    cache_leave(cache);
    return index;
}

/* Put an index behind all other free ones, or retire it for good. */
static void put_back(uint32_t index)
{
    issued--;
    /* A dead word is its holder's, and that is us. */
    if (word_retired(word_own(table_word_at(index))))
        return;
    table_place_set(index, INDEX_NONE);
    if (last != INDEX_NONE)
        table_place_set(last, index);
    else
        first = index;
    last = index;
}

void hl_table_flush(struct cache *cache, uint32_t keep)
{
    struct magazine *held = &cache->index;

    if (held->count <= keep)
        return;
    (void)pthread_mutex_lock(&lock);
    while (held->count > keep)
        put_back(held->entry[--held->count]);
    note_tightness();
    (void)pthread_mutex_unlock(&lock);
}

void hl_table_give(uint32_t index)
{
    struct cache *cache = cache_enter();
    struct magazine *held = &cache->index;
    /* This thread wrote it, when it ended the object. */
    uint64_t word = word_own(table_word_at(index));

    if (UNLIKELY(held->count >= held->limit))
        hl_table_flush(cache, held->limit / 2u);
    if (UNLIKELY(word_retired(word) || table_tight() ||
                 cache == &hl_cache_shared)) {
        (void)pthread_mutex_lock(&lock);
        put_back(index);
        note_tightness();
        (void)pthread_mutex_unlock(&lock);
    } else {
        held->entry[held->count++] = index;
    }
    cache_leave(cache);
}

void hl_table_disown(uint32_t count)
{
    (void)pthread_mutex_lock(&lock);
    issued -= count < issued ? count : issued;
    note_tightness();
    (void)pthread_mutex_unlock(&lock);
}

void hl_table_fork(enum forking when)
{
    if (when == FORKING_PREPARE)
        (void)pthread_mutex_lock(&lock);
    else
        (void)pthread_mutex_unlock(&lock);
}
