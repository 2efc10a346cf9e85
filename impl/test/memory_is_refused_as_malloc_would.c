/* What the system would not map for malloc, it does not commit for us: a block
 * far beyond all memory is refused with ERROR_NOT_ENOUGH_MEMORY, and so is
 * growth to that size, which leaves the object as it was. What it would map,
 * can be had. */
#include <sys/mman.h>

#include "check.h"

#define LEAST ((size_t)1 << 26)
#define MOST ((size_t)1 << 44)
#define TERABYTE ((size_t)1 << 40)

/* What malloc asks for such a size, and no more is answered here. */
static int would_be_mapped(size_t size)
{
    void *p = mmap(NULL, size, PROT_READ | PROT_WRITE,
                   MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

    if (p == MAP_FAILED)
        return 0;
    CHECK(munmap(p, size) == 0);
    return 1;
}

static void allocate(size_t size, UINT flags)
{
    int expected = would_be_mapped(size);
    HLOCAL h;

    SetLastError(KEPT);
    h = LocalAlloc(flags, size);
    CHECK((h != NULL) == expected);
    CHECK(GetLastError() == (expected ? KEPT : ERROR_NOT_ENOUGH_MEMORY));
    CHECK(h == NULL || LocalFree(h) == NULL);
}

static void grow(size_t size, UINT kind, UINT flags)
{
    int expected = would_be_mapped(size);
    HLOCAL h = LocalAlloc(kind, 300000);
    unsigned char *p = LocalLock(h);
    HLOCAL grown;

    CHECK(p != NULL);
    memset(p, 0x5A, 300000);
    (void)LocalUnlock(h);
    SetLastError(KEPT);
    grown = LocalReAlloc(h, size, flags);
    CHECK((grown != NULL) == expected || (flags == 0 && kind == LMEM_FIXED));
    CHECK(GetLastError() == (grown != NULL ? KEPT : ERROR_NOT_ENOUGH_MEMORY));
    if (grown != NULL)
        h = grown;
    CHECK(LocalSize(h) == (grown != NULL ? size : 300000));
    p = LocalLock(h);
    CHECK(p != NULL && all_bytes(p, 0, 300000, 0x5A));
    (void)LocalUnlock(h);
    CHECK(LocalFree(h) == NULL);
}

int main(void)
{
    static HLOCAL held[14];
    unsigned count = 0;

    if (would_be_mapped(MOST)) {
        puts("skipped: this system maps whatever is asked for");
        return 0;
    }
    for (size_t size = LEAST; size <= MOST; size *= 2) {
        allocate(size, LMEM_FIXED);
        allocate(size, LHND);
        grow(size, LMEM_FIXED, LMEM_MOVEABLE);
        grow(size, LMEM_MOVEABLE, LMEM_ZEROINIT);
        grow(size, LMEM_FIXED, 0);
    }
    /* Nor many of them at once. */
    for (unsigned i = 0; i < 14; i++)
        if ((held[i] = LocalAlloc(LPTR, TERABYTE)) != NULL)
            count++;
    CHECK(count == 0 || would_be_mapped(TERABYTE));
    for (unsigned i = 0; i < 14; i++)
        CHECK(held[i] == NULL || LocalFree(held[i]) == NULL);
    return 0;
}
