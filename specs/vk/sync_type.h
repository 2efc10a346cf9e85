/* Kinds of synchronization objects, and their handle types, which number
 * differently: 0x8 is a D3D12 fence to a semaphore, a sync file to a fence.
 */
#ifndef HLOCAL_SPECS_VK_SYNC_TYPE_H
#define HLOCAL_SPECS_VK_SYNC_TYPE_H

#include "vk/state.h"
#include "vk/check.h"
#include "vk/rules.h"

#define VKR_SEMAPHORE 0u
#define VKR_FENCE 1u

/* VkExternalSemaphoreHandleTypeFlagBits and VkExternalFenceHandleTypeFlagBits
 * agree on these, which alone this device exports and imports. */
#define VKR_TYPE_NT 0x2u
#define VKR_TYPE_KMT 0x4u
/* A semaphore's only. Its handles are NT handles. */
#define VKR_TYPE_D3D12 0x8u

/*@ // One bit, and one that means something to the kind.
    predicate vkr_type_known(integer kind, integer t) =
      kind == VKR_FENCE
      ? t == 0x1 || t == 0x2 || t == 0x4 || t == 0x8
      : t == 0x1 || t == 0x2 || t == 0x4 || t == 0x8 || t == 0x10
        || t == 0x80;

    // NT handles and global share handles.
    predicate vkr_type_win32(integer kind, integer t) =
         t == VKR_TYPE_NT || t == VKR_TYPE_KMT
      || (kind != VKR_FENCE && t == VKR_TYPE_D3D12);

    // Whether a set of types has one whose handles are NT handles.
    predicate vkr_types_nt(integer kind, integer types) =
         types / 2 % 2 == 1
      || (kind != VKR_FENCE && types / 8 % 2 == 1);
*/

/* 1 for exactly one bit, and one that means something. */
/*@ DECIDES(vkr_type_known(kind, t)) */
uint32_t vkr_is_known(uint32_t kind, uint32_t t);

/* 1 for the types whose handles are Windows handles. */
/*@ DECIDES(vkr_type_win32(kind, t)) */
uint32_t vkr_is_win32(uint32_t kind, uint32_t t);

/* 1 for sets of types that have one whose handles are NT handles. */
/*@ DECIDES(vkr_types_nt(kind, types)) */
uint32_t vkr_have_nt(uint32_t kind, uint32_t types);

#endif /* HLOCAL_SPECS_VK_SYNC_TYPE_H */
