/* Kinds of synchronization objects, and their handle types, which number
 * differently: 0x8 is a D3D12 fence to a semaphore, a sync file to a fence.
 */
#ifndef HLOCAL_VK_SYNC_TYPE_H
#define HLOCAL_VK_SYNC_TYPE_H

#include "vk_state.h"
#include "vk_sibling.h"

#define VKS_SEMAPHORE 0u
#define VKS_FENCE 1u

/* VkExternalSemaphoreHandleTypeFlagBits and VkExternalFenceHandleTypeFlagBits
 * agree on these, which alone this device exports and imports. */
#define VKS_TYPE_FD 0x1u
#define VKS_TYPE_NT 0x2u
#define VKS_TYPE_KMT 0x4u

uint32_t vks_is_known(uint32_t kind, uint32_t t);
uint32_t vks_is_shared(uint32_t kind, uint32_t t);
uint32_t vks_has_nt(uint32_t kind, uint32_t types);

#endif /* HLOCAL_VK_SYNC_TYPE_H */
