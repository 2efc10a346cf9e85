/* From a byte offset to the slot it lies in, and back: the arithmetic that
 * recognises a pointer without reading the memory it points to.
 */
#ifndef HLOCAL_IMPL_CORE_SLOT_H
#define HLOCAL_IMPL_CORE_SLOT_H

#include "size_class.h"

/* Which of equal parts, and how many bytes past its start. */
struct quotient {
    uint64_t number;
    uint64_t offset;
};

/* x / odd by multiplication. */
/*@ requires magic: magic_ok(odd, magic);
    requires range: x < UNIT_COUNT;
    terminates      \true;
    exits           \false;
    assigns         \nothing;
    ensures exact:  \result * odd <= x < (\result + 1) * odd;
    ensures small:  \result <= x;
*/
static inline uint64_t slot_quotient(uint64_t x, uint64_t magic, uint32_t odd)
{
    HL_REQUIRE(magic_is_ok(odd, magic) && x < UNIT_COUNT);
    (void)odd;
    return x * magic / 0x200000000ul;
}

/* The slot that holds byte `offset` of a class's region. */
/*@ requires shape: shape_ok(s);
    requires range: offset < UNIT_COUNT * s.unit;
    terminates      \true;
    exits           \false;
    assigns         \nothing;
    ensures whole:  offset == \result.number * s.size + \result.offset;
    ensures offset: \result.offset < s.size;
    ensures range:  \result.number < UNIT_COUNT;
*/
static inline struct quotient slot_find(struct class_shape s, uint64_t offset)
{
    HL_REQUIRE(shape_is_ok(s) && offset < UNIT_COUNT * s.unit);
    uint64_t units = unit_of(offset, s.unit, s.scale);
    uint64_t slot = slot_quotient(units, s.magic, s.odd);

    /* What holds for units holds for bytes. */
    /*@ assert begins: slot * s.odd * s.unit <= units * s.unit; */
    /*@ assert ends: (units + 1) * s.unit <= (slot + 1) * s.odd * s.unit; */
    /*@ assert above: slot * s.size <= offset; */
    /*@ assert below: offset < (slot + 1) * s.size; */
    return (struct quotient){slot, offset - slot * s.size};
}

/* How many whole slots a region of `bytes` bytes has. */
/*@ requires shape: shape_ok(s);
    terminates      \true;
    exits           \false;
    assigns         \nothing;
    ensures fits:   \result * s.size <= bytes;
    ensures range:  \result * s.odd <= UNIT_COUNT;
    ensures most:   \result == UNIT_COUNT / s.odd
                    || bytes < (\result + 1) * s.size;
*/
static inline uint64_t slot_count(struct class_shape s, uint64_t bytes)
{
    HL_REQUIRE(shape_is_ok(s));
    uint64_t count = bytes / s.size;
    uint64_t most = UNIT_COUNT / s.odd;

    return count < most ? count : most;
}

#endif /* HLOCAL_IMPL_CORE_SLOT_H */
