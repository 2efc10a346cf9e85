/* Compaction gives back not only the pages of slabs that it emptied, but those
 * of what was noted about their slots, of fixed and movable ones. */
#define _DEFAULT_SOURCE
#include <sys/mman.h>

#include "check.h"
#include "heap/os.h"
#include "heap/span.h"
#include "heap_is_valid.h"

#define COUNT 300000

static HLOCAL held[COUNT];

static size_t pages_here(const void *start, size_t bytes)
{
    static unsigned char here[COUNT];
    size_t pages = (bytes + hli_os_page() - 1) / hli_os_page();
    size_t count = 0;

    CHECK(pages <= sizeof here);
    CHECK(mincore((void *)(uintptr_t)start, bytes, here) == 0); // NOLINT
    for (size_t i = 0; i < pages; i++)
        count += here[i] & 1u;
    return count;
}

static size_t bytes_of_blocks(const struct bin_view *view)
{
    return atomic_load(&view->end);
}

/* Pages of blocks of one class, and of the entries for their slots. */
static size_t blocks_here(const struct bin_view *view)
{
    return pages_here((const void *)view->base, // NOLINT
                      bytes_of_blocks(view));
}

static size_t entries_here(const struct bin_view *view)
{
    size_t slots = bytes_of_blocks(view) / view->shape.size;

    return view->state != NULL
               ? pages_here((const void *)view->state, slots * 2)
               : pages_here((const void *)view->owner, slots * 4);
}

/* Fill a class, free nine objects in ten, all of the first half if none can
 * move. */
static void try(UINT flags, const struct bin_view *view)
{
    size_t blocks, entries, kept = flags == LMEM_MOVEABLE ? 0 : COUNT / 2;

    for (size_t i = 0; i < COUNT; i++) {
        CHECK((held[i] = LocalAlloc(flags, 16)) != NULL);
        *(size_t *)LocalLock(held[i]) = i;
        (void)LocalUnlock(held[i]);
    }
    blocks = blocks_here(view);
    entries = entries_here(view);
    CHECK(blocks >= COUNT * 16 / hli_os_page());
    for (size_t i = 0; i < COUNT; i++)
        if (i < kept || i % 10 != 0)
            CHECK(LocalFree(held[i]) == NULL);
    CHECK(hl_compact(0) != 0);
    if (kept == 0)
        CHECK(blocks_here(view) < blocks / 5);
    CHECK(entries_here(view) < entries * 3 / 4);
    for (size_t i = kept; i < COUNT; i += 10) {
        CHECK(*(size_t *)LocalLock(held[i]) == i);
        (void)LocalUnlock(held[i]);
        CHECK(LocalFree(held[i]) == NULL);
    }
    (void)hl_compact(0);
    CHECK(blocks_here(view) < blocks / 20);
    CHECK(entries_here(view) < entries / 20);
}

int main(void)
{
    CHECK(hl_set_movable_limit(COUNT));
    try(LMEM_MOVEABLE, &hli_span.bin[BIN_OF(KIND_MOVABLE, 0)]);
    try(LMEM_FIXED, &hli_span.bin[BIN_OF(KIND_FIXED, 0)]);
    CHECK_HEAP();
    return 0;
}
