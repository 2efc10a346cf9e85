/* Freed pages stay at hand for a while, and go back to the system later, of
 * small blocks and large ones, without any compaction: it is enough that the
 * program goes on. The time is the test's own. */
#define _GNU_SOURCE
#include <sys/mman.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include "check.h"
#include "heap/os.h"
#include "heap_is_valid.h"

#define MOST 2048
#define ROUNDS 200
#define FEW 40

static char *held[MOST];
static time_t ahead; /* seconds */

int clock_gettime(clockid_t id, struct timespec *now)
{
    int rc = (int)syscall(SYS_clock_gettime, id, now);

    now->tv_sec += ahead;
    return rc;
}

/* Blocks whose first page is in memory. */
static size_t here(size_t count)
{
    size_t found = 0;

    for (size_t i = 0; i < count; i++) {
        uintptr_t page = (uintptr_t)held[i] / hli_os_page() * hli_os_page();
        unsigned char state;

        CHECK(mincore((void *)page, hli_os_page(), &state) == 0); // NOLINT
        found += state & 1u;
    }
    return found;
}

/* Go on allocating and freeing, `few` blocks of `size` bytes at a time. */
static void go_on(int few, size_t size)
{
    void *blocks[FEW];

    for (int round = 0; round < ROUNDS; round++) {
        for (int i = 0; i < few; i++)
            CHECK((blocks[i] = LocalAlloc(LMEM_FIXED, size)) != NULL);
        for (int i = 0; i < few; i++)
            CHECK(LocalFree(blocks[i]) == NULL);
    }
}

/* Of `count` freed blocks at least `stay` keep their page at first, and at most
 * `remain` when the program has gone on for a while with others. */
static void try(size_t count, size_t size, size_t stay, size_t remain, int few,
                size_t other)
{
    for (size_t i = 0; i < count; i++) {
        CHECK((held[i] = LocalAlloc(LMEM_FIXED, size)) != NULL);
        memset(held[i], 1, size);
    }
    for (size_t i = 0; i < count; i++)
        CHECK(LocalFree(held[i]) == NULL);
    CHECK(here(count) >= stay);
    ahead += 60;
    go_on(few, other);
    CHECK(here(count) <= remain);
    (void)hl_compact(0);
}

int main(void)
{
    try(MOST, 4096, MOST * 3 / 4, MOST / 8, FEW, 4096);
    /* Blocks of a thread's own, and blocks for all threads. Those that follow
     * are longer, so that they cannot be the same. */
    try(4, 100000, 1, 0, 4, 300000);
    try(4, 0x200000, 1, 0, 4, 0x600000);
    CHECK_HEAP();
    return 0;
}
