/* vkCreateSemaphore, vkCreateFence: what may be exported, and as what.
 * How to read a contract: vk_step.h; what is modelled: vk_sibling.h.
 */
#ifndef HLOCAL_VK_SYNC_CREATE_H
#define HLOCAL_VK_SYNC_CREATE_H

#include "vk_sync_type.h"

/* One call, on a live device. All but `kind` and `types` are 0 or 1. */
struct vks_create {
    uint32_t kind;          /* VKS_SEMAPHORE, VKS_FENCE */
    uint32_t has_export;    /* VkExport...CreateInfo is in the chain */
    uint32_t types;         /* its handleTypes */
    uint32_t has_win32;     /* VkExport...Win32HandleInfoKHR is too */
    uint32_t attributes_ok; /* pAttributes is NULL, or has its right size */
    uint32_t has_name;      /* name is not NULL */
    uint32_t name_ok;       /* and is a valid object name that is free */
};

int32_t vks_check_create_semaphore(struct vks_create c);
int32_t vks_check_create_fence(struct vks_create c);

int32_t vks_create(struct vks_create c);

#endif /* HLOCAL_VK_SYNC_CREATE_H */
