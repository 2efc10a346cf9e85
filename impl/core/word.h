/* The handle word: everything about one movable object that calls must see
 * at one instant, in 64 bits, changed only by compare-and-swap from a word to
 * transition(word). This header has the layout and the fields, pack.h puts
 * them together; count.h, life.h and word_update.h have the transitions.
 *
 *   field         position  values
 *   lock              2^0   0..255
 *   live              2^8   0 or 1; a dead word has only a generation
 *   discarded         2^9   0 or 1; then lock, class and size are 0
 *   discardable      2^10   0 or 1
 *   ddeshare         2^11   0 or 1
 *   moving           2^12   WORD_STABLE, WORD_MOVING or WORD_BUSY
 *   class            2^14   0..62 a small size class, 63 a large block
 *   size             2^20   exact bytes of a small block; 0 for a large one
 *   generation       2^36   0..2^24 - 1; the last one means "retired"
 *   spare            2^60   zero
 */
#ifndef HLOCAL_IMPL_CORE_WORD_H
#define HLOCAL_IMPL_CORE_WORD_H

#include <stdint.h>
#include "../checks.h"
#include "local/transition.h"

#define WORD_LIVE 0x100ul
#define WORD_DISCARDED 0x200ul
#define WORD_DISCARDABLE 0x400ul
#define WORD_DDESHARE 0x800ul
#define WORD_MOVE 0x1000ul
#define WORD_CLASS 0x4000ul
#define WORD_SIZE 0x100000ul
#define WORD_GENERATION 0x1000000000ul
#define WORD_SPARE 0x1000000000000000ul

#define WORD_STABLE 0ul /* the block stays where it is */
#define WORD_MOVING 1ul /* being copied; any other change calls it off */
#define WORD_BUSY 2ul   /* one thread owns block and word; the others wait */

#define WORD_CLASS_COUNT 64ul
#define WORD_CLASS_LARGE 63ul
#define WORD_SIZE_COUNT 0x10000ul
#define WORD_RETIRED 0xFFFFFFul

/* The fields, for annotations and for code alike. */
#define W_LOCK(w) ((w) % 256ul)
#define W_LIVE(w) ((w) / WORD_LIVE % 2ul)
#define W_DISCARDED(w) ((w) / WORD_DISCARDED % 2ul)
#define W_DISCARDABLE(w) ((w) / WORD_DISCARDABLE % 2ul)
#define W_DDESHARE(w) ((w) / WORD_DDESHARE % 2ul)
#define W_MOVE(w) ((w) / WORD_MOVE % 4ul)
#define W_CLASS(w) ((w) / WORD_CLASS % 64ul)
#define W_SIZE(w) ((w) / WORD_SIZE % 0x10000ul)
#define W_GENERATION(w) ((w) / WORD_GENERATION % 0x1000000ul)

/* The abstract state of specs/local/transition.h, read off a word. */
#define W_TUPLE(w)                                                             \
    W_LIVE(w), W_LOCK(w), W_DISCARDABLE(w), W_DDESHARE(w), W_DISCARDED(w)

/*@ // The representation invariant, carried in and out of every transition.
    predicate word_ok(integer w) =
         0 <= w < WORD_SPARE
      && W_MOVE(w) <= WORD_BUSY
      && (W_LIVE(w) == 0 ==> W_LOCK(w) == 0 && W_DISCARDED(w) == 0
                             && W_DISCARDABLE(w) == 0 && W_DDESHARE(w) == 0
                             && W_MOVE(w) == WORD_STABLE && W_CLASS(w) == 0
                             && W_SIZE(w) == 0)
      && (W_DISCARDED(w) == 1 ==> W_LOCK(w) == 0 && W_CLASS(w) == 0
                                  && W_SIZE(w) == 0
                                  && W_MOVE(w) != WORD_MOVING)
      && (W_MOVE(w) == WORD_MOVING ==> W_LOCK(w) == 0)
      && (W_LIVE(w) == 1 ==> W_GENERATION(w) < WORD_RETIRED);

    // What the tuple does not show, unchanged.
    predicate word_same_block(integer w, integer v) =
         W_CLASS(v) == W_CLASS(w) && W_SIZE(v) == W_SIZE(w)
      && W_GENERATION(v) == W_GENERATION(w);

    // The invariant's meaning: only possible tuples are represented.
    check lemma word_ok_tuple: \forall integer w; word_ok(w)
        ==> hlm_tuple_ok(W_TUPLE(w));
*/

#if HL_CHECKS
/* word_ok as code. */
static inline int word_is_ok(uint64_t w)
{
    if (w >= WORD_SPARE || W_MOVE(w) > WORD_BUSY)
        return 0;
    if (W_LIVE(w) == 0)
        return w % WORD_GENERATION == 0;
    if (W_DISCARDED(w) == 1 && (W_LOCK(w) != 0 || W_CLASS(w) != 0 ||
                                W_SIZE(w) != 0 || W_MOVE(w) == WORD_MOVING))
        return 0;
    return (W_MOVE(w) != WORD_MOVING || W_LOCK(w) == 0) &&
           W_GENERATION(w) < WORD_RETIRED;
}
#endif

#endif /* HLOCAL_IMPL_CORE_WORD_H */
