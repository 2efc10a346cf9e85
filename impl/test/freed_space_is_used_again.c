/* Large blocks come from address space that freed ones left, whatever the sizes
 * of either: the heap's end does not move while there is room below it. */
#include "check.h"
#include "heap/runs.h"
#include "heap_is_valid.h"

#define COUNT 48
#define MEGABYTE 0x100000u

static HLOCAL held[COUNT];
static HLOCAL between[COUNT];

/* Allocate that many blocks, and, if there is none yet, a small neighbour that
 * stays after each; whether all blocks lie below the last neighbour. */
static int allocate_below(size_t count, size_t size)
{
    uintptr_t highest = 0, end = 0;

    for (size_t i = 0; i < count; i++) {
        CHECK((held[i] = LocalAlloc(LMEM_FIXED, size)) != NULL);
        if (between[i] == NULL)
            CHECK((between[i] = LocalAlloc(LMEM_FIXED, 20000)) != NULL);
        if ((uintptr_t)held[i] > highest)
            highest = (uintptr_t)held[i];
        if ((uintptr_t)between[i] > end)
            end = (uintptr_t)between[i];
    }
    return highest < end;
}

/* Without compaction the library may keep freed blocks for blocks like them. */
static void free_all(size_t count)
{
    for (size_t i = 0; i < count; i++)
        CHECK(LocalFree(held[i]) == NULL);
    (void)hl_compact(0);
}

int main(void)
{
    uint32_t top;

    CHECK(allocate_below(COUNT, 4 * MEGABYTE));
    free_all(COUNT);
    top = hli_runs_top();
    /* Sizes down to 80 KiB, in steps of an eighth. */
    for (size_t size = 3 * MEGABYTE; size > 80000; size -= size / 8) {
        CHECK(allocate_below(COUNT, size));
        CHECK(hli_runs_top() <= top);
        free_all(COUNT);
    }
    /* Twice, so that what the first round cut up has become whole again. */
    for (int round = 0; round < 2; round++) {
        CHECK(allocate_below(COUNT, 4 * MEGABYTE));
        CHECK(hli_runs_top() <= top);
        free_all(COUNT);
    }
    for (size_t i = 0; i < COUNT; i++)
        CHECK(LocalFree(between[i]) == NULL);
    (void)hl_compact(0);
    CHECK(hli_runs_top() == 0);
    CHECK_HEAP();
    return 0;
}
