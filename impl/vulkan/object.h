/* Non-dispatchable handles: numbers with a generation, never pointers.
 *
 * A handle is kind << 56 | generation << 24 | index. What an application (or
 * a layer that wraps handles, or a fuzzer) passes is looked up, never
 * dereferenced; a freed handle is recognised until its index was reused 2^32
 * times. All calls need the driver's lock (call.h).
 */
#ifndef HLOCAL_IMPL_VULKAN_OBJECT_H
#define HLOCAL_IMPL_VULKAN_OBJECT_H

#include "compat.h"

#include <stdbool.h>

struct vk_device;

enum vk_kind {
    VK_KIND_NONE,
    VK_KIND_MEMORY,
    VK_KIND_BUFFER,
    VK_KIND_IMAGE,
    VK_KIND_BUFFER_VIEW,
    VK_KIND_IMAGE_VIEW,
    VK_KIND_FENCE,
    VK_KIND_SEMAPHORE,
    VK_KIND_EVENT,
    VK_KIND_COMMAND_POOL,
    VK_KIND_MESSENGER,
    VK_KIND_COUNT,
};

/* The head of every object; the object is allocated with calloc and freed by
 * vk_object_delete. */
struct vk_object {
    uint64_t id;
    enum vk_kind kind;
    struct vk_device *device; /* NULL for a messenger */
    char name[64];            /* from vkSetDebugUtilsObjectNameEXT */
};

/* Register an object; 0 when memory is short. */
uint64_t vk_object_insert(struct vk_object *object, enum vk_kind kind,
                          struct vk_device *device);

/* The live object of that kind, or NULL. */
void *vk_object_find(uint64_t id, enum vk_kind kind);

/* The live object, whatever its kind, or NULL. */
struct vk_object *vk_object_any(uint64_t id);

/* Unregister and free. */
void vk_object_delete(struct vk_object *object);

/* The next live object of a device (or, for NULL, of none) from slot *cursor
 * on, or NULL; *cursor starts at 0 and ends past it. */
struct vk_object *vk_object_next(const struct vk_device *device,
                                 uint32_t *cursor);

VkObjectType vk_object_type(enum vk_kind kind);
const char *vk_object_kind_name(enum vk_kind kind);

/* Drop every registration without freeing: a forked child's copies mean
 * nothing to the kernel objects behind them. */
void vk_object_forget_all(void);

/* Vulkan's handle types are pointers on 64-bit systems. */
#define VK_ID(handle) ((uint64_t)(uintptr_t)(handle))
#define VK_HANDLE(type, id) ((type)(uintptr_t)(id))

#endif /* HLOCAL_IMPL_VULKAN_OBJECT_H */
