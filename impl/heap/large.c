#include "large.h"

#include <pthread.h>
#include <string.h>

#include "cache.h"
#include "forking.h"
#include "os.h"
#include "poison.h"
#include "runs.h"

/* Below this many bytes copying is cheaper than moving pages, and pages are
 * not worth giving back one by one. */
#define PAGES_PAY 0x20000ul

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

uintptr_t hl_large_address(uint32_t granule)
{
    return part_address(hl_span.large_base, granule, GRANULE_BYTES);
}

static void *pointer(uint32_t granule, uint64_t offset)
{
    uintptr_t at = byte_address(hl_large_address(granule), offset);

    return (void *)at; // NOLINT(performance-no-int-to-ptr)
}

static uint32_t take_run(uint32_t count)
{
    uint32_t run;

    (void)pthread_mutex_lock(&lock);
    run = hl_runs_take(count);
    (void)pthread_mutex_unlock(&lock);
    return run;
}

static void give_run(uint32_t run, int bare)
{
    (void)pthread_mutex_lock(&lock);
    hl_runs_give(run, bare);
    (void)pthread_mutex_unlock(&lock);
}

void hl_large_tidy(void)
{
    (void)pthread_mutex_lock(&lock);
    hl_runs_tidy();
    (void)pthread_mutex_unlock(&lock);
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
    struct large *block = &hl_span.large[run];
    uint64_t all = part_address(0, block->extent, GRANULE_BYTES);
    uint64_t wish = round_up(least + least / 4, GRANULE_BYTES);
    uint64_t had = block->ready;

    if (had >= least)
        return 1;
    if (block->is_apart && wish < all)
        all = wish;
    if (!hl_os_commit(pointer(run, had), all - had)) {
        all = round_up(least, hl_os_page());
        if (!hl_os_commit(pointer(run, had), all - had))
            return 0;
    }
    block->ready = all;
    return 1;
}

static void map_heads(uint32_t run, uint32_t from, uint32_t to)
{
    /* Relaxed: a reader checks what it finds against the block's state. */
    for (uint32_t i = run + from; i < run + to; i++)
        atomic_store_explicit(&hl_span.head[i], run, memory_order_relaxed);
}

/* A run of `extent` granules, kept or free, in which `least` bytes are
 * committed; of more, and apart, for a block that grows. */
static uint32_t obtain(uint64_t extent, uint64_t least, int growing)
{
    uint32_t run;

    if (extent > hl_span.granule_limit)
        return LARGE_NONE;
    run = hl_kept_take((uint32_t)extent, least, growing);
    if (run == LARGE_NONE && growing && !more_may_be_apart())
        return LARGE_NONE;
    if (run == LARGE_NONE && (run = take_run((uint32_t)extent)) != LARGE_NONE) {
        hl_span.large[run].reach = 0;
        hl_span.large[run].ready = 0;
        if (growing)
            (void)set_apart(&hl_span.large[run]);
    }
    if (run == LARGE_NONE || commit(run, least))
        return run;
    (void)hl_large_release(run);
    return LARGE_NONE;
}

uint32_t hl_large_take(uint64_t size, int growing)
{
    uint64_t needed = granules_wanted(size);
    uint32_t run = LARGE_NONE;

    if (needed > hl_span.granule_limit)
        return LARGE_NONE;
    if (growing)
        run = obtain(granules_for_growth(needed), size, 1);
    if (growing && run == LARGE_NONE)
        run = obtain(granules_with_slack(needed), size, 0);
    if (run == LARGE_NONE)
        run = obtain(needed, size, 0);
    /* Space may be short because runs are kept. */
    if (run == LARGE_NONE && hl_cache_drain() + hl_kept_trim(UINT32_MAX) != 0)
        run = obtain(needed, size, 0);
    if (run != LARGE_NONE)
        map_heads(run, 0, (uint32_t)needed);
    return run;
}

void hl_large_publish(uint32_t run, uint64_t kind, uint32_t owner,
                      uint64_t size)
{
    struct large *block = &hl_span.large[run];
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

uint64_t hl_large_release(uint32_t run)
{
    struct large *block = &hl_span.large[run];
    uint64_t all = part_address(0, block->extent, GRANULE_BYTES);
    uint64_t bytes = round_up(block->reach, hl_os_page());
    /* A run apart has mappings of its own until it is bare. */
    int bare = (block->is_apart || hl_runs_may_bare()) &&
               hl_os_decommit(pointer(run, 0), all);

    if (!bare)
        bytes = hl_os_discard(pointer(run, 0), bytes);
    end_apart(block);
    give_run(run, bare);
    return bytes;
}

void hl_large_give(uint32_t run)
{
    poison_hide(hl_large_address(run),
                round_up(hl_span.large[run].reach, GRANULE_BYTES));
    if (!hl_kept_give(run))
        (void)hl_large_release(run);
}

int hl_large_fit(uint32_t run, uint64_t size, int may_move)
{
    struct large *block = &hl_span.large[run];
    uint64_t needed = granules_wanted(size);
    uint64_t wish;
    int fits, was_apart;

    if (size <= block->ready)
        return 1;
    if (needed <= block->extent)
        return commit(run, size);
    if (needed > hl_span.granule_limit)
        return 0;
    wish = granules_for_growth(needed);
    if (wish > hl_span.granule_limit)
        wish = needed;
    if (may_move && hl_kept_awaits((uint32_t)wish, size))
        return 0;
    was_apart = block->is_apart;
    if (!set_apart(block))
        wish = granules_with_slack(needed);
    (void)pthread_mutex_lock(&lock);
    fits = hl_runs_extend(run, (uint32_t)needed, (uint32_t)wish);
    (void)pthread_mutex_unlock(&lock);
    if (!fits && !was_apart)
        end_apart(block);
    return fits && commit(run, size);
}

void hl_large_expose(uint32_t run, uint64_t from, uint64_t to, int zero)
{
    struct large *block = &hl_span.large[run];
    uint64_t dirty = to < block->reach ? to : block->reach;

    poison_show(hl_large_address(run), to);
    poison_hide(hl_large_address(run) + to, round_up(to, GRANULE_BYTES) - to);
    if (zero && from < dirty)
        memset(pointer(run, from), 0, dirty - from);
    if (to > block->reach)
        block->reach = to;
    map_heads(run, (uint32_t)granule_find(from).number,
              (uint32_t)granules_of(to));
}

void hl_large_shrink(uint32_t run, uint64_t size)
{
    struct large *block = &hl_span.large[run];
    uint64_t page = hl_os_page();
    uint64_t keep = round_up(size, page);
    uint64_t reach = round_up(block->reach, page);

    poison_hide(hl_large_address(run) + size,
                round_up(block->reach, GRANULE_BYTES) - size);
    if (reach < keep + PAGES_PAY)
        return;
    (void)hl_os_discard(pointer(run, keep), reach - keep);
    block->reach = keep;
}

int hl_large_carry(uint32_t from, uint32_t to, uint64_t size)
{
    struct large *source = &hl_span.large[from];
    struct large *target = &hl_span.large[to];
    uint64_t bytes = round_up(size, hl_os_page());
    int moved = 0;

    /* Where both have their pages, copying keeps those of the target for the
     * program and those of the source for the next block; otherwise moving
     * saves their faults. */
    if (bytes >= PAGES_PAY && bytes <= target->ready &&
        !(bytes <= target->reach && hl_os_resident(pointer(to, 0), bytes) &&
          hl_os_resident(pointer(from, 0), bytes)) &&
        set_apart(target))
        moved = hl_os_move(pointer(from, 0), pointer(to, 0), bytes);
    if (moved < 0)
        return 0;
    if (moved == 0) {
        hl_large_expose(to, 0, size, 0);
        memcpy(pointer(to, 0), pointer(from, 0), size);
        return 1;
    }
    poison_show(hl_large_address(to), size);
    /* The last page may hold bytes past `size`; where they lay is zero now. */
    if (target->reach < bytes)
        target->reach = bytes;
    if (source->reach <= bytes)
        source->reach = 0;
    return 1;
}

uint32_t hl_large_head(uint32_t granule)
{
    uint32_t run, extent;
    uint64_t state;

    if (granule >= hl_runs_count())
        return LARGE_NONE;
    /* Relaxed: a guess, as in map_heads, checked against the state, whose
     * acquire pairs with the release in hl_large_publish. */
    run = atomic_load_explicit(&hl_span.head[granule], memory_order_relaxed);
    state =
        atomic_load_explicit(&hl_span.large[run].state, memory_order_acquire);
    if (LARGE_KIND(state) == LARGE_FREE || run > granule)
        return LARGE_NONE;
    extent = (uint32_t)granules_of(LARGE_SIZE(state));
    return granule == run || granule - run < extent ? run : LARGE_NONE;
}

uint64_t hl_large_resident(void)
{
    uint32_t count = hl_runs_count();
    uint64_t bytes = 0;

    /* Relaxed: a statistic. */
    for (uint32_t i = 0; i < count; i++)
        bytes += LARGE_SIZE(atomic_load_explicit(&hl_span.large[i].state,
                                                 memory_order_relaxed));
    return bytes;
}

void hl_large_fork(enum forking when)
{
    if (when == FORKING_PREPARE)
        (void)pthread_mutex_lock(&lock);
    else
        (void)pthread_mutex_unlock(&lock);
}
