/* The lock-free loops: read the word, decide, commit one transition by CAS.
 * A successful CAS is the instant at which the call takes effect.
 */
#ifndef HLOCAL_IMPL_CORE_CLAIM_H
#define HLOCAL_IMPL_CORE_CLAIM_H

#include "atomic.h"

#define CLAIM_STALE 0     /* no live object of this generation */
#define CLAIM_DONE 1      /* committed */
#define CLAIM_DISCARDED 2 /* live, but without a block */
#define CLAIM_UNLOCKED 3  /* live, but there is no lock to take off */
#define CLAIM_BUSY 4      /* another thread owns the word: wait, try again */

/*@ predicate claim_live(integer w, integer generation) =
        W_LIVE(w) == 1 && W_GENERATION(w) == generation;

    // One commit, of a word that was `w` just before.
    predicate claim_once{L1, L2}(integer w) =
        \at(word_before, L2) == w
        && \at(word_commits, L2) == \at(word_commits, L1) + 1;
    predicate claim_none{L1, L2} =
        \at(word_commits, L2) == \at(word_commits, L1);

    // What the loops ask of the word and of `*seen`.
    predicate claim_ready{L}(handle_word *p, uint64_t *seen) =
        \valid(p) && \valid(seen) && word_ok(\at(*p, L))
        && \separated(p, seen, &word_before, &word_commits);

    // What holds however a loop ends: other threads kept to the protocol, and
    // a loop that is not done has committed nothing, `*seen` being the word
    // that forbade it.
    predicate claim_frame{L1, L2}(handle_word *p, uint64_t *seen,
                                  integer generation, integer result) =
        word_ok(\at(*p, L2)) && word_ok(\at(*seen, L2))
        && word_rely(\at(*p, L1), \at(*seen, L2))
        && (result != CLAIM_DONE ==>
              claim_none{L1, L2} && \at(*seen, L2) == \at(*p, L2))
        && (result == CLAIM_STALE ==>
              !claim_live(\at(*p, L2), generation))
        && (result == CLAIM_BUSY ==>
              claim_live(\at(*p, L2), generation)
              && W_MOVE(\at(*p, L2)) == WORD_BUSY);
*/

/* All loops have the same frame: `p` is the word; `*seen` is the word that the
 * commit replaced, or the word that forbade a commit. Without interference by
 * other threads each loop ends after one iteration. Under interference it is
 * lock-free, not wait-free, so the contracts say `terminates \false`: an
 * endless loop would meet them. */

#endif /* HLOCAL_IMPL_CORE_CLAIM_H */
