/* The calls that Windows does not have: the limit on movable objects, the
 * in-place policy, compaction. */
#include <hlocal.h>

#include <stdio.h>
#include <string.h>

static int failures;

#define CHECK(id, fact)                                                        \
    do {                                                                       \
        if (!(fact)) {                                                         \
            printf("%s: %s:%d: not so: %s\n", id, __FILE__, __LINE__, #fact);  \
            failures++;                                                        \
        }                                                                      \
    } while (0)

/* A last error that no call sets. */
#define SEED 0xdeadbeefu

/* ---- HL_LIMIT_1, HL_LIMIT_2 --------------------------------------------- */

static void limit_counts_movables(void)
{
    HLOCAL kept[3], more, fixed;
    int i;

    SetLastError(SEED);
    CHECK("HL_LIMIT_1", hl_set_movable_limit(3) == TRUE);
    CHECK("HL_LIMIT_1", hl_get_movable_limit() == 3);
    CHECK("HL_LIMIT_1", GetLastError() == SEED);
    for (i = 0; i < 3; i++) {
        kept[i] = LocalAlloc(LMEM_MOVEABLE, (SIZE_T)i * 10);
        CHECK("HL_LIMIT_1", kept[i] != NULL);
    }
    more = LocalAlloc(LMEM_MOVEABLE, 10);
    CHECK("HL_LIMIT_1", !more && GetLastError() == ERROR_NOT_ENOUGH_MEMORY);
    fixed = LocalAlloc(LMEM_FIXED, 10);
    CHECK("HL_LIMIT_1", fixed != NULL);
    LocalFree(fixed);

    /* Below the number that live, it frees nothing and grants nothing. */
    CHECK("HL_LIMIT_1", hl_set_movable_limit(1) == TRUE);
    for (i = 0; i < 3; i++) {
        CHECK("HL_LIMIT_1", LocalSize(kept[i]) == (SIZE_T)i * 10);
        more = GlobalAlloc(GMEM_MOVEABLE, 0);
        CHECK("HL_LIMIT_1", more == NULL);
        LocalFree(kept[i]);
    }
    more = GlobalAlloc(GMEM_MOVEABLE, 0);
    CHECK("HL_LIMIT_1", more != NULL);
    GlobalFree(more);
}

static void limit_refuses_nonsense(void)
{
    static const UINT bad[] = {0, HL_MOVABLE_LIMIT_MAX + 1, ~0u};
    UINT before = hl_get_movable_limit();
    size_t i;

    for (i = 0; i < sizeof bad / sizeof *bad; i++) {
        SetLastError(SEED);
        CHECK("HL_LIMIT_2", hl_set_movable_limit(bad[i]) == FALSE);
        CHECK("HL_LIMIT_2", GetLastError() == ERROR_INVALID_PARAMETER);
        CHECK("HL_LIMIT_2", hl_get_movable_limit() == before);
    }
    CHECK("HL_LIMIT_1", hl_set_movable_limit(HL_MOVABLE_LIMIT_MAX) == TRUE);
    CHECK("HL_LIMIT_1", hl_set_movable_limit(0x10000) == TRUE);
}

/* ---- HL_POLICY_1, HL_POLICY_2 ------------------------------------------- */

static void policy_windows_never_resizes_small(void)
{
    static const SIZE_T sizes[] = {0, 1, 60, 64, 65, 100, 16000};
    HLOCAL fixed = LocalAlloc(LPTR, 64), moved;
    size_t i;

    SetLastError(SEED);
    CHECK("HL_POLICY_1", hl_set_inplace_policy(HL_INPLACE_WINDOWS) == TRUE);
    CHECK("HL_POLICY_1", hl_get_inplace_policy() == HL_INPLACE_WINDOWS);
    CHECK("HL_POLICY_1", GetLastError() == SEED);
    for (i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        CHECK("HL_POLICY_1", LocalReAlloc(fixed, sizes[i], 0) == NULL);
        CHECK("HL_POLICY_1", GetLastError() == ERROR_NOT_ENOUGH_MEMORY);
        CHECK("HL_POLICY_1", LocalSize(fixed) == 64);
    }
    moved = LocalReAlloc(fixed, 64, LMEM_MOVEABLE);
    CHECK("HL_POLICY_1", moved != NULL && moved != fixed);
    LocalFree(moved);
}

static void policy_windows_resizes_others(void)
{
    HLOCAL fixed = LocalAlloc(LMEM_FIXED, 0x20000);
    HLOCAL movable = LocalAlloc(LMEM_MOVEABLE, 64);
    void *block = LocalLock(movable);

    CHECK("HL_POLICY_1", LocalReAlloc(fixed, 0x10000, 0) == fixed);
    CHECK("HL_POLICY_1", LocalReAlloc(movable, 5, 0) == movable);
    CHECK("HL_POLICY_1", LocalHandle(block) == movable);
    LocalFree(fixed);
    LocalFree(movable);
}

static void policy_capacity_resizes_what_fits(void)
{
    HLOCAL fixed = LocalAlloc(LMEM_FIXED, 64);

    CHECK("HL_POLICY_1", hl_set_inplace_policy(HL_INPLACE_CAPACITY) == TRUE);
    CHECK("HL_POLICY_1", LocalReAlloc(fixed, 64, 0) == fixed);
    CHECK("HL_POLICY_1", LocalReAlloc(fixed, 0, 0) == fixed);
    CHECK("HL_POLICY_1", LocalReAlloc(fixed, 64, 0) == fixed);
    LocalFree(fixed);
}

static void policy_refuses_nonsense(void)
{
    static const int bad[] = {-1, 2, 1000};
    size_t i;

    for (i = 0; i < sizeof bad / sizeof *bad; i++) {
        SetLastError(SEED);
        CHECK("HL_POLICY_2", hl_set_inplace_policy(bad[i]) == FALSE);
        CHECK("HL_POLICY_2", GetLastError() == ERROR_INVALID_PARAMETER);
        CHECK("HL_POLICY_2", hl_get_inplace_policy() == HL_INPLACE_CAPACITY);
    }
}

/* ---- HL_COMPACT_1, HL_COMPACT_2 ----------------------------------------- */

#define OBJECTS 4000

static struct {
    HLOCAL handle;
    void *block; /* where it must stay, or NULL */
    SIZE_T size;
} object[OBJECTS];

/* Bytes that say whose they are. */
static int content_ok(const unsigned char *block, int i)
{
    SIZE_T k;

    for (k = 0; k < object[i].size; k++)
        if (block[k] != (unsigned char)(i + i / 256))
            return 0;
    return 1;
}

/* One object in 20 is fixed, one in 20 locked; then three of four of the
 * others are freed, so that much of the heap is holes. */
static void make_sparse_heap(void)
{
    int i;

    for (i = 0; i < OBJECTS; i++) {
        object[i].size = (SIZE_T)(i % 13) * 100 + 1;
        object[i].handle =
            LocalAlloc(i % 20 ? LMEM_MOVEABLE : LMEM_FIXED, object[i].size);
        object[i].block = LocalLock(object[i].handle);
        memset(object[i].block, i + i / 256, object[i].size);
        if (i % 20 > 1) {
            LocalUnlock(object[i].handle);
            object[i].block = NULL;
        }
    }
    for (i = 0; i < OBJECTS; i++)
        if (i % 20 > 1 && i % 4)
            object[i].handle = LocalFree(object[i].handle);
}

static void compaction_keeps_everything(void)
{
    SIZE_T given;
    int i;

    make_sparse_heap();
    SetLastError(SEED);
    given = hl_compact(0);
    CHECK("HL_COMPACT_1", given > 0);
    CHECK("HL_COMPACT_1", GetLastError() == SEED);
    for (i = 0; i < OBJECTS; i++) {
        void *block;

        if (!object[i].handle)
            continue;
        CHECK("HL_COMPACT_1", LocalSize(object[i].handle) == object[i].size);
        CHECK("HL_COMPACT_1", LocalFlags(object[i].handle) == (i % 20 == 1));
        block = LocalLock(object[i].handle);
        CHECK("HL_COMPACT_1", LocalHandle(block) == object[i].handle);
        CHECK("HL_COMPACT_1", content_ok(block, i));
        if (object[i].block)
            CHECK("HL_COMPACT_2", block == object[i].block);
        LocalFree(object[i].handle);
    }
}

int main(void)
{
    CHECK("HL_LIMIT_1", hl_get_movable_limit() == 0x10000);
    CHECK("HL_POLICY_1", hl_get_inplace_policy() == HL_INPLACE_CAPACITY);
    limit_counts_movables();
    limit_refuses_nonsense();
    policy_windows_never_resizes_small();
    policy_windows_resizes_others();
    policy_capacity_resizes_what_fits();
    policy_refuses_nonsense();
    compaction_keeps_everything();
    return failures != 0;
}
