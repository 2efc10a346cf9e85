/* vkImportSemaphoreWin32HandleKHR, vkImportFenceWin32HandleKHR.
 * How to read a contract: vk_step.h; what is modelled: vk_sibling.h.
 */
#ifndef HLOCAL_VK_SYNC_IMPORT_H
#define HLOCAL_VK_SYNC_IMPORT_H

#include "vk_sync_type.h"

#define VKS_TEMPORARY 0x1u /* Vk...ImportFlagBits */

/* One call. All but `kind`, `flags` and `type` are 0 or 1. */
struct vks_import {
    uint32_t kind;          /* VKS_SEMAPHORE, VKS_FENCE */
    uint32_t device_ok;     /* a live VkDevice */
    uint32_t has_info;      /* pImport...Win32HandleInfo is not NULL */
    uint32_t stype_ok;      /* sType is the structure's */
    uint32_t next_null;     /* pNext is NULL */
    uint32_t object_ok;     /* a live VkSemaphore or VkFence */
    uint32_t parent_ok;     /* of this device */
    uint32_t pending;       /* a submission will signal the fence */
    uint32_t flags;         /* as given */
    uint32_t type;          /* handleType */
    uint32_t has_handle;    /* handle is not NULL */
    uint32_t has_name;      /* name is not NULL */
    uint32_t resolves;      /* what is given means a live payload of the kind:
                               the name if there is one, else the handle */
    uint32_t same_uuid;     /* of the same deviceUUID and driverUUID */
    uint32_t same_flags;    /* and its semaphore was created with these flags */
    uint32_t same_timeline; /* both are timelines, or neither is */
    uint32_t timeline;      /* the payload is a timeline */
};

int32_t vks_check_import_semaphore(struct vks_import i);
int32_t vks_check_import_fence(struct vks_import i);
int32_t vks_check_semaphore_payload(struct vks_import i);
int32_t vks_check_fence_payload(struct vks_import i);

int32_t vks_import(struct vks_import i);

#endif /* HLOCAL_VK_SYNC_IMPORT_H */
