/* A program that has used up all keys for thread-specific data before its
 * first allocation: every call works all the same, in all threads, the limit
 * is exact, and the program's own data stays as it was. */
#include <limits.h>
#include <pthread.h>

#include "check.h"
#include "heap/runs.h"
#include "heap/slab.h"
#include "heap_is_valid.h"

#define THREADS 4
#define ROUNDS 100
#define LIMIT 50u

static pthread_key_t keys[PTHREAD_KEYS_MAX];
static int count;

static void take_all_keys(void)
{
    while (count < PTHREAD_KEYS_MAX &&
           pthread_key_create(&keys[count], NULL) == 0)
        count++;
    CHECK(count > 0);
}

static void set_data(void)
{
    for (int i = 0; i < count; i++)
        CHECK(pthread_setspecific(keys[i], &keys[i]) == 0);
}

static void check_data(void)
{
    for (int i = 0; i < count; i++)
        CHECK(pthread_getspecific(keys[i]) == &keys[i]);
}

static void use(unsigned seed)
{
    size_t size = 1 + seed * 7919u % 30000u;
    HLOCAL h = LocalAlloc(LHND, size), p = LocalAlloc(LPTR, size);
    unsigned char *bytes = LocalLock(h);

    CHECK(p != NULL && bytes != NULL);
    CHECK(all_bytes(bytes, 0, size, 0) && all_bytes(p, 0, size, 0));
    memset(bytes, (int)(seed % 251), size);
    memset(p, (int)(seed % 251), size);
    CHECK(!LocalUnlock(h));
    CHECK(LocalReAlloc(h, 2 * size, 0) == h);
    if (seed % 64 == 0)
        (void)hl_compact(0);
    CHECK(all_bytes(LocalLock(h), 0, size, (unsigned char)(seed % 251)));
    CHECK(all_bytes(p, 0, size, (unsigned char)(seed % 251)));
    CHECK(LocalFree(h) == NULL && LocalFree(p) == NULL);
}

static void *work(void *at)
{
    unsigned seed = (unsigned)(size_t)at * 1000;

    set_data();
    for (unsigned i = 0; i < ROUNDS; i++)
        use(seed + i);
    check_data();
    return NULL;
}

/* To the last handle: none lies in a cache where nobody gets it. */
static void check_limit(void)
{
    HLOCAL held[LIMIT];

    CHECK(hl_set_movable_limit(LIMIT));
    for (unsigned i = 0; i < LIMIT; i++)
        CHECK((held[i] = LocalAlloc(LMEM_MOVEABLE, 10)) != NULL);
    CHECK(LocalAlloc(LMEM_MOVEABLE, 10) == NULL);
    for (unsigned i = 0; i < LIMIT; i++)
        CHECK(LocalFree(held[i]) == NULL);
}

static void nothing_left(void)
{
    struct slab_count slabs;

    (void)hl_compact(0);
    for (uint32_t i = 0; i < BIN_COUNT; i++) {
        hli_slab_count(i, &slabs);
        CHECK(slabs.committed == slabs.free * hli_span.bin[i].shape.size);
        CHECK(slabs.resident == 0);
    }
    CHECK(hli_runs_top() == 0);
}

int main(void)
{
    pthread_t thread[THREADS];

    take_all_keys();
    set_data();
    for (size_t i = 0; i < THREADS; i++)
        CHECK(pthread_create(&thread[i], NULL, work, (void *)i) == 0); // NOLINT
    for (int i = 0; i < THREADS; i++)
        CHECK(pthread_join(thread[i], NULL) == 0);
    check_data();
    check_limit();
    nothing_left();
    CHECK_HEAP();
    return 0;
}
