/* Of threads that free the same object at the same time, one succeeds; the
 * others get the error for an object that is gone. */
#include <pthread.h>
#include <stdatomic.h>

#include "check.h"
#include "heap_is_valid.h"

#define ROUNDS 3000
#define THREADS 3

static pthread_barrier_t start;
static HLOCAL victim;
static atomic_int winners;
static atomic_int losers;

static void *work(void *argument)
{
    (void)argument;
    for (int i = 0; i < 3 * ROUNDS; i++) {
        (void)pthread_barrier_wait(&start);
        SetLastError(KEPT);
        if (LocalFree(victim) == NULL && GetLastError() == KEPT)
            atomic_fetch_add(&winners, 1);
        else if (GetLastError() == ((uintptr_t)victim % 16 == 0
                                        ? ERROR_NOACCESS
                                        : ERROR_INVALID_HANDLE))
            atomic_fetch_add(&losers, 1);
        (void)pthread_barrier_wait(&start);
    }
    return NULL;
}

static void round_of(UINT flags, size_t size)
{
    atomic_store(&winners, 0);
    atomic_store(&losers, 0);
    victim = LocalAlloc(flags, size);
    CHECK(victim != NULL);
    (void)pthread_barrier_wait(&start);
    (void)pthread_barrier_wait(&start);
    CHECK(atomic_load(&winners) == 1);
    CHECK(atomic_load(&losers) == THREADS - 1);
}

int main(void)
{
    pthread_t threads[THREADS];

    CHECK(pthread_barrier_init(&start, NULL, THREADS + 1) == 0);
    for (int i = 0; i < THREADS; i++)
        CHECK(pthread_create(&threads[i], NULL, work, NULL) == 0);
    for (int i = 0; i < ROUNDS; i++) {
        round_of(LMEM_FIXED, 40);
        round_of(LMEM_MOVEABLE, 40);
        round_of(LMEM_FIXED, 100000);
    }
    for (int i = 0; i < THREADS; i++)
        CHECK(pthread_join(threads[i], NULL) == 0);
    CHECK_HEAP();
    return 0;
}
