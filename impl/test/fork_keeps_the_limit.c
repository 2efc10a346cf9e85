/* A child of fork can have as many movable objects as its parent could,
 * however many handles other threads had at hand; and so can its child. */
#include <pthread.h>
#include <sys/wait.h>
#include <unistd.h>

#include "check.h"
#include "heap_is_valid.h"

#define THREADS 12
#define EACH 64
#define LIMIT 1000

static pthread_barrier_t cached;
static pthread_barrier_t forked;

/* Leaves the freed handles' indices in this thread's cache. */
static void *cache_many(void *argument)
{
    HLOCAL held[EACH];

    (void)argument;
    for (int i = 0; i < EACH; i++)
        CHECK((held[i] = LocalAlloc(LMEM_MOVEABLE, 8)) != NULL);
    for (int i = 0; i < EACH; i++)
        CHECK(LocalFree(held[i]) == NULL);
    (void)pthread_barrier_wait(&cached);
    (void)pthread_barrier_wait(&forked);
    return NULL;
}

/* With one object alive already, LIMIT - 1 more can be had, and no other. */
static void fill_up(void)
{
    static HLOCAL held[LIMIT];

    for (int i = 1; i < LIMIT; i++)
        CHECK((held[i] = LocalAlloc(LMEM_MOVEABLE, 8)) != NULL);
    CHECK_ERROR(LocalAlloc(LMEM_MOVEABLE, 8) == NULL, ERROR_NOT_ENOUGH_MEMORY);
    for (int i = 1; i < LIMIT; i++)
        CHECK(LocalFree(held[i]) == NULL);
}

static void check_in_child(int generations)
{
    int status;
    pid_t child = fork();

    CHECK(child >= 0);
    if (child == 0) {
        fill_up();
        if (generations > 1)
            check_in_child(generations - 1);
        _exit(0);
    }
    CHECK(waitpid(child, &status, 0) == child);
    CHECK(WIFEXITED(status) && WEXITSTATUS(status) == 0);
}

int main(void)
{
    pthread_t threads[THREADS];
    HLOCAL own = LocalAlloc(LMEM_MOVEABLE, 8);

    CHECK(own != NULL && hl_set_movable_limit(LIMIT));
    CHECK(pthread_barrier_init(&cached, NULL, THREADS + 1) == 0);
    CHECK(pthread_barrier_init(&forked, NULL, THREADS + 1) == 0);
    for (int i = 0; i < THREADS; i++)
        CHECK(pthread_create(&threads[i], NULL, cache_many, NULL) == 0);
    (void)pthread_barrier_wait(&cached);
    check_in_child(2);
    (void)pthread_barrier_wait(&forked);
    for (int i = 0; i < THREADS; i++)
        CHECK(pthread_join(threads[i], NULL) == 0);
    fill_up();
    CHECK_HEAP();
    return 0;
}
