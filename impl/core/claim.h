/* The lock-free loops: read the word, decide, commit one transition by CAS.
 * A successful CAS is the instant at which the call takes effect.
 */
#ifndef HLOCAL_CLAIM_H
#define HLOCAL_CLAIM_H

#include "atomic.h"
#include "count.h"
#include "life.h"
#include "place.h"

#define CLAIM_STALE 0     /* no live object of this generation */
#define CLAIM_DONE 1      /* committed */
#define CLAIM_DISCARDED 2 /* live, but without a block */
#define CLAIM_UNLOCKED 3  /* live, but there is no lock to take off */
#define CLAIM_BUSY 4      /* another thread owns the word: wait, try again */

/*@ predicate claim_live(integer w, integer generation) =
        W_LIVE(w) == 1 && W_GENERATION(w) == generation;
*/

/* Lock the object. CLAIM_DONE: `*seen` is the word as it was just before,
 * and since it is locked now, its class and its location hold. A saturated
 * count needs no commit: the word is what it would become. */
/*@ requires valid: \valid(p) && \valid(seen) && word_ok(*p)
                    && \separated(p, seen, &word_before, &word_commits);
    requires count: 0 <= word_commits < 1000000;
    terminates      \false;  // lock-free, not wait-free
    exits           \false;
    assigns         *p, *seen, word_before, word_commits;
    ensures ok:       word_ok(*p);
    ensures done:     \result == CLAIM_DONE ==>
                         claim_live(*seen, generation)
                      && W_DISCARDED(*seen) == 0
                      && word_rely(\old(*p), *seen);
    ensures refines:  \result == CLAIM_DONE ==>
                         hl_tr_lock(W_TUPLE(*seen), W_TUPLE(*p))
                      && word_same_block(*seen, *p);
    ensures once:     \result == CLAIM_DONE ==>
                         (W_LOCK(*seen) < HL_LOCK_MAX
                            ==> word_before == *seen
                                && word_commits == \old(word_commits) + 1);
    ensures refused:  \result != CLAIM_DONE ==>
                         word_commits == \old(word_commits) && *seen == *p
                      && word_rely(\old(*p), *p);
    ensures stale:    \result == CLAIM_STALE ==>
                         !claim_live(*p, generation);
    ensures discarded: \result == CLAIM_DISCARDED ==>
                         claim_live(*p, generation) && W_DISCARDED(*p) == 1;
    ensures busy:     \result == CLAIM_BUSY ==> W_MOVE(*p) == WORD_BUSY;
    ensures codes:    \result == CLAIM_DONE || \result == CLAIM_STALE
                      || \result == CLAIM_DISCARDED || \result == CLAIM_BUSY;
*/
static inline int claim_lock(hl_word *p, uint64_t generation, uint64_t *seen)
{
    uint64_t w = word_load(p);

    /*@ loop invariant ok:   word_ok(w) && word_ok(*p) && w == *p;
        loop invariant rely: word_rely(\at(*p, Pre), w);
        loop invariant none: word_commits == \at(word_commits, Pre);
        loop assigns   w, *p, word_before, word_commits;
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

/* Take one lock off. CLAIM_DONE: `*seen` is the word just before. */
static inline int claim_unlock(hl_word *p, uint64_t generation, uint64_t *seen)
{
    uint64_t w = word_load(p);

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

/* End the object's life. CLAIM_DONE: `*seen` is its last word, and its index
 * and its block, if it had one, are the caller's. */
static inline int claim_free(hl_word *p, uint64_t generation, uint64_t *seen)
{
    uint64_t w = word_load(p);

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
static inline int claim_mark(hl_word *p, uint64_t generation, uint64_t *seen)
{
    uint64_t w = word_load(p);

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

#endif /* HLOCAL_CLAIM_H */
