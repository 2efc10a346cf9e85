#include "fixed.h"

#include "large.h"
#include "poison.h"
#include "runs.h"
#include "stripe.h"

/* Windows' low-fragmentation front end has blocks below this; see
 * HL_INPLACE_WINDOWS. */
#define WINDOWS_SMALL 0x4000u

/* How states are read and changed, here and in fixed_fast_path.h.
 *
 * A slot's state is read relaxed: it is one value, and what it tells about
 * the block's bytes is not used by a reader. It is changed by CAS with
 * acquire and release, which pair with each other and with the release in
 * hli_fixed_keep: who ends or claims an object sees all that its last owner
 * did to it. A large block's state is read with acquire besides, which pairs
 * with the release in hli_large_publish: `dirty_bytes` and `committed_bytes`
 * lie beside it. */

/* Whether a fixed object may begin at `address`, and where its state is. */
static int find_small(uintptr_t address, struct spot *spot)
{
    return span_find(address, spot) && spot->bin < CLASS_COUNT &&
           spot->offset == 0;
}

static int is_large(const struct spot *spot)
{
    return spot->bin == BIN_COUNT && spot->offset == 0 &&
           spot->slot < hli_runs_count();
}

static uint64_t stripe_of(uintptr_t address)
{
    return address / 16u * 0x9E3779B97F4A7C15ul / 0x400000000000000ul;
}

/* Record that an object of `size` bytes lives in a block. Relaxed is enough
 * for a slot's state: an address reaches another thread only in a way that
 * orders this before it. */
static void set_live(const struct block *block, uint64_t size)
{
    if (UNLIKELY(block->class == BLOCK_LARGE))
        hli_large_publish(block->location, LARGE_FIXED, 0, size);
    else
        atomic_store_explicit(
            &hli_span.bin[block->class].state[block->location],
            state_make((uint32_t)size), memory_order_relaxed);
}

uintptr_t hli_fixed_new(uint64_t size, int zero)
{
    struct block block;

    if (UNLIKELY(!hli_block_take(KIND_FIXED, size, 0, &block)))
        return 0;
    hli_block_expose(KIND_FIXED, &block, 0, size, zero);
    set_live(&block, size);
    return block_address(KIND_FIXED, &block);
}

static int free_large(uintptr_t address, uint32_t granule)
{
    _Atomic uint64_t *state = &hli_span.large[granule].state;
    uint64_t seen = atomic_load_explicit(state, memory_order_acquire);

    for (;;) {
        if (LARGE_KIND(seen) == LARGE_BUSY) {
            hli_stripe_wait(stripe_of(address));
            seen = atomic_load_explicit(state, memory_order_acquire);
        } else if (LARGE_KIND(seen) != LARGE_FIXED) {
            return 0;
        } else if (atomic_compare_exchange_weak_explicit(
                       state, &seen, large_state(LARGE_FREE, 0),
                       memory_order_acq_rel, memory_order_acquire)) {
            hli_large_give(granule);
            return 1;
        }
    }
}

int hli_fixed_free(uintptr_t address)
{
    struct spot spot;
    _Atomic uint16_t *state;
    uint16_t seen;

    if (UNLIKELY(!find_small(address, &spot)))
        return span_find(address, &spot) && is_large(&spot) &&
               free_large(address, spot.slot);
    state = &hli_span.bin[spot.bin].state[spot.slot];
    seen = atomic_load_explicit(state, memory_order_relaxed);
    for (;;) {
        if (UNLIKELY(state_is_busy(seen))) {
            hli_stripe_wait(stripe_of(address));
            seen = atomic_load_explicit(state, memory_order_relaxed);
        } else if (UNLIKELY(!state_is_live(seen))) {
            return 0;
        } else if (LIKELY(atomic_compare_exchange_weak_explicit(
                       state, &seen, STATE_NONE, memory_order_acq_rel,
                       memory_order_relaxed))) {
            poison_bytes(address, hli_span.bin[spot.bin].shape.size);
            cache_give(spot.bin, spot.slot);
            return 1;
        }
    }
}

int hli_fixed_find(uintptr_t address, uint64_t *size)
{
    struct spot spot;
    uint64_t large;
    uint16_t seen;

    if (!span_find(address, &spot) || spot.offset != 0)
        return 0;
    if (LIKELY(spot.bin < CLASS_COUNT)) {
        seen = atomic_load_explicit(&hli_span.bin[spot.bin].state[spot.slot],
                                    memory_order_relaxed);
        if (!state_is_live(seen) && !state_is_busy(seen))
            return 0;
        *size = state_size(seen);
        return 1;
    }
    if (!is_large(&spot))
        return 0;
    large = atomic_load_explicit(&hli_span.large[spot.slot].state,
                                 memory_order_acquire);
    *size = LARGE_SIZE(large);
    return LARGE_KIND(large) == LARGE_FIXED || LARGE_KIND(large) == LARGE_BUSY;
}

static int claim_small(const struct spot *spot, struct fixed_claim *claim)
{
    _Atomic uint16_t *state = &hli_span.bin[spot->bin].state[spot->slot];
    uint16_t seen = atomic_load_explicit(state, memory_order_relaxed);

    do {
        if (!state_is_live(seen))
            return 0;
    } while (!atomic_compare_exchange_weak_explicit(
        state, &seen, state_claim(seen), memory_order_acq_rel,
        memory_order_relaxed));
    claim->block = (struct block){spot->bin, spot->slot, 0};
    claim->size = state_size(seen);
    return 1;
}

static int claim_large(uint32_t granule, struct fixed_claim *claim)
{
    _Atomic uint64_t *state = &hli_span.large[granule].state;
    uint64_t seen = atomic_load_explicit(state, memory_order_acquire);

    do {
        if (LARGE_KIND(seen) != LARGE_FIXED)
            return 0;
    } while (!atomic_compare_exchange_weak_explicit(
        state, &seen, large_state_as(LARGE_BUSY, seen), memory_order_acq_rel,
        memory_order_acquire));
    claim->block = (struct block){BLOCK_LARGE, granule, 0};
    claim->size = LARGE_SIZE(seen);
    return 1;
}

int hli_fixed_claim(uintptr_t address, struct fixed_claim *claim)
{
    struct spot spot;
    int claimed = 0;

    /* Who holds the stripe finds no object of it busy. */
    hli_stripe_lock(stripe_of(address));
    claim->address = address;
    if (span_find(address, &spot) && spot.offset == 0) {
        if (spot.bin < CLASS_COUNT)
            claimed = claim_small(&spot, claim);
        else if (is_large(&spot))
            claimed = claim_large(spot.slot, claim);
    }
    if (!claimed)
        hli_stripe_unlock(stripe_of(address));
    return claimed;
}

void hli_fixed_keep(const struct fixed_claim *claim, uint64_t size)
{
    const struct block *block = &claim->block;

    if (block->class == BLOCK_LARGE)
        atomic_store_explicit(&hli_span.large[block->location].state,
                              large_state(LARGE_FIXED, size),
                              memory_order_release);
    else
        atomic_store_explicit(
            &hli_span.bin[block->class].state[block->location],
            state_make((uint32_t)size), memory_order_release);
    hli_stripe_unlock(stripe_of(claim->address));
}

void hli_fixed_end(const struct fixed_claim *claim)
{
    const struct block *block = &claim->block;

    if (block->class == BLOCK_LARGE)
        atomic_store_explicit(&hli_span.large[block->location].state,
                              large_state(LARGE_FREE, 0), memory_order_release);
    else
        atomic_store_explicit(
            &hli_span.bin[block->class].state[block->location], STATE_NONE,
            memory_order_release);
    hli_stripe_unlock(stripe_of(claim->address));
    hli_block_give(KIND_FIXED, block);
}

static int move(const struct fixed_claim *old, uint64_t size, int zero,
                uintptr_t *moved)
{
    uint64_t kept = old->size < size ? old->size : size;
    struct block block;

    /* Once more at most: see hli_large_carry. */
    do {
        if (!hli_block_take(KIND_FIXED, size, size > old->size, &block))
            return 0;
    } while (
        !hli_block_carry(KIND_FIXED, &old->block, KIND_FIXED, &block, kept));
    hli_block_expose(KIND_FIXED, &block, kept, size, zero);
    set_live(&block, size);
    *moved = block_address(KIND_FIXED, &block);
    return 1;
}

static int stay(const struct fixed_claim *claim, uint64_t size, int zero,
                uintptr_t *moved)
{
    hli_block_expose(KIND_FIXED, &claim->block, claim->size, size, zero);
    hli_fixed_keep(claim, size);
    *moved = claim->address;
    return FIXED_DONE;
}

int hli_fixed_resize(uintptr_t address, uint64_t size, int may_move, int zero,
                     int windows, uintptr_t *moved)
{
    struct fixed_claim claim;

    if (!hli_fixed_claim(address, &claim))
        return FIXED_NO_OBJECT;
    if (windows && hli_block_capacity(&claim.block) >= WINDOWS_SMALL)
        windows = 0;
    if (!windows && hli_block_fit(&claim.block, size, may_move))
        return stay(&claim, size, zero, moved);
    if (!may_move || !move(&claim, size, zero, moved)) {
        if (!windows && may_move && hli_block_fit(&claim.block, size, 0))
            return stay(&claim, size, zero, moved);
        hli_fixed_keep(&claim, claim.size);
        return FIXED_NO_MEMORY;
    }
    hli_fixed_end(&claim);
    return FIXED_DONE;
}
