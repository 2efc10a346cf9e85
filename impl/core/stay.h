/* Two words of one index, read one after the other: what the second says of
 * the block that the first was read for. */
#ifndef HLOCAL_IMPL_CORE_STAY_H
#define HLOCAL_IMPL_CORE_STAY_H

#include "word.h"

/* By word `v` the object of word `w` is live, has a block of the same class,
 * and is nobody's alone. Words of one index never go back to an earlier
 * generation, so it was this object's all the time between them. */
/*@ requires ok:   word_ok(w) && word_ok(v);
    terminates     \true;
    exits          \false;
    assigns        \nothing;
    ensures stays: \result != 0 <==>
                      W_LIVE(v) == 1 && W_DISCARDED(v) == 0
                      && W_MOVE(v) != WORD_BUSY
                      && W_CLASS(v) == W_CLASS(w)
                      && W_GENERATION(v) == W_GENERATION(w);
*/
static inline int word_stays(uint64_t w, uint64_t v)
{
    HL_REQUIRE(word_is_ok(w) && word_is_ok(v));
    return W_LIVE(v) == 1ul && W_DISCARDED(v) == 0ul &&
           W_MOVE(v) != WORD_BUSY && W_CLASS(v) == W_CLASS(w) &&
           W_GENERATION(v) == W_GENERATION(w);
}

#endif /* HLOCAL_IMPL_CORE_STAY_H */
