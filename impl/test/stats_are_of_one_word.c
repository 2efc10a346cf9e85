/* What hl_get_stats counts about one movable object is of one instant: an
 * object that other threads free, discard or resize while it is counted is
 * counted in one class, or in none if it has no block.
 *
 * The reads are those of call_stats.c, compiled here with a hook in each. */
#define _GNU_SOURCE /* as call_stats.c, which is included below */
#include "check.h"
#include "heap/table.h"
#include "heap_is_valid.h"

static uint64_t load_hooked(handle_word *p);
#define word_load load_hooked
#include "api/call_stats.c" // NOLINT(bugprone-suspicious-include)
#undef word_load

static HLOCAL object;
static int reads, turn;
static void (*deed)(void);

static uint64_t load_hooked(handle_word *p)
{
    if (p == table_word((uintptr_t)object) && reads++ == turn)
        deed();
    return word_load(p);
}

static void end(void)
{
    CHECK(LocalFree(object) == NULL);
}

static void discard(void)
{
    CHECK(LocalDiscard(object) == object);
}

static void grow(void)
{
    CHECK(LocalReAlloc(object, 9000, LMEM_MOVEABLE) == object);
}

static void (*const deeds[])(void) = {end, discard, grow};

static size_t in_classes(const struct hl_stats *stats)
{
    size_t count = 0;

    for (int i = 0; i < HL_CLASS_COUNT; i++)
        count += stats->classes[i].movable;
    return count;
}

static size_t class_of_size(const struct hl_stats *stats, size_t size)
{
    size_t class = 0;

    while (stats->classes[class].bytes < size)
        class ++;
    return class;
}

static void count(size_t what)
{
    struct hl_stats stats;

    object = LocalAlloc(LMEM_MOVEABLE, 500);
    CHECK(object != NULL);
    deed = deeds[what];
    reads = 0;
    hl_get_stats(&stats);
    CHECK(reads > 0);
    CHECK(in_classes(&stats) == stats.movable - stats.discarded);
    if (stats.live != 0)
        CHECK(stats.classes[class_of_size(&stats, stats.live)].movable == 1);
    (void)!LocalFree(object);
}

int main(void)
{
    for (turn = 0; turn < 3; turn++)
        for (size_t what = 0; what < sizeof deeds / sizeof deeds[0]; what++)
            count(what);
    CHECK_HEAP();
    return 0;
}
