/* vkGetSemaphoreWin32HandleKHR, vkGetFenceWin32HandleKHR.
 * How to read a contract: vk_step.h; what is modelled: vk_sibling.h.
 */
#ifndef HLOCAL_VK_SYNC_GET_H
#define HLOCAL_VK_SYNC_GET_H

#include "vk_sync_type.h"

/* One call. All but `kind`, `type` and `can` are 0 or 1. */
struct vks_get {
    uint32_t kind;       /* VKS_SEMAPHORE, VKS_FENCE */
    uint32_t device_ok;  /* a live VkDevice */
    uint32_t has_info;   /* pGetWin32HandleInfo is not NULL */
    uint32_t has_handle; /* pHandle is not NULL */
    uint32_t stype_ok;   /* sType is the structure's */
    uint32_t next_null;  /* pNext is NULL */
    uint32_t object_ok;  /* a live VkSemaphore or VkFence */
    uint32_t parent_ok;  /* of this device */
    uint32_t type;       /* handleType */
    uint32_t can;        /* the handle types it was created to be exported as */
    uint32_t done_nt;    /* an NT handle was exported from it, its permanent
                            payload being what it is */
    uint32_t dead;       /* its payload's last owner is gone */
};

int32_t vks_check_get_semaphore(struct vks_get g);
int32_t vks_check_get_fence(struct vks_get g);

int32_t vks_get(struct vks_get g);

#endif /* HLOCAL_VK_SYNC_GET_H */
