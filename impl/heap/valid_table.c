#include "valid.h"

#if HL_CHECKS

#include "../rank.h"
#include "block.h"
#include "large.h"
#include "runs.h"
#include "table.h"

/* What the words say, and what the blocks say of them. */
struct tally {
    uint32_t live;
    uint32_t dead; /* with a life left */
    uint32_t small;
    uint32_t large;
};

/* The object's block names it. */
static int small_is_valid(uint32_t index, uint64_t word)
{
    uint32_t slot = table_location(index);
    const struct bin_view *view;

    HL_HOLDS(W_CLASS(word) < CLASS_COUNT);
    view = &hli_span.bin[BIN_OF(KIND_MOVABLE, (uint32_t)W_CLASS(word))];
    HL_HOLDS(slot < slot_count(view->shape,
                               atomic_load_explicit(&view->end,
                                                    memory_order_acquire)));
    HL_HOLDS(atomic_load_explicit(&view->owner[slot], memory_order_relaxed) ==
             index);
    HL_HOLDS(W_SIZE(word) <= view->shape.size);
    return 1;
}

static int large_is_valid(uint32_t index, uint64_t word)
{
    uint32_t run = table_location(index);
    const struct large *block = &hli_span.large[run];

    HL_HOLDS(run < hli_runs_count());
    HL_HOLDS(W_SIZE(word) == 0);
    HL_HOLDS(block->is_free == RUN_USED);
    HL_HOLDS(LARGE_KIND(atomic_load_explicit(
                 &block->state, memory_order_acquire)) == LARGE_MOVABLE);
    HL_HOLDS(atomic_load_explicit(&block->owner, memory_order_relaxed) ==
             index);
    return 1;
}

static int word_is_valid(uint32_t index, struct tally *tally)
{
    uint64_t word = word_load(table_word_at(index));

    HL_HOLDS(word_is_ok(word));
    HL_HOLDS(W_MOVE(word) == WORD_STABLE);
    if (W_LIVE(word) == 0) {
        tally->dead += W_GENERATION(word) != WORD_RETIRED;
        return 1;
    }
    tally->live++;
    if (W_DISCARDED(word) == 1)
        return 1;
    if (W_CLASS(word) == WORD_CLASS_LARGE) {
        tally->large++;
        return large_is_valid(index, word);
    }
    tally->small++;
    return small_is_valid(index, word);
}

static int words_are_valid(const struct table_inside *table,
                           struct tally *tally)
{
    uint32_t count =
        atomic_load_explicit(&hli_table.count, memory_order_acquire);

    HL_HOLDS(count <= hli_span.index_limit);
    HL_HOLDS(*table->fresh >= table->begin);
    HL_HOLDS(*table->fresh <= (count != 0 ? count : table->begin));
    for (uint32_t i = 0; i < count; i++) {
        if (i < table->begin || i >= *table->fresh)
            HL_HOLDS(word_load(table_word_at(i)) == 0);
        else if (!word_is_valid(i, tally))
            return 0;
    }
    return 1;
}

static int free_is_valid(const struct table_inside *table, uint32_t *listed)
{
    uint32_t last = INDEX_NONE;

    for (uint32_t at = *table->first; at != INDEX_NONE;
         at = table_location(at)) {
        HL_HOLDS(at >= table->begin && at < *table->fresh);
        HL_HOLDS(W_LIVE(word_load(table_word_at(at))) == 0);
        HL_HOLDS(W_GENERATION(word_load(table_word_at(at))) != WORD_RETIRED);
        HL_HOLDS(*listed < *table->fresh); /* or the list is a circle */
        last = at;
        ++*listed;
    }
    HL_HOLDS(*table->last == last);
    return 1;
}

/* The slots of a slab that name an object; those never used name none, which
 * hli_slab_is_valid sees to. */
static uint32_t named_by_slab(const struct bin_view *view, uint32_t number)
{
    uint32_t first = slab_slot(view->shape, number), count = 0;

    for (uint32_t i = 0; i < view->slab[number].fresh; i++)
        count += (uint32_t)owner_is_index(atomic_load_explicit(
            &view->owner[first + i], memory_order_relaxed));
    return count;
}

/* Blocks that name an object: as many as the objects that have a block, each of
 * which was seen to be named. */
static int blocks_are_valid(const struct tally *tally)
{
    uint32_t small = 0, large = 0;

    for (uint32_t bin = CLASS_COUNT; bin < BIN_COUNT; bin++) {
        const struct bin_view *view = &hli_span.bin[bin];
        uint64_t end = atomic_load_explicit(&view->end, memory_order_acquire);

        for (uint32_t i = 0; i < end / slab_bytes(view->shape); i++)
            small += named_by_slab(view, i);
    }
    for (uint32_t i = 0; i < hli_runs_top(); i++)
        large += LARGE_KIND(atomic_load_explicit(&hli_span.large[i].state,
                                                 memory_order_acquire)) ==
                 LARGE_MOVABLE;
    HL_HOLDS(small == tally->small);
    HL_HOLDS(large == tally->large);
    return 1;
}

/* The indices that caches have at hand. */
static uint32_t held_by_caches(void)
{
    uint32_t held = atomic_load_explicit(&hli_cache_shared.index.count,
                                         memory_order_relaxed);

    for (uint32_t i = 0; i < hli_cache_count(); i++)
        held += atomic_load_explicit(&hli_span.caches[i].index.count,
                                     memory_order_relaxed);
    return held;
}

static int all_is_valid(const struct table_inside *table)
{
    uint32_t over =
        atomic_load_explicit(&hli_table.over_limit, memory_order_acquire);
    struct tally tally = {0};
    uint32_t listed = 0, held = held_by_caches();

    if (!words_are_valid(table, &tally) || !free_is_valid(table, &listed))
        return 0;
    HL_HOLDS(tally.dead == listed + held);
    HL_HOLDS(*table->issued == tally.live + held);
    HL_HOLDS(over <= 1);
    HL_HOLDS(!*table->recalled || (over && held == 0));
    return blocks_are_valid(&tally);
}

int hli_table_is_valid(void)
{
    struct table_inside table;
    int valid;

    if (!span_is_open())
        return 1;
    hli_table_inside(&table);
    rank_lock(RANK_TABLE, table.lock);
    valid = all_is_valid(&table);
    rank_unlock(RANK_TABLE, table.lock);
    return valid;
}

#endif /* HL_CHECKS */
