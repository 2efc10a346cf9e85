/* File descriptors of memory, as the harness remembers them: the model has the
 * rules of one call (specs/vk/fd.h), not how long a descriptor is open.
 */
#ifndef HLOCAL_FUZZ_VK_DESCRIPTOR_H
#define HLOCAL_FUZZ_VK_DESCRIPTOR_H

#include <stdint.h>

#define VKF_FD_MAX 128u /* as VKF_THING_MAX; also the index of nothing */

struct vkf_fd {
    uint64_t value;  /* the descriptor */
    uint64_t memory; /* VkDeviceMemory that it was exported from */
    uint64_t size;
    uint64_t shape; /* of what that is dedicated to */
    uint32_t open;  /* 0 once closed, or taken by an import */
    uint32_t type;  /* memory type index */
    uint32_t dedicated;
    uint32_t gpu;
};

extern struct vkf_fd vkf_fd[VKF_FD_MAX];

void vkf_fd_reset(void);

/* The open descriptor of that value, or VKF_FD_MAX. */
uint32_t vkf_fd_find(uint64_t value);

#endif /* HLOCAL_FUZZ_VK_DESCRIPTOR_H */
