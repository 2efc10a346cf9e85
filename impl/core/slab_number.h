/* From a slot to its slab, and back: a slab is 64 KiB for each odd part of its
 * class, so that it has whole slots only. */
#ifndef HLOCAL_IMPL_CORE_SLAB_NUMBER_H
#define HLOCAL_IMPL_CORE_SLAB_NUMBER_H

#include "slot.h"

#define SLAB_UNIT 0x10000ul

/* Slots of a slab. */
/*@ requires shape: shape_ok(s);
    terminates      \true;
    exits           \false;
    assigns         \nothing;
    ensures exact:  \result * s.unit == SLAB_UNIT;
    ensures range:  4 <= \result <= 0x1000;
*/
static inline uint32_t slab_slots(struct class_shape s)
{
    HL_REQUIRE(shape_is_ok(s));
    return 4u * s.scale;
}

/* Bytes of a slab. */
/*@ requires shape: shape_ok(s);
    terminates      \true;
    exits           \false;
    assigns         \nothing;
    ensures exact:  \result == s.odd * SLAB_UNIT;
    ensures whole:  \result == 4 * s.scale * s.size;
*/
static inline uint64_t slab_bytes(struct class_shape s)
{
    HL_REQUIRE(shape_is_ok(s));
    return s.odd * SLAB_UNIT;
}

/* The slab in which slot `slot` lies, and its number there. */
/*@ requires shape: shape_ok(s);
    requires range: slot <= UNIT_COUNT;
    terminates      \true;
    exits           \false;
    assigns         \nothing;
    ensures whole:  slot == \result.number * (4 * s.scale) + \result.offset;
    ensures offset: \result.offset < 4 * s.scale;
    ensures range:  \result.number <= slot;
*/
static inline struct quotient slab_find(struct class_shape s, uint64_t slot)
{
    HL_REQUIRE(shape_is_ok(s) && slot <= UNIT_COUNT);
    uint64_t slab = slot * s.unit / SLAB_UNIT;

    return (struct quotient){slab, slot - slab * (4ul * s.scale)};
}

/* The first slot of slab `slab`. */
/*@ requires shape: shape_ok(s);
    requires range: slab * (4 * s.scale) <= UNIT_COUNT;
    terminates      \true;
    exits           \false;
    assigns         \nothing;
    ensures exact:  \result == slab * (4 * s.scale);
    ensures range:  \result <= UNIT_COUNT;
*/
static inline uint32_t slab_slot(struct class_shape s, uint32_t slab)
{
    HL_REQUIRE(shape_is_ok(s) && slab * (4ul * s.scale) <= UNIT_COUNT);
    return slab * (4u * s.scale);
}

#endif /* HLOCAL_IMPL_CORE_SLAB_NUMBER_H */
