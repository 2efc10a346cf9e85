/* The lists of free runs by length in granules: exact below 8, then four to
 * each doubling.
 */
#ifndef HLOCAL_IMPL_CORE_RUN_LIST_H
#define HLOCAL_IMPL_CORE_RUN_LIST_H

#include <stdint.h>

#include "../checks.h"

#define RUN_LIST_COUNT 128u

/*@ // The shortest run of list `l`; each six doublings repeat the first.
    logic integer run_least_low(integer l) =
        l < 8 ? l
      : l < 12 ? (l - 4) * 2
      : l < 16 ? (l - 8) * 4
      : l < 20 ? (l - 12) * 8
      : l < 24 ? (l - 16) * 16
      : l < 28 ? (l - 20) * 32
      : (l - 24) * 64;
    logic integer run_least(integer l) =
        l < 32 ? run_least_low(l)
      : l < 56 ? run_least_low(l - 24) * 0x40
      : l < 80 ? run_least_low(l - 48) * 0x1000
      : l < 104 ? run_least_low(l - 72) * 0x40000
      : run_least_low(l - 96) * 0x1000000;
*/

/* run_list below 512. */
/*@ requires range: count < 512;
    terminates      \true;
    exits           \false;
    assigns         \nothing;
    ensures list:   run_least_low(\result) <= count
                    < run_least_low(\result + 1);
    ensures small:  count < 8 ==> \result == count;
    ensures range:  count >= 8 ==> 8 <= \result < 32;
*/
static inline uint32_t run_list_low(uint32_t count)
{
    HL_REQUIRE(count < 512);
    if (count < 8u)
        return count;
    if (count < 16u)
        return 4u + count / 2u;
    if (count < 32u)
        return 8u + count / 4u;
    if (count < 64u)
        return 12u + count / 8u;
    if (count < 128u)
        return 16u + count / 16u;
    if (count < 256u)
        return 20u + count / 32u;
    return 24u + count / 64u;
}

/* The list that a run of `count` granules is on. */
/*@ requires range: count < 0x40000000;
    terminates      \true;
    exits           \false;
    assigns         \nothing;
    ensures list:   run_least(\result) <= count < run_least(\result + 1);
    ensures range:  \result < RUN_LIST_COUNT;
*/
static inline uint32_t run_list(uint32_t count)
{
    HL_REQUIRE(count < 0x40000000);
    if (count < 0x200u)
        return run_list_low(count);
    if (count < 0x8000u)
        return 24u + run_list_low(count / 0x40u);
    if (count < 0x200000u)
        return 48u + run_list_low(count / 0x1000u);
    if (count < 0x8000000u)
        return 72u + run_list_low(count / 0x40000u);
    return 96u + run_list_low(count / 0x1000000u);
}

#endif /* HLOCAL_IMPL_CORE_RUN_LIST_H */
