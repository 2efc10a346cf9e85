/* The lock-free loops that free an object and mark it; see claim.h. */
#ifndef HLOCAL_IMPL_CORE_CLAIM_LIFE_H
#define HLOCAL_IMPL_CORE_CLAIM_LIFE_H

#include "claim.h"
#include "life.h"
#include "word_update.h"

/* End the object's life: its index and its block, if it had one, are the
 * caller's then. */
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
                        hlm_tr_free(W_TUPLE(*seen), W_TUPLE(*p));
    ensures next:    \result == CLAIM_DONE ==>
                        W_GENERATION(*p) == W_GENERATION(*seen) + 1;
    ensures codes:   \result == CLAIM_DONE || \result == CLAIM_STALE
                     || \result == CLAIM_BUSY;
*/
static inline int claim_free(handle_word *p, uint64_t generation,
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
        if (word_cas(p, &w, word_free(w)))
            return CLAIM_DONE;
    }
}

/* Set the DISCARDABLE mark. */
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
                        hlm_tr_mark(W_TUPLE(*seen), W_TUPLE(*p));
    ensures block:   \result == CLAIM_DONE ==> word_same_block(*seen, *p);
    ensures codes:   \result == CLAIM_DONE || \result == CLAIM_STALE
                     || \result == CLAIM_BUSY;
*/
static inline int claim_mark(handle_word *p, uint64_t generation,
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
        if (word_cas(p, &w, word_mark(w)))
            return CLAIM_DONE;
    }
}

#endif /* HLOCAL_IMPL_CORE_CLAIM_LIFE_H */
