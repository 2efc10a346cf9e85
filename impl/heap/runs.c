#include "runs.h"

#include "../core/run_list.h"
#include "large.h"

#define LIST_TRIES 16

static uint32_t lists[RUN_LIST_COUNT]; /* first run, granule + 1 */
static uint64_t nonempty[RUN_LIST_COUNT / 64u];
static uint32_t top;               /* granules from here on were never used */
static _Atomic uint32_t described; /* granules with readable metadata */

static void insert(uint32_t run, uint32_t count)
{
    struct large *map = hl_span.large;
    uint32_t list = run_list(count);

    map[run].extent = count;
    map[run].is_free = 1;
    map[run + count - 1].before = count;
    map[run].previous = 0;
    map[run].next = lists[list];
    if (lists[list] != 0)
        map[lists[list] - 1].previous = run + 1;
    lists[list] = run + 1;
    nonempty[list / 64u] |= 1ul << list % 64u;
}

static void withdraw(uint32_t run)
{
    struct large *map = hl_span.large;
    uint32_t count = map[run].extent;
    uint32_t list = run_list(count);

    map[run].is_free = 0;
    map[run + count - 1].before = 0;
    if (map[run].previous != 0)
        map[map[run].previous - 1].next = map[run].next;
    else
        lists[list] = map[run].next;
    if (map[run].next != 0)
        map[map[run].next - 1].previous = map[run].previous;
    if (lists[list] == 0)
        nonempty[list / 64u] &= ~(1ul << list % 64u);
}

/* A run of at least `count`: the first of the next longer list, or one of
 * the first few of the list that may hold shorter ones. */
static uint32_t find(uint32_t count)
{
    const struct large *map = hl_span.large;
    uint32_t list = run_list(count);
    uint32_t at = lists[list];

    for (int i = 0; i < LIST_TRIES && at != 0; i++) {
        if (map[at - 1].extent >= count)
            return at - 1;
        at = map[at - 1].next;
    }
    for (list++; list < RUN_LIST_COUNT; list = (list / 64u + 1u) * 64u) {
        uint64_t rest = nonempty[list / 64u] >> list % 64u;

        if (rest != 0)
            return lists[list + (uint32_t)__builtin_ctzl(rest)] - 1;
    }
    return LARGE_NONE;
}

/* Make the metadata of granules below `count` readable. */
static int describe(uint32_t count)
{
    /* Relaxed: only the mutex's holder writes it. */
    uint64_t had = atomic_load_explicit(&described, memory_order_relaxed);

    if (count <= had)
        return 1;
    if (!hl_span_commit(hl_span.large, had * sizeof *hl_span.large,
                        count * sizeof *hl_span.large) ||
        !hl_span_commit(hl_span.head, had * sizeof *hl_span.head,
                        count * sizeof *hl_span.head))
        return 0;
    /* Release pairs with hl_runs_count. */
    atomic_store_explicit(&described, count, memory_order_release);
    return 1;
}

uint32_t hl_runs_count(void)
{
    /* Acquire pairs with the release in describe. */
    return atomic_load_explicit(&described, memory_order_acquire);
}

uint32_t hl_runs_top(void)
{
    return top;
}

uint32_t hl_runs_take(uint32_t count)
{
    struct large *map = hl_span.large;
    uint32_t run = find(count);
    uint32_t extent;

    if (run != LARGE_NONE) {
        extent = map[run].extent;
        withdraw(run);
        if (extent > count)
            insert(run + count, extent - count);
    } else {
        if (count > hl_span.granule_limit - top || !describe(top + count))
            return LARGE_NONE;
        run = top;
        top += count;
    }
    map[run].extent = count;
    return run;
}

void hl_runs_give(uint32_t run)
{
    struct large *map = hl_span.large;
    uint32_t count = map[run].extent;

    if (run + count < top && map[run + count].is_free) {
        uint32_t more = map[run + count].extent;

        withdraw(run + count);
        count += more;
    }
    if (run > 0 && map[run - 1].before != 0) {
        uint32_t more = map[run - 1].before;

        withdraw(run - more);
        run -= more;
        count += more;
    }
    if (run + count == top)
        top = run;
    else
        insert(run, count);
}

int hl_runs_extend(uint32_t run, uint32_t count, uint32_t wish)
{
    struct large *map = hl_span.large;
    uint32_t has = map[run].extent;
    uint32_t end = run + has;

    if (end == top) {
        if (wish > hl_span.granule_limit - run || !describe(run + wish))
            wish = count;
        if (wish > hl_span.granule_limit - run || !describe(run + wish))
            return 0;
        top = run + wish;
        map[run].extent = wish;
        return 1;
    }
    if (map[end].is_free && has + map[end].extent >= count) {
        uint32_t more = map[end].extent;
        uint32_t used = wish - has < more ? wish - has : more;

        withdraw(end);
        if (more > used)
            insert(end + used, more - used);
        map[run].extent = has + used;
        return 1;
    }
    return 0;
}
