/* The lock-free loops that count locks; see claim.h. */
#ifndef HLOCAL_IMPL_CORE_CLAIM_COUNT_H
#define HLOCAL_IMPL_CORE_CLAIM_COUNT_H

#include "claim.h"
#include "count.h"

/* Lock the object. Since it is locked then, the class in `*seen` and the
 * location hold. A saturated count needs no commit: the word is what it would
 * become. */
/*@ requires ready: claim_ready(p, seen);
    requires count: 0 <= word_commits < 1000000;
    terminates      \false;
    exits           \false;
    assigns         *p, *seen, word_before, word_commits;
    ensures frame:   claim_frame{Pre, Post}(p, seen, generation,
                                            \result);
    ensures done:    \result == CLAIM_DONE ==>
                        claim_live(*seen, generation)
                        && (W_LOCK(*seen) < HLM_LOCK_MAX
                              ==> claim_once{Pre, Post}(*seen));
    ensures refines: \result == CLAIM_DONE ==>
                        hlm_tr_lock(W_TUPLE(*seen), W_TUPLE(*p));
    ensures block:   \result == CLAIM_DONE ==> word_same_block(*seen, *p);
    ensures discarded: \result == CLAIM_DISCARDED ==>
                        claim_live(*p, generation) && W_DISCARDED(*p) == 1;
    ensures codes:   \result == CLAIM_DONE || \result == CLAIM_STALE
                     || \result == CLAIM_BUSY || \result == CLAIM_DISCARDED;
*/
static inline __attribute__((always_inline)) int
claim_lock(handle_word *p, uint64_t generation, uint64_t *seen)
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
        if (W_LOCK(w) == 255ul)
            return CLAIM_DONE;
        if (word_cas(p, &w, word_lock(w)))
            return CLAIM_DONE;
    }
}

/* Take one lock off. */
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
                        hlm_tr_unlock(W_TUPLE(*seen), W_TUPLE(*p));
    ensures block:   \result == CLAIM_DONE ==> word_same_block(*seen, *p);
    ensures unlocked: \result == CLAIM_UNLOCKED ==>
                        claim_live(*p, generation) && W_LOCK(*p) == 0;
    ensures codes:   \result == CLAIM_DONE || \result == CLAIM_STALE
                     || \result == CLAIM_BUSY || \result == CLAIM_UNLOCKED;
*/
static inline int claim_unlock(handle_word *p, uint64_t generation,
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
        if (W_LOCK(w) == 0ul)
            return CLAIM_UNLOCKED;
        if (word_cas(p, &w, word_unlock(w)))
            return CLAIM_DONE;
    }
}

#endif /* HLOCAL_IMPL_CORE_CLAIM_COUNT_H */
