/* The address space for large blocks can be had to its end, and not a byte
 * beyond: the last block grows in place up to there, and what would go further
 * is refused and leaves everything as it was. */
#include "address_space.h"
#include "heap/span.h"

#define MEGABYTE 0x100000u
#define MOST 4096

static HLOCAL held[MOST];

/* Bytes of address space for large blocks from `p` on. */
static size_t room_from(const void *p)
{
    return (size_t)(hli_span.large_base +
                    hli_span.granule_limit * GRANULE_BYTES - (uintptr_t)p);
}

/* Grow a locked block by `step` until that is refused; returns its size. */
static size_t grow(HLOCAL h, void *p, size_t size, size_t step)
{
    for (;;) {
        SetLastError(KEPT);
        if (LocalReAlloc(h, size + step, LMEM_ZEROINIT) == NULL)
            break;
        CHECK(GetLastError() == KEPT);
        CHECK(LocalLock(h) == p && LocalUnlock(h));
        size += step;
        CHECK(size <= room_from(p));
        memset((char *)p + size - 1, 0x5A, 1);
    }
    CHECK(GetLastError() == ERROR_NOT_ENOUGH_MEMORY);
    CHECK(LocalSize(h) == size);
    return size;
}

/* Above a block of `below` bytes, one takes all there is, a granule a time. */
static void grow_to_the_end(size_t below)
{
    HLOCAL first, h;
    size_t size;
    char *p;

    (void)hl_compact(0);
    CHECK((first = LocalAlloc(LMEM_FIXED, below)) != NULL);
    h = LocalAlloc(LMEM_MOVEABLE, MEGABYTE);
    p = LocalLock(h);
    CHECK(p > (char *)first);
    memset(p, 0x5A, MEGABYTE);
    size = grow(h, p, MEGABYTE, GRANULE_BYTES);
    /* A page of slack is kept, so that the last granule is not whole. */
    CHECK(room_from(p) - size <= 2 * GRANULE_BYTES);
    CHECK(all_bytes(p, 0, MEGABYTE, 0x5A));
    for (size_t at = MEGABYTE; at < size; at += GRANULE_BYTES)
        CHECK(p[at] == 0 && p[at + GRANULE_BYTES - 1] == 0x5A);
    CHECK(LocalAlloc(LMEM_FIXED, below) == NULL);
    CHECK(GetLastError() == ERROR_NOT_ENOUGH_MEMORY);
    CHECK(LocalUnlock(h) == FALSE && LocalFree(h) == NULL);
    CHECK(LocalFree(first) == NULL);
}

/* Blocks of one size until no more can be had: none reaches beyond the end, and
 * together they have a third at least: each has as much room to grow. */
static void fill(size_t size)
{
    size_t count = 0;
    char *p;

    while (count < MOST && (p = LocalAlloc(LMEM_FIXED, size)) != NULL) {
        CHECK(size <= room_from(p));
        memset(p + size - 1, 0x5A, 1);
        held[count++] = p;
    }
    CHECK(count < MOST && GetLastError() == ERROR_NOT_ENOUGH_MEMORY);
    CHECK(count * size >= hli_span.granule_limit * GRANULE_BYTES / 3);
    while (count-- > 0)
        CHECK(LocalFree(held[count]) == NULL);
}

int main(void)
{
    leave_address_space(160 * MEGABYTE);
    for (int round = 0; round < 2; round++) {
        for (size_t below = 2; below <= 40; below += 19)
            grow_to_the_end(below * MEGABYTE);
        fill(MEGABYTE / 2);
        fill(5 * MEGABYTE);
    }
    return 0;
}
