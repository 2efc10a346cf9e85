/* The lock-free loops by which one thread takes an object, or its block, for
 * itself, and the commits by which it lets go; see claim.h. */
#ifndef HLOCAL_IMPL_CORE_CLAIM_EXCLUSIVE_H
#define HLOCAL_IMPL_CORE_CLAIM_EXCLUSIVE_H

#include "claim.h"
#include "word_update.h"

#define CLAIM_LOCKED 5 /* live, and locked: its block stays */
#define CLAIM_LOST 6   /* the word is not what it was */

/* Make the object this thread's alone, locked or not, with a block or
 * without. */
/*@ requires ready: claim_ready(p, seen);
    requires count: 0 <= word_commits < 1000000;
    terminates      \false;
    exits           \false;
    assigns         *p, *seen, word_before, word_commits;
    ensures frame:   claim_frame{Pre, Post}(p, seen, generation,
                                            \result);
    ensures done:    \result == CLAIM_DONE ==>
                        claim_live(*seen, generation)
                        && claim_once{Pre, Post}(*seen);
    ensures refines: \result == CLAIM_DONE ==>
                        hlm_tr_same(W_TUPLE(*seen), W_TUPLE(*p));
    ensures block:   \result == CLAIM_DONE ==> word_same_block(*seen, *p);
    ensures owned:   \result == CLAIM_DONE ==>
                        W_MOVE(*p) == WORD_BUSY && W_MOVE(*seen) != WORD_BUSY;
    ensures codes:   \result == CLAIM_DONE || \result == CLAIM_STALE
                     || \result == CLAIM_BUSY;
*/
static inline int claim_take(handle_word *p, uint64_t generation,
                             uint64_t *seen)
{
    HL_REQUIRE(word_is_ok(word_load_owned(p)));
    uint64_t w = word_load(p);

    /*@ loop invariant ok:   word_ok(w) && word_ok(*p) && w == *p;
        loop invariant rely: word_rely(\at(*p, Pre), w);
        loop invariant none: claim_none{Pre, Here};
        loop assigns   w, *p, *seen, word_before, word_commits;
    */
    for (;;) {
        *seen = w;
        if (W_LIVE(w) != 1ul || W_GENERATION(w) != generation)
            return CLAIM_STALE;
        if (W_MOVE(w) == WORD_BUSY)
            return CLAIM_BUSY;
        if (word_cas(p, &w, word_claim(w)))
            return CLAIM_DONE;
    }
}

/* Discard the object's block, which is the caller's then. */
/*@ requires ready: claim_ready(p, seen);
    requires count: 0 <= word_commits < 1000000;
    terminates      \false;
    exits           \false;
    assigns         *p, *seen, word_before, word_commits;
    ensures frame:   claim_frame{Pre, Post}(p, seen, generation,
                                            \result);
    ensures done:    \result == CLAIM_DONE ==>
                        claim_live(*seen, generation) && W_LOCK(*seen) == 0
                        && W_DISCARDED(*seen) == 0
                        && claim_once{Pre, Post}(*seen);
    ensures refines: \result == CLAIM_DONE ==>
                        hlm_tr_discard(W_TUPLE(*seen), W_TUPLE(*p));
    ensures same:    \result == CLAIM_DONE ==>
                        W_GENERATION(*p) == W_GENERATION(*seen);
    ensures discarded: \result == CLAIM_DISCARDED ==>
                        claim_live(*p, generation) && W_DISCARDED(*p) == 1;
    ensures locked:  \result == CLAIM_LOCKED ==>
                        claim_live(*p, generation) && W_LOCK(*p) >= 1;
    ensures codes:   \result == CLAIM_DONE || \result == CLAIM_STALE
                     || \result == CLAIM_BUSY || \result == CLAIM_DISCARDED
                     || \result == CLAIM_LOCKED;
*/
static inline int claim_discard(handle_word *p, uint64_t generation,
                                uint64_t *seen)
{
    HL_REQUIRE(word_is_ok(word_load_owned(p)));
    uint64_t w = word_load(p);

    /*@ loop invariant ok:   word_ok(w) && word_ok(*p) && w == *p;
        loop invariant rely: word_rely(\at(*p, Pre), w);
        loop invariant none: claim_none{Pre, Here};
        loop assigns   w, *p, *seen, word_before, word_commits;
    */
    for (;;) {
        *seen = w;
        if (W_LIVE(w) != 1ul || W_GENERATION(w) != generation)
            return CLAIM_STALE;
        if (W_MOVE(w) == WORD_BUSY)
            return CLAIM_BUSY;
        if (W_DISCARDED(w) == 1ul)
            return CLAIM_DISCARDED;
        if (W_LOCK(w) != 0ul)
            return CLAIM_LOCKED;
        if (word_cas(p, &w, word_discard(w)))
            return CLAIM_DONE;
    }
}

/* Begin a copy of the object's block in `class`, unless it is locked or busy;
 * then `*word` is the word as the copy has it. One attempt: who was quicker
 * wins. Liveness is not claimed: the contract holds of a claim_copy that
 * always loses, with which compaction would move nothing. That blocks do move
 * is for the tests of compaction to show. */
/*@ requires valid: \valid(p) && \valid(word) && word_ok(*p)
                    && \separated(p, word, &word_before, &word_commits);
    requires count: 0 <= word_commits < 1000000;
    terminates      \true;
    exits           \false;
    assigns         *p, *word, word_before, word_commits;
    ensures ok:      word_ok(*p) && word_rely(\old(*p), *p);
    ensures done:    \result == CLAIM_DONE ==>
                        word_commits == \old(word_commits) + 1
                        && *p == *word && W_MOVE(*word) == WORD_MOVING;
    ensures before:  \result == CLAIM_DONE ==>
                        W_LIVE(word_before) == 1 && W_LOCK(word_before) == 0
                        && W_DISCARDED(word_before) == 0
                        && W_MOVE(word_before) == WORD_STABLE
                        && W_CLASS(word_before) == class;
    ensures refines: \result == CLAIM_DONE ==>
                        hlm_tr_same(W_TUPLE(word_before), W_TUPLE(*p))
                        && word_same_block(word_before, *p);
    ensures lost:    \result == CLAIM_LOST ==> claim_none{Pre, Post};
    ensures codes:   \result == CLAIM_DONE || \result == CLAIM_LOST;
*/
static inline int claim_copy(handle_word *p, uint64_t class, uint64_t *word)
{
    HL_REQUIRE(word_is_ok(word_load_owned(p)));
    uint64_t w = word_load(p);
    uint64_t next;

    if (W_LIVE(w) != 1ul || W_DISCARDED(w) == 1ul || W_LOCK(w) != 0ul ||
        W_MOVE(w) != WORD_STABLE || W_CLASS(w) != class)
        return CLAIM_LOST;
    next = word_begin_move(w);
    if (!word_cas(p, &w, next))
        return CLAIM_LOST;
    *word = next;
    return CLAIM_DONE;
}

/* End a copy: with `keep` the object is this thread's alone then, to have its
 * new place written and published; without, it is as it was. Here too, to lose
 * always would be correct, and useless. */
/*@ requires valid: \valid(p) && \valid(word) && word_ok(*p) && word_ok(*word)
                    && \separated(p, word, &word_before, &word_commits);
    requires moving: W_LIVE(*word) == 1 && W_MOVE(*word) == WORD_MOVING;
    requires count: 0 <= word_commits < 1000000;
    terminates      \true;
    exits           \false;
    assigns         *p, *word, word_before, word_commits;
    ensures ok:      word_ok(*p) && word_ok(*word);
    ensures done:    \result == CLAIM_DONE ==>
                        claim_once{Pre, Post}(\old(*word)) && *p == *word;
    ensures move:    \result == CLAIM_DONE ==> W_MOVE(*word) ==
                        (keep != 0 ? WORD_BUSY : WORD_STABLE);
    ensures refines: \result == CLAIM_DONE ==>
                        hlm_tr_same(W_TUPLE(\old(*word)), W_TUPLE(*p))
                        && word_same_block(\old(*word), *p);
    ensures lost:    \result == CLAIM_LOST ==> claim_none{Pre, Post};
    ensures codes:   \result == CLAIM_DONE || \result == CLAIM_LOST;
*/
static inline int claim_copied(handle_word *p, uint64_t *word, int keep)
{
    HL_REQUIRE(word_is_ok(word_load_owned(p)) && word_is_ok(*word));
    HL_REQUIRE(W_LIVE(*word) == 1 && W_MOVE(*word) == WORD_MOVING);
    uint64_t w = *word;
    uint64_t next = keep ? word_claim(w) : word_settle(w);

    if (!word_cas(p, &w, next))
        return CLAIM_LOST;
    *word = next;
    return CLAIM_DONE;
}

#endif /* HLOCAL_IMPL_CORE_CLAIM_EXCLUSIVE_H */
