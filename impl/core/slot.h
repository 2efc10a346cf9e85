/* From a byte offset to the slot it lies in, and back: the arithmetic that
 * recognises a pointer without reading the memory it points to.
 */
#ifndef HLOCAL_SLOT_H
#define HLOCAL_SLOT_H

#include "size_class.h"

/* x / odd by multiplication. */
/*@ requires magic: magic_ok(odd, magic);
    requires range: x < CLASS_UNIT_COUNT;
    terminates      \true;
    exits           \false;
    assigns         \nothing;
    ensures exact:  \result * odd <= x < (\result + 1) * odd;
    ensures small:  \result <= x;
*/
static inline uint64_t slot_quotient(uint64_t x, uint64_t magic, uint32_t odd)
{
    (void)odd;
    return x * magic / 0x200000000ul;
}

/* The number of the slot that holds byte `offset` of a class's region. */
/*@ requires shape: shape_ok(s);
    requires range: offset < CLASS_UNIT_COUNT * pow2(s.shift);
    terminates      \true;
    exits           \false;
    assigns         \nothing;
    ensures slot:   \result * s.size <= offset < (\result + 1) * s.size;
*/
static inline uint64_t slot_of(struct class_shape s, uint64_t offset)
{
    return slot_quotient(shift_down(offset, s.shift), s.magic, s.odd);
}

/* How many whole slots a region of `bytes` bytes has. */
/*@ requires shape: shape_ok(s);
    terminates      \true;
    exits           \false;
    assigns         \nothing;
    ensures fits:   \result * s.size <= bytes;
    ensures range:  \result * s.odd <= CLASS_UNIT_COUNT;
*/
static inline uint64_t slot_count(struct class_shape s, uint64_t bytes)
{
    uint64_t count = bytes / s.size;
    uint64_t most = CLASS_UNIT_COUNT / s.odd;

    return count < most ? count : most;
}

#endif /* HLOCAL_SLOT_H */
