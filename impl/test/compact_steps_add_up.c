/* However short the steps, they end where one long compaction does: every size
 * gets its turn, and slabs that locked objects keep are passed by. */
#include "check.h"
#include "heap_is_valid.h"
#include "hlocal/stats.h"

#define COUNT 60000
#define CALLS 1000000
/* More calls than it takes to go through every bin, and pinned slabs, at 64
 * slots a call. */
#define IDLE 2000

static HLOCAL held[COUNT];
static void *locked_at[COUNT];

static size_t size_of(unsigned i)
{
    return 16 + i * 37u % 900;
}

/* Leaves one object in ten; one of a hundred of these is locked. */
static void make_sparse(void)
{
    for (unsigned i = 0; i < COUNT; i++) {
        held[i] = LocalAlloc(LMEM_MOVEABLE, size_of(i));
        CHECK(held[i] != NULL);
        memset(LocalLock(held[i]), (int)(i % 251), size_of(i));
        CHECK(!LocalUnlock(held[i]));
    }
    for (unsigned i = 0; i < COUNT; i++) {
        if (i % 1000 == 0)
            locked_at[i] = LocalLock(held[i]);
        if (i % 10 != 0)
            held[i] = LocalFree(held[i]);
    }
}

int main(void)
{
    unsigned calls = 0, idle = 0;
    size_t given = 0;
    struct hl_stats stats;

    make_sparse();
    while (idle < IDLE && calls++ < CALLS) {
        size_t bytes = hl_compact(1);

        given += bytes;
        idle = bytes != 0 ? 0 : idle + 1;
    }
    CHECK(idle == IDLE);
    CHECK(hl_compact(0) <= given / 20);
    hl_get_stats(&stats);
    CHECK(stats.moves > COUNT / 40);
    for (unsigned i = 0; i < COUNT; i += 10) {
        void *p = LocalLock(held[i]);

        CHECK(i % 1000 != 0 || p == locked_at[i]);
        CHECK(all_bytes(p, 0, size_of(i), (unsigned char)(i % 251)));
    }
    CHECK_HEAP();
    return 0;
}
