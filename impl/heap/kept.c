#include "kept.h"

#include <pthread.h>

#include "bin.h"
#include "cache.h"
#include "forking.h"
#include "large.h"

#define THREAD_BYTES 0x200000u
#define SHARED_BYTES 0x8000000u
#define SHARED_RUNS 32u
#define DECAY_MS 1000u
#define CLOCK_EVERY 64u

struct shared_run {
    uint32_t run;
    uint32_t since;
};

/* Guarded by the mutex, which is taken after all but that of large.c, and not
 * together with it. Oldest first. */
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static struct shared_run shared[SHARED_RUNS];
static uint32_t shared_count;
static uint64_t shared_bytes;

static uint32_t remove_shared(uint32_t i)
{
    uint32_t run = shared[i].run;

    shared_count--;
    for (; i < shared_count; i++)
        shared[i] = shared[i + 1];
    shared_bytes -= hl_span.large[run].reach;
    return run;
}

/* The oldest run, if it is too old, or one too many for `more` bytes. */
static uint32_t remove_surplus(uint32_t now, uint64_t more)
{
    uint32_t run = LARGE_NONE;

    (void)pthread_mutex_lock(&lock);
    if (shared_count != 0 &&
        (now - shared[0].since > DECAY_MS ||
         (more != 0 &&
          (shared_count == SHARED_RUNS || shared_bytes + more > SHARED_BYTES))))
        run = remove_shared(0);
    (void)pthread_mutex_unlock(&lock);
    return run;
}

/* What a growing block gets may be resident up to so many times its size. */
#define GROWTH_MAX 16u

static int suits(const struct large *run, uint32_t extent, uint64_t growing)
{
    return run->extent >= extent &&
           (run->extent / 2u <= extent || run->reach / GROWTH_MAX <= growing);
}

static uint32_t take_shared(uint32_t extent, uint64_t growing)
{
    uint32_t run = LARGE_NONE;

    (void)pthread_mutex_lock(&lock);
    for (uint32_t i = shared_count; i-- > 0 && run == LARGE_NONE;)
        if (suits(&hl_span.large[shared[i].run], extent, growing))
            run = remove_shared(i);
    (void)pthread_mutex_unlock(&lock);
    return run;
}

int hl_kept_awaits(uint32_t extent, uint64_t growing)
{
    int found = 0;

    (void)pthread_mutex_lock(&lock);
    for (uint32_t i = shared_count; i-- > 0 && !found;) {
        const struct large *run = &hl_span.large[shared[i].run];

        found = run->reach > growing && suits(run, extent, growing);
    }
    (void)pthread_mutex_unlock(&lock);
    return found;
}

static int give_shared(uint32_t run)
{
    uint64_t bytes = hl_span.large[run].reach;
    uint32_t now = hl_bin_now();
    uint32_t old;
    int kept = 0;

    if (bytes > SHARED_BYTES)
        return 0;
    while ((old = remove_surplus(now, bytes)) != LARGE_NONE)
        (void)hl_large_release(old);
    (void)pthread_mutex_lock(&lock);
    if (shared_count < SHARED_RUNS && shared_bytes + bytes <= SHARED_BYTES) {
        shared[shared_count++] = (struct shared_run){run, now};
        shared_bytes += bytes;
        kept = 1;
    }
    (void)pthread_mutex_unlock(&lock);
    return kept;
}

uint32_t hl_kept_take(uint32_t extent, uint64_t growing)
{
    struct cache *cache;
    struct kept *kept;
    uint32_t run = LARGE_NONE;

    if (extent > KEPT_EXTENT_MAX)
        return take_shared(extent, growing);
    cache = cache_enter();
    kept = &cache->kept;
    if (kept->count[extent] != 0) {
        run = kept->run[extent][--kept->count[extent]];
        kept->bytes -= hl_span.large[run].reach;
    } else if (kept->bytes != 0 && hl_bin_now() - kept->since > DECAY_MS) {
        (void)hl_kept_empty(kept);
    }
    cache_leave(cache);
    return run;
}

int hl_kept_give(uint32_t run)
{
    uint32_t extent = hl_span.large[run].extent;
    uint64_t bytes = hl_span.large[run].reach;
    struct cache *cache;
    struct kept *kept;
    int keep;

    if (extent > KEPT_EXTENT_MAX)
        return give_shared(run);
    cache = cache_enter();
    kept = &cache->kept;
    keep =
        kept->count[extent] < KEPT_DEPTH && kept->bytes + bytes <= THREAD_BYTES;
    if (keep) {
        kept->run[extent][kept->count[extent]++] = run;
        kept->bytes += bytes;
        /* Roughly will do, and the clock costs as much as the rest. */
        if (kept->turn++ % CLOCK_EVERY == 0)
            kept->since = hl_bin_now();
    }
    cache_leave(cache);
    return keep;
}

uint64_t hl_kept_empty(struct kept *kept)
{
    uint64_t bytes = 0;

    for (uint32_t i = 0; i <= KEPT_EXTENT_MAX; i++)
        while (kept->count[i] != 0)
            bytes += hl_large_release(kept->run[i][--kept->count[i]]);
    kept->bytes = 0;
    return bytes;
}

uint64_t hl_kept_trim(uint32_t most)
{
    uint64_t bytes = 0;
    uint32_t run;

    do {
        (void)pthread_mutex_lock(&lock);
        run = shared_count != 0 ? remove_shared(0) : LARGE_NONE;
        (void)pthread_mutex_unlock(&lock);
        if (run != LARGE_NONE)
            bytes += hl_large_release(run);
    } while (run != LARGE_NONE && --most != 0);
    return bytes;
}

void hl_kept_fork(enum forking when)
{
    if (when == FORKING_PREPARE)
        (void)pthread_mutex_lock(&lock);
    else
        (void)pthread_mutex_unlock(&lock);
}
