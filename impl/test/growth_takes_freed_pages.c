/* A block that grows goes on in pages that a freed one left, once it is large
 * enough for that: no request to the system. It keeps its bytes, and what is
 * zeroed is zero though those pages were written before. A locked block stays
 * where it is. */
#define _GNU_SOURCE
#include <time.h>

#include "check.h"
#include "heap/os.h"
#include "heap_is_valid.h"

#define STEP ((size_t)1 << 18)
#define MOST ((size_t)1 << 24)

/* A byte in every so many. */
#define EVERY 509u

static void fill(unsigned char *p, size_t from, size_t to)
{
    for (size_t at = from; at < to; at += EVERY)
        p[at] = (unsigned char)(at / STEP + 1);
}

static int filled(const unsigned char *p, size_t size)
{
    for (size_t step = 0; step < size; step += STEP)
        for (size_t at = step; at < step + STEP; at += EVERY)
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
        CHECK(p != NULL && filled(p, size));
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
    CHECK(filled(p, STEP));
    CHECK(!LocalUnlock(h));
    CHECK(LocalFree(h) == NULL);
}

/* Freed pages go back after a while: here time stands still, however slow the
 * machine. */
int clock_gettime(clockid_t id, struct timespec *now)
{
    (void)id;
    *now = (struct timespec){.tv_sec = 1000};
    return 0;
}

/* Once a few rounds have left what the next one takes. */
static int grows_without_requests(void)
{
    unsigned long before;

    for (int round = 0; round < 9; round++)
        grow();
    before = hli_os_requests();
    grow();
    return hli_os_requests() == before;
}

int main(void)
{
    CHECK(grows_without_requests());
    stay_locked();
    CHECK_HEAP();
    return 0;
}
