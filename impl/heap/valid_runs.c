#include "valid.h"

#if HL_CHECKS

#include "../core/run_list.h"
#include "../rank.h"
#include "large.h"
#include "runs.h"

/* What a walk over all runs finds. */
struct tally {
    uint32_t bare;
    uint32_t stale;
    uint32_t apart;
};

static uint64_t state_of(uint32_t granule)
{
    /* Acquire pairs with the release in hli_large_publish. */
    return atomic_load_explicit(&hli_span.large[granule].state,
                                memory_order_acquire);
}

/* No object begins at granules `from` .. `to`, and no free run ends there. */
static int inside_is_valid(uint32_t from, uint32_t to)
{
    for (uint32_t i = from; i < to; i++) {
        HL_HOLDS(LARGE_KIND(state_of(i)) == LARGE_FREE);
        HL_HOLDS(hli_span.large[i].before == 0);
    }
    return 1;
}

static int free_is_valid(uint32_t run, uint32_t top)
{
    const struct large *map = hli_span.large;
    uint32_t last = run + map[run].extent - 1;

    HL_HOLDS(map[run].is_free == RUN_BARE || map[run].is_free == RUN_STALE);
    HL_HOLDS(map[last].before == map[run].extent);
    HL_HOLDS(LARGE_KIND(state_of(last)) == LARGE_FREE);
    /* Free neighbours would have been joined, the last run given back. */
    HL_HOLDS(last + 1 < top && map[last + 1].is_free == RUN_USED);
    return inside_is_valid(run, last);
}

static int used_is_valid(uint32_t run, int quiescent)
{
    const struct large *block = &hli_span.large[run];
    uint64_t bytes = element_address(0, block->extent, GRANULE_BYTES);

    HL_HOLDS(block->before == 0);
    HL_HOLDS(LARGE_SIZE(state_of(run)) <= bytes);
    if (quiescent) {
        HL_HOLDS(LARGE_KIND(state_of(run)) != LARGE_BUSY);
        HL_HOLDS(block->dirty_bytes <= block->committed_bytes &&
                 block->committed_bytes <= bytes);
        HL_HOLDS(block->is_apart <= 1);
    }
    return inside_is_valid(run + 1, run + block->extent);
}

/* From the first granule to the top, run after run without a gap. */
static int map_is_valid(uint32_t top, int quiescent, struct tally *tally)
{
    const struct large *map = hli_span.large;

    for (uint32_t run = 0; run < top; run += map[run].extent) {
        HL_HOLDS(map[run].extent >= 1 && map[run].extent <= top - run);
        if (map[run].is_free == RUN_USED) {
            if (!used_is_valid(run, quiescent))
                return 0;
            tally->apart += map[run].is_apart;
        } else {
            if (!free_is_valid(run, top))
                return 0;
            tally->bare += map[run].is_free == RUN_BARE;
            tally->stale += map[run].is_free == RUN_STALE;
        }
    }
    return 1;
}

static int list_is_valid(const struct runs_inside *runs, uint32_t list,
                         uint32_t *listed)
{
    const struct large *map = hli_span.large;
    uint64_t bit = runs->nonempty[list / 64u] >> list % 64u & 1u;
    uint32_t last = 0;

    HL_HOLDS(bit == (runs->lists[list] != 0));
    for (uint32_t at = runs->lists[list]; at != 0; at = map[at - 1].next) {
        HL_HOLDS(at <= *runs->top);
        HL_HOLDS(map[at - 1].is_free != RUN_USED);
        HL_HOLDS(map[at - 1].previous == last);
        HL_HOLDS(run_list(map[at - 1].extent) == list);
        HL_HOLDS(*listed < *runs->top); /* or the list is a circle */
        last = at;
        ++*listed;
    }
    return 1;
}

static int all_is_valid(const struct runs_inside *runs, int quiescent)
{
    uint32_t bare = atomic_load_explicit(runs->bare, memory_order_relaxed);
    struct tally tally = {0};
    uint32_t listed = 0;

    HL_HOLDS(*runs->top <= hli_runs_count());
    HL_HOLDS(*runs->stale_end <= hli_runs_count());
    HL_HOLDS(hli_runs_count() <= hli_span.granule_limit);
    if (!map_is_valid(*runs->top, quiescent, &tally))
        return 0;
    HL_HOLDS(bare == tally.bare && *runs->stale == tally.stale);
    HL_HOLDS(!quiescent || hli_large_apart() == tally.apart);
    for (uint32_t i = 0; i < RUN_LIST_COUNT; i++)
        if (!list_is_valid(runs, i, &listed))
            return 0;
    HL_HOLDS(listed == tally.bare + tally.stale);
    return 1;
}

int hli_runs_is_valid(int quiescent)
{
    struct runs_inside runs;
    int valid;

    if (!span_is_open())
        return 1;
    hli_runs_inside(&runs);
    rank_lock(RANK_RUNS, hli_large_lock());
    valid = all_is_valid(&runs, quiescent);
    rank_unlock(RANK_RUNS, hli_large_lock());
    return valid;
}

#endif /* HL_CHECKS */
