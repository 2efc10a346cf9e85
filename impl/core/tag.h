/* The value of a movable handle: an index into the handle table, the
 * generation of that index, and a mark.
 *
 *   value = 8 + 16 * index + 2^31 * generation + 2^55 * 0x93
 *
 * It is 8 modulo 16, so it never equals a block's address (REP_3). It is no
 * address that a program could read or write on any of these machines, because
 * the mark makes bits 55 and 56 one, and bits 57 and 63 zero:
 *
 *   x86-64    an address's bits from 47, or with five levels of pages from 56,
 *             up to 63 are equal. With linear address masking bits 57 to 62 may
 *             be anything, but bits 56 and 63 must be equal.
 *   arm64     the top byte is ignored, and bit 55 says whose address it is: 1,
 *             the kernel's.
 *   RISC-V    as x86-64; where a process has the top 7 bits masked, bit 56 is
 *             copied there: 1, the kernel's. (Had it 16 bits masked, for which it
 *             has to ask, a handle could be an address.)
 *
 * So a handle taken for a pointer faults. Values are no secret: the first is
 * 0x4980000000000108 in every process, and the next ones can be guessed.
 *
 * The arithmetic is division and multiplication by powers of two because that is
 * what WP proves; the compiler emits shifts and masks.
 */
#ifndef HLOCAL_IMPL_CORE_TAG_H
#define HLOCAL_IMPL_CORE_TAG_H

#include <stdint.h>

#include "../checks.h"

#define TAG_LOW 8ul
#define TAG_INDEX 16ul
#define TAG_GENERATION 0x80000000ul
#define TAG_TOP 0x80000000000000ul
#define TAG_MARK 0x93ul

#define TAG_INDEX_COUNT 0x8000000ul
#define TAG_GENERATION_COUNT 0x1000000ul

/*@ predicate tag_ok(integer v) = v % 16 == 8 && v / TAG_TOP == TAG_MARK;
    logic integer tag_index_of(integer v) = (v / TAG_INDEX) % TAG_INDEX_COUNT;
    logic integer tag_generation_of(integer v) =
        (v / TAG_GENERATION) % TAG_GENERATION_COUNT;
    logic integer tag_bit(integer v, integer weight) = (v / weight) % 2;
*/

/* The handle value of `index` in its `generation`. */
/*@ requires range: index < TAG_INDEX_COUNT
                    && generation < TAG_GENERATION_COUNT;
    terminates      \true;
    exits           \false;
    assigns         \nothing;
    ensures tagged:     tag_ok(\result);
    ensures index:      tag_index_of(\result) == index;
    ensures generation: tag_generation_of(\result) == generation;
    ensures bit55:      tag_bit(\result, 0x80000000000000) == 1;
    ensures bit56:      tag_bit(\result, 0x100000000000000) == 1;
    ensures bit57:      tag_bit(\result, 0x200000000000000) == 0;
    ensures bit63:      tag_bit(\result, 0x8000000000000000) == 0;
*/
static inline uint64_t tag_make(uint64_t index, uint64_t generation)
{
    HL_REQUIRE(index < TAG_INDEX_COUNT && generation < TAG_GENERATION_COUNT);
    return TAG_LOW + index * TAG_INDEX + generation * TAG_GENERATION +
           TAG_MARK * TAG_TOP;
}

/* Whether `value` is shaped like a movable handle; it may still be stale. */
/*@ terminates    \true;
    exits         \false;
    assigns       \nothing;
    ensures tagged: \result != 0 <==> tag_ok(value);
*/
static inline int tag_is(uint64_t value)
{
    return value % TAG_INDEX == TAG_LOW && value / TAG_TOP == TAG_MARK;
}

/*@ terminates    \true;
    exits         \false;
    assigns       \nothing;
    ensures index: \result == tag_index_of(value);
    ensures range: \result < TAG_INDEX_COUNT;
*/
static inline uint64_t tag_index(uint64_t value)
{
    return value / TAG_INDEX % TAG_INDEX_COUNT;
}

/*@ terminates    \true;
    exits         \false;
    assigns       \nothing;
    ensures generation: \result == tag_generation_of(value);
    ensures range:      \result < TAG_GENERATION_COUNT;
*/
static inline uint64_t tag_generation(uint64_t value)
{
    return value / TAG_GENERATION % TAG_GENERATION_COUNT;
}

#endif /* HLOCAL_IMPL_CORE_TAG_H */
