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
              : (5 + (c - 8) % 4) * pow2(5 + (c - 8) / 4);
*/

/* The shape of size class `class`. */
/*@ requires range: class < CLASS_COUNT;
    terminates      \true;
    exits           \false;
    assigns         \nothing;
    ensures shape:  shape_ok(\result);
    ensures size:   \result.size == class_size_of(class);
*/
static inline struct class_shape class_shape(uint32_t class)
{
    struct class_shape s;
    uint32_t eighth = class < 8u ? class + 1u : 5u + class % 4u;
    uint32_t shift = class < 8u ? 4u : 3u + class / 4u;

    /* Halve until what is left is odd: eighth is 1..8. */
    if (eighth == 8u) {
        eighth = 1u;
        shift += 3u;
    } else if (eighth == 4u) {
        eighth = 1u;
        shift += 2u;
    } else if (eighth == 2u || eighth == 6u) {
        eighth = eighth / 2u;
        shift += 1u;
    }
    s.odd = eighth;
    s.shift = shift;
    s.slab_shift = 16u - shift;
    s.magic = eighth == 1u   ? CLASS_MAGIC_1
              : eighth == 3u ? CLASS_MAGIC_3
              : eighth == 5u ? CLASS_MAGIC_5
                             : CLASS_MAGIC_7;
    s.size = class < 8u    ? 16u * (class + 1u)
             : class < 12u ? (5u + class % 4u) * 0x20u
             : class < 16u ? (5u + class % 4u) * 0x40u
             : class < 20u ? (5u + class % 4u) * 0x80u
             : class < 24u ? (5u + class % 4u) * 0x100u
             : class < 28u ? (5u + class % 4u) * 0x200u
             : class < 32u ? (5u + class % 4u) * 0x400u
                           : (5u + class % 4u) * 0x800u;
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
