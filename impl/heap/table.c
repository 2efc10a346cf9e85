#include "table.h"

#include "../core/life.h"
#include "../rank.h"
#include "../sync.h"
#include "settings.h"
#include "forking.h"
#include "valid.h"

/* Fresh indices come in runs of two cache lines of words, so that threads
 * that lock their own objects do not share lines. Only the limit may cut a run
 * short. */
#define BATCH 16u
#define COMMIT_STEP 0x2000u

struct table hli_table;

/* Guarded by the mutex, RANK_TABLE. */
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static uint32_t limit;         /* 0 until first read */
static uint32_t issued;        /* indices outside the table */
static uint32_t first;         /* free indices, oldest first, linked through */
static uint32_t last;          /* their locations; INDEX_NONE when empty */
static uint32_t fresh = BATCH; /* indices from here on were never issued */
static int recalled; /* since `over_limit` was set: no cache has any */

static uint32_t limit_now(void)
{
    if (limit == 0)
        limit = hli_settings_movable_limit();
    return limit;
}

static int is_over_limit(void)
{
    /* Relaxed: the mutex is ours. */
    return atomic_load_explicit(&hli_table.over_limit, memory_order_relaxed) !=
           0;
}

static void set_over_limit(uint32_t over)
{
    /* Release pairs with the acquire in index_begin. */
    atomic_store_explicit(&hli_table.over_limit, over, memory_order_release);
}

/* Loosen when there is some room, for the next recall is dear; and, where
 * caches cannot be recalled, only when nothing is out, or a thread that
 * keeps some again could leave others without. */
static void note_room(void)
{
    uint32_t most = limit_now();

    if (is_over_limit() && issued < most - most / 8u &&
        (recalled || issued == 0)) {
        set_over_limit(0);
        recalled = 0;
    }
}

uint32_t hli_table_limit(void)
{
    uint32_t now;

    rank_lock(RANK_TABLE, &lock);
    now = limit_now();
    rank_unlock(RANK_TABLE, &lock);
    return now;
}

/* Make one more step of words and locations readable. */
static int grow(void)
{
    /* Relaxed: only the mutex's holder writes it. */
    uint64_t count =
        atomic_load_explicit(&hli_table.count, memory_order_relaxed);
    uint64_t more = count + COMMIT_STEP;

    if (more > hli_span.index_limit)
        more = hli_span.index_limit;
    if (more == count ||
        !hli_span_commit(hli_span.words, count * 8u, more * 8u) ||
        !hli_span_commit(hli_span.locations, count * 4u, more * 4u))
        return 0;
    /* Release pairs with the acquire in table_word. */
    atomic_store_explicit(&hli_table.count, (uint32_t)more,
                          memory_order_release);
    return 1;
}

static uint32_t take_one(void)
{
    uint32_t index = first;

    if (index != INDEX_NONE) {
        first = table_location(index);
        if (first == INDEX_NONE)
            last = INDEX_NONE;
        return index;
    }
    /* Relaxed: the mutex is ours. */
    if (fresh >= atomic_load_explicit(&hli_table.count, memory_order_relaxed) &&
        !grow())
        return INDEX_NONE;
    return fresh++;
}

/* Put an index behind all other free ones, or retire it for good. */
static void put_back(uint32_t index)
{
    issued--;
    /* A dead word is its holder's, and that is us. */
    if (word_retired(word_load_owned(table_word_at(index))))
        return;
    table_location_set(index, INDEX_NONE);
    if (last != INDEX_NONE)
        table_location_set(last, index);
    else
        first = index;
    last = index;
}

/* Relaxed: the caller owns the cache and holds the mutex. */
static void flush(struct index_stack *held, uint32_t keep)
{
    uint32_t count = atomic_load_explicit(&held->count, memory_order_relaxed);

    while (count > keep)
        put_back(held->entry[--count]);
    atomic_store_explicit(&held->count, count, memory_order_relaxed);
    note_room();
}

/* Take back what all caches have; 0 when that is done or cannot be done. */
static int recall(void)
{
    if (recalled)
        return 0;
    set_over_limit(1);
    recalled = hli_cache_recall(put_back);
    if (!recalled)
        return 0;
    note_room();
    return 1;
}

void hli_table_limit_set(uint32_t value)
{
    rank_lock(RANK_TABLE, &lock);
    limit = value;
    /* What threads have at hand must not come to life beyond the limit. */
    if (issued > value)
        (void)recall();
    note_room();
    rank_unlock(RANK_TABLE, &lock);
}

static uint32_t issue(void)
{
    uint32_t index = issued < limit_now() ? take_one() : INDEX_NONE;

    if (index != INDEX_NONE)
        issued++;
    return index;
}

/* Fill a stack, if it is empty, up to a batch of indices that follow one
 * that was just issued, from where that came: recycled or fresh ones, not
 * both, for fresh runs begin on a line. */
static void refill(struct index_stack *held, int recycled)
{
    uint32_t got[BATCH];
    uint32_t count = 0, index;

    if (atomic_load_explicit(&held->count, memory_order_relaxed) != 0)
        return;
    while (count < BATCH - 1u && recycled == (first != INDEX_NONE) &&
           (index = issue()) != INDEX_NONE)
        got[count++] = index;
    /* They are popped from the end: lowest index first. Relaxed: the mutex and
     * the cache are ours. */
    for (uint32_t i = 0; i < count; i++)
        held->entry[i] = got[count - 1 - i];
    atomic_store_explicit(&held->count, count, memory_order_relaxed);
}

/* When the caller's cache has none at hand, or must not use them. */
static uint32_t take_from_table(struct index_stack *held)
{
    uint32_t index;
    int recycled;

    rank_lock(RANK_TABLE, &lock);
    if (is_over_limit())
        flush(held, 0);
    recycled = first != INDEX_NONE;
    index = issue();
    if (index == INDEX_NONE && recall())
        index = issue();
    else if (index != INDEX_NONE && !is_over_limit() && held->limit != 0)
        refill(held, recycled);
    rank_unlock(RANK_TABLE, &lock);
    return index;
}

uint32_t hli_table_take(void)
{
    struct cache *cache = cache_enter();
    uint32_t index = index_pop(&cache->index);

    if (UNLIKELY(index == INDEX_NONE) && hli_span_open())
        index = take_from_table(&cache->index);
    cache_leave(cache);
    return index;
}

void hli_table_flush(struct cache *cache, uint32_t keep)
{
    rank_lock(RANK_TABLE, &lock);
    flush(&cache->index, keep);
    rank_unlock(RANK_TABLE, &lock);
}

static void give_to_table(struct index_stack *held, uint32_t index)
{
    rank_lock(RANK_TABLE, &lock);
    flush(held, is_over_limit() ? 0 : held->limit / 2u);
    put_back(index);
    note_room();
    rank_unlock(RANK_TABLE, &lock);
}

void hli_table_give(uint32_t index)
{
    struct cache *cache = cache_enter();

    /* This thread wrote the word, when it ended the object. */
    if (UNLIKELY(word_retired(word_load_owned(table_word_at(index)))) ||
        UNLIKELY(!index_push(&cache->index, index)))
        give_to_table(&cache->index, index);
    cache_leave(cache);
}

void hli_table_recount(const struct cache *mine)
{
    uint32_t out = 0;

    if (mine != NULL)
        out = atomic_load_explicit(&mine->index.count, memory_order_relaxed);
    rank_lock(RANK_TABLE, &lock);
    for (uint32_t i = BATCH; i < fresh; i++)
        out += (uint32_t)W_LIVE(word_load(table_word_at(i)));
    issued = out;
    note_room();
    rank_unlock(RANK_TABLE, &lock);
}

void hli_table_fork(enum forking when)
{
    if (when == FORKING_PREPARE)
        rank_lock(RANK_TABLE, &lock);
    else
        rank_unlock(RANK_TABLE, &lock);
}

#if HL_CHECKS
void hli_table_inside(struct table_inside *inside)
{
    *inside = (struct table_inside){&lock,  &issued,   &first, &last,
                                    &fresh, &recalled, BATCH};
}
#endif
