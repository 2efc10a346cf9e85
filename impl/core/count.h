/* Transitions of the handle word that change the lock count. */
#ifndef HLOCAL_IMPL_CORE_COUNT_H
#define HLOCAL_IMPL_CORE_COUNT_H

#include "pack.h"

/* LL_2, LL_4: one lock more; the count sticks at 255. A locker that finds a
 * copy in progress calls it off by clearing the moving field: were the field
 * kept, lock and unlock would restore the mover's word and its copy, made
 * before the lock, would replace what was written meanwhile. */
/*@ requires ok:    word_ok(w);
    requires block: W_LIVE(w) == 1 && W_DISCARDED(w) == 0;
    requires free:  W_MOVE(w) != WORD_BUSY;
    terminates      \true;
    exits           \false;
    assigns         \nothing;
    ensures ok:      word_ok(\result);
    ensures refines: hlm_tr_lock(W_TUPLE(w), W_TUPLE(\result));
    ensures block:   word_same_block(w, \result);
    ensures move:    W_MOVE(\result) == WORD_STABLE;
*/
static inline uint64_t word_lock(uint64_t w)
{
    HL_REQUIRE(word_is_ok(w));
    HL_REQUIRE(W_LIVE(w) == 1 && W_DISCARDED(w) == 0);
    HL_REQUIRE(W_MOVE(w) != WORD_BUSY);
    if (W_LOCK(w) == 255ul)
        return w;
    if (W_MOVE(w) == WORD_MOVING)
        return word_pack(1ul, 0ul, W_DISCARDABLE(w), W_DDESHARE(w), WORD_STABLE,
                         W_CLASS(w), W_SIZE(w), W_GENERATION(w));
    /* The last field has room, so none above it changes. */
    /*@ assert live: (w + 1) / WORD_LIVE == w / WORD_LIVE; */
    /*@ assert discarded: (w + 1) / WORD_DISCARDED == w / WORD_DISCARDED; */
    /*@ assert discardable: (w + 1) / WORD_DISCARDABLE == w / WORD_DISCARDABLE; */
    /*@ assert ddeshare: (w + 1) / WORD_DDESHARE == w / WORD_DDESHARE; */
    /*@ assert move: (w + 1) / WORD_MOVE == w / WORD_MOVE; */
    /*@ assert class: (w + 1) / WORD_CLASS == w / WORD_CLASS; */
    /*@ assert size: (w + 1) / WORD_SIZE == w / WORD_SIZE; */
    /*@ assert generation: (w + 1) / WORD_GENERATION == w / WORD_GENERATION; */
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
    ensures refines: hlm_tr_unlock(W_TUPLE(w), W_TUPLE(\result));
    ensures block:   word_same_block(w, \result);
    ensures move:    W_MOVE(\result) == WORD_STABLE;
*/
static inline uint64_t word_unlock(uint64_t w)
{
    HL_REQUIRE(word_is_ok(w));
    HL_REQUIRE(W_LIVE(w) == 1 && W_LOCK(w) >= 1);
    HL_REQUIRE(W_MOVE(w) != WORD_BUSY);
    /* The last field is not 0, so none above it changes. */
    /*@ assert live: (w - 1) / WORD_LIVE == w / WORD_LIVE; */
    /*@ assert discarded: (w - 1) / WORD_DISCARDED == w / WORD_DISCARDED; */
    /*@ assert discardable: (w - 1) / WORD_DISCARDABLE == w / WORD_DISCARDABLE; */
    /*@ assert ddeshare: (w - 1) / WORD_DDESHARE == w / WORD_DDESHARE; */
    /*@ assert move: (w - 1) / WORD_MOVE == w / WORD_MOVE; */
    /*@ assert class: (w - 1) / WORD_CLASS == w / WORD_CLASS; */
    /*@ assert size: (w - 1) / WORD_SIZE == w / WORD_SIZE; */
    /*@ assert generation: (w - 1) / WORD_GENERATION == w / WORD_GENERATION; */
    return w - 1ul;
}

#endif /* HLOCAL_IMPL_CORE_COUNT_H */
