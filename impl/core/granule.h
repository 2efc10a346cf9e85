/* Sizes of large blocks in granules of 64 KiB, without a wrap at any size. */
#ifndef HLOCAL_IMPL_CORE_GRANULE_H
#define HLOCAL_IMPL_CORE_GRANULE_H

#include <stdint.h>

#include "../checks.h"

#define GRANULE_BYTES 0x10000ul
#define GRANULE_SLACK 0x1000ul

/* No size from here on can be had; 2^47 bytes are all of user space. */
#define BLOCK_SIZE_END 0x800000000000ul
#define GRANULES_NONE 0xFFFFFFFFFFFFFFFFul

/* The granules that hold `size` bytes and a page of slack, so that a block
 * always grows by a little in place. */
/*@ requires range: size < BLOCK_SIZE_END;
    terminates      \true;
    exits           \false;
    assigns         \nothing;
    ensures holds:  size + GRANULE_SLACK <= \result * GRANULE_BYTES;
    ensures tight:  (\result - 1) * GRANULE_BYTES < size + GRANULE_SLACK;
*/
static inline uint64_t granules_for(uint64_t size)
{
    HL_REQUIRE(size < BLOCK_SIZE_END);
    return (size + GRANULE_SLACK + (GRANULE_BYTES - 1ul)) / GRANULE_BYTES;
}

/* granules_for, or GRANULES_NONE for what cannot be had: the one guard against
 * sizes near SIZE_MAX. */
/*@ terminates      \true;
    exits           \false;
    assigns         \nothing;
    ensures none:   \result == GRANULES_NONE <==> size >= BLOCK_SIZE_END;
    ensures holds:  size < BLOCK_SIZE_END ==>
                       size + GRANULE_SLACK <= \result * GRANULE_BYTES
                       && (\result - 1) * GRANULE_BYTES < size + GRANULE_SLACK;
*/
static inline uint64_t granules_wanted(uint64_t size)
{
    return size < BLOCK_SIZE_END ? granules_for(size) : GRANULES_NONE;
}

/* The granules in which a block of `size` bytes lies, slack left out. */
/*@ requires range: size <= BLOCK_SIZE_END;
    terminates      \true;
    exits           \false;
    assigns         \nothing;
    ensures holds:  size <= \result * GRANULE_BYTES;
    ensures tight:  (\result - 1) * GRANULE_BYTES < size;
*/
static inline uint64_t granules_of(uint64_t size)
{
    HL_REQUIRE(size <= BLOCK_SIZE_END);
    return (size + (GRANULE_BYTES - 1ul)) / GRANULE_BYTES;
}

/* The granules to take for `needed` where all of them are committed: a quarter
 * more for a block that grows, so that n bytes appended one by one move log n
 * times. */
/*@ requires range: needed < BLOCK_SIZE_END;
    terminates      \true;
    exits           \false;
    assigns         \nothing;
    ensures holds:  needed <= \result <= 2 * needed;
*/
static inline uint64_t granules_with_slack(uint64_t needed)
{
    HL_REQUIRE(needed < BLOCK_SIZE_END);
    return needed + needed / 4ul;
}

/* The same where what the block has not grown into is only reserved. */
/*@ requires range: needed < BLOCK_SIZE_END;
    terminates      \true;
    exits           \false;
    assigns         \nothing;
    ensures holds:  needed <= \result <= 8 * needed;
*/
static inline uint64_t granules_for_growth(uint64_t needed)
{
    HL_REQUIRE(needed < BLOCK_SIZE_END);
    return 8ul * needed;
}

#define ROUND_END 0x4000000000000000ul

/* `bytes` rounded up to a multiple of `unit`. */
/*@ requires range: bytes <= ROUND_END && 1 <= unit <= ROUND_END;
    terminates      \true;
    exits           \false;
    assigns         \nothing;
    ensures multiple: \result == (bytes + unit - 1) / unit * unit;
    ensures whole:  \result % unit == 0;
    ensures tight:  bytes <= \result < bytes + unit;
*/
static inline uint64_t round_up(uint64_t bytes, uint64_t unit)
{
    HL_REQUIRE(bytes <= ROUND_END && 1 <= unit && unit <= ROUND_END);
    uint64_t above = bytes + (unit - 1ul);

    /*@ assert whole: above - above % unit == above / unit * unit; */
    return above - above % unit;
}

/* `bytes` rounded down to a multiple of `unit`. */
/*@ requires range: 1 <= unit;
    terminates      \true;
    exits           \false;
    assigns         \nothing;
    ensures multiple: \result == bytes / unit * unit;
    ensures tight:  \result <= bytes < \result + unit;
*/
static inline uint64_t round_down(uint64_t bytes, uint64_t unit)
{
    HL_REQUIRE(1 <= unit);
    /*@ assert whole: bytes - bytes % unit == bytes / unit * unit; */
    return bytes - bytes % unit;
}

#endif /* HLOCAL_IMPL_CORE_GRANULE_H */
