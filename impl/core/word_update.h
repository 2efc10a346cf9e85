/* Transitions of the handle word that change the block or the attributes of
 * a live object. All of them leave the word stable, save the two that begin
 * something: word_begin_move and word_claim. */
#ifndef HLOCAL_IMPL_CORE_WORD_UPDATE_H
#define HLOCAL_IMPL_CORE_WORD_UPDATE_H

#include "pack.h"

/* LRA_42: set the DISCARDABLE mark. */
/*@ requires ok:   word_ok(w);
    requires live: W_LIVE(w) == 1;
    requires free: W_MOVE(w) != WORD_BUSY;
    terminates     \true;
    exits          \false;
    assigns        \nothing;
    ensures ok:      word_ok(\result);
    ensures refines: hlm_tr_mark(W_TUPLE(w), W_TUPLE(\result));
    ensures block:   word_same_block(w, \result);
    ensures move:    W_MOVE(\result) == WORD_STABLE;
*/
static inline uint64_t word_mark(uint64_t w)
{
    HL_REQUIRE(word_is_ok(w) && W_LIVE(w) == 1);
    HL_REQUIRE(W_MOVE(w) != WORD_BUSY);
    return word_pack(W_LOCK(w), W_DISCARDED(w), 1ul, W_DDESHARE(w), WORD_STABLE,
                     W_CLASS(w), W_SIZE(w), W_GENERATION(w));
}

/* LRA_U2: the block goes, the object stays. */
/*@ requires ok:       word_ok(w);
    requires unlocked: W_LIVE(w) == 1 && W_LOCK(w) == 0;
    requires free:     W_MOVE(w) != WORD_BUSY;
    terminates         \true;
    exits              \false;
    assigns            \nothing;
    ensures ok:      word_ok(\result);
    ensures refines: hlm_tr_discard(W_TUPLE(w), W_TUPLE(\result));
    ensures none:    W_CLASS(\result) == 0 && W_SIZE(\result) == 0;
    ensures same:    W_GENERATION(\result) == W_GENERATION(w);
    ensures move:    W_MOVE(\result) == WORD_STABLE;
*/
static inline uint64_t word_discard(uint64_t w)
{
    HL_REQUIRE(word_is_ok(w));
    HL_REQUIRE(W_LIVE(w) == 1 && W_LOCK(w) == 0);
    HL_REQUIRE(W_MOVE(w) != WORD_BUSY);
    return word_pack(0ul, 1ul, W_DISCARDABLE(w), W_DDESHARE(w), WORD_STABLE,
                     0ul, 0ul, W_GENERATION(w));
}

/* LRA_U1, LRA_K1, LRA_K2, LRA_D1: a block of `size` bytes in `class` is the
 * object's. The caller either owns the busy word or keeps the block. */
/*@ requires ok:    word_ok(w);
    requires live:  W_LIVE(w) == 1;
    requires range: class < 64 && size < 0x10000;
    terminates      \true;
    exits           \false;
    assigns         \nothing;
    ensures ok:      word_ok(\result);
    ensures refines: hlm_tr_place(W_TUPLE(w), W_TUPLE(\result));
    ensures block:   W_CLASS(\result) == class && W_SIZE(\result) == size;
    ensures same:    W_GENERATION(\result) == W_GENERATION(w);
    ensures move:    W_MOVE(\result) == WORD_STABLE;
*/
static inline uint64_t word_place(uint64_t w, uint64_t class, uint64_t size)
{
    HL_REQUIRE(word_is_ok(w) && W_LIVE(w) == 1);
    HL_REQUIRE(class < 64 && size < 0x10000);
    return word_pack(W_LOCK(w), 0ul, W_DISCARDABLE(w), W_DDESHARE(w),
                     WORD_STABLE, class, size, W_GENERATION(w));
}

/* Begin a copy that any other change to the object calls off. */
/*@ requires ok:       word_ok(w);
    requires unlocked: W_LIVE(w) == 1 && W_DISCARDED(w) == 0
                       && W_LOCK(w) == 0;
    requires stable:   W_MOVE(w) == WORD_STABLE;
    terminates         \true;
    exits              \false;
    assigns            \nothing;
    ensures ok:      word_ok(\result);
    ensures refines: hlm_tr_same(W_TUPLE(w), W_TUPLE(\result));
    ensures block:   word_same_block(w, \result);
    ensures move:    W_MOVE(\result) == WORD_MOVING;
*/
static inline uint64_t word_begin_move(uint64_t w)
{
    HL_REQUIRE(word_is_ok(w));
    HL_REQUIRE(W_LIVE(w) == 1 && W_DISCARDED(w) == 0 && W_LOCK(w) == 0);
    HL_REQUIRE(W_MOVE(w) == WORD_STABLE);
    return word_pack(0ul, 0ul, W_DISCARDABLE(w), W_DDESHARE(w), WORD_MOVING,
                     W_CLASS(w), W_SIZE(w), W_GENERATION(w));
}

/* Make the object this thread's alone: to publish a finished copy, or to
 * resize or replace the block, locked or not. */
/*@ requires ok:   word_ok(w);
    requires live: W_LIVE(w) == 1;
    requires free: W_MOVE(w) != WORD_BUSY;
    terminates     \true;
    exits          \false;
    assigns        \nothing;
    ensures ok:      word_ok(\result);
    ensures refines: hlm_tr_same(W_TUPLE(w), W_TUPLE(\result));
    ensures block:   word_same_block(w, \result);
    ensures move:    W_MOVE(\result) == WORD_BUSY;
*/
static inline uint64_t word_claim(uint64_t w)
{
    HL_REQUIRE(word_is_ok(w) && W_LIVE(w) == 1);
    HL_REQUIRE(W_MOVE(w) != WORD_BUSY);
    return word_pack(W_LOCK(w), W_DISCARDED(w), W_DISCARDABLE(w), W_DDESHARE(w),
                     WORD_BUSY, W_CLASS(w), W_SIZE(w), W_GENERATION(w));
}

/* End what word_begin_move or word_claim began, block and size unchanged:
 * call off a copy, publish one (its new location is already written), or let
 * go of an object that could not be resized. */
/*@ requires ok:   word_ok(w);
    requires live: W_LIVE(w) == 1;
    terminates     \true;
    exits          \false;
    assigns        \nothing;
    ensures ok:      word_ok(\result);
    ensures refines: hlm_tr_same(W_TUPLE(w), W_TUPLE(\result));
    ensures block:   word_same_block(w, \result);
    ensures move:    W_MOVE(\result) == WORD_STABLE;
*/
static inline uint64_t word_settle(uint64_t w)
{
    HL_REQUIRE(word_is_ok(w) && W_LIVE(w) == 1);
    return word_pack(W_LOCK(w), W_DISCARDED(w), W_DISCARDABLE(w), W_DDESHARE(w),
                     WORD_STABLE, W_CLASS(w), W_SIZE(w), W_GENERATION(w));
}

#endif /* HLOCAL_IMPL_CORE_WORD_UPDATE_H */
