#include "large.h"

#include <string.h>

#include "../rank.h"
#include "../sync.h"
#include "cache.h"
#include "forking.h"
#include "os.h"
#include "poison.h"
#include "runs.h"
#include "valid.h"

/* Below this many bytes copying is cheaper than moving pages, and pages are
 * not worth giving back one by one. */
#define PAGES_PAY 0x20000ul

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

uintptr_t hli_large_address(uint32_t granule)
{
    return element_address(hli_span.large_base, granule, GRANULE_BYTES);
}

static void *pointer(uint32_t granule, uint64_t offset)
{
    uintptr_t at = byte_address(hli_large_address(granule), offset);

    return (void *)at; // NOLINT(performance-no-int-to-ptr)
}

static uint32_t take_run(uint32_t count)
{
    uint32_t run;

    rank_lock(RANK_RUNS, &lock);
    run = hli_runs_take(count);
    rank_unlock(RANK_RUNS, &lock);
    return run;
}

static void give_run(uint32_t run, int bare)
{
    rank_lock(RANK_RUNS, &lock);
    hli_runs_give(run, bare);
    rank_unlock(RANK_RUNS, &lock);
}

void hli_large_tidy(void)
{
    rank_lock(RANK_RUNS, &lock);
    hli_runs_tidy();
    rank_unlock(RANK_RUNS, &lock);
}

/* Runs apart; a few more than LARGE_APART_MAX when several threads ask at
 * once. Relaxed: a number that orders nothing. */
static _Atomic uint32_t apart;

static int more_may_be_apart(void)
{
    return atomic_load_explicit(&apart, memory_order_relaxed) < LARGE_APART_MAX;
}

/* Set a run apart if one more may be; whether it is now. */
static int set_apart(struct large *block)
{
    if (block->is_apart || !more_may_be_apart())
        return block->is_apart;
    (void)atomic_fetch_add_explicit(&apart, 1, memory_order_relaxed);
    block->is_apart = 1;
    return 1;
}

static void end_apart(struct large *block)
{
    if (block->is_apart)
        (void)atomic_fetch_sub_explicit(&apart, 1, memory_order_relaxed);
    block->is_apart = 0;
}

/* Commit at least `least` bytes of a run: all of it, or if it is apart a
 * quarter more, so that growth costs few system calls; and no more than
 * `least` when that is refused. */
static int commit(uint32_t run, uint64_t least)
{
    struct large *block = &hli_span.large[run];
    uint64_t all = element_address(0, block->extent, GRANULE_BYTES);
    uint64_t wanted = round_up(least + least / 4, GRANULE_BYTES);
    uint64_t had = block->committed_bytes;

    if (had >= least)
        return 1;
    if (block->is_apart && wanted < all)
        all = wanted;
    if (!hli_os_commit(pointer(run, had), all - had)) {
        all = round_up(least, hli_os_page());
        if (!hli_os_commit(pointer(run, had), all - had))
            return 0;
    }
    block->committed_bytes = all;
    return 1;
}

static void map_heads(uint32_t run, uint32_t from, uint32_t to)
{
    /* Relaxed: a reader checks what it finds against the block's state. */
    for (uint32_t i = run + from; i < run + to; i++)
        atomic_store_explicit(&hli_span.head[i], run, memory_order_relaxed);
}

/* A run of `extent` granules, kept or free, in which `least` bytes are
 * committed; of more, and apart, for a block that grows. */
static uint32_t obtain(uint64_t extent, uint64_t least, int growing)
{
    uint32_t run;

    if (extent > hli_span.granule_limit)
        return LARGE_NONE;
    run = hli_run_cache_take((uint32_t)extent, least, growing);
    if (run == LARGE_NONE && growing && !more_may_be_apart())
        return LARGE_NONE;
    if (run == LARGE_NONE && (run = take_run((uint32_t)extent)) != LARGE_NONE) {
        hli_span.large[run].dirty_bytes = 0;
        hli_span.large[run].committed_bytes = 0;
        if (growing)
            (void)set_apart(&hli_span.large[run]);
    }
    if (run == LARGE_NONE || commit(run, least))
        return run;
    (void)hli_large_release(run);
    return LARGE_NONE;
}

uint32_t hli_large_take(uint64_t size, int growing)
{
    uint64_t needed = granules_wanted(size);
    uint32_t run = LARGE_NONE;

    if (needed > hli_span.granule_limit)
        return LARGE_NONE;
    if (growing)
        run = obtain(granules_for_growth(needed), size, 1);
    if (growing && run == LARGE_NONE)
        run = obtain(granules_with_slack(needed), size, 0);
    if (run == LARGE_NONE)
        run = obtain(needed, size, 0);
    /* Space may be short because runs are kept. */
    if (run == LARGE_NONE &&
        hli_cache_drain() + hli_run_cache_trim(UINT32_MAX) != 0)
        run = obtain(needed, size, 0);
    if (run != LARGE_NONE)
        map_heads(run, 0, (uint32_t)needed);
    return run;
}

void hli_large_publish(uint32_t run, uint64_t kind, uint32_t owner,
                       uint64_t size)
{
    struct large *block = &hli_span.large[run];
    uint64_t serial =
        atomic_load_explicit(&block->serial, memory_order_relaxed);

    /* Serial, owner, state; each release pairs with the acquire of its field
     * in read_large (handle/lookup.c), which reads serial, state, owner and
     * the serial again. Who sees one of them sees those before it, and who
     * sees the serial sees that the use before was ended. */
    atomic_store_explicit(&block->serial, serial + 1, memory_order_release);
    atomic_store_explicit(&block->owner, owner, memory_order_release);
    atomic_store_explicit(&block->state, large_state(kind, size),
                          memory_order_release);
}

uint64_t hli_large_release(uint32_t run)
{
    struct large *block = &hli_span.large[run];
    uint64_t all = element_address(0, block->extent, GRANULE_BYTES);
    uint64_t bytes = round_up(block->dirty_bytes, hli_os_page());
    /* A run apart has mappings of its own until it is bare. */
    int bare = (block->is_apart || hli_runs_may_bare()) &&
               hli_os_decommit(pointer(run, 0), all);

    if (!bare)
        bytes = hli_os_discard(pointer(run, 0), bytes);
    end_apart(block);
    give_run(run, bare);
    return bytes;
}

void hli_large_give(uint32_t run)
{
    poison_bytes(hli_large_address(run),
                 round_up(hli_span.large[run].dirty_bytes, GRANULE_BYTES));
    if (!hli_run_cache_give(run))
        (void)hli_large_release(run);
}

int hli_large_fit(uint32_t run, uint64_t size, int may_move)
{
    struct large *block = &hli_span.large[run];
    uint64_t needed = granules_wanted(size);
    uint64_t wanted;
    int fits, was_apart;

    if (size <= block->committed_bytes)
        return 1;
    if (needed <= block->extent)
        return commit(run, size);
    if (needed > hli_span.granule_limit)
        return 0;
    wanted = granules_for_growth(needed);
    if (wanted > hli_span.granule_limit)
        wanted = needed;
    if (may_move && hli_run_cache_has_grown((uint32_t)wanted, size))
        return 0;
    was_apart = block->is_apart;
    if (!set_apart(block))
        wanted = granules_with_slack(needed);
    rank_lock(RANK_RUNS, &lock);
    fits = hli_runs_extend(run, (uint32_t)needed, (uint32_t)wanted);
    rank_unlock(RANK_RUNS, &lock);
    if (!fits && !was_apart)
        end_apart(block);
    return fits && commit(run, size);
}

void hli_large_expose(uint32_t run, uint64_t from, uint64_t to, int zero)
{
    struct large *block = &hli_span.large[run];
    uint64_t dirty = to < block->dirty_bytes ? to : block->dirty_bytes;

    unpoison_bytes(hli_large_address(run), to);
    poison_bytes(hli_large_address(run) + to, round_up(to, GRANULE_BYTES) - to);
    if (zero && from < dirty)
        memset(pointer(run, from), 0, dirty - from);
    if (to > block->dirty_bytes)
        block->dirty_bytes = to;
    map_heads(run, (uint32_t)granule_find(from).number,
              (uint32_t)granules_of(to));
}

void hli_large_shrink(uint32_t run, uint64_t size)
{
    struct large *block = &hli_span.large[run];
    uint64_t page = hli_os_page();
    uint64_t keep = round_up(size, page);
    uint64_t dirty = round_up(block->dirty_bytes, page);

    poison_bytes(hli_large_address(run) + size,
                 round_up(block->dirty_bytes, GRANULE_BYTES) - size);
    if (dirty < keep + PAGES_PAY)
        return;
    (void)hli_os_discard(pointer(run, keep), dirty - keep);
    block->dirty_bytes = keep;
}

int hli_large_carry(uint32_t from, uint32_t to, uint64_t size)
{
    struct large *source = &hli_span.large[from];
    struct large *target = &hli_span.large[to];
    uint64_t bytes = round_up(size, hli_os_page());
    int moved = 0;

    /* Where both have their pages, copying keeps those of the target for the
     * program and those of the source for the next block; otherwise moving
     * saves their faults. */
    if (bytes >= PAGES_PAY && bytes <= target->committed_bytes &&
        !(bytes <= target->dirty_bytes &&
          hli_os_resident(pointer(to, 0), bytes) &&
          hli_os_resident(pointer(from, 0), bytes)) &&
        set_apart(target))
        moved = hli_os_move(pointer(from, 0), pointer(to, 0), bytes);
    if (moved < 0)
        return 0;
    if (moved == 0) {
        hli_large_expose(to, 0, size, 0);
        memcpy(pointer(to, 0), pointer(from, 0), size);
        return 1;
    }
    unpoison_bytes(hli_large_address(to), size);
    /* The last page may hold bytes past `size`; where they lay is zero now. */
    if (target->dirty_bytes < bytes)
        target->dirty_bytes = bytes;
    if (source->dirty_bytes <= bytes)
        source->dirty_bytes = 0;
    return 1;
}

uint32_t hli_large_head(uint32_t granule)
{
    uint32_t run, extent;
    uint64_t state;

    if (granule >= hli_runs_count())
        return LARGE_NONE;
    /* Relaxed: a guess, as in map_heads, checked against the state, whose
     * acquire pairs with the release in hli_large_publish. */
    run = atomic_load_explicit(&hli_span.head[granule], memory_order_relaxed);
    state =
        atomic_load_explicit(&hli_span.large[run].state, memory_order_acquire);
    if (LARGE_KIND(state) == LARGE_FREE || run > granule)
        return LARGE_NONE;
    extent = (uint32_t)granules_of(LARGE_SIZE(state));
    return granule == run || granule - run < extent ? run : LARGE_NONE;
}

uint64_t hli_large_resident(void)
{
    uint32_t count = hli_runs_count();
    uint64_t bytes = 0;

    /* Relaxed: a statistic. */
    for (uint32_t i = 0; i < count; i++)
        bytes += LARGE_SIZE(atomic_load_explicit(&hli_span.large[i].state,
                                                 memory_order_relaxed));
    return bytes;
}

void hli_large_fork(enum forking when)
{
    if (when == FORKING_PREPARE)
        rank_lock(RANK_RUNS, &lock);
    else
        rank_unlock(RANK_RUNS, &lock);
}

#if HL_CHECKS
pthread_mutex_t *hli_large_lock(void)
{
    return &lock;
}

uint32_t hli_large_apart(void)
{
    return atomic_load_explicit(&apart, memory_order_relaxed);
}
#endif
