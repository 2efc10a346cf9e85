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

/*@ // A slot is `odd` units of 2^shift bytes: what holds for units holds for
    // bytes.
    check lemma slot_bytes: \forall integer n, odd, unit, offset;
        (unit == 0x10 || unit == 0x20 || unit == 0x40 || unit == 0x80
         || unit == 0x100 || unit == 0x200 || unit == 0x400 || unit == 0x800
         || unit == 0x1000 || unit == 0x2000 || unit == 0x4000)
        && 0 <= n && 0 < odd && 0 <= offset
        && n * odd <= offset / unit < (n + 1) * odd
        ==> n * (odd * unit) <= offset < (n + 1) * (odd * unit);
*/

/* The number of the slot that holds byte `offset` of a class's region: of its
 * units of 2^shift bytes, slot n has number n * odd to (n + 1) * odd - 1. */
/*@ requires shape: shape_ok(s);
    requires range: offset / pow2(s.shift) < CLASS_UNIT_COUNT;
    terminates      \true;
    exits           \false;
    assigns         \nothing;
    ensures slot:   \result * s.odd <= offset / pow2(s.shift)
                    < (\result + 1) * s.odd;
    ensures range:  \result < CLASS_UNIT_COUNT;
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
