/* What memory, semaphores and fences have in common when they are shared:
 * whose payload it is, its KMT number, and NT handles to it. Where the kinds
 * are meant to differ, the table in share.c says how.
 */
#ifndef HLOCAL_IMPL_VULKAN_SHARE_H
#define HLOCAL_IMPL_VULKAN_SHARE_H

#include "call.h"
#include "physical.h"
#include "../kernel/kernel.h"

/* The head of every payload's description, which is the body of its kernel
 * object: where the payload was made. */
struct vk_origin {
    uint8_t device_uuid[VK_UUID_SIZE];
    uint8_t driver_uuid[VK_UUID_SIZE];
    uint64_t creator; /* pid << 32 | number of the device */
    uint32_t kmt;     /* its global share handle, 0 until first exported */
    uint32_t unused;
};

uint64_t vk_creator(const struct vk_device *device);
/* The origin of a payload that `device` makes. */
void vk_origin_make(struct vk_origin *origin, const struct vk_device *device);
/* Whether it was made on the physical device of `device`, ... */
bool vk_origin_same_device(const struct vk_origin *origin,
                           const struct vk_device *device);
/* ... and also by this version of the driver. */
bool vk_origin_same(const struct vk_origin *origin,
                    const struct vk_device *device);

/* The NT handles of one object. */
struct vk_nt {
    uint32_t exported;  /* the types that an export was made for */
    HANDLE last_handle; /* of the last export */
    DWORD access;       /* rights of handles to export */
    BOOL inherit;
};

/* Make the kernel object that handles will name. When its name is refused,
 * `name_rule` is violated. */
VkResult vk_share_create(struct vk_call *call, const struct hl_kernel_new *what,
                         enum vuid name_rule, kernel_ref *ref);

/* A new NT handle to the payload `id`, or the last one again where the policy
 * says so. `ref` is the object's own reference; 0: it came through a KMT
 * number and has none. */
VkResult vk_share_export_nt(enum hl_kernel_kind kind, kernel_ref ref,
                            kernel_id id, struct vk_nt *nt, HANDLE *handle);
/* The KMT number of a live payload, made on first use. */
VkResult vk_share_export_kmt(enum hl_kernel_kind kind, kernel_id id,
                             HANDLE *handle);

/* The payload that `name` means or, without one, `handle`, which is an NT
 * handle (`nt`) or a KMT number. *id is 0 when there is none; *ref is 0 for
 * numbers. Fails only for want of room. */
VkResult vk_share_open(enum hl_kernel_kind kind, bool nt, HANDLE handle,
                       const void *name, kernel_ref *ref, kernel_id *id);

#endif /* HLOCAL_IMPL_VULKAN_SHARE_H */
