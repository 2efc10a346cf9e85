/* From numbers to addresses and back, where all of a kind are equally long:
 * regions, slabs, slots and granules.
 */
#ifndef HLOCAL_IMPL_CORE_ADDRESS_H
#define HLOCAL_IMPL_CORE_ADDRESS_H

#include "granule.h"
#include "slab_number.h"
#include "tag.h"

#define SPAN_MOST 0x400000000000ul     /* bytes of a span */
#define ADDRESS_END 0x80000000000000ul /* no block's address is above */

#if HL_CHECKS
/* number * bytes <= most, of numbers without a bound. */
static inline int product_is_at_most(uint64_t number, uint64_t bytes,
                                     uint64_t most)
{
    return bytes == 0 || number <= most / bytes;
}
#endif

/* Where part `number` begins, `bytes` bytes each, from `base` on. REP_3: it is
 * no handle value. */
/*@ requires range: number * bytes <= SPAN_MOST && base < ADDRESS_END;
    terminates      \true;
    exits           \false;
    assigns         \nothing;
    ensures exact:  \result == base + number * bytes;
    ensures plain:  !tag_ok(\result);
*/
static inline uint64_t element_address(uint64_t base, uint64_t number,
                                       uint64_t bytes)
{
    HL_REQUIRE(product_is_at_most(number, bytes, SPAN_MOST));
    HL_REQUIRE(base < ADDRESS_END);
    return base + number * bytes;
}

/* The address `offset` bytes past one. */
/*@ requires range: base <= ADDRESS_END + SPAN_MOST && offset <= SPAN_MOST;
    terminates      \true;
    exits           \false;
    assigns         \nothing;
    ensures exact:  \result == base + offset;
    ensures plain:  !tag_ok(\result);
*/
static inline uint64_t byte_address(uint64_t base, uint64_t offset)
{
    HL_REQUIRE(base <= ADDRESS_END + SPAN_MOST && offset <= SPAN_MOST);
    return base + offset;
}

/* Bytes past the start of the slot at `address`, or any other part: what
 * slot_find and granule_find start from. Below the base it is huge. */
/*@ terminates      \true;
    exits           \false;
    assigns         \nothing;
    ensures above:  address >= base ==> \result == address - base;
    ensures below:  address < base && base < ADDRESS_END ==>
                    \result >= SPAN_MOST;
    ensures wraps:  address < base ==>
                    \result == 0xFFFFFFFFFFFFFFFF - base + address + 1;
*/
static inline uint64_t address_offset(uint64_t base, uint64_t address)
{
    return address >= base ? address - base
                           : 0xFFFFFFFFFFFFFFFFul - (base - address) + 1ul;
}

/* The granule that holds byte `offset` of the large area. */
/*@ requires range: offset < SPAN_MOST;
    terminates      \true;
    exits           \false;
    assigns         \nothing;
    ensures whole:  offset == \result.number * GRANULE_BYTES + \result.offset;
    ensures offset: \result.offset < GRANULE_BYTES;
    ensures range:  \result.number < 0x40000000;
*/
static inline struct quotient granule_find(uint64_t offset)
{
    HL_REQUIRE(offset < SPAN_MOST);
    return (struct quotient){offset / GRANULE_BYTES, offset % GRANULE_BYTES};
}

/* Bytes from the start of granule `from` to the place `at`. */
/*@ requires range: from <= at.number < 0x40000000
                    && at.offset < GRANULE_BYTES;
    terminates      \true;
    exits           \false;
    assigns         \nothing;
    ensures exact:  \result == (at.number - from) * GRANULE_BYTES + at.offset;
*/
static inline uint64_t granule_distance(uint64_t from, struct quotient at)
{
    HL_REQUIRE(from <= at.number && at.number < 0x40000000);
    HL_REQUIRE(at.offset < GRANULE_BYTES);
    return (at.number - from) * GRANULE_BYTES + at.offset;
}

#endif /* HLOCAL_IMPL_CORE_ADDRESS_H */
