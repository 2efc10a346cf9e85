#include "compact.h"

#include <stdatomic.h>
#include <string.h>
#include <time.h>

#include "../core/claim_own.h"
#include "../core/publish.h"
#include "../heap/poison.h"
#include "../heap/stripe.h"
#include "movable.h"
#include "own.h"

#define BATCH 64u

/* Between looks at the clock; small enough for pauses well below 100 us. */
#define CLOCK_EVERY 64u

/* A statistic; relaxed, since it orders nothing. */
static _Atomic uint64_t moves;

/* How many more occasions to let pass: of those to compact because memory is
 * short, and of those to do a step. The low half counts down, the high half
 * says from where; a futile compaction doubles it. Relaxed: threads that read
 * the same number compact once more, or once less, than one thread would. */
static _Atomic uint32_t shortages;
static _Atomic uint32_t steps;
#define SHORTAGES_MAX 1024u
#define STEPS_MIN 64u
#define STEPS_MAX 0x8000u

/* A bin's slabs are looked at in rounds, the emptiest first, each once. A call
 * whose time is over leaves the rest of the round to the next one, so that
 * short calls, too, get past slabs whose objects are locked. Relaxed: two calls
 * that meet look at a slab once more, or leave it to the next round. */
static struct round {
    _Atomic uint32_t left;   /* slabs to look at in this round */
    _Atomic uint32_t resume; /* slot to go on with, in the bin's last slab */
} rounds[BIN_COUNT];

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

uint64_t hl_compact_moves(void)
{
    return atomic_load_explicit(&moves, memory_order_relaxed);
}

/* Copy a block that its owner may be writing, or have freed, at this very
 * moment. If so, the object's word has changed, and the copy is never used;
 * so this race is meant, and the checkers must not look. */
#ifdef __clang__
#define RACES __attribute__((no_sanitize("thread", "address"), noinline))
#else
#define RACES __attribute__((no_sanitize_thread, no_sanitize_address, noinline))
#endif

RACES static void copy_racing(uintptr_t to, uintptr_t from, uint64_t size)
{
    const volatile uint64_t *words = (const volatile uint64_t *)from; // NOLINT
    const volatile uint8_t *bytes = (const volatile uint8_t *)from;   // NOLINT
    uint64_t *to_words = (uint64_t *)to;                              // NOLINT
    uint8_t *to_bytes = (uint8_t *)to;                                // NOLINT

    for (uint64_t i = 0; i < size / 8u; i++)
        to_words[i] = words[i];
    for (uint64_t i = size - size % 8u; i < size; i++)
        to_bytes[i] = bytes[i];
}

/* Copy, then publish; the stripe is held. 0 when the object is locked, is not
 * there, or somebody was quicker. */
static int move_striped(uint32_t index, const struct block *from,
                        const struct block *to)
{
    hl_word *p = table_word_at(index);
    uint64_t word;

    if (table_place(index) != from->location ||
        claim_copy(p, from->class, &word) != CLAIM_DONE)
        return 0;
    /* The location may have been another's until the word was ours; while it
     * is, nobody but we can change it. */
    if (table_place(index) != from->location) {
        (void)claim_copied(p, &word, 0);
        return 0;
    }
    poison_show(block_address(KIND_MOVABLE, to), W_SIZE(word));
    copy_racing(block_address(KIND_MOVABLE, to),
                block_address(KIND_MOVABLE, from), W_SIZE(word));
    if (claim_copied(p, &word, 1) != CLAIM_DONE)
        return 0;
    own_set(to, index, W_SIZE(word));
    publish_settled(p);
    return 1;
}

static int move(uint32_t index, const struct block *from,
                const struct block *to)
{
    int moved;

    hl_stripe_lock(index);
    moved = move_striped(index, from, to);
    hl_stripe_unlock(index);
    return moved;
}

/* A stock of slots: where to, or from where. */
struct stock {
    uint32_t bin;
    uint32_t count;
    uint32_t entry[BATCH];
};

static void give_all(struct stock *stock)
{
    hl_slab_give(stock->bin, stock->entry, stock->count);
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

/* Move what can be moved off one slab; 0 when time was over before its end. At
 * least CLOCK_EVERY slots are looked at. */
static int evacuate(uint32_t bin, uint32_t slab, struct clock *clock)
{
    const struct bin_view *view = &hl_span.bin[bin];
    uint32_t first = slab_slot(view->shape, slab);
    uint32_t end = first + slab_slots(view->shape);
    uint32_t begin = slot_to_begin(bin, first, end, clock);
    struct stock targets = {.bin = bin}, freed = {.bin = bin};
    uint32_t resume = 0;
    uint64_t done = 0;

    for (uint32_t slot = begin; slot < end; slot++) {
        /* Relaxed: a hint. The word and the location decide (move_striped),
         * and any index ever written has a word. */
        uint32_t owner =
            atomic_load_explicit(&view->owner[slot], memory_order_relaxed);
        struct block from = {bin - CLASS_COUNT, slot, 0}, to = from;

        if (slot % CLOCK_EVERY == 0 && slot != begin && time_is_over(clock)) {
            resume = slot;
            break;
        }
        if (!owner_is_index(owner))
            continue;
        if (targets.count == 0)
            targets.count = hl_slab_take(bin, targets.entry, BATCH);
        if (targets.count == 0)
            break;
        to.location = entry_slot(targets.entry[targets.count - 1]);
        if (!move(owner, &from, &to)) {
            poison_hide(block_address(KIND_MOVABLE, &to), view->shape.size);
            continue;
        }
        poison_hide(block_address(KIND_MOVABLE, &from), view->shape.size);
        targets.count--;
        done++;
        /* Relaxed: readers check the entry against word and location; the
         * next taker of the slot gets it through the bin's mutex. */
        atomic_store_explicit(&view->owner[slot], OWNER_NONE,
                              memory_order_relaxed);
        freed.entry[freed.count++] = slot;
        if (freed.count == BATCH)
            give_all(&freed);
    }
    give_all(&targets);
    give_all(&freed);
    atomic_fetch_add_explicit(&moves, done, memory_order_relaxed);
    atomic_store_explicit(&rounds[bin].resume, resume, memory_order_relaxed);
    return resume == 0;
}

/* Evacuate a bin's slabs; 0 when time was over before the round was. */
static int evacuate_bin(uint32_t bin, struct clock *clock)
{
    _Atomic uint32_t *round = &rounds[bin].left;
    uint32_t left = atomic_load_explicit(round, memory_order_relaxed);

    if (left == 0 || clock->end_ns == 0)
        left = hl_slab_sort(bin);
    while (left != 0) {
        uint32_t slab = hl_slab_detach(bin);
        int done;

        if (slab == SLOT_NONE) {
            left = 0;
            break;
        }
        done = evacuate(bin, slab, clock);
        hl_slab_attach(bin, slab, done);
        left -= (uint32_t)done;
        if (time_is_over(clock))
            break;
    }
    atomic_store_explicit(round, left, memory_order_relaxed);
    return left == 0;
}

/* Everything that can be done about one bin; at least a little of it. */
static int compact_bin(uint32_t bin, struct clock *clock, uint64_t *bytes)
{
    uint32_t many = clock->end_ns != 0 ? PUNCH_EVERY : UINT32_MAX;
    int done = bin < CLASS_COUNT || evacuate_bin(bin, clock);

    while (hl_slab_trim(bin, bytes) != 0 && !time_is_over(clock))
        ;
    /* What is being evacuated will be empty soon. */
    while (done && hl_slab_punch(bin, many, bytes) != 0 && !time_is_over(clock))
        ;
    return done;
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

uint64_t hl_compact_heap(uint32_t budget_us)
{
    uint64_t bytes;

    if (!span_is_open())
        return 0;
    bytes = hl_cache_drain() + hl_kept_trim(budget_us != 0 ? 1 : UINT32_MAX);
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

int hl_compact_for_memory(void)
{
    int useful;

    if (!is_due(&shortages))
        return 0;
    useful = hl_compact_heap(0) != 0;
    wait_for(&shortages, useful, 0, SHORTAGES_MAX);
    return useful;
}

void hl_compact_step(uint32_t budget_us)
{
    uint64_t before = hl_compact_moves();

    /* The caches stay as they are: this is a matter of course. */
    if (span_is_open() && is_due(&steps))
        wait_for(&steps,
                 compact_bins(budget_us) != 0 || hl_compact_moves() != before,
                 STEPS_MIN, STEPS_MAX);
}
