/* Transitions of the handle word that change the lock count. */
#ifndef HLOCAL_COUNT_H
#define HLOCAL_COUNT_H

#include "word.h"

/* LL_2, LL_4: one lock more; the count sticks at 255. A locker that finds a
 * copy in progress calls it off by clearing the moving digit: were the digit
 * kept, lock and unlock would restore the mover's word and its copy, made
 * before the lock, would replace what was written meanwhile. */
/*@ requires ok:    word_ok(w);
    requires block: W_LIVE(w) == 1 && W_DISCARDED(w) == 0;
    requires free:  W_MOVE(w) != WORD_BUSY;
    terminates      \true;
    exits           \false;
    assigns         \nothing;
    ensures ok:      word_ok(\result);
    ensures refines: hl_tr_lock(W_TUPLE(w), W_TUPLE(\result));
    ensures block:   word_same_block(w, \result);
    ensures move:    W_MOVE(\result) == WORD_STABLE;
*/
static inline uint64_t word_lock(uint64_t w)
{
    if (W_LOCK(w) == 255ul)
        return w;
    if (W_MOVE(w) == WORD_MOVING)
        return w - WORD_MOVE + 1ul;
    return w + 1ul;
}

/* LU_1, LU_2: one lock less. */
/*@ requires ok:     word_ok(w);
    requires locked: W_LIVE(w) == 1 && W_LOCK(w) >= 1;
    requires free:   W_MOVE(w) != WORD_BUSY;
    terminates       \true;
    exits            \false;
    assigns          \nothing;
    ensures ok:      word_ok(\result);
    ensures refines: hl_tr_unlock(W_TUPLE(w), W_TUPLE(\result));
    ensures block:   word_same_block(w, \result);
    ensures move:    W_MOVE(\result) == WORD_STABLE;
*/
static inline uint64_t word_unlock(uint64_t w)
{
    return w - 1ul;
}

#endif /* HLOCAL_COUNT_H */
