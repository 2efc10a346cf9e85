#include "movable.h"

#include "../core/claim_count.h"
#include "../core/claim_life.h"
#include "../heap/stripe.h"
#include "own.h"

_Static_assert(BLOCK_LARGE == WORD_CLASS_LARGE, "one number for large blocks");

static uint32_t index_of(uint64_t value)
{
    return (uint32_t)tag_index(value);
}

/* Bring an object with a finished block to life. */
static uint64_t birth(uint32_t index, const struct block *block, uint64_t size,
                      const struct movable_kind *kind)
{
    uint64_t word = word_load(table_word_at(index));

    own_set(block, index, size);
    table_publish(index, word_born(word, (uint64_t)kind->discardable,
                                   (uint64_t)kind->ddeshare, block->class,
                                   own_digit(block, size)));
    return tag_make(index, W_GENERATION(word));
}

static uint64_t birth_discarded(uint32_t index, const struct movable_kind *kind)
{
    uint64_t word = word_load(table_word_at(index));

    table_publish(index, word_born_discarded(word, (uint64_t)kind->discardable,
                                             (uint64_t)kind->ddeshare));
    return tag_make(index, W_GENERATION(word));
}

uint64_t hl_movable_new(uint64_t size, const struct movable_kind *kind)
{
    uint32_t index = hl_table_take();
    struct block block;

    if (UNLIKELY(index == INDEX_NONE))
        return 0;
    if (UNLIKELY(size == 0))
        return birth_discarded(index, kind);
    if (UNLIKELY(!hl_block_take(KIND_MOVABLE, size, &block))) {
        hl_table_give(index);
        return 0;
    }
    hl_block_expose(KIND_MOVABLE, &block, 0, size, kind->zero);
    return birth(index, &block, size, kind);
}

uint64_t hl_movable_copy(const struct block *from, uint64_t size,
                         const struct movable_kind *kind)
{
    uint32_t index = hl_table_take();
    struct block block;

    if (index == INDEX_NONE)
        return 0;
    if (size == 0)
        return birth_discarded(index, kind);
    if (!hl_block_take(KIND_MOVABLE, size, &block) ||
        !hl_block_carry(KIND_FIXED, from, KIND_MOVABLE, &block, size)) {
        hl_table_give(index);
        return 0;
    }
    return birth(index, &block, size, kind);
}

static enum movable_answer answer_of(int claim)
{
    return claim == CLAIM_DONE        ? MOVABLE_DONE
           : claim == CLAIM_DISCARDED ? MOVABLE_DISCARDED
           : claim == CLAIM_UNLOCKED  ? MOVABLE_UNLOCKED
                                      : MOVABLE_STALE;
}

enum movable_answer hl_movable_lock(uint64_t value, uintptr_t *address)
{
    hl_word *p = table_word(value);
    uint64_t seen;
    int claim;

    if (UNLIKELY(p == NULL))
        return MOVABLE_STALE;
    while (UNLIKELY((claim = claim_lock(p, tag_generation(value), &seen)) ==
                    CLAIM_BUSY))
        hl_stripe_wait(index_of(value));
    if (UNLIKELY(claim != CLAIM_DONE))
        return answer_of(claim);
    /* Locked: neither class nor location changes now. */
    *address = hl_span.place[W_CLASS(seen)].base +
               table_place(index_of(value)) * hl_span.place[W_CLASS(seen)].step;
    return MOVABLE_DONE;
}

enum movable_answer hl_movable_unlock(uint64_t value, uint32_t *left)
{
    hl_word *p = table_word(value);
    uint64_t seen;
    int claim;

    if (UNLIKELY(p == NULL))
        return MOVABLE_STALE;
    while (UNLIKELY((claim = claim_unlock(p, tag_generation(value), &seen)) ==
                    CLAIM_BUSY))
        hl_stripe_wait(index_of(value));
    if (UNLIKELY(claim != CLAIM_DONE))
        return answer_of(claim);
    *left = (uint32_t)W_LOCK(seen) - 1u;
    return MOVABLE_DONE;
}

enum movable_answer hl_movable_free(uint64_t value)
{
    hl_word *p = table_word(value);
    uint32_t index = index_of(value);
    struct block block;
    uint64_t seen;
    int claim;

    if (UNLIKELY(p == NULL))
        return MOVABLE_STALE;
    while (UNLIKELY((claim = claim_free(p, tag_generation(value), &seen)) ==
                    CLAIM_BUSY))
        hl_stripe_wait(index);
    if (UNLIKELY(claim != CLAIM_DONE))
        return answer_of(claim);
    if (LIKELY(!W_DISCARDED(seen))) {
        block = own_block(seen, index);
        own_release(&block);
    }
    hl_table_give(index);
    return MOVABLE_DONE;
}

enum movable_answer hl_movable_mark(uint64_t value)
{
    hl_word *p = table_word(value);
    uint64_t seen;
    int claim;

    if (p == NULL)
        return MOVABLE_STALE;
    while ((claim = claim_mark(p, tag_generation(value), &seen)) == CLAIM_BUSY)
        hl_stripe_wait(index_of(value));
    return answer_of(claim);
}

/* A live word of this generation, or 0, which no live word is. */
static uint64_t live_word(hl_word *p, uint64_t value)
{
    uint64_t word = word_load(p);

    if (W_LIVE(word) != 1 || W_GENERATION(word) != tag_generation(value))
        return 0;
    return word;
}

static enum movable_answer discard_striped(hl_word *p, uint64_t value)
{
    uint64_t word = live_word(p, value);
    struct block block;

    for (;;) {
        if (word == 0)
            return MOVABLE_STALE;
        if (W_DISCARDED(word))
            return MOVABLE_DONE;
        if (W_LOCK(word) != 0)
            return MOVABLE_REFUSED;
        /* The stripe is ours, so the location holds while the object lives;
         * read it before the next owner may write it. */
        block = own_block(word, index_of(value));
        if (word_cas(p, &word, word_discard(word)))
            break;
        word = live_word(p, value);
    }
    own_release(&block);
    return MOVABLE_DONE;
}

enum movable_answer hl_movable_discard(uint64_t value)
{
    hl_word *p = table_word(value);
    enum movable_answer answer;

    if (p == NULL)
        return MOVABLE_STALE;
    hl_stripe_lock(index_of(value));
    answer = discard_striped(p, value);
    hl_stripe_unlock(index_of(value));
    return answer;
}

enum movable_answer hl_movable_word(uint64_t value, uint64_t *word)
{
    hl_word *p = table_word(value);

    if (UNLIKELY(p == NULL))
        return MOVABLE_STALE;
    *word = live_word(p, value);
    return LIKELY(*word != 0) ? MOVABLE_DONE : MOVABLE_STALE;
}
