/* Transitions of the handle word at the two ends of an object's life. */
#ifndef HLOCAL_IMPL_CORE_LIFE_H
#define HLOCAL_IMPL_CORE_LIFE_H

#include "pack.h"

/* A dead word becomes an object with a block of `size` bytes in `class`, in
 * the generation its last owner left behind. */
/*@ requires ok:    word_ok(w);
    requires dead:  W_LIVE(w) == 0;
    requires fresh: W_GENERATION(w) < WORD_RETIRED;
    requires range: discardable <= 1 && ddeshare <= 1 && class < 64
                    && size < 0x10000;
    terminates      \true;
    exits           \false;
    assigns         \nothing;
    ensures ok:      word_ok(\result);
    ensures refines: hlm_tr_born(W_TUPLE(w), W_TUPLE(\result), discardable,
                                ddeshare, 0);
    ensures block:   W_CLASS(\result) == class && W_SIZE(\result) == size;
    ensures same:    W_GENERATION(\result) == W_GENERATION(w);
    ensures move:    W_MOVE(\result) == WORD_STABLE;
*/
static inline uint64_t word_born(uint64_t w, uint64_t discardable,
                                 uint64_t ddeshare, uint64_t class,
                                 uint64_t size)
{
    HL_REQUIRE(word_is_ok(w) && W_LIVE(w) == 0);
    HL_REQUIRE(W_GENERATION(w) < WORD_RETIRED);
    HL_REQUIRE(discardable <= 1 && ddeshare <= 1);
    HL_REQUIRE(class < 64 && size < 0x10000);
    return word_pack(0ul, 0ul, discardable, ddeshare, WORD_STABLE, class, size,
                     W_GENERATION(w));
}

/* LA_3: the same for an object without a block. */
/*@ requires ok:    word_ok(w);
    requires dead:  W_LIVE(w) == 0;
    requires fresh: W_GENERATION(w) < WORD_RETIRED;
    requires range: discardable <= 1 && ddeshare <= 1;
    terminates      \true;
    exits           \false;
    assigns         \nothing;
    ensures ok:      word_ok(\result);
    ensures refines: hlm_tr_born(W_TUPLE(w), W_TUPLE(\result), discardable,
                                ddeshare, 1);
    ensures block:   W_CLASS(\result) == 0 && W_SIZE(\result) == 0;
    ensures same:    W_GENERATION(\result) == W_GENERATION(w);
    ensures move:    W_MOVE(\result) == WORD_STABLE;
*/
static inline uint64_t word_born_discarded(uint64_t w, uint64_t discardable,
                                           uint64_t ddeshare)
{
    HL_REQUIRE(word_is_ok(w) && W_LIVE(w) == 0);
    HL_REQUIRE(W_GENERATION(w) < WORD_RETIRED);
    HL_REQUIRE(discardable <= 1 && ddeshare <= 1);
    return word_pack(0ul, 1ul, discardable, ddeshare, WORD_STABLE, 0ul, 0ul,
                     W_GENERATION(w));
}

/* LF_2, LF_4, LF_5: the object dies and its generation with it. The last
 * generation, WORD_RETIRED, is never born: no handle value comes twice. */
/*@ requires ok:   word_ok(w);
    requires live: W_LIVE(w) == 1;
    requires free: W_MOVE(w) != WORD_BUSY;
    terminates     \true;
    exits          \false;
    assigns        \nothing;
    ensures ok:      word_ok(\result);
    ensures refines: hlm_tr_free(W_TUPLE(w), W_TUPLE(\result));
    ensures next:    W_GENERATION(\result) == W_GENERATION(w) + 1;
    ensures nothing: W_CLASS(\result) == 0 && W_SIZE(\result) == 0;
*/
static inline uint64_t word_free(uint64_t w)
{
    HL_REQUIRE(word_is_ok(w) && W_LIVE(w) == 1);
    HL_REQUIRE(W_MOVE(w) != WORD_BUSY);
    return (W_GENERATION(w) + 1ul) * WORD_GENERATION;
}

/* Whether a dead word's index is used up. */
/*@ requires ok:   word_ok(w);
    terminates     \true;
    exits          \false;
    assigns        \nothing;
    ensures last:  \result != 0 <==> W_GENERATION(w) == WORD_RETIRED;
*/
static inline int word_retired(uint64_t w)
{
    HL_REQUIRE(word_is_ok(w));
    return W_GENERATION(w) == WORD_RETIRED;
}

#endif /* HLOCAL_IMPL_CORE_LIFE_H */
