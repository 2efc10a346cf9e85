/* HL_STATS_1, HL_WALK_1. While threads allocate, resize and free, and the heap
 * is compacted, every object that lives all the time is visited exactly once
 * by each walk, with its size and flags, and counted. */
#include <pthread.h>
#include <stdatomic.h>

#include "check.h"
#include "heap_is_valid.h"
#include "hlocal/stats.h"

#define LASTING 600
#define WALKS 150
#define OTHERS 300

static HLOCAL lasting[LASTING];
static atomic_int stop;

struct tally {
    int seen[LASTING];
    size_t visits;
};

static size_t size_of(int i)
{
    return i % 100 == 5 ? 100000 + (size_t)i : 10 + (size_t)i;
}

static int by_value(const void *a, const void *b)
{
    uintptr_t x = *(const uintptr_t *)a, y = *(const uintptr_t *)b;

    return (x > y) - (x < y);
}

static BOOL visit(const struct hl_object *object, void *context)
{
    struct tally *tally = context;
    const HLOCAL *at =
        bsearch(&object->object, lasting, LASTING, sizeof *lasting, by_value);

    tally->visits++;
    if (at == NULL)
        return TRUE;
    tally->seen[at - lasting]++;
    CHECK(object->size == LocalSize(*at));
    CHECK(object->flags == GlobalFlags(*at));
    CHECK(object->movable == ((uintptr_t)*at % 16 != 0));
    return TRUE;
}

static void *work(void *argument)
{
    static HLOCAL held[2][OTHERS];
    HLOCAL *mine = held[(uintptr_t)argument];
    uint32_t turn = (uint32_t)(uintptr_t)argument + 1;

    while (!atomic_load(&stop)) {
        HLOCAL *at = &mine[(turn >> 8) % OTHERS];
        size_t size = turn >> 30 == 0 ? turn >> 12 : turn >> 22;

        turn = turn * 1664525u + 1013904223u;
        if (*at == NULL)
            *at = LocalAlloc(turn >> 31 ? LMEM_MOVEABLE : LMEM_FIXED, size);
        else if (turn >> 30 == 0)
            *at = LocalReAlloc(*at, size + 1, LMEM_MOVEABLE);
        else
            *at = LocalFree(*at);
        if (turn >> 22 == 0)
            (void)hl_compact(100);
    }
    for (int i = 0; i < OTHERS; i++)
        CHECK(mine[i] == NULL || LocalFree(mine[i]) == NULL);
    return NULL;
}

static void walk_once(void)
{
    static struct tally tally;
    struct hl_stats stats;

    memset(&tally, 0, sizeof tally);
    CHECK(hl_walk(visit, &tally) == tally.visits);
    for (int i = 0; i < LASTING; i++)
        CHECK(tally.seen[i] == 1);
    hl_get_stats(&stats);
    CHECK(stats.fixed >= LASTING / 2 && stats.movable >= LASTING / 2);
    CHECK(stats.fixed <= LASTING / 2 + 2 * OTHERS);
    CHECK(stats.movable <= LASTING / 2 + 2 * OTHERS);
    CHECK(stats.locked == LASTING / 6);
}

int main(void)
{
    pthread_t threads[2];

    for (int i = 0; i < LASTING; i++) {
        lasting[i] = LocalAlloc(i % 2 ? LMEM_MOVEABLE : LMEM_FIXED, size_of(i));
        CHECK(lasting[i] != NULL);
        if (i % 6 == 1)
            CHECK(LocalLock(lasting[i]) != NULL);
    }
    qsort(lasting, LASTING, sizeof *lasting, by_value);
    for (uintptr_t i = 0; i < 2; i++)
        CHECK(pthread_create(&threads[i], NULL, work, (void *)i) == 0);
    for (int i = 0; i < WALKS; i++)
        walk_once();
    atomic_store(&stop, 1);
    for (int i = 0; i < 2; i++)
        CHECK(pthread_join(threads[i], NULL) == 0);
    CHECK_HEAP();
    return 0;
}
