/* The library works until a thread's last instruction: a destructor of
 * thread-specific data that runs after the thread's cache was given back
 * allocates, locks, resizes, compacts and frees; and nothing is lost. */
#include <pthread.h>

#include "check.h"
#include "heap/cache.h"
#include "heap_is_valid.h"

#define THREADS 8
#define SIZES 7
#define LIMIT 400

static const size_t sizes[SIZES] = {1, 24, 800, 16384, 16385, 70000, 3000000};

struct job {
    HLOCAL theirs[2 * SIZES]; /* allocated by main, freed by the thread */
    HLOCAL ours[2 * SIZES];   /* the other way round */
    int rounds;
};

static pthread_key_t key;

static void allocate(HLOCAL *held)
{
    for (int i = 0; i < 2 * SIZES; i++) {
        held[i] = LocalAlloc(i % 2 ? LHND : LPTR, sizes[i / 2]);
        CHECK(held[i] != NULL);
        memset(LocalLock(held[i]), i + 1, sizes[i / 2]);
        if (i % 2)
            CHECK(!LocalUnlock(held[i]));
    }
}

static void check_and_free(HLOCAL *held)
{
    for (int i = 0; i < 2 * SIZES; i++) {
        CHECK(LocalSize(held[i]) == sizes[i / 2]);
        CHECK(all_bytes(LocalLock(held[i]), 0, sizes[i / 2],
                        (unsigned char)(i + 1)));
        CHECK(LocalFree(held[i]) == NULL);
        CHECK(LocalFree(held[i]) == held[i]);
    }
}

static void end(void *value)
{
    struct job *job = value;
    HLOCAL h;

    CHECK(hli_cache_mine == NULL);
    if (job->rounds++ == 0) {
        check_and_free(job->theirs);
        CHECK(pthread_setspecific(key, job) == 0);
        return;
    }
    allocate(job->ours);
    h = LocalAlloc(LMEM_MOVEABLE, 10);
    CHECK(h != NULL && LocalReAlloc(h, 100000, LMEM_ZEROINIT) == h);
    (void)hl_compact(0);
    CHECK(all_bytes(LocalLock(h), 10, 100000, 0) && !LocalUnlock(h));
    CHECK(LocalDiscard(h) == h && LocalFree(h) == NULL);
}

static void *work(void *argument)
{
    HLOCAL h = LocalAlloc(LMEM_MOVEABLE, 10);

    CHECK(h != NULL && LocalFree(h) == NULL && hli_cache_mine != NULL);
    CHECK(pthread_setspecific(key, argument) == 0);
    return NULL;
}

static void nothing_lost(void)
{
    static HLOCAL held[LIMIT];
    struct slab_count slabs;

    (void)hl_compact(0);
    for (uint32_t i = 0; i < BIN_COUNT; i++) {
        hli_slab_count(i, &slabs);
        CHECK(slabs.committed == slabs.free * hli_span.bin[i].shape.size);
    }
    for (int i = 0; i < LIMIT; i++)
        CHECK((held[i] = LocalAlloc(LMEM_MOVEABLE, 0)) != NULL);
    CHECK(LocalAlloc(LMEM_MOVEABLE, 0) == NULL);
}

int main(void)
{
    static struct job jobs[THREADS];
    pthread_t threads[THREADS];

    CHECK(hl_set_movable_limit(LIMIT));
    /* The library's own key first, so that its destructor runs first. */
    for (int i = 0; i < THREADS; i++)
        allocate(jobs[i].theirs);
    CHECK(pthread_key_create(&key, end) == 0);
    for (int i = 0; i < THREADS; i++)
        CHECK(pthread_create(&threads[i], NULL, work, &jobs[i]) == 0);
    for (int i = 0; i < THREADS; i++) {
        CHECK(pthread_join(threads[i], NULL) == 0);
        CHECK(jobs[i].rounds == 2);
        check_and_free(jobs[i].ours);
    }
    nothing_lost();
    CHECK_HEAP();
    return 0;
}
