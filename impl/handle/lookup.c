#include "lookup.h"

#include "../core/stay.h"
#include "../heap/fixed.h"
#include "../heap/runs.h"
#include "../heap/stripe.h"
#include "movable.h"
#include "owner_entry.h"

/* A large block read as a whole: state and owner of one use, or no object.
 * Each load pairs with a release in hli_large_publish, which writes serial,
 * owner, state: the serial read first is of this use or an older one, and a
 * state that is not free brings this use's owner with it; had a later use
 * begun by then, the serial read last would show it. */
static uint64_t read_large(uint32_t run, uint32_t *owner, uint64_t *serial)
{
    struct large *block = &hli_span.large[run];
    uint64_t before, state, after;

    do {
        before = atomic_load_explicit(&block->serial, memory_order_acquire);
        state = atomic_load_explicit(&block->state, memory_order_acquire);
        *owner = atomic_load_explicit(&block->owner, memory_order_acquire);
        after = atomic_load_explicit(&block->serial, memory_order_relaxed);
    } while (before != after);
    *serial = after;
    return state;
}

/* Whether the block at `location` of `class` is the object's whose index its
 * owner entry names, at one instant; see table_revivals. */
static int is_block_of(uint32_t index, uint32_t class, uint32_t location,
                       uint64_t *word)
{
    handle_word *p = table_word_at(index);
    uint64_t revivals, before, after;
    uint32_t stored;

    for (;;) {
        revivals = table_revivals();
        before = word_load(p);
        if (W_LIVE(before) != 1 || W_DISCARDED(before))
            return 0;
        if (W_MOVE(before) == WORD_BUSY) {
            hli_stripe_wait(index);
            continue;
        }
        stored = table_location(index);
        after = word_load(p);
        if (!word_stays(before, after) || table_revivals() != revivals)
            continue;
        *word = before;
        return W_CLASS(before) == class && stored == location;
    }
}

static enum thing found_block(uint32_t index, uint64_t word, uint64_t size,
                              uint64_t offset, struct found *found)
{
    found->value = tag_make(index, W_GENERATION(word));
    found->size = size;
    if (offset == 0)
        return THING_BLOCK;
    return offset < size ? THING_INSIDE : THING_NONE;
}

static enum thing look_movable(const struct spot *spot, struct found *found)
{
    /* Relaxed: a hint that the word decides; see fast_handle. */
    uint32_t owner = atomic_load_explicit(
        &hli_span.bin[spot->bin].owner[spot->slot], memory_order_relaxed);
    uint64_t word;

    if (!owner_is_index(owner) ||
        !is_block_of(owner, spot->bin - CLASS_COUNT, spot->slot, &word))
        return THING_NONE;
    return found_block(owner, word, W_SIZE(word), spot->offset, found);
}

static enum thing found_fixed(uint64_t size, uint64_t offset,
                              struct found *found)
{
    found->size = size;
    if (offset == 0)
        return THING_FIXED;
    return offset < size ? THING_INSIDE : THING_NONE;
}

static enum thing look_fixed(const struct spot *spot, struct found *found)
{
    /* Relaxed: kind and size are in the one value, and no byte of the block
     * is read on its account. */
    uint16_t state = atomic_load_explicit(
        &hli_span.bin[spot->bin].state[spot->slot], memory_order_relaxed);

    if (!state_is_live(state) && !state_is_busy(state))
        return THING_NONE;
    return found_fixed(state_size(state), spot->offset, found);
}

/* Whether it is still the use of the granule that was read. Relaxed: whoever has
 * seen the word of a later use's object sees that use's serial. */
static int is_same_use(uint32_t run, uint64_t serial)
{
    return atomic_load_explicit(&hli_span.large[run].serial,
                                memory_order_relaxed) == serial;
}

/* Size and owner are the block's, and the word is read after them: it may be that
 * of the next object with this block and this index. */
static enum thing look_large(const struct spot *spot, struct found *found)
{
    uint32_t run = hli_large_head(spot->slot);
    uint64_t offset, state, serial, word;
    uint32_t owner;

    if (run == LARGE_NONE)
        return THING_NONE;
    offset = granule_distance(run, (struct quotient){spot->slot, spot->offset});
    do {
        state = read_large(run, &owner, &serial);
        if (LARGE_KIND(state) == LARGE_FREE)
            return THING_NONE;
        if (LARGE_KIND(state) != LARGE_MOVABLE)
            return found_fixed(LARGE_SIZE(state), offset, found);
        if (!is_block_of(owner, BLOCK_LARGE, run, &word))
            return THING_NONE;
    } while (!is_same_use(run, serial));
    return found_block(owner, word, LARGE_SIZE(state), offset, found);
}

enum thing hli_lookup(uintptr_t address, struct found *found)
{
    struct spot spot;

    if (!span_find(address, &spot))
        return THING_NONE;
    if (spot.bin < CLASS_COUNT)
        return look_fixed(&spot, found);
    if (spot.bin < BIN_COUNT)
        return look_movable(&spot, found);
    return look_large(&spot, found);
}

enum movable_answer hli_movable_size_large(uint64_t value, uint64_t *size)
{
    uint32_t index = (uint32_t)tag_index(value);
    uint64_t word, state, serial;
    uint32_t run, owner;

    for (;;) {
        if (movable_word(value, &word) != MOVABLE_DONE)
            return MOVABLE_STALE;
        *size = W_SIZE(word);
        if (W_CLASS(word) != WORD_CLASS_LARGE)
            return MOVABLE_DONE;
        /* The size of a large block is the block's. It is this object's if
         * the block is, and still was after the size was read. */
        run = table_location(index);
        if (run < hli_runs_count()) {
            state = read_large(run, &owner, &serial);
            *size = LARGE_SIZE(state);
            if (LARGE_KIND(state) == LARGE_MOVABLE && owner == index &&
                movable_word(value, &word) == MOVABLE_DONE &&
                W_CLASS(word) == WORD_CLASS_LARGE &&
                table_location(index) == run)
                return MOVABLE_DONE;
        }
        hli_stripe_wait(index);
    }
}
