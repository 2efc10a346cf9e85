/* A child of fork can have as many movable objects as the limit says, whatever
 * other threads were doing with handles at that moment: here they have taken
 * one each for an object that is not born yet, for the test's own mprotect
 * takes long. */
#define _GNU_SOURCE
#include <pthread.h>
#include <stdatomic.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "check.h"
#include "heap_is_valid.h"

#define THREADS 5
#define LIMIT 200
#define LARGE 0x400000u

static atomic_int inside, forked;

/* In place of libc's, for the library in this program: memory for a large
 * block comes when fork is through, or has waited for a while. */
int mprotect(void *start, size_t bytes, int access)
{
    if (bytes >= LARGE) {
        atomic_fetch_add(&inside, 1);
        for (int i = 0; i < 1000 && !atomic_load(&forked); i++)
            (void)usleep(1000);
    }
    return (int)syscall(SYS_mprotect, start, bytes, access);
}

static void *work(void *argument)
{
    HLOCAL h = LocalAlloc(LMEM_MOVEABLE, LARGE);

    CHECK(h != NULL && LocalFree(h) == NULL);
    return argument;
}

/* With one object alive, so many more can be had, and no other. */
static int fill_up(void)
{
    static HLOCAL held[LIMIT];

    for (int i = 1; i < LIMIT; i++)
        CHECK((held[i] = LocalAlloc(LMEM_MOVEABLE, 8)) != NULL);
    CHECK(LocalAlloc(LMEM_MOVEABLE, 8) == NULL);
    for (int i = 1; i < LIMIT; i++)
        CHECK(LocalFree(held[i]) == NULL);
    return 0;
}

int main(void)
{
    HLOCAL own = LocalAlloc(LMEM_MOVEABLE, 8);
    pthread_t threads[THREADS];
    int status, caught;
    pid_t child;

    CHECK(own != NULL && hl_set_movable_limit(LIMIT));
    for (int i = 0; i < THREADS; i++)
        CHECK(pthread_create(&threads[i], NULL, work, NULL) == 0);
    while (atomic_load(&inside) < THREADS)
        (void)usleep(100);
    child = fork();
    caught = atomic_load(&inside);
    atomic_store(&forked, 1);
    CHECK(child >= 0);
    if (child == 0) {
        (void)alarm(20);
        _exit(fill_up());
    }
    CHECK(waitpid(child, &status, 0) == child);
    CHECK(WIFEXITED(status) && WEXITSTATUS(status) == 0);
    for (int i = 0; i < THREADS; i++)
        CHECK(pthread_join(threads[i], NULL) == 0);
    CHECK(caught == THREADS && fill_up() == 0);
    CHECK_HEAP();
    return 0;
}
