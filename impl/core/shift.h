/* Division by a power of two known only at run time. WP has no theory for
 * shifts, and a hardware division would cost more than all else on the way
 * from a pointer to its slot; so this one function is trusted, not proven:
 * Frama-C sees its contract, the compiler its body. impl/test/shift_divides.c
 * compares the two.
 */
#ifndef HLOCAL_SHIFT_H
#define HLOCAL_SHIFT_H

#include <stdint.h>

#define SHIFT_COUNT 48u

/*@ // 2^k for the shifts that occur.
    logic integer pow2_low(integer k) =
        k == 0 ? 0x1 : k == 1 ? 0x2 : k == 2 ? 0x4 : k == 3 ? 0x8
      : k == 4 ? 0x10 : k == 5 ? 0x20 : k == 6 ? 0x40 : k == 7 ? 0x80
      : k == 8 ? 0x100 : k == 9 ? 0x200 : k == 10 ? 0x400 : k == 11 ? 0x800
      : k == 12 ? 0x1000 : k == 13 ? 0x2000 : k == 14 ? 0x4000 : 0x8000;
    logic integer pow2(integer k) =
        k < 16 ? pow2_low(k)
      : k < 32 ? 0x10000 * pow2_low(k - 16)
               : 0x100000000 * pow2_low(k - 32);
*/

/*@ requires range: shift < SHIFT_COUNT;
    terminates      \true;
    exits           \false;
    assigns         \nothing;
    ensures quotient: \result == x / pow2(shift);
*/
uint64_t shift_down(uint64_t x, uint32_t shift);

#ifndef __FRAMAC__
#define shift_down(x, shift) ((uint64_t)(x) >> (shift))
#endif

#endif /* HLOCAL_SHIFT_H */
