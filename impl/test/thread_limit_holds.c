/* REP_8: with many threads that allocate and free, no more movable objects than
 * the limit ever live at once. */
#include <pthread.h>
#include <stdatomic.h>

#include "check.h"
#include "heap_is_valid.h"

#define THREADS 4
#define LIMIT 500
#define STEPS 40000

static atomic_int live;
static atomic_int most;

static void *work(void *argument)
{
    HLOCAL held[LIMIT];
    int count = 0;
    unsigned turn = (unsigned)(uintptr_t)argument;

    for (int i = 0; i < STEPS; i++) {
        turn = turn * 1664525u + 1013904223u;
        if ((turn >> 16) % 5 < 3 && count < LIMIT) {
            held[count] = LocalAlloc(LMEM_MOVEABLE, 16);
            if (held[count] == NULL)
                continue;
            int now = atomic_fetch_add(&live, 1) + 1;
            int seen = atomic_load(&most);
            while (now > seen &&
                   !atomic_compare_exchange_weak(&most, &seen, now))
                ;
            count++;
        } else if (count > 0) {
            atomic_fetch_sub(&live, 1);
            CHECK(LocalFree(held[--count]) == NULL);
        }
    }
    while (count > 0) {
        atomic_fetch_sub(&live, 1);
        CHECK(LocalFree(held[--count]) == NULL);
    }
    return NULL;
}

int main(void)
{
    pthread_t threads[THREADS];
    HLOCAL held[LIMIT];

    CHECK(hl_set_movable_limit(LIMIT));
    for (uintptr_t i = 0; i < THREADS; i++)
        CHECK(pthread_create(&threads[i], NULL, work, (void *)(i + 1)) == 0);
    for (int i = 0; i < THREADS; i++)
        CHECK(pthread_join(threads[i], NULL) == 0);
    CHECK(atomic_load(&most) <= LIMIT);
    CHECK(atomic_load(&most) > LIMIT / 2);

    /* What ended threads had cached is available again. */
    for (int i = 0; i < LIMIT; i++)
        CHECK((held[i] = LocalAlloc(LMEM_MOVEABLE, 1)) != NULL);
    CHECK_ERROR(LocalAlloc(LMEM_MOVEABLE, 1) == NULL, ERROR_NOT_ENOUGH_MEMORY);
    for (int i = 0; i < LIMIT; i++)
        CHECK(LocalFree(held[i]) == NULL);
    CHECK_HEAP();
    return 0;
}
