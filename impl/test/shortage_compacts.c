/* When memory is short the heap is compacted before the caller hears of it, and
 * no object suffers. Not so for requests that no memory could satisfy. */
#include <sys/wait.h>
#include <unistd.h>

#include "check.h"
#include "heap/os.h"
#include "heap_is_valid.h"
#include "hlocal/stats.h"

#define COUNT 30000
#define MUCH ((size_t)1 << 30)

static HLOCAL held[COUNT];

static void make_sparse(void)
{
    for (unsigned i = 0; i < COUNT; i++) {
        CHECK((held[i] = LocalAlloc(LMEM_MOVEABLE, 100)) != NULL);
        memset(LocalLock(held[i]), (int)(i % 251), 100);
        CHECK(!LocalUnlock(held[i]));
    }
    for (unsigned i = 0; i < COUNT; i++)
        if (i % 10 != 0)
            CHECK(LocalFree(held[i]) == NULL);
}

/* A request that fails, while the system refuses all memory. */
static HLOCAL ask(int which, HLOCAL fixed, HLOCAL movable)
{
    switch (which) {
    case 0:
        return LocalAlloc(LMEM_FIXED, MUCH);
    case 1:
        return GlobalAlloc(GMEM_MOVEABLE, MUCH);
    case 2:
        return LocalReAlloc(fixed, MUCH, LMEM_MOVEABLE);
    case 3:
        return GlobalReAlloc(movable, MUCH, GMEM_MOVEABLE);
    case 4: /* no block is that large */
        return LocalAlloc(LMEM_FIXED, SIZE_MAX);
    default: /* room is asked for in one place, where no other object is */
        return LocalReAlloc(fixed, MUCH, 0);
    }
}

static void run(int which, int compacts)
{
    HLOCAL fixed = LocalAlloc(LPTR, 64);
    HLOCAL movable = LocalAlloc(LHND, 64);
    struct hl_stats stats;

    CHECK(fixed != NULL && movable != NULL);
    make_sparse();
    hli_os_fail_at(1);
    CHECK_ERROR(ask(which, fixed, movable) == NULL, ERROR_NOT_ENOUGH_MEMORY);
    hli_os_fail_at(0);
    hl_get_stats(&stats);
    CHECK(compacts ? stats.moves > COUNT / 20 : stats.moves == 0);
    CHECK(LocalSize(fixed) == 64 && LocalSize(movable) == 64);
    for (unsigned i = 0; i < COUNT; i += 10)
        CHECK(all_bytes(LocalLock(held[i]), 0, 100, (unsigned char)(i % 251)));
}

int main(void)
{
    for (int i = 0; i < 6; i++) {
        int status;
        pid_t child = fork();

        CHECK(child >= 0);
        if (child == 0) {
            run(i, i < 4);
            _exit(0);
        }
        CHECK(waitpid(child, &status, 0) == child);
        CHECK(WIFEXITED(status) && WEXITSTATUS(status) == 0);
    }
    CHECK_HEAP();
    return 0;
}
