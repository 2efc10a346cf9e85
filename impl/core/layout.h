/* How a span and its metadata are divided. */
#ifndef HLOCAL_IMPL_CORE_LAYOUT_H
#define HLOCAL_IMPL_CORE_LAYOUT_H

#include "address.h"

/*@ // Spans are 2^26 to 2^46 bytes: 128 regions that region_of can tell.
    predicate span_ok(integer bytes) =
         bytes == 0x4000000 || bytes == 0x8000000 || bytes == 0x10000000
      || bytes == 0x20000000 || bytes == 0x40000000 || bytes == 0x80000000
      || bytes == 0x100000000 || bytes == 0x200000000 || bytes == 0x400000000
      || bytes == 0x800000000 || bytes == 0x1000000000 || bytes == 0x2000000000
      || bytes == 0x4000000000 || bytes == 0x8000000000
      || bytes == 0x10000000000 || bytes == 0x20000000000
      || bytes == 0x40000000000 || bytes == 0x80000000000
      || bytes == 0x100000000000 || bytes == 0x200000000000
      || bytes == 0x400000000000;
    predicate region_size(integer bytes) =
         bytes == 0x80000 || bytes == 0x100000 || bytes == 0x200000
      || bytes == 0x400000 || bytes == 0x800000 || bytes == 0x1000000
      || bytes == 0x2000000 || bytes == 0x4000000 || bytes == 0x8000000
      || bytes == 0x10000000 || bytes == 0x20000000 || bytes == 0x40000000
      || bytes == 0x80000000 || bytes == 0x100000000 || bytes == 0x200000000
      || bytes == 0x400000000 || bytes == 0x800000000 || bytes == 0x1000000000
      || bytes == 0x2000000000 || bytes == 0x4000000000
      || bytes == 0x8000000000;
*/

#if HL_CHECKS
/* Both as code: powers of two from .. to. */
static inline int span_is_ok(uint64_t bytes)
{
    return 0x4000000 <= bytes && bytes <= SPAN_MOST &&
           (bytes & (bytes - 1)) == 0;
}

static inline int region_size_is_ok(uint64_t bytes)
{
    return 0x80000 <= bytes && bytes <= REGION_MAX &&
           (bytes & (bytes - 1)) == 0;
}
#endif

/* Bytes of a region. */
/*@ requires span:   span_ok(bytes);
    terminates       \true;
    exits            \false;
    assigns          \nothing;
    ensures all:     \result * REGION_COUNT == bytes;
    ensures region:  region_size(\result);
*/
static inline uint64_t region_bytes(uint64_t bytes)
{
    HL_REQUIRE(span_is_ok(bytes));
    return bytes / REGION_COUNT;
}

/* What region_of multiplies by, region by region; see unit_quotient. */
/*@ requires region: region_size(bytes);
    terminates       \true;
    exits            \false;
    assigns          \nothing;
    ensures r80000: bytes == 0x80000 ==> \result == 0x100000;
    ensures r100000: bytes == 0x100000 ==> \result == 0x80000;
    ensures r200000: bytes == 0x200000 ==> \result == 0x40000;
    ensures r400000: bytes == 0x400000 ==> \result == 0x20000;
    ensures r800000: bytes == 0x800000 ==> \result == 0x10000;
    ensures r1000000: bytes == 0x1000000 ==> \result == 0x8000;
    ensures r2000000: bytes == 0x2000000 ==> \result == 0x4000;
    ensures r4000000: bytes == 0x4000000 ==> \result == 0x2000;
    ensures r8000000: bytes == 0x8000000 ==> \result == 0x1000;
    ensures r10000000: bytes == 0x10000000 ==> \result == 0x800;
    ensures r20000000: bytes == 0x20000000 ==> \result == 0x400;
    ensures r40000000: bytes == 0x40000000 ==> \result == 0x200;
    ensures r80000000: bytes == 0x80000000 ==> \result == 0x100;
    ensures r100000000: bytes == 0x100000000 ==> \result == 0x80;
    ensures r200000000: bytes == 0x200000000 ==> \result == 0x40;
    ensures r400000000: bytes == 0x400000000 ==> \result == 0x20;
    ensures r800000000: bytes == 0x800000000 ==> \result == 0x10;
    ensures r1000000000: bytes == 0x1000000000 ==> \result == 0x8;
    ensures r2000000000: bytes == 0x2000000000 ==> \result == 0x4;
    ensures r4000000000: bytes == 0x4000000000 ==> \result == 0x2;
    ensures r8000000000: bytes == 0x8000000000 ==> \result == 0x1;
*/
static inline uint64_t region_quotient(uint64_t bytes)
{
    HL_REQUIRE(region_size_is_ok(bytes));
    return REGION_MAX / bytes;
}

/* What region_of multiplies by. */
/*@ requires region: region_size(bytes);
    terminates       \true;
    exits            \false;
    assigns          \nothing;
    ensures scale:   region_ok(bytes, \result);
    ensures range:   1 <= \result <= 0x100000;
*/
static inline uint32_t region_scale(uint64_t bytes)
{
    HL_REQUIRE(region_size_is_ok(bytes));
    uint64_t scale = region_quotient(bytes);

    /*@ assert scale: region_ok(bytes, scale); */
    return (uint32_t)scale;
}

/* Granules of the last `regions` regions. */
/*@ requires region: region_size(bytes);
    requires range:  regions <= REGION_COUNT;
    terminates       \true;
    exits            \false;
    assigns          \nothing;
    ensures exact:   \result * GRANULE_BYTES == regions * bytes;
    ensures range:   \result <= 0x40000000;
*/
static inline uint64_t region_granules(uint64_t regions, uint64_t bytes)
{
    HL_REQUIRE(region_size_is_ok(bytes) && regions <= REGION_COUNT);
    uint64_t granules = bytes / GRANULE_BYTES;

    /*@ assert whole: granules * GRANULE_BYTES == bytes; */
    /*@ assert range: granules <= 0x800000; */
    /*@ assert all: regions * (granules * GRANULE_BYTES) == regions * bytes; */
    return regions * granules;
}

/* Where an array of `count` elements ends that starts at `start`, with the rest
 * of its last page. */
/*@ requires range:   start <= ADDRESS_END && count * element <= SPAN_MOST
                      && 1 <= page <= 0x40000000;
    terminates        \true;
    exits             \false;
    assigns           \nothing;
    ensures holds:    \result >= start + count * element;
    ensures multiple: (\result - start) % page == 0;
    ensures tight:    \result < start + count * element + page;
*/
static inline uint64_t array_end(uint64_t start, uint64_t count,
                                 uint64_t element, uint64_t page)
{
    HL_REQUIRE(start <= ADDRESS_END);
    HL_REQUIRE(product_is_at_most(count, element, SPAN_MOST));
    HL_REQUIRE(1 <= page && page <= 0x40000000);
    return start + round_up(count * element, page);
}

#endif /* HLOCAL_IMPL_CORE_LAYOUT_H */
