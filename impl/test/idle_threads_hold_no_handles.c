/* REP_8: what threads keep at hand for their next handles does not count
 * against the limit, however idle they are: as many objects as it says can
 * live, and no other; a thread that comes back finds nothing wrong. */
#include <pthread.h>

#include "check.h"
#include "heap_is_valid.h"

#define LIMIT 1000
#define THREADS 60
#define EACH 64

static pthread_barrier_t step;

/* Leaves as many free indices as can be in this thread's cache. */
static void keep_many(void)
{
    HLOCAL held[EACH];
    int count = 0;

    while (count < EACH && (held[count] = LocalAlloc(LMEM_MOVEABLE, 8)) != NULL)
        count++;
    CHECK(count == EACH);
    while (count > 0)
        CHECK(LocalFree(held[--count]) == NULL);
}

static void *work(void *argument)
{
    HLOCAL *mine = argument;

    for (int round = 0; round < 2; round++) {
        for (int turn = 0; turn < THREADS; turn++) {
            (void)pthread_barrier_wait(&step);
            if (turn == (int)(uintptr_t)*mine)
                keep_many();
        }
        (void)pthread_barrier_wait(&step);
        (void)pthread_barrier_wait(&step);
    }
    /* One object for each thread, which is the limit now. */
    *mine = LocalAlloc(LMEM_MOVEABLE, 8);
    CHECK(*mine != NULL);
    (void)pthread_barrier_wait(&step);
    (void)pthread_barrier_wait(&step);
    return NULL;
}

static void fill_up(unsigned limit)
{
    static HLOCAL held[LIMIT];

    for (unsigned i = 0; i < limit; i++)
        CHECK((held[i] = LocalAlloc(LMEM_MOVEABLE, 8)) != NULL);
    for (unsigned i = 0; i < 3; i++)
        CHECK_ERROR(LocalAlloc(LMEM_MOVEABLE, 8) == NULL,
                    ERROR_NOT_ENOUGH_MEMORY);
    for (unsigned i = 0; i < limit; i++)
        CHECK(LocalFree(held[i]) == NULL);
}

int main(void)
{
    static HLOCAL objects[THREADS];
    pthread_t threads[THREADS];

    CHECK(hl_set_movable_limit(LIMIT));
    CHECK(pthread_barrier_init(&step, NULL, THREADS + 1) == 0);
    for (uintptr_t i = 0; i < THREADS; i++) {
        objects[i] = (HLOCAL)i;
        CHECK(pthread_create(&threads[i], NULL, work, &objects[i]) == 0);
    }
    for (int round = 0; round < 2; round++) {
        for (int turn = 0; turn <= THREADS; turn++)
            (void)pthread_barrier_wait(&step);
        fill_up(LIMIT);
        if (round == 1)
            CHECK(hl_set_movable_limit(THREADS));
        (void)pthread_barrier_wait(&step);
    }
    (void)pthread_barrier_wait(&step);
    CHECK_ERROR(LocalAlloc(LMEM_MOVEABLE, 8) == NULL, ERROR_NOT_ENOUGH_MEMORY);
    CHECK(LocalFree(objects[0]) == NULL);
    CHECK((objects[0] = LocalAlloc(LMEM_MOVEABLE, 8)) != NULL);
    (void)pthread_barrier_wait(&step);
    for (int i = 0; i < THREADS; i++) {
        CHECK(pthread_join(threads[i], NULL) == 0);
        CHECK(LocalFree(objects[i]) == NULL);
    }
    fill_up(THREADS);
    CHECK_HEAP();
    return 0;
}
