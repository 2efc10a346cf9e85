/* Size classes of small blocks: multiples of 16 up to 128, then four to each
 * doubling, up to 16384 bytes. A block's size class is the smallest that
 * holds it, so at most a fifth of a block is lost above 128 bytes.
 */
#ifndef HLOCAL_SIZE_CLASS_H
#define HLOCAL_SIZE_CLASS_H

#include <stdint.h>
#include "shift.h"

#define CLASS_COUNT 36u
#define CLASS_SIZE_MAX 16384u

/* Slots are numbered by dividing by odd * 2^shift: the power by a shift, the
 * odd part by multiplying with ceil(2^33 / odd) and dropping 33 bits, which
 * is exact below CLASS_UNIT_COUNT. */
#define CLASS_UNIT_COUNT 0x40000000ul
#define CLASS_MAGIC_1 0x200000000ul
#define CLASS_MAGIC_3 0xAAAAAAABul
#define CLASS_MAGIC_5 0x66666667ul
#define CLASS_MAGIC_7 0x4924924Aul

/* A class as arithmetic sees it: size == odd * 2^shift. A slab of the class
 * has 2^slab_shift slots, that is odd * 64 KiB, without a rest. */
struct class_shape {
    uint64_t magic;
    uint32_t size;
    uint32_t odd;
    uint32_t shift;
    uint32_t slab_shift;
};

/*@ predicate magic_ok(integer odd, integer magic) =
         (odd == 1 && magic == CLASS_MAGIC_1)
      || (odd == 3 && magic == CLASS_MAGIC_3)
      || (odd == 5 && magic == CLASS_MAGIC_5)
      || (odd == 7 && magic == CLASS_MAGIC_7);

    predicate shape_ok(struct class_shape s) =
         magic_ok(s.odd, s.magic) && 4 <= s.shift <= 14
      && s.slab_shift == 16 - s.shift && s.size == s.odd * pow2(s.shift);

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

/* The shape of size class `class`. */
/*@ requires range: class < CLASS_COUNT;
    terminates      \true;
    exits           \false;
    assigns         \nothing;
    ensures magic:  magic_ok(\result.odd, \result.magic);
    ensures shift:  4 <= \result.shift <= 14;
    ensures slab:   \result.slab_shift == 16 - \result.shift;
    ensures parts:  \result.size == \result.odd * pow2(\result.shift);
    ensures size:   \result.size == class_size_of(class);
*/
static inline struct class_shape class_shape(uint32_t class)
{
    struct class_shape s = {
        .size = class_size(class),
        .odd = class < 8u ? class + 1u : 5u + class % 4u,
        .shift = class < 8u ? 4u : 3u + class / 4u,
    };

    /*@ assert range: 1 <= s.odd <= 8 && 4 <= s.shift <= 11; */
    /*@ assert parts: s.size == s.odd * pow2(s.shift); */
    /* Halve until what is left is odd. */
    if (s.odd == 8u) {
        s.odd = 1u;
        s.shift += 3u;
    } else if (s.odd == 4u) {
        s.odd = 1u;
        s.shift += 2u;
    } else if (s.odd == 2u) {
        s.odd = 1u;
        s.shift += 1u;
    } else if (s.odd == 6u) {
        s.odd = 3u;
        s.shift += 1u;
    }
    s.slab_shift = 16u - s.shift;
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

#endif /* HLOCAL_SIZE_CLASS_H */
