/* VkExternalMemoryHandleTypeFlagBits, asked bit by bit. */
#ifndef HLOCAL_SPECS_VK_TYPE_H
#define HLOCAL_SPECS_VK_TYPE_H

#include "vk/state.h"

/* 1 for exactly one bit, and one that means something. */
/*@ terminates         \true;
    exits              \false;
    assigns            \nothing;
    ensures   iff:     \result == 1 <==> vkm_type_known(t);
    ensures   flag:    \result == 0 || \result == 1;
*/
uint32_t vkm_is_known(uint32_t t);

/* 1 for the types whose handles are NT handles. */
/*@ terminates         \true;
    exits              \false;
    assigns            \nothing;
    ensures   iff:     \result == 1 <==> vkm_type_nt(t);
    ensures   flag:    \result == 0 || \result == 1;
*/
uint32_t vkm_is_nt(uint32_t t);

/* 1 for the types whose handles are global share handles. */
/*@ terminates         \true;
    exits              \false;
    assigns            \nothing;
    ensures   iff:     \result == 1 <==> vkm_type_kmt(t);
    ensures   flag:    \result == 0 || \result == 1;
*/
uint32_t vkm_is_kmt(uint32_t t);

/* 1 for the types this device exports and imports. */
/*@ terminates         \true;
    exits              \false;
    assigns            \nothing;
    ensures   iff:     \result == 1 <==> vkm_type_ours(t);
    ensures   flag:    \result == 0 || \result == 1;
*/
uint32_t vkm_is_ours(uint32_t t);

/* 1 when memory object `m` was created to be exported as `t`. */
/*@ requires  range:   m < VKM_MEMORY_MAX;
    terminates         \true;
    exits              \false;
    assigns            \nothing;
    ensures   iff:     \result == 1 <==> vkm_may_export(vkm_memory[m], t);
    ensures   flag:    \result == 0 || \result == 1;
*/
uint32_t vkm_exports(uint32_t m, uint32_t t);

#endif /* HLOCAL_SPECS_VK_TYPE_H */
