/* Device memory and the payloads behind it.
 *
 * A payload that can leave the process is a kernel object (impl/kernel) or,
 * for file descriptors, a memfd; any other is private memory. Owners:
 *   ref      the original allocation, and imports through NT handles or
 *            names: the kernel object lives while they do
 *   payload  without ref: an import through a KMT number. It owns nothing, so
 *            every use asks first whether the payload still lives.
 */
#ifndef HLOCAL_IMPL_VULKAN_MEMORY_H
#define HLOCAL_IMPL_VULKAN_MEMORY_H

#include "share.h"

/* Creation parameters of the image or buffer that memory is dedicated to:
 * what "identical" means for imports (01876, 01877). */
struct vk_dedicated {
    VkObjectType type; /* VK_OBJECT_TYPE_UNKNOWN: not dedicated */
    uint32_t word[16];
};

/* The body of a kernel object, and the last page of a memfd. */
struct vk_payload {
    struct vk_origin origin;
    uint64_t size;
    uint32_t type; /* memory type index */
    uint32_t device_mask;
    struct vk_dedicated dedicated;
};

_Static_assert(sizeof(struct vk_payload) <= HL_KERNEL_BODY_MAX,
               "a payload's description fits its kernel object");

struct vk_memory {
    struct vk_object object;
    VkDeviceSize size;
    uint32_t type;
    uint32_t export_types;
    uint32_t import_type; /* 0: not imported */
    struct vk_dedicated dedicated;
    uint64_t dedicated_id; /* the VkImage or VkBuffer itself */
    kernel_ref ref;
    kernel_id payload;
    struct vk_nt nt;
    int fd;      /* -1: no memfd */
    void *base;  /* mapped on first use */
    bool mapped; /* by vkMapMemory */
    VkDeviceSize map_offset, map_size;
};

struct vk_image;
struct vk_buffer;

/* Everything vkAllocateMemory is asked for. */
struct vk_allocation {
    const VkMemoryAllocateInfo *info;
    const VkExportMemoryAllocateInfo *export;
    const VkExportMemoryWin32HandleInfoKHR *export_win32;
    const VkImportMemoryWin32HandleInfoKHR *import_win32;
    const VkImportMemoryFdInfoKHR *import_fd;
    const VkMemoryDedicatedAllocateInfo *dedicated;
    const VkMemoryAllocateFlagsInfo *flags;
    uint32_t import_type;
    /* Found on the way. The refs and the fd are the allocation's to give
     * back when it fails. */
    struct vk_payload payload; /* of an import */
    kernel_ref ref;
    kernel_id id;
    const struct vk_image *image; /* what it is to be dedicated to */
    const struct vk_buffer *buffer;
};

/* import.c, fd_import.c: find and check the payload of an import. */
void vk_import_win32(struct vk_call *call, const struct vk_device *device,
                     struct vk_allocation *allocation);
void vk_import_fd(struct vk_call *call, const struct vk_device *device,
                  struct vk_allocation *allocation);

/* Checks an import shares, whatever its handle: size, type, dedication. */
void vk_import_match(struct vk_call *call,
                     const struct vk_allocation *allocation, bool fd);

/* The memory for a checked allocation; NULL, and the call failed, without. */
struct vk_memory *vk_memory_make(struct vk_call *call, struct vk_device *device,
                                 struct vk_allocation *allocation);

/* A new memfd with a payload's description in its last page, or -1. */
int vk_fd_create(const struct vk_payload *payload);

/* The memory's bytes; NULL when the payload is dead or memory is short. */
unsigned char *vk_memory_bytes(struct vk_memory *memory);

/* Whether the payload still lives: always, but for KMT imports. */
bool vk_memory_alive(const struct vk_memory *memory);

/* Free it, with all it owns. */
void vk_memory_destroy(struct vk_memory *memory);

/* Its debug name changed. */
void vk_memory_renamed(struct vk_memory *memory);

/* Tell of NT handles, to objects of every kind, that outlive the device they
 * came from. Unlocked. */
void vk_report_leaks(const struct vk_device *device);

#endif /* HLOCAL_IMPL_VULKAN_MEMORY_H */
