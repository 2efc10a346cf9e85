/* A program's own fork handlers may make any call, all three of them, and also
 * when they were registered before the first one: the library's handlers are
 * in place before main, so its locks are taken after the program's prepare
 * handler and released before the two others. */
#include <pthread.h>
#include <sys/wait.h>
#include <unistd.h>

#include "check.h"
#include "heap_is_valid.h"

static HLOCAL made[3];

static void allocate(int which)
{
    unsigned char *p;

    made[which] = LocalAlloc(LHND, 100000);
    CHECK(made[which] != NULL);
    CHECK(LocalReAlloc(made[which], 100, 0) == made[which]);
    p = LocalLock(made[which]);
    CHECK(p != NULL && all_bytes(p, 0, 100, 0) && !LocalUnlock(made[which]));
    (void)hl_compact(0);
}

static void prepare(void)
{
    allocate(0);
}

static void parent(void)
{
    allocate(1);
}

static void child(void)
{
    allocate(2);
}

static void fork_once(void)
{
    int status;
    pid_t pid = fork();

    CHECK(pid >= 0);
    CHECK(LocalFree(made[0]) == NULL);
    CHECK(LocalFree(made[pid == 0 ? 2 : 1]) == NULL);
    if (pid == 0)
        _exit(0);
    CHECK(waitpid(pid, &status, 0) == pid);
    CHECK(WIFEXITED(status) && WEXITSTATUS(status) == 0);
}

int main(void)
{
    (void)alarm(20);
    CHECK(pthread_atfork(prepare, parent, child) == 0);
    /* The first fork makes the first allocation, too. */
    fork_once();
    fork_once();
    CHECK_HEAP();
    return 0;
}
