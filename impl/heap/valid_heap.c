#include "valid.h"

#if HL_CHECKS

#include "large.h"
#include "runs.h"

static uint64_t cached(const struct cache *cache, uint32_t bin)
{
    return cache->bin[bin].count;
}

/* Slots that are neither free on a slab nor an object's are in caches, each in
 * one. */
static int slots_are_counted(uint32_t bin)
{
    uint64_t count = cached(&hli_cache_shared, bin);

    for (uint32_t i = 0; i < hli_cache_count(); i++)
        count += cached(&hli_span.caches[i], bin);
    HL_HOLDS(hli_slab_at_hand(bin) == count);
    return 1;
}

static int caches_are_valid(void)
{
    if (!hli_cache_is_valid(&hli_cache_shared))
        return 0;
    for (uint32_t i = 0; i < hli_cache_count(); i++)
        if (!hli_cache_is_valid(&hli_span.caches[i]))
            return 0;
    return 1;
}

int hli_heap_is_valid(void)
{
    if (!span_is_open())
        return 1;
    for (uint32_t i = 0; i < BIN_COUNT; i++)
        if (!hli_slab_is_valid(i) || !slots_are_counted(i))
            return 0;
    return hli_runs_is_valid(1) && hli_run_cache_is_valid() &&
           caches_are_valid() && hli_table_is_valid();
}

#endif /* HL_CHECKS */
