/* Compare-and-swap on a handle word. Frama-C has no atomics: it reads the
 * contracts, which say what any number of other threads may do between two of
 * our accesses, and never sees the bodies. The contracts are therefore
 * trusted, sequential consistency is assumed, and memory orders are argued in
 * comments and tested under TSan.
 */
#ifndef HLOCAL_IMPL_CORE_ATOMIC_H
#define HLOCAL_IMPL_CORE_ATOMIC_H

#include "alone.h"
#include "word.h"

/*@ // What other threads may do to a word meanwhile: any steps of the
    // protocol. It stays well formed and its generation never goes back.
    predicate word_rely(integer w, integer v) =
        word_ok(w) ==> word_ok(v) && W_GENERATION(w) <= W_GENERATION(v);
*/

#ifdef __FRAMAC__

typedef uint64_t handle_word;

/* The word that our last successful CAS replaced, and how many succeeded. */
/*@ ghost uint64_t word_before; */
/*@ ghost int word_commits; */

/*@ requires valid: \valid(p) && word_ok(*p);
    terminates \true;
    exits      \false;
    assigns    *p \from *p;
    ensures rely: word_rely(\old(*p), *p);
    ensures ok:   word_ok(*p);
    ensures read: \result == *p;
*/
uint64_t word_load(handle_word *p);

/*@ requires valid:     \valid(p) && \valid(expected) && word_ok(*p)
                        && word_ok(*expected);
    requires separated: \separated(p, expected, &word_before, &word_commits);
    requires guarantee: word_ok(desired) && word_rely(*expected, desired);
    requires exclusive: W_LIVE(*expected) == 1
                        && W_MOVE(*expected) != WORD_BUSY;
    requires count:     0 <= word_commits < 1000000;
    terminates \true;
    exits      \false;
    assigns    *p, *expected, word_before, word_commits
               \from *p, *expected, desired, word_before, word_commits;
    ensures flag: \result == 0 || \result == 1;
    ensures hit:  \result == 1 ==>
                     *p == desired && *expected == \old(*expected)
                  && word_before == \old(*expected)
                  && word_rely(\old(*p), word_before)
                  && word_commits == \old(word_commits) + 1;
    ensures miss: \result == 0 ==>
                     *expected == *p && word_ok(*p)
                  && word_rely(\old(*p), *p)
                  && word_before == \old(word_before)
                  && word_commits == \old(word_commits);
*/
int word_cas(handle_word *p, uint64_t *expected, uint64_t desired);

/* A plain store, by the one thread whose the word is: it is dead and its index
 * nobody else's, or it is busy. What other threads do to such a word is
 * nothing, which is why this needs no CAS. */
/*@ requires valid:     \valid(p) && word_ok(*p);
    requires separated: \separated(p, &word_before, &word_commits);
    requires owned:     W_LIVE(*p) == 0 || W_MOVE(*p) == WORD_BUSY;
    requires guarantee: word_ok(desired) && word_rely(*p, desired)
                        && W_GENERATION(desired) == W_GENERATION(*p);
    requires count:     0 <= word_commits < 1000000;
    terminates \true;
    exits      \false;
    assigns    *p, word_before, word_commits
               \from *p, desired, word_before, word_commits;
    ensures stored: *p == desired && word_before == \old(*p)
                    && word_commits == \old(word_commits) + 1;
*/
void word_store(handle_word *p, uint64_t desired);

/* word_load, where the word is the caller's: nobody else changes it. */
/*@ requires valid: \valid(p) && word_ok(*p);
    requires owned: W_LIVE(*p) == 0 || W_MOVE(*p) == WORD_BUSY;
    terminates \true;
    exits      \false;
    assigns    \nothing;
    ensures read: \result == *p;
*/
uint64_t word_load_owned(handle_word *p);

#else

#include "../sync.h"

typedef _Atomic uint64_t handle_word;

/* Acquire pairs with the release in word_cas and in the stores that publish
 * a new object: who sees the word sees the location and the bytes behind
 * it. */
static inline uint64_t word_load(handle_word *p)
{
    return atomic_load_explicit(p, memory_order_acquire);
}

/* Acquire and release: a lock's success must see what the last unlock, move
 * or resize wrote, and an unlock must show what its holder wrote. */
static inline int word_cas(handle_word *p, uint64_t *expected, uint64_t desired)
{
    if (alone()) {
        uint64_t found = atomic_load_explicit(p, memory_order_relaxed);

        if (found == *expected) {
            atomic_store_explicit(p, desired, memory_order_relaxed);
            return 1;
        }
        *expected = found;
        return 0;
    }
    return atomic_compare_exchange_strong_explicit(
        p, expected, desired, memory_order_acq_rel, memory_order_acquire);
}

/* The release pairs with the acquire in word_load and word_cas: who sees the
 * word sees the location, the owner entry and the bytes written before. */
static inline void word_store(handle_word *p, uint64_t desired)
{
    atomic_store_explicit(p, desired, memory_order_release);
}

/* Relaxed: this thread wrote the word, or has it from who did by way of a
 * mutex. */
static inline uint64_t word_load_owned(handle_word *p)
{
    return atomic_load_explicit(p, memory_order_relaxed);
}

#endif

#endif /* HLOCAL_IMPL_CORE_ATOMIC_H */
