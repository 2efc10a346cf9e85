/* A compaction without a budget looks at every object, wherever one with a
 * budget stopped before it: objects that were locked then, and are not now, do
 * not keep their slab. */
#include "check.h"
#include "heap/slab.h"
#include "heap/span.h"
#include "heap_is_valid.h"
#include "hlocal/stats.h"

#define SIZE 16
#define SLABS 4
#define MOST 20000
#define ROUNDS 40

static HLOCAL held[MOST];

static size_t moves(void)
{
    struct hl_stats stats;

    hl_get_stats(&stats);
    return stats.moves;
}

static uint64_t resident(void)
{
    struct slab_count count;

    hli_slab_count(BIN_OF(KIND_MOVABLE, 0), &count);
    return count.resident;
}

/* Leave one object in eight, all locked. */
static void make_sparse(size_t count)
{
    for (size_t i = 0; i < count; i++) {
        CHECK((held[i] = LocalAlloc(LMEM_MOVEABLE, SIZE)) != NULL);
        *(size_t *)LocalLock(held[i]) = i;
    }
    for (size_t i = 0; i < count; i++)
        if (i % 8 != 0) {
            CHECK(!LocalUnlock(held[i]));
            CHECK(LocalFree(held[i]) == NULL);
        }
}

static void free_rest(size_t count)
{
    for (size_t i = 0; i < count; i += 8) {
        CHECK(*(size_t *)LocalLock(held[i]) == i && !LocalUnlock(held[i]));
        CHECK(LocalFree(held[i]) == NULL);
    }
    (void)hl_compact(0);
}

int main(void)
{
    const struct bin_view *view = &hli_span.bin[BIN_OF(KIND_MOVABLE, 0)];
    size_t count;

    CHECK(LocalFree(LocalAlloc(LMEM_MOVEABLE, SIZE)) == NULL);
    count = SLABS * slab_slots(view->shape);
    CHECK(count <= MOST);
    for (int round = 0; round < ROUNDS; round++) {
        size_t before;

        make_sparse(count);
        /* Stop somewhere; nothing can be moved so far. */
        before = moves();
        for (int i = 0; i <= round * 8; i++)
            (void)hl_compact(1);
        CHECK(moves() == before);
        for (size_t i = 0; i < count; i += 8)
            CHECK(!LocalUnlock(held[i]));
        CHECK(hl_compact(0) != 0);
        CHECK(resident() <= slab_bytes(view->shape));
        before = moves();
        CHECK(hl_compact(0) == 0 && moves() == before);
        free_rest(count);
    }
    CHECK_HEAP();
    return 0;
}
