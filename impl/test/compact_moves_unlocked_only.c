/* HL_COMPACT_1: compaction gives memory back by moving unlocked blocks.
 * Locked blocks stay where they are, fixed ones too; no handle, size, flag or
 * byte changes. */
#include "check.h"
#include "heap_is_valid.h"

#define COUNT 60000

static HLOCAL held[COUNT];
static void *locked_at[COUNT];
static void *was_at[COUNT];

static size_t size_of(unsigned i)
{
    return 16 + i * 37u % 900;
}

static void *address_of(HLOCAL h)
{
    void *p = LocalLock(h);

    CHECK(p != NULL);
    (void)LocalUnlock(h);
    return p;
}

int main(void)
{
    HLOCAL fixed = LocalAlloc(LMEM_FIXED, 500);
    unsigned moved = 0, kept = 0;
    size_t bytes;

    CHECK(hl_compact(0) == 0 || fixed != NULL);
    memset(fixed, 0x77, 500);
    for (unsigned i = 0; i < COUNT; i++) {
        held[i] = GlobalAlloc(i % 3 ? GMEM_MOVEABLE
                                    : GMEM_MOVEABLE | GMEM_DISCARDABLE,
                              size_of(i));
        CHECK(held[i] != NULL);
        memset(address_of(held[i]), (int)(i % 251), size_of(i));
    }
    for (unsigned i = 0; i < COUNT; i++)
        if (i % 10 != 0) {
            CHECK(LocalFree(held[i]) == NULL);
            held[i] = NULL;
        } else if (i % 2000 == 0) {
            locked_at[i] = LocalLock(held[i]);
        } else {
            was_at[i] = address_of(held[i]);
        }

    SetLastError(KEPT);
    bytes = hl_compact(0);
    CHECK(GetLastError() == KEPT);
    CHECK(bytes > 12u << 20);
    for (unsigned i = 0; i < COUNT; i += 10) {
        UINT flags = GlobalFlags(held[i]);

        CHECK(LocalSize(held[i]) == size_of(i));
        CHECK((flags & GMEM_DISCARDABLE) == (i % 3 ? 0 : GMEM_DISCARDABLE));
        CHECK((flags & GMEM_LOCKCOUNT) == (i % 2000 == 0));
        CHECK(all_bytes(address_of(held[i]), 0, size_of(i),
                        (unsigned char)(i % 251)));
        CHECK(LocalHandle(address_of(held[i])) == held[i]);
        if (i % 2000 == 0)
            CHECK(LocalLock(held[i]) == locked_at[i]);
        else if (address_of(held[i]) != was_at[i])
            moved++;
        else
            kept++;
    }
    CHECK(moved > COUNT / 20 && kept > 0);
    CHECK(LocalHandle(fixed) == fixed && all_bytes(fixed, 0, 500, 0x77));

    /* Where a block was, none begins now, or another's does. */
    for (unsigned i = 0; i < COUNT; i += 10)
        if (was_at[i] != NULL && address_of(held[i]) != was_at[i])
            CHECK(LocalHandle(was_at[i]) != held[i]);
    CHECK(hl_compact(0) <= bytes / 10);
    CHECK_HEAP();
    return 0;
}
