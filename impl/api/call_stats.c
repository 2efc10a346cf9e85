#define _GNU_SOURCE /* secure_getenv */
#include "hlocal/stats.h"

#include <stdlib.h>
#include <string.h>

#include "../handle/compact.h"
#include "../heap/large.h"
#include "../heap/runs.h"
#include "../say.h"
#include "family.h"

_Static_assert(HL_CLASS_COUNT == CLASS_COUNT, "one number of size classes");

/* Objects printed one by one at exit; the rest is counted. */
#define REPORT_LINES 50

/* A walk holds no lock: each object is read from the one value that makes it
 * live, its word or its slot's state, which is why a state may be read
 * relaxed; only the size of a large movable block lies elsewhere. The counts
 * that bound the walks are read with acquire, which pairs with the release
 * after the commit of what they count. */
struct walk {
    hl_visit visit;
    void *context;
    SIZE_T count;
    uint64_t word; /* of the movable object visited */
    int stopped;
};

static void visit(struct walk *walk, const struct hl_object *object)
{
    walk->count++;
    walk->stopped = !walk->visit(object, walk->context);
}

static void walk_movable(struct walk *walk)
{
    uint32_t count =
        atomic_load_explicit(&hli_table.count, memory_order_acquire);

    for (uint32_t i = 0; i < count && !walk->stopped; i++) {
        uint64_t word = word_load(table_word_at(i)), value, size;
        struct hl_object object = {.movable = TRUE};

        if (W_LIVE(word) != 1)
            continue;
        value = tag_make(i, W_GENERATION(word));
        size = W_SIZE(word);
        if (W_CLASS(word) == WORD_CLASS_LARGE &&
            movable_size(value, &size) != MOVABLE_DONE)
            continue;
        walk->word = word;
        object.object = as_pointer(value);
        object.size = size;
        object.flags = flags_of_word(&family_global, word);
        visit(walk, &object);
    }
}

static void walk_fixed(struct walk *walk, uint32_t bin)
{
    const struct bin_view *view = &hli_span.bin[bin];
    uint64_t count = slot_count(
        view->shape, atomic_load_explicit(&view->end, memory_order_acquire));

    for (uint32_t i = 0; i < count && !walk->stopped; i++) {
        struct hl_object object = {.movable = FALSE};
        uint16_t state =
            atomic_load_explicit(&view->state[i], memory_order_relaxed);

        if (!state_is_live(state) && !state_is_busy(state))
            continue;
        object.object = as_pointer(span_address(bin, i));
        object.size = state_size(state);
        visit(walk, &object);
    }
}

static void walk_large(struct walk *walk)
{
    uint32_t count = hli_runs_count();

    for (uint32_t i = 0; i < count && !walk->stopped; i++) {
        struct hl_object object = {.movable = FALSE};
        uint64_t state = atomic_load_explicit(&hli_span.large[i].state,
                                              memory_order_acquire);

        if (LARGE_KIND(state) != LARGE_FIXED && LARGE_KIND(state) != LARGE_BUSY)
            continue;
        object.object = as_pointer(hli_large_address(i));
        object.size = LARGE_SIZE(state);
        visit(walk, &object);
    }
}

static SIZE_T walk_all(struct walk *walk)
{
    /* Before the span stands there are no classes to walk; the acquire in
     * there lets us see all that it consists of. */
    if (!span_is_open())
        return 0;
    walk_movable(walk);
    for (uint32_t i = 0; i < CLASS_COUNT; i++)
        walk_fixed(walk, i);
    walk_large(walk);
    return walk->count;
}

SIZE_T hl_walk(hl_visit call, void *context)
{
    struct walk walk = {.visit = call, .context = context};

    return walk_all(&walk);
}

/* What is counted, and the walk, for the class of the block, of which hl_object
 * says nothing: it is that of the word that all else was read from. */
struct counting {
    struct hl_stats *stats;
    struct walk walk;
};

static BOOL count_object(const struct hl_object *object, void *context)
{
    struct counting *counting = context;
    struct hl_stats *stats = counting->stats;
    int blockless = (object->flags & GMEM_DISCARDED) != 0;
    struct spot spot;

    stats->live += object->size;
    if (!object->movable) {
        stats->fixed++;
        if (span_find((uintptr_t)object->object, &spot) &&
            spot.bin < CLASS_COUNT)
            stats->classes[spot.bin].fixed++;
        return TRUE;
    }
    stats->movable++;
    stats->discarded += blockless ? 1u : 0u;
    stats->locked += (object->flags & GMEM_LOCKCOUNT) != 0 ? 1u : 0u;
    if (!blockless && W_CLASS(counting->walk.word) < CLASS_COUNT)
        stats->classes[W_CLASS(counting->walk.word)].movable++;
    return TRUE;
}

void hl_get_stats(struct hl_stats *stats)
{
    struct counting counting = {stats, {.visit = count_object}};
    struct slab_count slabs;

    memset(stats, 0, sizeof *stats);
    if (!span_is_open())
        return;
    counting.walk.context = &counting;
    (void)walk_all(&counting.walk);
    for (uint32_t i = 0; i < BIN_COUNT; i++) {
        hli_slab_count(i, &slabs);
        stats->resident += slabs.resident;
        stats->classes[i % CLASS_COUNT].bytes = hli_span.bin[i].shape.size;
    }
    stats->resident += hli_large_resident();
    /* Relaxed: figures. */
    stats->reserved =
        atomic_load_explicit(&hli_span.bytes, memory_order_relaxed);
    stats->handles = 12u * (SIZE_T)atomic_load_explicit(&hli_table.count,
                                                        memory_order_relaxed);
    stats->moves = hli_compact_moves();
}

static BOOL report_object(const struct hl_object *object, void *context)
{
    unsigned *lines = context;

    if (++*lines <= REPORT_LINES)
        hl_say("not freed: %s %p, %zu bytes, flags 0x%x",
               object->movable ? "movable" : "fixed  ", object->object,
               object->size, object->flags);
    return TRUE;
}

void hli_report_at_exit(void)
{
    const char *setting = secure_getenv("HLOCAL_REPORT");
    unsigned lines = 0;
    SIZE_T count;

    if (setting == NULL || strcmp(setting, "1") != 0 || !span_is_open())
        return;
    count = hl_walk(report_object, &lines);
    if (count > REPORT_LINES)
        hl_say("and %zu more", count - REPORT_LINES);
    hl_say("%zu objects not freed", count);
}
