/* Division by a power of two that is known only at run time, as division by a
 * constant: a number of units is a number of fractions of the largest unit. So
 * no shift is needed, for which WP has no theory, and none is trusted. The
 * compiler emits a multiplication and a shift by a constant.
 */
#ifndef HLOCAL_IMPL_CORE_UNIT_H
#define HLOCAL_IMPL_CORE_UNIT_H

#include <stdint.h>
#include "../checks.h"

#define UNIT_MAX 0x4000ul       /* bytes */
#define UNIT_COUNT 0x40000000ul /* of a region, at most */
#define REGION_COUNT 128ul
#define REGION_MAX 0x8000000000ul /* bytes; of a span of 2^46 */

/*@ // The units of the size classes, each with what it is multiplied by.
    predicate unit_ok(integer unit, integer scale) =
         (unit == 0x10 && scale == 0x400) || (unit == 0x20 && scale == 0x200)
      || (unit == 0x40 && scale == 0x100) || (unit == 0x80 && scale == 0x80)
      || (unit == 0x100 && scale == 0x40) || (unit == 0x200 && scale == 0x20)
      || (unit == 0x400 && scale == 0x10) || (unit == 0x800 && scale == 0x8)
      || (unit == 0x1000 && scale == 0x4) || (unit == 0x2000 && scale == 0x2)
      || (unit == 0x4000 && scale == 0x1);

    // The same for the regions of a span: 2^19 to 2^39 bytes.
    predicate region_ok(integer bytes, integer scale) =
         (bytes == 0x80000 && scale == 0x100000)
      || (bytes == 0x100000 && scale == 0x80000)
      || (bytes == 0x200000 && scale == 0x40000)
      || (bytes == 0x400000 && scale == 0x20000)
      || (bytes == 0x800000 && scale == 0x10000)
      || (bytes == 0x1000000 && scale == 0x8000)
      || (bytes == 0x2000000 && scale == 0x4000)
      || (bytes == 0x4000000 && scale == 0x2000)
      || (bytes == 0x8000000 && scale == 0x1000)
      || (bytes == 0x10000000 && scale == 0x800)
      || (bytes == 0x20000000 && scale == 0x400)
      || (bytes == 0x40000000 && scale == 0x200)
      || (bytes == 0x80000000 && scale == 0x100)
      || (bytes == 0x100000000 && scale == 0x80)
      || (bytes == 0x200000000 && scale == 0x40)
      || (bytes == 0x400000000 && scale == 0x20)
      || (bytes == 0x800000000 && scale == 0x10)
      || (bytes == 0x1000000000 && scale == 0x8)
      || (bytes == 0x2000000000 && scale == 0x4)
      || (bytes == 0x4000000000 && scale == 0x2)
      || (bytes == 0x8000000000 && scale == 0x1);
*/

#if HL_CHECKS
/* The same as code: powers of two, and together the largest of them. */
static inline int unit_is_ok(uint64_t unit, uint64_t scale)
{
    return 0x10 <= unit && unit <= UNIT_MAX && (unit & (unit - 1)) == 0 &&
           scale == UNIT_MAX / unit;
}

static inline int region_is_ok(uint64_t bytes, uint64_t scale)
{
    return 0x80000 <= bytes && bytes <= REGION_MAX &&
           (bytes & (bytes - 1)) == 0 && scale == REGION_MAX / bytes;
}
#endif

/* The unit in which byte `offset` lies, with one ensures clause for each
 * unit: CVC4 and Z3 decide products with a literal factor, and time out on
 * products of two variables. */
/*@ requires unit:  unit_ok(unit, scale);
    requires range: offset < UNIT_COUNT * unit;
    terminates      \true;
    exits           \false;
    assigns         \nothing;
    ensures u10: unit == 0x10 ==>
                   \result * 0x10 <= offset < \result * 0x10 + 0x10;
    ensures u20: unit == 0x20 ==>
                   \result * 0x20 <= offset < \result * 0x20 + 0x20;
    ensures u40: unit == 0x40 ==>
                   \result * 0x40 <= offset < \result * 0x40 + 0x40;
    ensures u80: unit == 0x80 ==>
                   \result * 0x80 <= offset < \result * 0x80 + 0x80;
    ensures u100: unit == 0x100 ==>
                   \result * 0x100 <= offset < \result * 0x100 + 0x100;
    ensures u200: unit == 0x200 ==>
                   \result * 0x200 <= offset < \result * 0x200 + 0x200;
    ensures u400: unit == 0x400 ==>
                   \result * 0x400 <= offset < \result * 0x400 + 0x400;
    ensures u800: unit == 0x800 ==>
                   \result * 0x800 <= offset < \result * 0x800 + 0x800;
    ensures u1000: unit == 0x1000 ==>
                   \result * 0x1000 <= offset < \result * 0x1000 + 0x1000;
    ensures u2000: unit == 0x2000 ==>
                   \result * 0x2000 <= offset < \result * 0x2000 + 0x2000;
    ensures u4000: unit == 0x4000 ==>
                   \result * 0x4000 <= offset < \result * 0x4000 + 0x4000;
*/
static inline uint64_t unit_quotient(uint64_t offset, uint64_t unit,
                                     uint64_t scale)
{
    HL_REQUIRE(unit_is_ok(unit, scale) && offset < UNIT_COUNT * unit);
    (void)unit;
    return offset * scale / UNIT_MAX;
}

/* The unit in which byte `offset` lies. */
/*@ requires unit:  unit_ok(unit, scale);
    requires range: offset < UNIT_COUNT * unit;
    terminates      \true;
    exits           \false;
    assigns         \nothing;
    ensures begins: \result * unit <= offset;
    ensures ends:   offset < (\result + 1) * unit;
    ensures range:  \result < UNIT_COUNT;
*/
static inline uint64_t unit_of(uint64_t offset, uint64_t unit, uint64_t scale)
{
    HL_REQUIRE(unit_is_ok(unit, scale) && offset < UNIT_COUNT * unit);
    return unit_quotient(offset, unit, scale);
}

/* The region in which byte `offset` of the span lies. */
/*@ requires region: region_ok(bytes, scale);
    requires range:  offset < REGION_COUNT * bytes;
    terminates       \true;
    exits            \false;
    assigns          \nothing;
    ensures begins:  \result * bytes <= offset;
    ensures ends:    offset < (\result + 1) * bytes;
    ensures range:   \result < REGION_COUNT;
*/
static inline uint64_t region_of(uint64_t offset, uint64_t bytes,
                                 uint64_t scale)
{
    HL_REQUIRE(region_is_ok(bytes, scale) && offset < REGION_COUNT * bytes);
    (void)bytes;
    return offset * scale / REGION_MAX;
}

#endif /* HLOCAL_IMPL_CORE_UNIT_H */
