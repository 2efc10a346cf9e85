#include "run_cache.h"

#include "../core/run_list.h"
#include "../rank.h"
#include "../sync.h"
#include "bin.h"
#include "cache.h"
#include "forking.h"
#include "large.h"
#include "valid.h"

#define THREAD_BYTES 0x200000u
#define RUN_BYTES_MAX 0x8000000u /* what has more is not kept */
#define LIMIT_MIN 0x8000000u     /* bytes kept for all */
#define DECAY_MS 1000u
#define DECAY_BATCH 16
#define LOOK_MS 100u /* between two searches for what is old */
#define CLOCK_EVERY 64u

/* Runs kept for all, by the pages they may have: as the lists of free runs are
 * by granules. So a block gets no run with many more pages than it can use.
 * The newest first. Linked by `next` and `previous`, as free runs are; a kept
 * run is used, as far as runs.c knows. */
#define LIST_UNIT 0x1000u
#define LIST_TRIES 8

struct list {
    uint32_t first; /* run + 1 */
    uint32_t last;
};

/* Guarded by the mutex, RANK_RUN_CACHE. That of large.c is not taken while
 * it is held, save by fork. */
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static struct list lists[RUN_LIST_COUNT];
static _Atomic uint64_t bytes_kept; /* relaxed: others want an estimate */
static uint64_t limit = LIMIT_MIN;
static uint64_t regret;         /* bytes given back for the limit */
static uint32_t regret_since;   /* milliseconds; of the last change */
static _Atomic uint32_t looked; /* milliseconds; relaxed likewise */

static uint32_t list_of(uint64_t bytes)
{
    uint64_t pages = (bytes + LIST_UNIT - 1) / LIST_UNIT;

    return run_list((uint32_t)(pages < 0x3FFFFFFFu ? pages : 0x3FFFFFFFu));
}

uint64_t hli_run_cache_bytes(void)
{
    return atomic_load_explicit(&bytes_kept, memory_order_relaxed);
}

static void set_bytes(uint64_t bytes)
{
    atomic_store_explicit(&bytes_kept, bytes, memory_order_relaxed);
}

static void put(uint32_t run, uint32_t now)
{
    struct large *map = hli_span.large;
    struct list *list = &lists[list_of(map[run].dirty_bytes)];

    map[run].since = now;
    map[run].previous = 0;
    map[run].next = list->first;
    if (list->first != 0)
        map[list->first - 1].previous = run + 1;
    else
        list->last = run + 1;
    list->first = run + 1;
    set_bytes(hli_run_cache_bytes() + map[run].dirty_bytes);
}

static void withdraw(uint32_t run)
{
    struct large *map = hli_span.large;
    struct list *list = &lists[list_of(map[run].dirty_bytes)];

    if (map[run].previous != 0)
        map[map[run].previous - 1].next = map[run].next;
    else
        list->first = map[run].next;
    if (map[run].next != 0)
        map[map[run].next - 1].previous = map[run].previous;
    else
        list->last = map[run].previous;
    set_bytes(hli_run_cache_bytes() - map[run].dirty_bytes);
}

/* What a growing block gets may be resident up to so many times its size. */
#define GROWTH_MAX 16u

static int suits(const struct large *run, uint32_t extent, uint64_t size,
                 int growing)
{
    return run->extent >= extent &&
           (run->extent / 2u <= extent ||
            (growing && run->dirty_bytes / GROWTH_MAX <= size));
}

/* A kept run that suits, of the first few of each list: for a growing block one
 * with as many pages as may be, for another one with up to twice as many as it
 * needs. */
static uint32_t find(uint32_t extent, uint64_t size, int growing)
{
    uint32_t most = list_of(size * (growing ? GROWTH_MAX : 2u));
    uint32_t least = list_of(size);

    for (uint32_t i = 0; i <= most - least; i++) {
        uint32_t at = lists[growing ? most - i : least + i].first;

        for (int try = 0; try < LIST_TRIES && at != 0; try++) {
            if (suits(&hli_span.large[at - 1], extent, size, growing))
                return at - 1;
            at = hli_span.large[at - 1].next;
        }
    }
    return LARGE_NONE;
}

/* The program misses what was given back for the limit, within a second of
 * that, or of missing some before: filling fresh pages takes its time. */
static void raise_limit(uint64_t size)
{
    uint64_t more = size < regret ? size : regret;
    uint32_t now;

    if (regret == 0)
        return;
    now = hli_bin_now();
    if (now - regret_since > DECAY_MS)
        more = regret = 0;
    regret_since = now;
    limit += more;
    regret -= more;
}

static uint32_t take_shared(uint32_t extent, uint64_t size, int growing)
{
    uint32_t run;

    if (size > BLOCK_SIZE_END / GROWTH_MAX)
        return LARGE_NONE;
    rank_lock(RANK_RUN_CACHE, &lock);
    run = find(extent, size, growing);
    if (run != LARGE_NONE)
        withdraw(run);
    else
        raise_limit(size);
    rank_unlock(RANK_RUN_CACHE, &lock);
    return run;
}

int hli_run_cache_has_grown(uint32_t extent, uint64_t size)
{
    uint32_t run;
    int found;

    if (size > BLOCK_SIZE_END / GROWTH_MAX)
        return 0;
    rank_lock(RANK_RUN_CACHE, &lock);
    run = find(extent, size, 1);
    found = run != LARGE_NONE && hli_span.large[run].dirty_bytes > size;
    rank_unlock(RANK_RUN_CACHE, &lock);
    return found;
}

/* A run that has waited too long, or LARGE_NONE and no further look for a
 * while. */
static uint32_t remove_old(uint32_t now)
{
    for (uint32_t i = 0; i < RUN_LIST_COUNT; i++) {
        uint32_t run = lists[i].last - 1;

        if (lists[i].last == 0 || now - hli_span.large[run].since <= DECAY_MS)
            continue;
        withdraw(run);
        limit -= hli_span.large[run].dirty_bytes < limit - LIMIT_MIN
                     ? hli_span.large[run].dirty_bytes
                     : limit - LIMIT_MIN;
        return run;
    }
    atomic_store_explicit(&looked, now, memory_order_relaxed);
    return LARGE_NONE;
}

void hli_run_cache_decay(uint32_t now)
{
    uint32_t run = 0;

    for (int i = 0; i < DECAY_BATCH && run != LARGE_NONE; i++) {
        if (hli_run_cache_bytes() == 0 ||
            now - atomic_load_explicit(&looked, memory_order_relaxed) < LOOK_MS)
            return;
        rank_lock(RANK_RUN_CACHE, &lock);
        run = remove_old(now);
        rank_unlock(RANK_RUN_CACHE, &lock);
        if (run != LARGE_NONE)
            (void)hli_large_release(run);
    }
}

static int give_shared(uint32_t run)
{
    uint64_t bytes = hli_span.large[run].dirty_bytes;
    uint32_t now = hli_bin_now();
    int keep;

    hli_run_cache_decay(now);
    if (bytes == 0 || bytes > RUN_BYTES_MAX)
        return 0;
    rank_lock(RANK_RUN_CACHE, &lock);
    keep = hli_run_cache_bytes() + bytes <= limit;
    if (keep) {
        put(run, now);
    } else {
        if (now - regret_since > DECAY_MS)
            regret = 0;
        regret += bytes;
        regret_since = now;
    }
    rank_unlock(RANK_RUN_CACHE, &lock);
    return keep;
}

/* One that the thread itself keeps. */
static uint32_t take_from_thread(uint32_t extent)
{
    struct cache *cache = cache_enter();
    struct run_cache *runs = &cache->runs;
    uint32_t run = LARGE_NONE;

    if (runs->count[extent] != 0) {
        run = runs->run[extent][--runs->count[extent]];
        runs->bytes -= hli_span.large[run].dirty_bytes;
    } else if (runs->bytes != 0 && hli_bin_now() - runs->since > DECAY_MS) {
        (void)hli_run_cache_empty(runs);
    }
    cache_leave(cache);
    return run;
}

uint32_t hli_run_cache_take(uint32_t extent, uint64_t size, int growing)
{
    uint32_t run = LARGE_NONE;

    if (extent <= RUN_CACHE_EXTENT_MAX)
        run = take_from_thread(extent);
    return run != LARGE_NONE ? run : take_shared(extent, size, growing);
}

static int give_to_thread(uint32_t run)
{
    uint32_t extent = hli_span.large[run].extent;
    uint64_t bytes = hli_span.large[run].dirty_bytes;
    struct cache *cache = cache_enter();
    struct run_cache *runs = &cache->runs;
    int keep;

    keep = runs->count[extent] < RUN_CACHE_DEPTH &&
           runs->bytes + bytes <= THREAD_BYTES;
    if (keep) {
        runs->run[extent][runs->count[extent]++] = run;
        runs->bytes += bytes;
        /* Roughly will do, and the clock costs as much as the rest. */
        if (runs->turn++ % CLOCK_EVERY == 0)
            runs->since = hli_bin_now();
    }
    cache_leave(cache);
    return keep;
}

int hli_run_cache_give(uint32_t run)
{
    return (hli_span.large[run].extent <= RUN_CACHE_EXTENT_MAX &&
            give_to_thread(run)) ||
           give_shared(run);
}

uint64_t hli_run_cache_empty(struct run_cache *runs)
{
    uint64_t bytes = 0;

    for (uint32_t i = 0; i <= RUN_CACHE_EXTENT_MAX; i++)
        while (runs->count[i] != 0)
            bytes += hli_large_release(runs->run[i][--runs->count[i]]);
    runs->bytes = 0;
    return bytes;
}

/* The oldest run of the list with the largest ones. */
static uint32_t remove_any(void)
{
    for (uint32_t i = RUN_LIST_COUNT; i-- > 0;)
        if (lists[i].last != 0) {
            uint32_t run = lists[i].last - 1;

            withdraw(run);
            return run;
        }
    return LARGE_NONE;
}

/* Nothing is kept any more: what the program does is learnt anew. */
static void forget(void)
{
    rank_lock(RANK_RUN_CACHE, &lock);
    limit = LIMIT_MIN;
    regret = 0;
    rank_unlock(RANK_RUN_CACHE, &lock);
}

uint64_t hli_run_cache_trim(uint32_t most)
{
    int all = most == UINT32_MAX;
    uint64_t bytes = 0;
    uint32_t run;

    do {
        rank_lock(RANK_RUN_CACHE, &lock);
        run = remove_any();
        rank_unlock(RANK_RUN_CACHE, &lock);
        if (run != LARGE_NONE)
            bytes += hli_large_release(run);
    } while (run != LARGE_NONE && --most != 0);
    if (all)
        forget();
    return bytes;
}

void hli_run_cache_fork(enum forking when)
{
    if (when == FORKING_PREPARE)
        rank_lock(RANK_RUN_CACHE, &lock);
    else
        rank_unlock(RANK_RUN_CACHE, &lock);
}

#if HL_CHECKS
void hli_run_cache_inside(struct run_cache_inside *inside)
{
    *inside = (struct run_cache_inside){&lock, &bytes_kept, &limit};
}

uint32_t hli_run_cache_list_of(uint32_t run)
{
    return list_of(hli_span.large[run].dirty_bytes);
}

void hli_run_cache_list(uint32_t list, uint32_t *first, uint32_t *last)
{
    *first = lists[list].first;
    *last = lists[list].last;
}
#endif
