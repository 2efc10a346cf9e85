#include "valid.h"

#if HL_CHECKS

#include "../core/run_list.h"
#include "../rank.h"
#include "run_cache.h"
#include "large.h"
#include "runs.h"

/* Adds the list's bytes, of which there are no more than `all` in all lists. */
static int list_is_valid(uint32_t list, uint64_t all, uint64_t *bytes)
{
    const struct large *map = hli_span.large;
    uint32_t at, end, last = 0;

    for (hli_run_cache_list(list, &at, &end); at != 0; at = map[at - 1].next) {
        HL_HOLDS(at <= hli_runs_count());
        HL_HOLDS(map[at - 1].previous == last);
        /* A cached run is used, as far as the runs know, and nobody's. */
        HL_HOLDS(map[at - 1].is_free == RUN_USED);
        HL_HOLDS(LARGE_KIND(atomic_load_explicit(
                     &map[at - 1].state, memory_order_acquire)) == LARGE_FREE);
        HL_HOLDS(map[at - 1].dirty_bytes != 0);
        HL_HOLDS(hli_run_cache_list_of(at - 1) == list);
        *bytes += map[at - 1].dirty_bytes;
        HL_HOLDS(*bytes <= all); /* or the list is a circle */
        last = at;
    }
    HL_HOLDS(end == last);
    return 1;
}

static int all_is_valid(const struct run_cache_inside *inside)
{
    uint64_t all = atomic_load_explicit(inside->bytes, memory_order_relaxed);
    uint64_t bytes = 0;

    for (uint32_t i = 0; i < RUN_LIST_COUNT; i++)
        if (!list_is_valid(i, all, &bytes))
            return 0;
    HL_HOLDS(bytes == all);
    return 1;
}

int hli_run_cache_is_valid(void)
{
    struct run_cache_inside inside;
    int valid;

    if (!span_is_open())
        return 1;
    hli_run_cache_inside(&inside);
    rank_lock(RANK_RUN_CACHE, inside.lock);
    valid = all_is_valid(&inside);
    rank_unlock(RANK_RUN_CACHE, inside.lock);
    return valid;
}

#endif /* HL_CHECKS */
