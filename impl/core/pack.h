/* Putting the fields of a handle word together: in three small steps, since
 * that is what the provers follow; the compiler makes one expression of it.
 */
#ifndef HLOCAL_IMPL_CORE_PACK_H
#define HLOCAL_IMPL_CORE_PACK_H

#include "word.h"

/* The low fields of a live word, below its class. */
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
    HL_REQUIRE(lock <= 255 && discarded <= 1 && discardable <= 1);
    HL_REQUIRE(ddeshare <= 1 && move <= WORD_BUSY);
    return lock + WORD_LIVE + discarded * WORD_DISCARDED +
           discardable * WORD_DISCARDABLE + ddeshare * WORD_DDESHARE +
           move * WORD_MOVE;
}

/* The fields from the class up, counted from there. */
/*@ requires range: class < 64 && size < 0x10000 && generation < WORD_RETIRED;
    terminates      \true;
    exits           \false;
    assigns         \nothing;
    ensures class:      \result % 64 == class;
    ensures size:       \result / 64 % 0x10000 == size;
    ensures generation: \result / 0x400000 == generation;
    ensures range:      \result < WORD_SPARE / WORD_CLASS;
*/
static inline uint64_t word_pack_high(uint64_t class, uint64_t size,
                                      uint64_t generation)
{
    HL_REQUIRE(class < 64 && size < 0x10000);
    HL_REQUIRE(generation < WORD_RETIRED);
    return class + size * 0x40ul + generation * 0x400000ul;
}

/* The low fields and those from the class up. What lies above does not show
 * below. */
/*@ requires low:   low < WORD_CLASS;
    requires high:  high < WORD_SPARE / WORD_CLASS;
    terminates      \true;
    exits           \false;
    assigns         \nothing;
    ensures class:       W_CLASS(\result) == high % 64;
    ensures size:        W_SIZE(\result) == high / 64 % 0x10000;
    ensures generation:  \result / WORD_GENERATION == high / 0x400000;
    ensures lock:        W_LOCK(\result) == W_LOCK(low);
    ensures live:        W_LIVE(\result) == W_LIVE(low);
    ensures discarded:   W_DISCARDED(\result) == W_DISCARDED(low);
    ensures discardable: W_DISCARDABLE(\result) == W_DISCARDABLE(low);
    ensures ddeshare:    W_DDESHARE(\result) == W_DDESHARE(low);
    ensures move:        W_MOVE(\result) == W_MOVE(low);
    ensures range:       \result < WORD_SPARE;
*/
static inline uint64_t word_join(uint64_t low, uint64_t high)
{
    HL_REQUIRE(low < WORD_CLASS && high < WORD_SPARE / WORD_CLASS);
    uint64_t w = low + high * WORD_CLASS;

    /*@ assert high: w / WORD_CLASS == high; */
    /*@ assert above_size: w / WORD_SIZE == high / 64; */
    /*@ assert above_live:
               w / WORD_LIVE == low / WORD_LIVE + high * 64; */
    /*@ assert above_discarded:
               w / WORD_DISCARDED == low / WORD_DISCARDED + high * 32; */
    /*@ assert above_discardable:
               w / WORD_DISCARDABLE == low / WORD_DISCARDABLE + high * 16; */
    /*@ assert above_ddeshare:
               w / WORD_DDESHARE == low / WORD_DDESHARE + high * 8; */
    /*@ assert above_move:
               w / WORD_MOVE == low / WORD_MOVE + high * 4; */
    return w;
}

/* Put the fields of a live word together. */
/*@ requires range: lock <= 255 && discarded <= 1 && discardable <= 1
                    && ddeshare <= 1 && move <= WORD_BUSY && class < 64
                    && size < 0x10000 && generation < WORD_RETIRED;
    requires discarded: discarded == 1 ==> lock == 0 && class == 0 && size == 0
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
    HL_REQUIRE(lock <= 255 && discarded <= 1 && discardable <= 1);
    HL_REQUIRE(ddeshare <= 1 && move <= WORD_BUSY);
    HL_REQUIRE(class < 64 && size < 0x10000 && generation < WORD_RETIRED);
    HL_REQUIRE(discarded == 0 || (lock == 0 && class == 0 && size == 0));
    HL_REQUIRE(move != WORD_MOVING || (discarded == 0 && lock == 0));
    uint64_t low = word_pack_low(lock, discarded, discardable, ddeshare, move);
    uint64_t high = word_pack_high(class, size, generation);

    return word_join(low, high);
}

#endif /* HLOCAL_IMPL_CORE_PACK_H */
