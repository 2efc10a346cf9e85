/* REP_8: threads whose demand together never goes beyond the limit are never
 * refused, whoever allocates how much, whoever frees it, and whatever each has
 * at hand from before; and when all of it lives, nobody gets more. */
#include <pthread.h>

#include "check.h"
#include "heap_is_valid.h"

#define THREADS 4
#define LIMIT 120
#define ROUNDS 150

static HLOCAL held[THREADS][LIMIT];
static int quota[THREADS];
static pthread_barrier_t step;

static unsigned draw(unsigned *turn, unsigned below)
{
    *turn = *turn * 1664525u + 1013904223u;
    return (*turn >> 8) % below;
}

/* Share the limit out. */
static void deal(unsigned *turn)
{
    for (int i = 0; i < THREADS; i++)
        quota[i] = 0;
    for (int i = 0; i < LIMIT; i++) {
        int to = (int)draw(turn, 8);

        /* One mostly gets the most, another one each time. */
        quota[to < THREADS ? to : (int)(*turn >> 30)]++;
    }
}

static void allocate(int me, unsigned *turn)
{
    for (int i = 0; i < quota[me]; i++) {
        CHECK((held[me][i] = LocalAlloc(LMEM_MOVEABLE, 8)) != NULL);
        /* Give some back and ask again: the demand is the same. */
        if (draw(turn, 4) == 0) {
            CHECK(LocalFree(held[me][i]) == NULL);
            CHECK((held[me][i] = LocalAlloc(LMEM_MOVEABLE, 0)) != NULL);
        }
    }
}

static void *work(void *argument)
{
    int me = (int)(uintptr_t)argument;
    unsigned turn = (unsigned)me + 1;

    for (int round = 0; round < ROUNDS; round++) {
        int other = (me + round) % THREADS;

        if (me == 0)
            deal(&turn);
        (void)pthread_barrier_wait(&step);
        allocate(me, &turn);
        (void)pthread_barrier_wait(&step);
        CHECK(LocalAlloc(LMEM_MOVEABLE, 8) == NULL);
        (void)pthread_barrier_wait(&step);
        for (int i = 0; i < quota[other]; i++)
            CHECK(LocalFree(held[other][i]) == NULL);
        (void)pthread_barrier_wait(&step);
    }
    return NULL;
}

int main(void)
{
    pthread_t threads[THREADS];

    CHECK(hl_set_movable_limit(LIMIT));
    CHECK(pthread_barrier_init(&step, NULL, THREADS) == 0);
    for (uintptr_t i = 0; i < THREADS; i++)
        CHECK(pthread_create(&threads[i], NULL, work, (void *)i) == 0);
    for (int i = 0; i < THREADS; i++)
        CHECK(pthread_join(threads[i], NULL) == 0);
    CHECK_HEAP();
    return 0;
}
