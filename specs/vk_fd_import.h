/* vkAllocateMemory with VkImportMemoryFdInfoKHR.
 * How to read a contract: vk_step.h; what is modelled: vk_sibling.h.
 */
#ifndef HLOCAL_VK_FD_IMPORT_H
#define HLOCAL_VK_FD_IMPORT_H

#include "vk_state.h"
#include "vk_sibling.h"

/* One call, right in all that is not said here. All but `type` are 0 or 1. */
struct vks_import_fd {
    uint32_t type;        /* handleType; 0: no import after all */
    uint32_t resolves;    /* fd is one that this driver exported */
    uint32_t same_device; /* of the same deviceUUID */
    uint32_t same_driver; /* and driverUUID */
    uint32_t same_size;   /* allocationSize and memoryTypeIndex are its */
    uint32_t has_image;   /* dedicated to a live image */
    uint32_t same_image;  /* and what fd means to one created like it */
    uint32_t has_buffer;  /* dedicated to a live buffer */
    uint32_t same_buffer; /* and what fd means to one created like it */
};

int32_t vks_check_fd_type(struct vks_import_fd i);
int32_t vks_check_fd_origin(struct vks_import_fd i);
int32_t vks_check_fd_match(struct vks_import_fd i);

int32_t vks_import_fd(struct vks_import_fd i);

#endif /* HLOCAL_VK_FD_IMPORT_H */
