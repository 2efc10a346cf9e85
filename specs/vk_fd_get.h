/* vkGetMemoryFdKHR, vkGetMemoryFdPropertiesKHR.
 * How to read a contract: vk_step.h; what is modelled: vk_sibling.h.
 */
#ifndef HLOCAL_VK_FD_GET_H
#define HLOCAL_VK_FD_GET_H

#include "vk_state.h"
#include "vk_sibling.h"

/* One vkGetMemoryFdKHR. All but `type` and `can` are 0 or 1. */
struct vks_get_fd {
    uint32_t device_ok; /* a live VkDevice */
    uint32_t has_info;  /* pGetFdInfo is not NULL */
    uint32_t has_fd;    /* pFd is not NULL */
    uint32_t stype_ok;  /* sType is the structure's */
    uint32_t next_null; /* pNext is NULL */
    uint32_t memory_ok; /* a live VkDeviceMemory */
    uint32_t parent_ok; /* of this device */
    uint32_t type;      /* handleType */
    uint32_t can; /* the handle types it was allocated to be exported as */
};

int32_t vks_check_get_fd_call(struct vks_get_fd g);
int32_t vks_check_get_fd_use(struct vks_get_fd g);

int32_t vks_get_fd(struct vks_get_fd g);

/* One vkGetMemoryFdPropertiesKHR. The fd does not matter: every one that this
 * device knows was made by Vulkan. */
struct vks_fd_properties {
    uint32_t device_ok; /* 0 or 1: a live VkDevice */
    uint32_t has_out;   /* 0 or 1: pMemoryFdProperties is not NULL */
    uint32_t type;      /* handleType */
};

int32_t vks_fd_properties(struct vks_fd_properties q);

#endif /* HLOCAL_VK_FD_GET_H */
