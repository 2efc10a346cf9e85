/* HL_STATS_1, HL_WALK_1: what is counted and visited is what lives. */
#include "check.h"
#include "heap_is_valid.h"
#include "hlocal/stats.h"

#define COUNT 300

static HLOCAL held[COUNT];
static int seen[COUNT];

static BOOL find(const struct hl_object *object, void *context)
{
    for (int i = 0; i < COUNT; i++)
        if (held[i] == object->object) {
            seen[i]++;
            CHECK(object->size == LocalSize(held[i]));
            CHECK(object->flags == GlobalFlags(held[i]));
            CHECK(object->movable == (((uintptr_t)held[i] & 15) != 0));
            ++*(int *)context;
        }
    return TRUE;
}

static BOOL stop(const struct hl_object *object, void *context)
{
    (void)object;
    return --*(int *)context > 0;
}

int main(void)
{
    struct hl_stats before, after;
    size_t bytes = 0;
    int found = 0, few = 3;

    hl_get_stats(&before);
    CHECK(before.fixed == 0 && before.movable == 0 && before.live == 0);
    for (int i = 0; i < COUNT; i++) {
        size_t size = i % 50 == 7 ? 90000 + (size_t)i : (size_t)i * 3;

        held[i] = i % 2 ? GlobalAlloc(GMEM_MOVEABLE | GMEM_DDESHARE, size)
                        : LocalAlloc(LMEM_FIXED, size);
        CHECK(held[i] != NULL);
        bytes += size;
        if (i % 6 == 1)
            CHECK(LocalLock(held[i]) != NULL);
    }
    SetLastError(KEPT);
    CHECK(hl_walk(find, &found) == COUNT && found == COUNT);
    for (int i = 0; i < COUNT; i++)
        CHECK(seen[i] == 1);
    CHECK(hl_walk(stop, &few) == 3);

    hl_get_stats(&after);
    CHECK(GetLastError() == KEPT);
    CHECK(after.fixed == COUNT / 2 && after.movable == COUNT / 2);
    CHECK(after.locked == COUNT / 6 && after.discarded == 0);
    CHECK(after.live == bytes && after.resident >= bytes);
    CHECK(after.reserved >= after.resident && after.handles > 0);
    CHECK(after.classes[0].bytes == 16);
    CHECK(after.classes[0].fixed == 3 && after.classes[0].movable == 3);

    for (int i = 0; i < COUNT; i++)
        CHECK(LocalFree(held[i]) == NULL);
    hl_get_stats(&after);
    CHECK(after.fixed == 0 && after.movable == 0 && after.locked == 0);
    CHECK(hl_walk(find, &found) == 0);
    CHECK_HEAP();
    return 0;
}
