#include "valid.h"

#if HL_CHECKS

#include "large.h"
#include "runs.h"
#include "table.h"

/* A slot at hand: it was used before or is marked fresh, and no object's. */
static int slot_is_valid(const struct bin_view *view, uint32_t slot)
{
    uint64_t end = atomic_load_explicit(&view->end, memory_order_acquire);
    struct quotient part;

    HL_HOLDS(slot < slot_count(view->shape, end));
    part = slab_find(view->shape, slot);
    HL_HOLDS(part.offset < view->slab[part.number].fresh);
    /* Relaxed: the slot is the cache's. */
    if (view->state != NULL)
        HL_HOLDS(atomic_load_explicit(&view->state[slot],
                                      memory_order_relaxed) == STATE_NONE);
    else
        HL_HOLDS(atomic_load_explicit(&view->owner[slot],
                                      memory_order_relaxed) == OWNER_NONE);
    return 1;
}

static int magazine_is_valid(const struct magazine *magazine, uint32_t bin)
{
    HL_HOLDS(magazine->limit <= MAGAZINE_SLOTS);
    HL_HOLDS(magazine->count <= magazine->limit);
    for (uint32_t i = 0; i < magazine->count; i++) {
        uint32_t slot = entry_slot(magazine->entry[i]);

        if (!slot_is_valid(&hli_span.bin[bin], slot))
            return 0;
        for (uint32_t k = 0; k < i; k++)
            HL_HOLDS(entry_slot(magazine->entry[k]) != slot);
    }
    return 1;
}

/* The indices at hand: each of a dead word with a life left, and each once. */
static int indices_are_valid(const struct index_stack *held)
{
    uint32_t count = atomic_load_explicit(&held->count, memory_order_relaxed);

    HL_HOLDS(count <= held->limit && held->limit <= MAGAZINE_SLOTS);
    for (uint32_t i = 0; i < count; i++) {
        uint32_t index = held->entry[i];

        HL_HOLDS(index != INDEX_NONE);
        HL_HOLDS(index <
                 atomic_load_explicit(&hli_table.count, memory_order_acquire));
        HL_HOLDS(W_LIVE(word_load(table_word_at(index))) == 0);
        HL_HOLDS(W_GENERATION(word_load(table_word_at(index))) != WORD_RETIRED);
        for (uint32_t k = 0; k < i; k++)
            HL_HOLDS(held->entry[k] != index);
    }
    return 1;
}

static int run_is_valid(uint32_t run, uint32_t extent)
{
    const struct large *block = &hli_span.large[run];

    HL_HOLDS(run < hli_runs_count());
    HL_HOLDS(block->is_free == RUN_USED && block->extent == extent);
    HL_HOLDS(LARGE_KIND(atomic_load_explicit(
                 &block->state, memory_order_acquire)) == LARGE_FREE);
    return 1;
}

static int runs_are_valid(const struct run_cache *runs)
{
    uint64_t bytes = 0;

    for (uint32_t extent = 0; extent <= RUN_CACHE_EXTENT_MAX; extent++) {
        HL_HOLDS(runs->count[extent] <= RUN_CACHE_DEPTH);
        for (uint32_t i = 0; i < runs->count[extent]; i++) {
            uint32_t run = runs->run[extent][i];

            if (!run_is_valid(run, extent))
                return 0;
            for (uint32_t k = 0; k < i; k++)
                HL_HOLDS(runs->run[extent][k] != run);
            bytes += hli_span.large[run].dirty_bytes;
        }
    }
    HL_HOLDS(runs->bytes == bytes);
    return 1;
}

int hli_cache_is_valid(const struct cache *cache)
{
    if (!span_is_open())
        return 1;
    for (uint32_t i = 0; i < BIN_COUNT; i++)
        if (!magazine_is_valid(&cache->bin[i], i))
            return 0;
    return indices_are_valid(&cache->index) && runs_are_valid(&cache->runs);
}

#endif /* HL_CHECKS */
