/* A block that grows goes on in pages that a freed one left, once it is large
 * enough for that: no request to the system. It keeps its bytes, and what is
 * zeroed is zero though those pages were written before. A locked block stays
 * where it is. */
#include "check.h"
#include "heap/os.h"

#define STEP ((size_t)1 << 18)
#define MOST ((size_t)1 << 24)

static void fill(unsigned char *p, size_t from, size_t to)
{
    for (size_t at = from; at < to; at++)
        p[at] = (unsigned char)(at / STEP + 1);
}

static int filled(const unsigned char *p, size_t from, size_t to)
{
    for (size_t at = from; at < to; at++)
        if (p[at] != (unsigned char)(at / STEP + 1))
            return 0;
    return 1;
}

/* Grow to MOST, every other step zeroed. */
static void grow(void)
{
    HLOCAL h = LocalAlloc(LMEM_MOVEABLE, STEP);
    unsigned char *p = LocalLock(h);

    fill(p, 0, STEP);
    CHECK(!LocalUnlock(h));
    for (size_t size = STEP; size < MOST; size += STEP) {
        UINT flags = size / STEP % 2 != 0 ? LMEM_ZEROINIT : 0;

        CHECK(LocalReAlloc(h, size + STEP, flags) == h);
        p = LocalLock(h);
        CHECK(p != NULL && filled(p, 0, size));
        CHECK(flags == 0 || all_bytes(p, size, size + STEP, 0));
        fill(p, size, size + STEP);
        CHECK(!LocalUnlock(h));
    }
    CHECK(LocalFree(h) == NULL);
}

static void stay_locked(void)
{
    HLOCAL h = LocalAlloc(LMEM_MOVEABLE, STEP);
    unsigned char *p = LocalLock(h);

    fill(p, 0, STEP);
    for (size_t size = STEP; size < MOST; size += STEP)
        if (LocalReAlloc(h, size + STEP, 0) == h)
            CHECK(LocalLock(h) == p && LocalUnlock(h));
    CHECK(filled(p, 0, STEP));
    CHECK(!LocalUnlock(h));
    CHECK(LocalFree(h) == NULL);
}

int main(void)
{
    unsigned long before;

    /* The first has no freed pages, the second not yet all it could use. */
    for (int round = 0; round < 3; round++)
        grow();
    before = hl_os_requests();
    for (int round = 0; round < 3; round++)
        grow();
    CHECK(hl_os_requests() == before);
    stay_locked();
    return 0;
}
