/* Size classes of small blocks: multiples of 16 up to 128, then four to each
 * doubling, up to 16384 bytes. A block's size class is the smallest that
 * holds it, so at most a fifth of a block is lost above 128 bytes.
 */
#ifndef HLOCAL_IMPL_CORE_SIZE_CLASS_H
#define HLOCAL_IMPL_CORE_SIZE_CLASS_H

#include <stdint.h>
#include "unit.h"

#define CLASS_COUNT 36u
#define CLASS_SIZE_MAX 16384u

/* Slots are numbered by dividing by odd * unit: the unit by multiplying with
 * its scale (unit.h), the odd part by multiplying with ceil(2^33 / odd) and
 * dropping 33 bits, which is exact below UNIT_COUNT. */
#define CLASS_MAGIC_1 0x200000000ul
#define CLASS_MAGIC_3 0xAAAAAAABul
#define CLASS_MAGIC_5 0x66666667ul
#define CLASS_MAGIC_7 0x4924924Aul

/* A class as arithmetic sees it: size == odd * unit, and the unit a power of
 * two. A slab of the class is odd * 64 KiB, that is 4 * scale slots, without a
 * rest. */
struct class_shape {
    uint64_t magic;
    uint32_t size;
    uint32_t odd;
    uint32_t unit;
    uint32_t scale;
};

/*@ predicate magic_ok(integer odd, integer magic) =
         (odd == 1 && magic == CLASS_MAGIC_1)
      || (odd == 3 && magic == CLASS_MAGIC_3)
      || (odd == 5 && magic == CLASS_MAGIC_5)
      || (odd == 7 && magic == CLASS_MAGIC_7);

    predicate shape_ok(struct class_shape s) =
         magic_ok(s.odd, s.magic) && unit_ok(s.unit, s.scale)
      && s.size == s.odd * s.unit;

    logic integer class_size_of(integer c) =
        c < 8 ? 16 * (c + 1)
      : c < 12 ? (c - 3) * 0x20
      : c < 16 ? (c - 7) * 0x40
      : c < 20 ? (c - 11) * 0x80
      : c < 24 ? (c - 15) * 0x100
      : c < 28 ? (c - 19) * 0x200
      : c < 32 ? (c - 23) * 0x400
      : (c - 27) * 0x800;
*/

#if HL_CHECKS
/* The first two as code. */
static inline int magic_is_ok(uint32_t odd, uint64_t magic)
{
    return (odd == 1 && magic == CLASS_MAGIC_1) ||
           (odd == 3 && magic == CLASS_MAGIC_3) ||
           (odd == 5 && magic == CLASS_MAGIC_5) ||
           (odd == 7 && magic == CLASS_MAGIC_7);
}

static inline int shape_is_ok(struct class_shape s)
{
    return magic_is_ok(s.odd, s.magic) && unit_is_ok(s.unit, s.scale) &&
           s.size == s.odd * s.unit;
}
#endif

/* The size of size class `class`. */
/*@ requires range: class < CLASS_COUNT;
    terminates      \true;
    exits           \false;
    assigns         \nothing;
    ensures size:   \result == class_size_of(class);
    ensures range:  16 <= \result <= CLASS_SIZE_MAX;
*/
static inline uint32_t class_size(uint32_t class)
{
    HL_REQUIRE(class < CLASS_COUNT);
    if (class < 8u)
        return 16u * (class + 1u);
    if (class < 12u)
        return (class - 3u) * 0x20u;
    if (class < 16u)
        return (class - 7u) * 0x40u;
    if (class < 20u)
        return (class - 11u) * 0x80u;
    if (class < 24u)
        return (class - 15u) * 0x100u;
    if (class < 28u)
        return (class - 19u) * 0x200u;
    if (class < 32u)
        return (class - 23u) * 0x400u;
    return (class - 27u) * 0x800u;
}

/* The unit of the class's group: four sizes to each doubling, eight multiples
 * of 16 before. */
/*@ requires range: class < CLASS_COUNT;
    terminates      \true;
    exits           \false;
    assigns         \nothing;
    ensures unit:   \result == (class < 12 ? (class < 8 ? 0x10 : 0x20)
                      : class < 16 ? 0x40 : class < 20 ? 0x80
                      : class < 24 ? 0x100 : class < 28 ? 0x200
                      : class < 32 ? 0x400 : 0x800);
*/
static inline uint32_t class_unit(uint32_t class)
{
    HL_REQUIRE(class < CLASS_COUNT);
    return class < 8u    ? 0x10u
           : class < 12u ? 0x20u
           : class < 16u ? 0x40u
           : class < 20u ? 0x80u
           : class < 24u ? 0x100u
           : class < 28u ? 0x200u
           : class < 32u ? 0x400u
                         : 0x800u;
}

/* The shape of size class `class`. */
/*@ requires range: class < CLASS_COUNT;
    terminates      \true;
    exits           \false;
    assigns         \nothing;
    ensures magic:  magic_ok(\result.odd, \result.magic);
    ensures unit:   unit_ok(\result.unit, \result.scale);
    ensures parts:  \result.size == \result.odd * \result.unit;
    ensures size:   \result.size == class_size_of(class);
*/
static inline struct class_shape class_shape(uint32_t class)
{
    HL_REQUIRE(class < CLASS_COUNT);
    struct class_shape s = {
        .odd = class < 8u ? class + 1u : 5u + class % 4u,
        .unit = class_unit(class),
    };

    s.size = s.odd * s.unit;
    /*@ assert range: 1 <= s.odd <= 8; */
    /*@ assert size: s.size == class_size_of(class); */
    /* Halve until what is left is odd. */
    if (s.odd == 8u) {
        s.odd = 1u;
        s.unit *= 8u;
    } else if (s.odd == 4u) {
        s.odd = 1u;
        s.unit *= 4u;
    } else if (s.odd == 2u || s.odd == 6u) {
        s.odd /= 2u;
        s.unit *= 2u;
    }
    s.scale = (uint32_t)UNIT_MAX / s.unit;
    s.magic = s.odd == 1u   ? CLASS_MAGIC_1
              : s.odd == 3u ? CLASS_MAGIC_3
              : s.odd == 5u ? CLASS_MAGIC_5
                            : CLASS_MAGIC_7;
    return s;
}

/* The smallest class that holds `size` bytes. */
/*@ requires range: size <= CLASS_SIZE_MAX;
    terminates      \true;
    exits           \false;
    assigns         \nothing;
    ensures range:  \result < CLASS_COUNT;
    ensures holds:  size <= class_size_of(\result);
    ensures best:   \result > 0 ==> class_size_of(\result - 1) < size;
*/
static inline uint32_t class_of(uint32_t size)
{
    HL_REQUIRE(size <= CLASS_SIZE_MAX);
    if (size == 0u)
        return 0u;
    if (size <= 128u)
        return (size - 1u) / 16u;
    if (size <= 256u)
        return 8u + (size - 129u) / 32u;
    if (size <= 512u)
        return 12u + (size - 257u) / 64u;
    if (size <= 1024u)
        return 16u + (size - 513u) / 128u;
    if (size <= 2048u)
        return 20u + (size - 1025u) / 256u;
    if (size <= 4096u)
        return 24u + (size - 2049u) / 512u;
    if (size <= 8192u)
        return 28u + (size - 4097u) / 1024u;
    return 32u + (size - 8193u) / 2048u;
}

/* `size` in sixteens, rounded up: all sizes of one number have one class, for
 * class sizes are multiples of 16; so class_of can be tabulated. */
/*@ requires range: size <= CLASS_SIZE_MAX;
    terminates      \true;
    exits           \false;
    assigns         \nothing;
    ensures holds:  16 * \result - 16 < size <= 16 * \result
                    || size == \result == 0;
    ensures range:  \result <= CLASS_SIZE_MAX / 16;
    ensures class:  \forall integer c; 0 <= c < CLASS_COUNT ==>
                       (size <= class_size_of(c)
                        <==> 16 * \result <= class_size_of(c));
*/
static inline uint64_t class_sixteens(uint64_t size)
{
    HL_REQUIRE(size <= CLASS_SIZE_MAX);
    return (size + 15ul) / 16ul;
}

#endif /* HLOCAL_IMPL_CORE_SIZE_CLASS_H */
