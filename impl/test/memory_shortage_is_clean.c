/* Whichever request to the system is refused, the call that needed it fails
 * with ERROR_NOT_ENOUGH_MEMORY and nothing else changes; once memory is there
 * again, everything works and nothing was lost. */
#include <sys/wait.h>
#include <unistd.h>

#include "check.h"
#include "heap/os.h"
#include "heap/runs.h"
#include "heap/slab.h"
#include "heap_is_valid.h"
#include "hlocal/stats.h"

#define PLACES 60

static HLOCAL must(HLOCAL h)
{
    if (h == NULL)
        CHECK(GetLastError() == ERROR_NOT_ENOUGH_MEMORY);
    else
        CHECK(GetLastError() == KEPT);
    SetLastError(KEPT);
    return h;
}

static void grow(HLOCAL *at, size_t from, size_t to)
{
    HLOCAL h;

    if (*at == NULL)
        return;
    h = must(LocalReAlloc(*at, to, LMEM_MOVEABLE | LMEM_ZEROINIT));
    CHECK(LocalSize(h != NULL ? h : *at) == (h != NULL ? to : from));
    if (h != NULL)
        *at = h;
}

/* One call of each kind that may need memory; every answer is checked. */
static void session(void)
{
    static const size_t sizes[] = {1, 100, 5000, 16384, 70000, 300000};
    HLOCAL held[PLACES] = {NULL};
    unsigned count = 0;

    SetLastError(KEPT);
    for (unsigned i = 0; i < 6; i++) {
        HLOCAL f = must(LocalAlloc(LPTR, sizes[i]));
        HLOCAL h = must(LocalAlloc(LHND, sizes[i]));
        HLOCAL d = must(LocalAlloc(LMEM_MOVEABLE, 0));
        HLOCAL c = must(GlobalAlloc(GMEM_FIXED, sizes[i]));

        grow(&f, sizes[i], sizes[i] * 7);
        grow(&h, sizes[i], sizes[i] * 9);
        grow(&d, 0, sizes[i]);
        if (c != NULL) {
            HLOCAL m = must(GlobalReAlloc(c, 0, GMEM_MODIFY | GMEM_MOVEABLE));

            CHECK(GlobalSize(m != NULL ? m : c) == sizes[i]);
            c = m != NULL ? m : c;
        }
        held[count++] = f;
        held[count++] = h;
        held[count++] = d;
        held[count++] = c;
    }
    while (count-- > 0)
        CHECK(held[count] == NULL || LocalFree(held[count]) == NULL);
}

/* Everything was freed: nothing lives, every slot of every slab is free, no
 * run is in use, and as many handles as ever can be had. */
static void nothing_lost(void)
{
    static HLOCAL held[0x10000];
    struct slab_count slabs;
    struct hl_stats stats;

    hl_get_stats(&stats);
    CHECK(stats.fixed == 0 && stats.movable == 0 && stats.live == 0);
    (void)hl_compact(0);
    for (uint32_t i = 0; i < BIN_COUNT; i++) {
        hli_slab_count(i, &slabs);
        CHECK(slabs.committed == slabs.free * hli_span.bin[i].shape.size);
        CHECK(slabs.resident == 0);
    }
    CHECK(hli_runs_top() == 0);
    for (unsigned i = 0; i < 0x10000; i++)
        CHECK((held[i] = LocalAlloc(LMEM_MOVEABLE, 0)) != NULL);
    CHECK(LocalAlloc(LMEM_MOVEABLE, 0) == NULL);
    for (unsigned i = 0; i < 0x10000; i++)
        CHECK(LocalFree(held[i]) == NULL);
}

/* In a process of its own, so that every run starts with an empty heap. */
static int run(unsigned long k)
{
    int status;
    pid_t child = fork();

    CHECK(child >= 0);
    if (child == 0) {
        hli_os_fail_at(k);
        session();
        session();
        hli_os_fail_at(0);
        session();
        nothing_lost();
        _exit(0);
    }
    CHECK(waitpid(child, &status, 0) == child);
    return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

int main(void)
{
    for (unsigned long k = 1; k < 120; k++)
        CHECK(run(k));
    CHECK_HEAP();
    return 0;
}
