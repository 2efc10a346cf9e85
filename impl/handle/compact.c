#include "compact.h"

#include <time.h>

#include "../heap/poison.h"
#include "../sync.h"
#include "move.h"
#include "movable.h"
#include "owner_entry.h"

#define BATCH 64u

/* Between looks at the clock; small enough for pauses well below 100 us. */
#define CLOCK_EVERY 64u

/* A statistic; relaxed, since it orders nothing. */
static _Atomic uint64_t moves;

/* Exponential back-off, one counter for compactions when memory is short and
 * one for slices. The low 16 bits are the calls to skip, the high 16 bits
 * the current interval, which a compaction that freed nothing doubles.
 * Relaxed: threads that read the same number compact once more, or once
 * less, than one thread would. */
static _Atomic uint32_t shortages;
static _Atomic uint32_t slices;
#define SHORTAGES_MAX 1024u
#define SLICES_MIN 64u
#define SLICES_MAX 0x8000u

/* A bin's slabs are looked at in rounds, the emptiest first, each once. A call
 * whose time is over leaves the rest of the round to the next one, so that
 * short calls, too, get past slabs whose objects are locked. Relaxed: two calls
 * that meet look at a slab once more, or leave it to the next round. */
static struct round {
    _Atomic uint32_t left;   /* slabs to look at in this round; ROUND_... */
    _Atomic uint32_t resume; /* slot to go on with, in the bin's last slab */
} rounds[BIN_COUNT];

/* All slabs were looked at: what is left partly used is to be folded; then all
 * that is empty is to be given back. */
#define ROUND_FOLD 0xFFFFFFFEu
#define ROUND_OVER 0xFFFFFFFFu

/* The bin, counted from the last one, at which a call with a budget begins. */
static _Atomic uint32_t turn;

/* Slabs whose holes are punched between looks at the clock. */
#define PUNCH_EVERY 4u

struct clock {
    uint64_t end_ns; /* 0: no end */
    int over;
};

static uint64_t now_ns(void)
{
    struct timespec now;

    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec;
}

static int time_is_over(struct clock *clock)
{
    if (clock->end_ns != 0 && now_ns() >= clock->end_ns)
        clock->over = 1;
    return clock->over;
}

uint64_t hli_compact_moves(void)
{
    return atomic_load_explicit(&moves, memory_order_relaxed);
}

/* A stock of slots: where to, or from where. */
struct stock {
    uint32_t bin;
    uint32_t count;
    uint32_t entry[BATCH];
};

static void give_all(struct stock *stock)
{
    hli_slab_give(stock->bin, stock->entry, stock->count);
    stock->count = 0;
}

/* Where to begin with a slab: where the last call stopped, if it did. */
static uint32_t slot_to_begin(uint32_t bin, uint32_t first, uint32_t end,
                              const struct clock *clock)
{
    uint32_t resume =
        atomic_load_explicit(&rounds[bin].resume, memory_order_relaxed);

    return clock->end_ns != 0 && first < resume && resume < end ? resume
                                                                : first;
}

/* Ask early for what the move of a slot's object will read: its word, its
 * location and its bytes lie anywhere, and waiting for them in turn would be
 * most of a move's time. */
#define AHEAD 32u

static inline void look_ahead(uint32_t bin, uint32_t slot, uint32_t end)
{
    const struct bin_view *view = &hli_span.bin[bin];
    struct block block = {bin - CLASS_COUNT, slot + AHEAD, 0};
    uint32_t owner;

    if (block.location >= end)
        return;
    /* Relaxed: a guess, which nothing depends on. */
    owner = atomic_load_explicit(&view->owner[block.location],
                                 memory_order_relaxed);
    if (!owner_is_index(owner))
        return;
    __builtin_prefetch((const void *)table_word_at(owner));
    __builtin_prefetch((const uint32_t *)hli_span.locations + owner);
    // NOLINTNEXTLINE(performance-no-int-to-ptr)
    __builtin_prefetch((const void *)block_address(KIND_MOVABLE, &block));
}

/* Move a slot's object to the last of the targets, if it can be moved; how many
 * were moved. */
static uint32_t relocate(uint32_t slot, struct stock *targets,
                         struct stock *freed)
{
    const struct bin_view *view = &hli_span.bin[targets->bin];
    struct block from = {targets->bin - CLASS_COUNT, slot, 0}, to = from;
    /* Relaxed: a hint. The word and the location decide (move.c), and
     * any index ever written has a word. */
    uint32_t owner =
        atomic_load_explicit(&view->owner[slot], memory_order_relaxed);

    if (!owner_is_index(owner))
        return 0;
    to.location = entry_slot(targets->entry[targets->count - 1]);
    if (!hli_move_block(owner, &from, &to)) {
        poison_bytes(block_address(KIND_MOVABLE, &to), view->shape.size);
        return 0;
    }
    poison_bytes(block_address(KIND_MOVABLE, &from), view->shape.size);
    targets->count--;
    /* Relaxed: readers check the entry against word and location; the next
     * taker of the slot gets it through the bin's mutex. */
    atomic_store_explicit(&view->owner[slot], OWNER_NONE, memory_order_relaxed);
    freed->entry[freed->count++] = slot;
    if (freed->count == BATCH)
        give_all(freed);
    return 1;
}

/* Move what can be moved off one slab; 0 when time was over before its end. At
 * least CLOCK_EVERY slots are looked at. */
static int evacuate(uint32_t bin, uint32_t slab, struct clock *clock)
{
    const struct bin_view *view = &hli_span.bin[bin];
    uint32_t first = slab_slot(view->shape, slab);
    uint32_t end = first + slab_slots(view->shape);
    uint32_t begin = slot_to_begin(bin, first, end, clock);
    struct stock targets = {.bin = bin}, freed = {.bin = bin};
    uint32_t resume = 0;
    uint64_t done = 0;

    for (uint32_t slot = begin; slot < end; slot++) {
        if (slot % CLOCK_EVERY == 0 && slot != begin && time_is_over(clock)) {
            resume = slot;
            break;
        }
        look_ahead(bin, slot, end);
        if (!owner_is_index(
                atomic_load_explicit(&view->owner[slot], memory_order_relaxed)))
            continue;
        if (targets.count == 0)
            targets.count = hli_slab_take(bin, targets.entry, BATCH);
        if (targets.count == 0)
            break;
        done += relocate(slot, &targets, &freed);
    }
    give_all(&targets);
    give_all(&freed);
    atomic_fetch_add_explicit(&moves, done, memory_order_relaxed);
    atomic_store_explicit(&rounds[bin].resume, resume, memory_order_relaxed);
    return resume == 0;
}

/* Move the objects at a slab's end to its first free slots, so that what is
 * free on it is whole pages; 0 when time was over before the end. */
static int fold(uint32_t bin, uint32_t slab, struct clock *clock)
{
    uint32_t first = slab_slot(hli_span.bin[bin].shape, slab);
    uint32_t slot = first + slab_slots(hli_span.bin[bin].shape);
    struct stock targets = {.bin = bin}, freed = {.bin = bin};
    uint64_t done = 0;
    int ended;

    do {
        targets.count = hli_slab_lowest(bin, slab, targets.entry, BATCH);
        ended = targets.count == 0;
        while (targets.count != 0 &&
               slot > entry_slot(targets.entry[targets.count - 1]) + 1)
            done += relocate(--slot, &targets, &freed);
        ended = ended || targets.count != 0 || slot == first;
    } while (!ended && !time_is_over(clock));
    give_all(&targets);
    give_all(&freed);
    atomic_fetch_add_explicit(&moves, done, memory_order_relaxed);
    return ended;
}

/* Fold the slabs that are left partly used; 0 when time was over before. */
static int fold_bin(uint32_t bin, struct clock *clock)
{
    uint32_t slab;

    while ((slab = hli_slab_detach(bin, 1)) != SLOT_NONE) {
        hli_slab_attach(bin, slab, fold(bin, slab, clock));
        if (time_is_over(clock))
            return 0;
    }
    return 1;
}

/* Evacuate a bin's slabs; 0 when time was over before the round was. */
static int evacuate_bin(uint32_t bin, struct clock *clock)
{
    _Atomic uint32_t *round = &rounds[bin].left;
    uint32_t left = atomic_load_explicit(round, memory_order_relaxed);

    if (left == 0 || clock->end_ns == 0)
        left = hli_slab_sort(bin);
    while (left != 0) {
        uint32_t slab = hli_slab_detach(bin, 0);
        int done;

        if (slab == SLOT_NONE) {
            left = 0;
            break;
        }
        done = evacuate(bin, slab, clock);
        hli_slab_attach(bin, slab, done);
        left -= (uint32_t)done;
        if (time_is_over(clock))
            break;
    }
    atomic_store_explicit(round, left, memory_order_relaxed);
    return left == 0;
}

/* Give back what is empty; 0 when time was over before. */
static int trim_bin(uint32_t bin, struct clock *clock, uint64_t *bytes)
{
    while (hli_slab_trim(bin, bytes) != 0)
        if (time_is_over(clock))
            return 0;
    return 1;
}

/* Everything that can be done about one bin: at least a little of it, and not
 * much more than a little before the next look at the clock. 0 when time was
 * over before the end. */
static int compact_bin(uint32_t bin, struct clock *clock, uint64_t *bytes)
{
    uint32_t many = clock->end_ns != 0 ? PUNCH_EVERY : UINT32_MAX;
    _Atomic uint32_t *round = &rounds[bin].left;
    uint32_t left = 0;

    if (!trim_bin(bin, clock, bytes))
        return 0;
    if (clock->end_ns != 0)
        left = atomic_load_explicit(round, memory_order_relaxed);
    if (bin >= CLASS_COUNT && left < ROUND_FOLD) {
        if (!evacuate_bin(bin, clock))
            return 0;
        left = ROUND_FOLD;
        atomic_store_explicit(round, left, memory_order_relaxed);
        if (time_is_over(clock))
            return 0;
    }
    if (left == ROUND_FOLD) {
        if (!fold_bin(bin, clock))
            return 0;
        atomic_store_explicit(round, ROUND_OVER, memory_order_relaxed);
        if (time_is_over(clock) || !trim_bin(bin, clock, bytes))
            return 0;
    }
    while (hli_slab_punch(bin, many, bytes) != 0)
        if (time_is_over(clock))
            return 0;
    atomic_store_explicit(round, 0, memory_order_relaxed);
    return 1;
}

/* Compact bins for a while, or with 0 all of them. */
static uint64_t compact_bins(uint32_t budget_us)
{
    struct clock clock = {0};
    uint32_t begin = 0, count = 0;
    uint64_t bytes = 0;

    if (budget_us != 0) {
        clock.end_ns = now_ns() + budget_us * 1000ul;
        begin = atomic_load_explicit(&turn, memory_order_relaxed);
    }
    /* One bin at least, so that many calls of no time get round, too. */
    do {
        uint32_t bin = BIN_COUNT - 1 - (begin + count) % BIN_COUNT;

        if (!compact_bin(bin, &clock, &bytes))
            break;
        count++;
    } while (count < BIN_COUNT && !time_is_over(&clock));
    if (budget_us != 0)
        atomic_store_explicit(&turn, (begin + count) % BIN_COUNT,
                              memory_order_relaxed);
    return bytes;
}

uint64_t hli_compact_heap(uint32_t budget_us)
{
    uint64_t bytes;

    if (!span_is_open())
        return 0;
    bytes =
        hli_cache_drain() + hli_run_cache_trim(budget_us != 0 ? 1 : UINT32_MAX);
    if (budget_us == 0)
        hli_large_tidy();
    return bytes + compact_bins(budget_us);
}

static int is_due(_Atomic uint32_t *occasions)
{
    uint32_t wait = atomic_load_explicit(occasions, memory_order_relaxed);

    if (wait % 0x10000u == 0)
        return 1;
    atomic_store_explicit(occasions, wait - 1u, memory_order_relaxed);
    return 0;
}

static void wait_for(_Atomic uint32_t *occasions, int useful, uint32_t least,
                     uint32_t most)
{
    uint32_t wait = least;

    if (!useful)
        wait = atomic_load_explicit(occasions, memory_order_relaxed) /
                   0x10000u * 2u +
               1u;
    if (wait > most)
        wait = most;
    atomic_store_explicit(occasions, wait * 0x10001u, memory_order_relaxed);
}

int hli_compact_for_memory(void)
{
    int useful;

    if (!is_due(&shortages))
        return 0;
    useful = hli_compact_heap(0) != 0;
    wait_for(&shortages, useful, 0, SHORTAGES_MAX);
    return useful;
}

void hli_compact_slice(uint32_t budget_us)
{
    uint64_t before = hli_compact_moves();

    /* The caches stay as they are: this is a matter of course. */
    if (span_is_open() && is_due(&slices))
        wait_for(&slices,
                 compact_bins(budget_us) != 0 || hli_compact_moves() != before,
                 SLICES_MIN, SLICES_MAX);
}
