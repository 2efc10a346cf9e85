#include "movable.h"

#include "../core/claim_exclusive.h"
#include "../core/stay.h"
#include "../heap/stripe.h"
#include "fast_path.h"
#include "owner_entry.h"

_Static_assert(BLOCK_LARGE == WORD_CLASS_LARGE, "one number for large blocks");

static uint32_t index_of(uint64_t value)
{
    return (uint32_t)tag_index(value);
}

/* Bring an object with a finished block to life. */
static uint64_t create(uint32_t index, const struct block *block, uint64_t size,
                       const struct movable_kind *kind)
{
    uint64_t generation;

    owner_entry_set(block, index, size);
    generation = publish_born(table_word_at(index), (uint64_t)kind->discardable,
                              (uint64_t)kind->ddeshare, block->class,
                              size_field(block, size));
    return tag_make(index, generation);
}

static uint64_t create_discarded(uint32_t index,
                                 const struct movable_kind *kind)
{
    return tag_make(index, publish_discarded(table_word_at(index),
                                             (uint64_t)kind->discardable,
                                             (uint64_t)kind->ddeshare));
}

uint64_t hli_movable_new(uint64_t size, const struct movable_kind *kind)
{
    uint32_t index = hli_table_take();
    struct block block;

    if (index == INDEX_NONE)
        return 0;
    if (size == 0)
        return create_discarded(index, kind);
    if (!hli_block_take(KIND_MOVABLE, size, 0, &block)) {
        hli_table_give(index);
        return 0;
    }
    hli_block_expose(KIND_MOVABLE, &block, 0, size, kind->zero);
    return create(index, &block, size, kind);
}

uint64_t hli_movable_copy(const struct block *from, uint64_t size,
                          const struct movable_kind *kind)
{
    uint32_t index = hli_table_take();
    struct block block;

    if (index == INDEX_NONE)
        return 0;
    if (size == 0)
        return create_discarded(index, kind);
    if (!hli_block_take(KIND_MOVABLE, size, 0, &block) ||
        !hli_block_carry(KIND_FIXED, from, KIND_MOVABLE, &block, size)) {
        hli_table_give(index);
        return 0;
    }
    return create(index, &block, size, kind);
}

static enum movable_answer answer_of(int claim)
{
    return claim == CLAIM_DONE        ? MOVABLE_DONE
           : claim == CLAIM_DISCARDED ? MOVABLE_DISCARDED
           : claim == CLAIM_UNLOCKED  ? MOVABLE_UNLOCKED
           : claim == CLAIM_LOCKED    ? MOVABLE_NOT_ALLOWED
                                      : MOVABLE_STALE;
}

/* What table_revivals says is read; 0 when somebody changed it meanwhile. */
static uintptr_t address_beside(uint64_t value)
{
    uint64_t revivals = table_revivals();
    struct block block;
    uint64_t word, again;

    if (movable_word(value, &word) != MOVABLE_DONE || !word_stays(word, word))
        return 0;
    block = owned_block(word, index_of(value));
    again = word_load(table_word(value));
    return word_stays(word, again) && table_revivals() == revivals
               ? block_address(KIND_MOVABLE, &block)
               : 0;
}

/* The stripe is held, so the object is not busy, and neither discarded nor
 * moved meanwhile; but whoever frees it asks for no stripe, and the index's
 * next owner writes the location. If the word still is the object's
 * afterwards, so was the location. */
static uintptr_t address_striped(uint64_t value)
{
    struct block block;
    uint64_t word;

    if (movable_word(value, &word) != MOVABLE_DONE || W_DISCARDED(word))
        return 0;
    block = owned_block(word, index_of(value));
    if (movable_word(value, &word) != MOVABLE_DONE)
        return 0;
    return block_address(KIND_MOVABLE, &block);
}

uintptr_t hli_movable_address(uint64_t value)
{
    uintptr_t address = address_beside(value);

    if (address != 0)
        return address;
    hli_stripe_lock(index_of(value));
    address = address_striped(value);
    hli_stripe_unlock(index_of(value));
    return address;
}

/* A lock that others took off before the address was read, to free or discard
 * the object, is as if it had never been; so the loop finds what is so now. */
enum movable_answer hli_movable_lock(uint64_t value, uintptr_t *address)
{
    handle_word *p = table_word(value);
    uint64_t seen;
    int claim;

    if (p == NULL)
        return MOVABLE_STALE;
    for (;;) {
        claim = claim_lock(p, tag_generation(value), &seen);
        if (claim == CLAIM_BUSY)
            hli_stripe_wait(index_of(value));
        else if (claim != CLAIM_DONE)
            return answer_of(claim);
        else if ((*address = hli_movable_address(value)) != 0)
            return MOVABLE_DONE;
    }
}

enum movable_answer hli_movable_unlock(uint64_t value, uint32_t *left)
{
    handle_word *p = table_word(value);
    uint64_t seen;
    int claim;

    if (p == NULL)
        return MOVABLE_STALE;
    while ((claim = claim_unlock(p, tag_generation(value), &seen)) ==
           CLAIM_BUSY)
        hli_stripe_wait(index_of(value));
    *left = (uint32_t)W_LOCK(seen) - 1u;
    return answer_of(claim);
}

void hli_movable_release_storage(uint32_t index, uint64_t last)
{
    struct block block;

    if (!W_DISCARDED(last)) {
        block = owned_block(last, index);
        owned_release(&block);
    }
    hli_table_give(index);
}

enum movable_answer hli_movable_free(uint64_t value)
{
    handle_word *p = table_word(value);
    uint64_t seen;
    int claim;

    if (p == NULL)
        return MOVABLE_STALE;
    while ((claim = claim_free(p, tag_generation(value), &seen)) == CLAIM_BUSY)
        hli_stripe_wait(index_of(value));
    if (claim == CLAIM_DONE)
        hli_movable_release_storage(index_of(value), seen);
    return answer_of(claim);
}

enum movable_answer hli_movable_mark(uint64_t value)
{
    handle_word *p = table_word(value);
    uint64_t seen;
    int claim;

    if (p == NULL)
        return MOVABLE_STALE;
    while ((claim = claim_mark(p, tag_generation(value), &seen)) == CLAIM_BUSY)
        hli_stripe_wait(index_of(value));
    return answer_of(claim);
}

/* Who holds the stripe finds no object of it busy. */
static enum movable_answer discard_striped(uint64_t value)
{
    struct block block;
    uint64_t word;
    int claim;

    if (movable_word(value, &word) != MOVABLE_DONE)
        return MOVABLE_STALE;
    /* The stripe is ours, so class and location hold while the object lives;
     * read the location before the next owner may write it. */
    block = owned_block(word, index_of(value));
    claim = claim_discard(table_word(value), tag_generation(value), &word);
    if (claim == CLAIM_DONE)
        owned_release(&block);
    return claim == CLAIM_DISCARDED ? MOVABLE_DONE : answer_of(claim);
}

enum movable_answer hli_movable_discard(uint64_t value)
{
    enum movable_answer answer;

    hli_stripe_lock(index_of(value));
    answer = discard_striped(value);
    hli_stripe_unlock(index_of(value));
    return answer;
}
