/* Wherever a compaction with a budget stops, every free slot can be had
 * afterwards: filling a class up again takes no more memory than it had. */
#include "check.h"
#include "heap/slab.h"
#include "heap/span.h"
#include "heap_is_valid.h"

#define SIZE 16
#define MOST 40000
/* More calls than it takes to get round all bins, one a call, and to be
 * interrupted in every slab. */
#define CALLS 4000

static HLOCAL held[MOST];

static const uint32_t bin = BIN_OF(KIND_MOVABLE, 0);

static struct slab_count count_slots(void)
{
    struct slab_count count;

    hli_slab_count(bin, &count);
    return count;
}

static void allocate(size_t i)
{
    CHECK((held[i] = LocalAlloc(LMEM_MOVEABLE, SIZE)) != NULL);
    *(size_t *)LocalLock(held[i]) = i;
    (void)LocalUnlock(held[i]);
}

static void check_and_free(size_t i)
{
    CHECK(*(size_t *)LocalLock(held[i]) == i);
    (void)LocalUnlock(held[i]);
    CHECK(LocalFree(held[i]) == NULL);
    held[i] = NULL;
}

/* Fill `slabs` slabs, keep one object in `every` of those from `from` on,
 * compact in `calls` steps as short as can be, and fill up again. */
static void try(size_t slabs, size_t from, size_t every, int calls)
{
    size_t count = slabs * slab_slots(hli_span.bin[bin].shape);
    struct slab_count before;
    size_t again = 0;

    CHECK(count <= MOST);
    for (size_t i = 0; i < count; i++)
        allocate(i);
    for (size_t i = 0; i < count; i++)
        if (i < from || i % every != 0)
            check_and_free(i);
    for (int i = 0; i < calls; i++)
        (void)hl_compact(1);
    before = count_slots();
    for (size_t i = 0; i < count && again < before.free; i++)
        if (held[i] == NULL) {
            allocate(i);
            again++;
        }
    CHECK(count_slots().committed == before.committed);
    for (size_t i = 0; i < count; i++)
        if (held[i] != NULL)
            check_and_free(i);
    (void)hl_compact(0);
}

int main(void)
{
    /* Opens the span, so that its shapes are there. */
    CHECK(LocalFree(LocalAlloc(LMEM_MOVEABLE, SIZE)) == NULL);
    CHECK(hl_set_movable_limit(2 * MOST));
    for (int calls = 1; calls <= CALLS; calls *= 2) {
        /* One slab, to be folded upon itself, and several to be evacuated. */
        try(1, slab_slots(hli_span.bin[bin].shape) / 2, 1, calls);
        try(8, 0, 10, calls);
        try(8, 0, 2, calls);
    }
    CHECK_HEAP();
    return 0;
}
