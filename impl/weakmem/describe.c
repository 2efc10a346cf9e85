/* Names for a trace: which of the library's objects an address is, and what a
 * value of it says. */
#include <stdio.h>

#include "arena.h"
#include "core/large_state.h"
#include "core/word.h"
#include "heap/cache.h"
#include "heap/large.h"
#include "heap/table.h"

void arena_describe_value(uintptr_t at, size_t bytes, uint64_t value,
                          char *text, size_t room);

/* Whether `at` is inside an array, and at which element. */
static int is_in(uintptr_t at, const volatile void *array, uint64_t count,
                 uint64_t width, unsigned *index)
{
    uintptr_t start = (uintptr_t)array;

    if (array == NULL || at < start || at >= start + count * width)
        return 0;
    *index = (unsigned)((at - start) / width);
    return 1;
}

static int describe_bin(uintptr_t at, char *text, size_t room)
{
    unsigned index;

    for (unsigned i = 0; i < BIN_COUNT; i++) {
        struct bin_view *view = &hli_span.bin[i];

        if (at == (uintptr_t)&view->end)
            return snprintf(text, room, "bin[%u].end", i);
        if (is_in(at, view->state, view->slot_limit, 2, &index))
            return snprintf(text, room, "state[bin %u, slot %u]", i, index);
        if (is_in(at, view->owner, view->slot_limit, 4, &index))
            return snprintf(text, room, "owner[bin %u, slot %u]", i, index);
    }
    return 0;
}

static int describe_large(uintptr_t at, char *text, size_t room)
{
    static const char *const fields[] = {"state", "serial", "reach", "ready",
                                         "owner"};
    unsigned index;

    if (is_in(at, hli_span.head, hli_span.granule_limit, 4, &index))
        return snprintf(text, room, "head[%u]", index);
    if (!is_in(at, hli_span.large, hli_span.granule_limit, sizeof(struct large),
               &index))
        return 0;
    at -= (uintptr_t)&hli_span.large[index];
    return snprintf(text, room, "large[%u].%s", index,
                    at / 8 < 5 ? fields[at / 8] : "run");
}

static int describe_cache(uintptr_t at, char *text, size_t room)
{
    unsigned index;

    if (!is_in(at, hli_span.caches, hli_span.cache_limit, sizeof(struct cache),
               &index))
        return 0;
    if (at == (uintptr_t)&hli_span.caches[index].index.busy)
        return snprintf(text, room, "cache[%u].index.busy", index);
    if (at == (uintptr_t)&hli_span.caches[index].index.count)
        return snprintf(text, room, "cache[%u].index.count", index);
    return snprintf(text, room, "cache[%u]+%lu", index,
                    at - (uintptr_t)&hli_span.caches[index]);
}

static int describe_table(uintptr_t at, char *text, size_t room)
{
    unsigned index;

    if (at == (uintptr_t)&hli_table.count)
        return snprintf(text, room, "table.count");
    if (at == (uintptr_t)&hli_table.over_limit)
        return snprintf(text, room, "table.tight");
    if (at == (uintptr_t)&hli_table.revivals)
        return snprintf(text, room, "table.revivals");
    if (is_in(at, hli_span.words, hli_span.index_limit, 8, &index))
        return snprintf(text, room, "word[%u]", index);
    if (is_in(at, hli_span.locations, hli_span.index_limit, 4, &index))
        return snprintf(text, room, "place[%u]", index);
    return 0;
}

void arena_describe(uintptr_t at, char *text, size_t room)
{
    if (at == 0)
        text[0] = '\0';
    else if (arena_part(at) == ARENA_BLOCKS)
        (void)snprintf(text, room, "bytes of a block, %#lx", at);
    else if (!describe_table(at, text, room) && !describe_bin(at, text, room) &&
             !describe_large(at, text, room) && !describe_cache(at, text, room))
        (void)snprintf(text, room, "%#lx", at);
}

void arena_describe_value(uintptr_t at, size_t bytes, uint64_t value,
                          char *text, size_t room)
{
    static const char *const moves[] = {"", " MOVING", " BUSY", " ?"};
    unsigned index;

    (void)bytes;
    if (is_in(at, hli_span.words, hli_span.index_limit, 8, &index))
        (void)snprintf(
            text, room, "%s generation %lu, lock %lu, class %lu, size %lu%s%s",
            W_LIVE(value) ? "live" : "dead", W_GENERATION(value), W_LOCK(value),
            W_CLASS(value), W_SIZE(value),
            W_DISCARDED(value) ? " DISCARDED" : "", moves[W_MOVE(value)]);
    else
        (void)snprintf(text, room, "%#lx", value);
}
