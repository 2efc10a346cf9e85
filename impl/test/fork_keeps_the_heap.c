/* A child of fork has a whole heap, whatever other threads were doing at that
 * moment: it allocates, locks, resizes, compacts and frees. */
#include <pthread.h>
#include <stdatomic.h>
#include <sys/wait.h>
#include <unistd.h>

#include "check.h"
#include "heap_is_valid.h"

#define FORKS 60
#define OBJECTS 500

static atomic_int stop;

static void *work(void *argument)
{
    HLOCAL held[OBJECTS] = {NULL};
    uint32_t turn = (uint32_t)(uintptr_t)argument;

    while (!atomic_load(&stop)) {
        HLOCAL *at = &held[(turn >> 8) % OBJECTS];

        turn = turn * 1664525u + 1013904223u;
        if (*at != NULL) {
            CHECK(LocalFree(*at) == NULL);
            *at = NULL;
        } else {
            *at =
                LocalAlloc(turn >> 30 ? LMEM_MOVEABLE : LMEM_FIXED, turn >> 20);
        }
        if (turn >> 22 == 0)
            (void)hl_compact(0);
    }
    for (int i = 0; i < OBJECTS; i++)
        CHECK(held[i] == NULL || LocalFree(held[i]) == NULL);
    return NULL;
}

static int live_a_little(HLOCAL inherited)
{
    unsigned char *p;

    (void)alarm(20);
    for (int round = 0; round < 3; round++) {
        HLOCAL held[OBJECTS];

        for (size_t i = 0; i < OBJECTS; i++) {
            held[i] = LocalAlloc(i % 2 ? LHND : LPTR, i * 50);
            CHECK(held[i] != NULL);
            held[i] = LocalReAlloc(held[i], i * 60 + 1, LMEM_MOVEABLE);
            CHECK(held[i] != NULL && LocalSize(held[i]) == i * 60 + 1);
        }
        (void)hl_compact(0);
        for (size_t i = 0; i < OBJECTS; i++)
            CHECK(LocalFree(held[i]) == NULL);
    }
    p = LocalLock(inherited);
    CHECK(p != NULL && all_bytes(p, 0, 3000, 0x42));
    CHECK(LocalFree(inherited) == NULL);
    return 0;
}

int main(void)
{
    HLOCAL h = LocalAlloc(LMEM_MOVEABLE, 3000);
    pthread_t threads[2];
    int status;

    CHECK(h != NULL);
    memset(LocalLock(h), 0x42, 3000);
    CHECK(!LocalUnlock(h));
    for (uintptr_t i = 0; i < 2; i++)
        CHECK(pthread_create(&threads[i], NULL, work, (void *)(i + 1)) == 0);
    for (int i = 0; i < FORKS; i++) {
        pid_t child = fork();

        CHECK(child >= 0);
        if (child == 0)
            _exit(live_a_little(h));
        CHECK(waitpid(child, &status, 0) == child);
        CHECK(WIFEXITED(status) && WEXITSTATUS(status) == 0);
    }
    atomic_store(&stop, 1);
    for (int i = 0; i < 2; i++)
        CHECK(pthread_join(threads[i], NULL) == 0);
    CHECK_HEAP();
    return 0;
}
