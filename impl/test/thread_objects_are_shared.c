/* Threads lock, read, resize, discard, free and replace the same objects.
 * What a thread has locked does not move and does not change; a handle whose
 * object is gone is refused for ever. */
#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>

#include "check.h"
#include "heap_is_valid.h"

#define THREADS 4
#define SHARED 32
#define STEPS 30000

static _Atomic(HLOCAL) shared[SHARED];

static uint32_t next(uint32_t *state)
{
    *state = *state * 1664525u + 1013904223u;
    return *state >> 8;
}

/* Every object is filled with one byte that its handle decides. */
static unsigned char stamp(HLOCAL h)
{
    uint64_t v = (uint64_t)(uintptr_t)h;

    return (unsigned char)((v >> 4) ^ (v >> 32) ^ 0x5A);
}

/* Odd places hold objects that are freed, even ones such as are resized: a
 * program may free only what nobody uses, and discarding is how it can tell,
 * as long as nobody gives the object a block again. */
static void retire(_Atomic(HLOCAL) *at, HLOCAL h)
{
    if (LocalDiscard(h) == NULL ||
        !atomic_compare_exchange_strong(at, &h, NULL))
        return;
    CHECK(LocalFree(h) == NULL);
    CHECK(LocalLock(h) == NULL);
    CHECK(LocalFree(h) == h);
}

static void create(_Atomic(HLOCAL) *at, size_t size)
{
    HLOCAL h = LocalAlloc(LMEM_MOVEABLE, size), none = NULL;
    void *p;

    CHECK(h != NULL);
    p = LocalLock(h);
    CHECK(p != NULL);
    memset(p, stamp(h), size);
    CHECK(!LocalUnlock(h));
    if (!atomic_compare_exchange_strong(at, &none, h))
        CHECK(LocalFree(h) == NULL);
}

/* The first bytes are the stamp, or zero once the object was discarded and
 * given a block again; never anything else, and never a change while locked. */
static void read_locked(HLOCAL h)
{
    const unsigned char *p = LocalLock(h);
    unsigned char first;

    if (p == NULL)
        return;
    first = p[0];
    CHECK(first == 0 || first == stamp(h));
    CHECK(all_bytes(p, 0, 8, first));
    sched_yield();
    CHECK(all_bytes(p, 0, 8, first));
    CHECK(LocalSize(h) >= 8);
    (void)LocalUnlock(h);
}

static void *work(void *argument)
{
    uint32_t state = (uint32_t)(uintptr_t)argument;

    for (int i = 0; i < STEPS; i++) {
        uint32_t place = next(&state) % SHARED;
        _Atomic(HLOCAL) *at = &shared[place];
        HLOCAL h = atomic_load(at);
        uint32_t what = next(&state) % 10;
        size_t size = 8 + next(&state) % (what == 0 ? 90000 : 700);

        if (h == NULL)
            create(at, size);
        else if (what < 2 && place % 2)
            retire(at, h);
        else if (what < 4 && place % 2 == 0)
            (void)!LocalReAlloc(h, size, LMEM_ZEROINIT);
        else if (what == 4 && place % 2 == 0)
            (void)!LocalDiscard(h);
        else if (what == 5)
            (void)LocalFlags(h);
        else if (what == 6 && next(&state) % 64 == 0)
            (void)hl_compact(100);
        else
            read_locked(h);
    }
    return NULL;
}

int main(void)
{
    pthread_t threads[THREADS];

    for (uintptr_t i = 0; i < THREADS; i++)
        CHECK(pthread_create(&threads[i], NULL, work, (void *)(i + 1)) == 0);
    for (int i = 0; i < THREADS; i++)
        CHECK(pthread_join(threads[i], NULL) == 0);
    CHECK_HEAP();
    return 0;
}
