/* The handle word: everything about one movable object that calls must see
 * at one instant, in 64 bits, changed only by compare-and-swap from a word to
 * transition(word). This header has the layout, the digits and the packing;
 * count.h, life.h and place.h have the transitions.
 *
 *   digit         position  values
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
#ifndef HLOCAL_WORD_H
#define HLOCAL_WORD_H

#include <stdint.h>
#include "transition.h"

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

/* The digits, for annotations and for code alike. */
#define W_LOCK(w) ((w) % 256ul)
#define W_LIVE(w) ((w) / WORD_LIVE % 2ul)
#define W_DISCARDED(w) ((w) / WORD_DISCARDED % 2ul)
#define W_DISCARDABLE(w) ((w) / WORD_DISCARDABLE % 2ul)
#define W_DDESHARE(w) ((w) / WORD_DDESHARE % 2ul)
#define W_MOVE(w) ((w) / WORD_MOVE % 4ul)
#define W_CLASS(w) ((w) / WORD_CLASS % 64ul)
#define W_SIZE(w) ((w) / WORD_SIZE % 0x10000ul)
#define W_GENERATION(w) ((w) / WORD_GENERATION % 0x1000000ul)

/* The abstract state of specs/transition.h, read off a word. */
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
        ==> hl_tuple_ok(W_TUPLE(w));
*/

/* The low digits of a live word, below its class. */
/*@ requires range: lock <= 255 && discarded <= 1 && discardable <= 1
                    && ddeshare <= 1 && move <= WORD_BUSY;
    terminates      \true;
    exits           \false;
    assigns         \nothing;
    ensures lock:        W_LOCK(\result) == lock;
    ensures live:        W_LIVE(\result) == 1;
    ensures discarded:   W_DISCARDED(\result) == discarded;
    ensures discardable: W_DISCARDABLE(\result) == discardable;
    ensures ddeshare:    W_DDESHARE(\result) == ddeshare;
    ensures move:        W_MOVE(\result) == move;
    ensures range:       \result < WORD_CLASS;
*/
static inline uint64_t word_pack_low(uint64_t lock, uint64_t discarded,
                                     uint64_t discardable, uint64_t ddeshare,
                                     uint64_t move)
{
    return lock + WORD_LIVE + discarded * WORD_DISCARDED +
           discardable * WORD_DISCARDABLE + ddeshare * WORD_DDESHARE +
           move * WORD_MOVE;
}

/* Put the digits of a live word together. */
/*@ requires range: lock <= 255 && discarded <= 1 && discardable <= 1
                    && ddeshare <= 1 && move <= WORD_BUSY && class < 64
                    && size < 0x10000 && generation < WORD_RETIRED;
    requires gone:  discarded == 1 ==> lock == 0 && class == 0 && size == 0
                                       && move != WORD_MOVING;
    requires still: move == WORD_MOVING ==> lock == 0;
    terminates      \true;
    exits           \false;
    assigns         \nothing;
    ensures lock:        W_LOCK(\result) == lock;
    ensures live:        W_LIVE(\result) == 1;
    ensures discarded:   W_DISCARDED(\result) == discarded;
    ensures discardable: W_DISCARDABLE(\result) == discardable;
    ensures ddeshare:    W_DDESHARE(\result) == ddeshare;
    ensures move:        W_MOVE(\result) == move;
    ensures class:       W_CLASS(\result) == class;
    ensures size:        W_SIZE(\result) == size;
    ensures generation:  W_GENERATION(\result) == generation;
    ensures ok:          word_ok(\result);
*/
static inline uint64_t word_pack(uint64_t lock, uint64_t discarded,
                                 uint64_t discardable, uint64_t ddeshare,
                                 uint64_t move, uint64_t class, uint64_t size,
                                 uint64_t generation)
{
    uint64_t low = word_pack_low(lock, discarded, discardable, ddeshare, move);
    uint64_t high = class + size * (WORD_SIZE / WORD_CLASS) +
                    generation * (WORD_GENERATION / WORD_CLASS);
    uint64_t w = low + high * WORD_CLASS;

    /* Digit by digit: what lies above does not show below. */
    /*@ assert high: w / WORD_CLASS == high; */
    /*@ assert lock: W_LOCK(w) == W_LOCK(low); */
    /*@ assert above_live:
               w / WORD_LIVE == low / WORD_LIVE + high * 64; */
    /*@ assert live: W_LIVE(w) == W_LIVE(low); */
    /*@ assert above_discarded:
               w / WORD_DISCARDED == low / WORD_DISCARDED + high * 32; */
    /*@ assert discarded: W_DISCARDED(w) == W_DISCARDED(low); */
    /*@ assert above_discardable:
               w / WORD_DISCARDABLE == low / WORD_DISCARDABLE + high * 16; */
    /*@ assert discardable: W_DISCARDABLE(w) == W_DISCARDABLE(low); */
    /*@ assert above_ddeshare:
               w / WORD_DDESHARE == low / WORD_DDESHARE + high * 8; */
    /*@ assert ddeshare: W_DDESHARE(w) == W_DDESHARE(low); */
    /*@ assert above_move:
               w / WORD_MOVE == low / WORD_MOVE + high * 4; */
    /*@ assert move: W_MOVE(w) == W_MOVE(low); */
    return w;
}

#endif /* HLOCAL_WORD_H */
