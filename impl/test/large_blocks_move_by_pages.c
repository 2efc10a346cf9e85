/* A large block that has to move takes its pages along: nothing is copied, so
 * the move asks for far fewer new pages than the block has. What lay in it and
 * what follows are as after any resize. */
#define _GNU_SOURCE
#include <sys/mman.h>
#include <sys/resource.h>

#include "check.h"
#include "heap/os.h"
#include "heap_is_valid.h"

#ifndef MREMAP_DONTUNMAP
#define MREMAP_DONTUNMAP 4
#endif

#define SIZE 0x2000000ul /* has room for twice as much */
#define ROUNDS 2

/* Whether the system can: Linux can since 5.7. */
static int system_moves_pages(void)
{
    size_t page = hli_os_page();
    char *from = mmap(NULL, 2 * page, PROT_READ | PROT_WRITE,
                      MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

    CHECK(from != MAP_FAILED);
    from[0] = 1;
    return mremap(from, page, page,
                  MREMAP_MAYMOVE | MREMAP_FIXED | MREMAP_DONTUNMAP,
                  from + page) != MAP_FAILED;
}

static size_t faults(void)
{
    struct rusage usage;

    CHECK(getrusage(RUSAGE_SELF, &usage) == 0);
    return (size_t)usage.ru_minflt;
}

static void fill(size_t *words)
{
    for (size_t at = 0; at < SIZE / sizeof *words; at += 64)
        words[at] = at + 1;
}

static int is_filled(const size_t *words)
{
    for (size_t at = 0; at < SIZE / sizeof *words; at += 64)
        if (words[at] != at + 1)
            return 0;
    return 1;
}

/* Grow a block beyond a neighbour; returns the pages that were asked for. */
static size_t move(UINT flags)
{
    HLOCAL h = LocalAlloc(flags, SIZE);
    HLOCAL neighbour = LocalAlloc(LMEM_FIXED, SIZE);
    size_t *words = LocalLock(h), *moved;
    size_t before;

    CHECK(words != NULL && neighbour != NULL);
    fill(words);
    (void)LocalUnlock(h);
    before = faults();
    h = LocalReAlloc(h, 3 * SIZE, LMEM_MOVEABLE | LMEM_ZEROINIT);
    before = faults() - before;
    moved = LocalLock(h);
    CHECK(moved != NULL && moved != words);
    CHECK(is_filled(moved));
    CHECK(all_bytes(moved, SIZE, SIZE + 4 * hli_os_page(), 0));
    (void)LocalUnlock(h);
    CHECK(LocalFree(h) == NULL && LocalFree(neighbour) == NULL);
    (void)hl_compact(0);
    return before;
}

int main(void)
{
    if (!system_moves_pages()) {
        puts("skipped: this system cannot move pages (mremap, DONTUNMAP)");
        return 0;
    }
    /* Half of them may be the checkers' own. */
    for (int round = 0; round < ROUNDS; round++) {
        CHECK(move(LMEM_MOVEABLE) < SIZE / hli_os_page() / 4 * 3);
        CHECK(move(LMEM_FIXED) < SIZE / hli_os_page() / 4 * 3);
    }
    CHECK_HEAP();
    return 0;
}
