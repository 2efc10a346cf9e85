#include "runs.h"

#include "../core/run_list.h"
#include "large.h"
#include "os.h"
#include "valid.h"

#define LIST_TRIES 16

static uint32_t lists[RUN_LIST_COUNT]; /* first run, granule + 1 */
static uint64_t nonempty[RUN_LIST_COUNT / 64u];
static uint32_t top;          /* granules from here on were never used */
static uint32_t stale_end;    /* from there on nothing is committed; or 0 */
static uint32_t stale;        /* free runs that are not bare */
static _Atomic uint32_t bare; /* free runs that are */
static _Atomic uint32_t described; /* granules with readable metadata */

/* Relaxed: changed by the mutex's holder alone, others want an estimate. */
static uint32_t bare_count(void)
{
    return atomic_load_explicit(&bare, memory_order_relaxed);
}

static void count_run(uint8_t kind, uint32_t by)
{
    if (kind == RUN_STALE)
        stale += by;
    else
        atomic_store_explicit(&bare, bare_count() + by, memory_order_relaxed);
}

int hli_runs_may_bare(void)
{
    return bare_count() < RUNS_BARE_MAX;
}

static void insert(uint32_t run, uint32_t count, uint8_t kind)
{
    struct large *map = hli_span.large;
    uint32_t list = run_list(count);

    map[run].extent = count;
    map[run].is_free = kind;
    count_run(kind, 1);
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
    struct large *map = hli_span.large;
    uint32_t count = map[run].extent;
    uint32_t list = run_list(count);

    count_run(map[run].is_free, 0u - 1u);
    map[run].is_free = RUN_USED;
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
    const struct large *map = hli_span.large;
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
    if (!hli_span_commit(hli_span.large, had * sizeof *hli_span.large,
                         count * sizeof *hli_span.large) ||
        !hli_span_commit(hli_span.head, had * sizeof *hli_span.head,
                         count * sizeof *hli_span.head))
        return 0;
    /* Release pairs with hli_runs_count. */
    atomic_store_explicit(&described, count, memory_order_release);
    return 1;
}

uint32_t hli_runs_count(void)
{
    /* Acquire pairs with the release in describe. */
    return atomic_load_explicit(&described, memory_order_acquire);
}

uint32_t hli_runs_top(void)
{
    return top;
}

uint32_t hli_runs_take(uint32_t count)
{
    struct large *map = hli_span.large;
    uint32_t run = find(count);
    uint32_t extent;
    uint8_t kind;

    if (run != LARGE_NONE) {
        extent = map[run].extent;
        kind = map[run].is_free;
        withdraw(run);
        if (extent > count)
            insert(run + count, extent - count, kind);
    } else {
        if (count > hli_span.granule_limit - top || !describe(top + count))
            return LARGE_NONE;
        run = top;
        top += count;
    }
    map[run].extent = count;
    return run;
}

/* A free run with nothing committed joined with another; with something, the
 * whole counts as that. */
static uint8_t joined(uint8_t one, uint8_t other)
{
    return one == RUN_BARE ? other : one;
}

void hli_runs_give(uint32_t run, int is_bare)
{
    struct large *map = hli_span.large;
    uint32_t count = map[run].extent;
    uint8_t kind = is_bare ? RUN_BARE : RUN_STALE;

    if (run + count < top && map[run + count].is_free != RUN_USED) {
        uint32_t more = map[run + count].extent;

        kind = joined(kind, map[run + count].is_free);
        withdraw(run + count);
        count += more;
    }
    if (run > 0 && map[run - 1].before != 0) {
        uint32_t more = map[run - 1].before;

        kind = joined(kind, map[run - more].is_free);
        withdraw(run - more);
        run -= more;
        count += more;
    }
    if (run + count != top) {
        insert(run, count, kind);
        return;
    }
    if (kind == RUN_STALE && stale_end < top)
        stale_end = top;
    top = run;
}

static int bare_granules(uint32_t from, uint32_t to)
{
    uintptr_t start = element_address(hli_span.large_base, from, GRANULE_BYTES);

    return hli_os_decommit((void *)start, // NOLINT(performance-no-int-to-ptr)
                           element_address(0, to - from, GRANULE_BYTES));
}

/* The stale runs of one list; 0 when the system refuses. */
static int tidy_list(uint32_t at)
{
    struct large *map = hli_span.large;

    for (; at != 0; at = map[at - 1].next) {
        if (map[at - 1].is_free != RUN_STALE)
            continue;
        if (!hli_runs_may_bare() ||
            !bare_granules(at - 1, at - 1 + map[at - 1].extent))
            return 0;
        count_run(RUN_STALE, 0u - 1u);
        map[at - 1].is_free = RUN_BARE;
        count_run(RUN_BARE, 1);
    }
    return 1;
}

void hli_runs_tidy(void)
{
    if (stale_end > top && !bare_granules(top, stale_end))
        return;
    stale_end = 0;
    for (uint32_t i = 0; i < RUN_LIST_COUNT && stale != 0; i++)
        if (!tidy_list(lists[i]))
            return;
}

int hli_runs_extend(uint32_t run, uint32_t count, uint32_t wanted)
{
    struct large *map = hli_span.large;
    uint32_t has = map[run].extent;
    uint32_t end = run + has;

    if (end == top) {
        if (wanted > hli_span.granule_limit - run || !describe(run + wanted))
            wanted = count;
        if (wanted > hli_span.granule_limit - run || !describe(run + wanted))
            return 0;
        top = run + wanted;
        map[run].extent = wanted;
        return 1;
    }
    if (map[end].is_free != RUN_USED && has + map[end].extent >= count) {
        uint8_t kind = map[end].is_free;
        uint32_t more = map[end].extent;
        uint32_t used = wanted - has < more ? wanted - has : more;

        withdraw(end);
        if (more > used)
            insert(end + used, more - used, kind);
        map[run].extent = has + used;
        return 1;
    }
    return 0;
}

#if HL_CHECKS
void hli_runs_inside(struct runs_inside *inside)
{
    *inside =
        (struct runs_inside){lists, nonempty, &top, &stale_end, &stale, &bare};
}
#endif
