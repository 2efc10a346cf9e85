/* With little address space, as ulimit -v leaves it, there is less to have,
 * and all of it can be had: a size class whose region is full is served by
 * larger ones, and large blocks do without room to grow. */
#include <sys/resource.h>

#include "check.h"

#define MOST 400000
#define MEGABYTE 0x100000u

static HLOCAL held[MOST];

/* Allocate until it fails; every block is really there, and nobody else's. */
static size_t fill(UINT flags, size_t size)
{
    size_t count = 0;

    while (count < MOST) {
        HLOCAL h = LocalAlloc(flags, size);
        size_t *p = h != NULL ? LocalLock(h) : NULL;

        if (h == NULL)
            break;
        CHECK(p != NULL);
        p[0] = count;
        p[size / 8 - 1] = count;
        (void)LocalUnlock(h);
        held[count++] = h;
    }
    CHECK(count < MOST && GetLastError() == ERROR_NOT_ENOUGH_MEMORY);
    for (size_t i = 0; i < count; i++) {
        size_t *p = LocalLock(held[i]);

        CHECK(p != NULL && p[0] == i && p[size / 8 - 1] == i);
        CHECK(LocalFree(held[i]) == NULL);
    }
    return count * size;
}

int main(void)
{
    struct rlimit limit = {256 * MEGABYTE, 256 * MEGABYTE};
    size_t small, large;

    CHECK(setrlimit(RLIMIT_AS, &limit) == 0);
    CHECK(hl_set_movable_limit(HL_MOVABLE_LIMIT_MAX));
    for (int round = 0; round < 3; round++) {
        small = fill(LMEM_MOVEABLE, 64);
        large = fill(LMEM_FIXED, 200000);
        CHECK(small > 4 * MEGABYTE && large > 20 * MEGABYTE);
        CHECK(fill(LMEM_FIXED, 64) > 4 * MEGABYTE);
        CHECK(fill(LMEM_MOVEABLE, 5000) > 8 * MEGABYTE);
    }
    return 0;
}
