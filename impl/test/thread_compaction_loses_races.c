/* Compaction runs all the time while other threads lock and write, resize,
 * discard and free: nothing written under a lock is ever lost. */
#include <pthread.h>
#include <stdatomic.h>

#include "check.h"
#include "heap_is_valid.h"

#define WORKERS 2
#define OBJECTS 3000
#define ROUNDS 200

static atomic_int running;

static void *compact(void *argument)
{
    (void)argument;
    while (atomic_load(&running) != 0)
        (void)hl_compact(200);
    return NULL;
}

/* Adds one to every counter of an object, under its lock. */
static void count_up(HLOCAL h, uint32_t expected)
{
    uint32_t *p = LocalLock(h);
    size_t count = LocalSize(h) / 4;

    CHECK(p != NULL);
    for (size_t i = 0; i < count; i += count / 8 + 1) {
        CHECK(p[i] == expected);
        p[i]++;
    }
    CHECK(!LocalUnlock(h));
}

static void *work(void *argument)
{
    static HLOCAL held[WORKERS][OBJECTS];
    HLOCAL *mine = held[(uintptr_t)argument];
    uint32_t turn = (uint32_t)(uintptr_t)argument + 7;

    for (int i = 0; i < OBJECTS; i++) {
        mine[i] = LocalAlloc(LHND, 4 * (1 + (unsigned)i % 200));
        CHECK(mine[i] != NULL);
    }
    for (uint32_t round = 0; round < ROUNDS; round++)
        for (int i = 0; i < OBJECTS; i++) {
            size_t size = LocalSize(mine[i]);

            count_up(mine[i], round);
            turn = turn * 1664525u + 1013904223u;
            /* Replace some by a copy of theirs, so that slabs get holes. */
            if (turn >> 29 == 0) {
                HLOCAL copy = LocalAlloc(LMEM_MOVEABLE, size);
                void *to = LocalLock(copy), *from = LocalLock(mine[i]);

                CHECK(to != NULL && from != NULL);
                memcpy(to, from, size);
                CHECK(!LocalUnlock(copy));
                CHECK(LocalFree(mine[i]) == NULL);
                mine[i] = copy;
            } else if (turn >> 29 == 1) {
                CHECK(LocalReAlloc(mine[i], size + 600, 0) == mine[i]);
                CHECK(LocalReAlloc(mine[i], size, 0) == mine[i]);
            }
        }
    for (int i = 0; i < OBJECTS; i++)
        CHECK(LocalFree(mine[i]) == NULL);
    atomic_fetch_sub(&running, 1);
    return NULL;
}

int main(void)
{
    pthread_t threads[WORKERS], compactor;

    atomic_store(&running, WORKERS);
    CHECK(pthread_create(&compactor, NULL, compact, NULL) == 0);
    for (uintptr_t i = 0; i < WORKERS; i++)
        CHECK(pthread_create(&threads[i], NULL, work, (void *)i) == 0);
    for (int i = 0; i < WORKERS; i++)
        CHECK(pthread_join(threads[i], NULL) == 0);
    CHECK(pthread_join(compactor, NULL) == 0);
    CHECK_HEAP();
    return 0;
}
