/* Semaphores and fences, and the payloads they wait on.
 *
 * A payload is one number: 0 or 1 for fences and binary semaphores, a counter
 * for timelines. It is the object's own, or a kernel object's when handles to
 * it exist. An import replaces the payload permanently, or temporarily: until
 * the next wait of a semaphore, the next reset of a fence.
 */
#ifndef HLOCAL_IMPL_VULKAN_SYNC_H
#define HLOCAL_IMPL_VULKAN_SYNC_H

#include "share.h"

/* The body of a kernel object. */
struct vk_sync_body {
    struct vk_origin origin;
    uint64_t value;
    uint32_t timeline;
    uint32_t flags; /* of the creation */
};

struct vk_sync_payload {
    kernel_ref ref; /* an owner's: 0 for local and KMT payloads */
    kernel_id id;   /* 0: local */
    uint64_t local;
    uint32_t import_type; /* 0: not imported */
};

struct vk_sync {
    struct vk_object object;
    bool timeline;
    uint32_t flags;
    uint32_t export_types;
    bool replaced; /* temporarily */
    struct vk_sync_payload permanent, temporary;
    struct vk_nt nt;  /* of whatever payload */
    uint32_t pending; /* submissions that will signal it */
};

#define VK_SYNC_TYPES 0x6u /* OPAQUE_WIN32 and its KMT twin, alike for both */
#define VK_SYNC_NT 0x2u    /* OPAQUE_WIN32 */
#define VK_SYNC_KMT 0x4u

/* Every bit that has a meaning; bit 3 has another one for each. */
#define VK_SEMAPHORE_TYPES 0x9Fu
#define VK_FENCE_TYPES 0xFu
#define VK_SEMAPHORE_NT (VK_SYNC_NT | 0x8u) /* D3D12_FENCE */
#define VK_FENCE_NT VK_SYNC_NT

enum hl_kernel_kind vk_sync_kernel_kind(const struct vk_sync *sync);
struct vk_sync_payload *vk_sync_current(struct vk_sync *sync);

/* What an export asks for when a semaphore or fence is created. */
struct vk_sync_export {
    uint32_t types;
    const void *name;
    const SECURITY_ATTRIBUTES *attributes;
    DWORD access;
    bool named;          /* a Win32 structure was given */
    enum vuid name_rule; /* violated when the name is refused */
};

/* NULL, and the call failed, when it cannot be made. */
struct vk_sync *vk_sync_create(struct vk_call *call, struct vk_device *device,
                               enum vk_kind kind, bool timeline, uint32_t flags,
                               uint64_t value,
                               const struct vk_sync_export *export);
void vk_sync_destroy(struct vk_sync *sync);

/* Its debug name changed. */
void vk_sync_renamed(struct vk_sync *sync);

/* Put the permanent payload back. */
void vk_sync_restore(struct vk_sync *sync);
/* Replace a payload; the old one's reference is given back. */
void vk_sync_replace(struct vk_sync *sync, bool temporary,
                     const struct vk_sync_payload *payload);

/* The value; false when the payload is dead. */
bool vk_sync_value(struct vk_sync *sync, uint64_t *value);
/* Set it: 1 or 0, or a timeline's new value if that is greater. */
void vk_sync_set(struct vk_sync *sync, uint64_t value);
/* Whether a wait for `value` is over; a binary semaphore's is used up. A dead
 * payload keeps nobody waiting. */
bool vk_sync_wait(struct vk_sync *sync, uint64_t value);

#endif /* HLOCAL_IMPL_VULKAN_SYNC_H */
