/* The state of the Vulkan memory-export model: which devices, payloads,
 * memory objects, NT handles, buffers and images there are, and who keeps
 * what alive. Independent of the Vulkan headers: the numbers below are the
 * specification's. The tables are global arrays used by name, since that is
 * what proves; an object is known by its index, and `..._MAX` is the index
 * of nothing. Capacities are parameters: no proof depends on them.
 */
#ifndef HLOCAL_SPECS_VK_STATE_H
#define HLOCAL_SPECS_VK_STATE_H

#include <stdint.h>

#ifndef VKM_DEVICE_MAX
#define VKM_DEVICE_MAX 4u
#endif
#ifndef VKM_PAYLOAD_MAX
#define VKM_PAYLOAD_MAX 64u
#endif
#ifndef VKM_MEMORY_MAX
#define VKM_MEMORY_MAX 64u
#endif
#ifndef VKM_HANDLE_MAX
#define VKM_HANDLE_MAX 64u
#endif
#ifndef VKM_RESOURCE_MAX
#define VKM_RESOURCE_MAX 32u
#endif
#define VKM_TYPE_MAX 32u /* VK_MAX_MEMORY_TYPES */
/* An owner is a memory object or, from VKM_MEMORY_MAX on, an NT handle. */
#define VKM_OWNER_MAX (VKM_MEMORY_MAX + VKM_HANDLE_MAX)

/* VkResult. */
#define VKM_OK 0
#define VKM_OUT_OF_HOST_MEMORY (-1)
#define VKM_OUT_OF_DEVICE_MEMORY (-2)
#define VKM_MEMORY_MAP_FAILED (-5)
#define VKM_TOO_MANY_OBJECTS (-10)
#define VKM_UNKNOWN (-13)
#define VKM_INVALID_EXTERNAL_HANDLE (-1000072003)
#define VKM_VALIDATION_FAILED (-1000011001)
/* Verdicts of the model itself, no VkResult: the implementation chose what
 * the documents forbid; a table of the model is full. */
#define VKM_ILLEGAL_CHOICE 0x7FFF0001
#define VKM_FULL 0x7FFF0002

/* VkExternalMemoryHandleTypeFlagBits. */
#define VKM_TYPE_FD 0x1u
#define VKM_TYPE_NT 0x2u
#define VKM_TYPE_KMT 0x4u
#define VKM_TYPE_D3D11_TEXTURE 0x8u
#define VKM_TYPE_D3D11_TEXTURE_KMT 0x10u
#define VKM_TYPE_D3D12_HEAP 0x20u
#define VKM_TYPE_D3D12_RESOURCE 0x40u

/* How a violated requirement is answered. */
#define VKM_STRICT 0u
#define VKM_CTS 1u
#define VKM_DRIVER 2u

/* What a second NT export of one memory object does (00663). */
#define VKM_SECOND_FAILS 0u
#define VKM_SECOND_NEW 1u
#define VKM_SECOND_SAME 2u

/* What a dedicated allocation is dedicated to; what a resource is. */
#define VKM_PLAIN 0u
#define VKM_BUFFER 1u
#define VKM_IMAGE 2u

/* How a memory object came to its payload. */
#define VKM_ORIGINAL 0u
#define VKM_FROM_NT 1u
#define VKM_FROM_KMT 2u /* holds no reference */

struct vkm_device {
    uint64_t id;   /* VkDevice, never 0 while live */
    uint32_t live; /* 0 or 1 */
    uint32_t gpu;  /* which physical device and driver: the two UUIDs */
};

/* The bytes behind memory objects and handles. */
struct vkm_payload {
    uint64_t size;      /* bytes, as given when it was allocated */
    uint64_t shape;     /* creation parameters of what it is dedicated to */
    uint64_t kmt;       /* its global share number; 0: none given out yet */
    uint32_t live;      /* 0 or 1 */
    uint32_t gpu;       /* of the device that allocated it */
    uint32_t type;      /* memory type index, as given then */
    uint32_t dedicated; /* VKM_PLAIN, VKM_BUFFER, VKM_IMAGE */
    uint32_t name;      /* number of its name; 0: unnamed */
    uint32_t keeper;    /* one of its strong owners: the witness of life */
};

/* A VkDeviceMemory. */
struct vkm_memory {
    uint64_t id;        /* VkDeviceMemory, never 0 while live */
    uint64_t size;      /* bytes */
    uint32_t live;      /* 0 or 1 */
    uint32_t device;    /* index of the device that created it */
    uint32_t payload;   /* index; VKM_PAYLOAD_MAX once the payload died */
    uint32_t origin;    /* VKM_ORIGINAL, VKM_FROM_NT, VKM_FROM_KMT */
    uint32_t type;      /* memory type index */
    uint32_t can_fd;    /* 0 or 1: may be exported as this type */
    uint32_t can_nt;    /* likewise */
    uint32_t can_kmt;   /* likewise */
    uint32_t done_nt;   /* 0 or 1: has been exported as NT handle */
    uint32_t inherit;   /* 0 or 1: its NT handles are inheritable */
    uint32_t mapped;    /* 0 or 1 */
    uint32_t dedicated; /* VKM_PLAIN, VKM_BUFFER, VKM_IMAGE */
    uint32_t resource;  /* what to; VKM_RESOURCE_MAX once that is gone */
};

/* An open NT handle. */
struct vkm_handle {
    uint64_t value;   /* HANDLE, neither 0 nor VKM_PSEUDO while open */
    uint32_t open;    /* 0 or 1 */
    uint32_t payload; /* index */
    uint32_t inherit; /* 0 or 1: HANDLE_FLAG_INHERIT */
    uint32_t protect; /* 0 or 1: HANDLE_FLAG_PROTECT_FROM_CLOSE */
};

/* A VkBuffer or VkImage. */
struct vkm_resource {
    uint64_t id;       /* VkBuffer or VkImage, never 0 while live */
    uint64_t shape;    /* number of its creation parameters */
    uint64_t required; /* VkMemoryRequirements::size, bytes */
    uint64_t align;    /* VkMemoryRequirements::alignment, bytes */
    uint32_t live;     /* 0 or 1 */
    uint32_t device;   /* index of the device that created it */
    uint32_t kind;     /* VKM_BUFFER or VKM_IMAGE */
    uint32_t bound;    /* 0 or 1 */
    uint32_t ext_fd;   /* 0 or 1: external handle types it was created for */
    uint32_t ext_nt;   /* likewise */
    uint32_t ext_kmt;  /* likewise */
};

/* A memory type of the physical device. */
struct vkm_type {
    uint64_t heap;    /* bytes of its heap */
    uint32_t visible; /* 1: the host can map it */
};

/* How the driver is set up; the harness sets this once, no step changes it. */
struct vkm_rules {
    uint32_t profile; /* VKM_STRICT, VKM_CTS, VKM_DRIVER */
    uint32_t second;  /* VKM_SECOND_... */
    uint32_t types;   /* memoryTypeCount, at most VKM_TYPE_MAX */
    uint32_t limit;   /* maxMemoryAllocationCount */
};

/* INVALID_HANDLE_VALUE, which is also GetCurrentProcess(). */
#define VKM_PSEUDO 0xFFFFFFFFFFFFFFFFu

/* VK_WHOLE_SIZE. */
#define VKM_WHOLE 0xFFFFFFFFFFFFFFFFu

extern struct vkm_device vkm_device[VKM_DEVICE_MAX];
extern struct vkm_payload vkm_payload[VKM_PAYLOAD_MAX];
extern struct vkm_memory vkm_memory[VKM_MEMORY_MAX];
extern struct vkm_handle vkm_handle[VKM_HANDLE_MAX];
extern struct vkm_resource vkm_resource[VKM_RESOURCE_MAX];
extern struct vkm_type vkm_type[VKM_TYPE_MAX];
extern struct vkm_rules vkm_rules;

#include "vk/state.acsl"
#include "vk/type.acsl"

/* The state before the first call: nothing lives, which is where the invariant
 * begins. What stands in the record of something dead is nobody's business.
 * The rules and the memory types stay: they are the driver's. */
/*@ terminates         \true;
    exits              \false;
    assigns            vkm_device[0 .. VKM_DEVICE_MAX - 1],
                       vkm_payload[0 .. VKM_PAYLOAD_MAX - 1],
                       vkm_memory[0 .. VKM_MEMORY_MAX - 1],
                       vkm_handle[0 .. VKM_HANDLE_MAX - 1],
                       vkm_resource[0 .. VKM_RESOURCE_MAX - 1];
    ensures   inv:     vkm_inv;
    ensures   devices: \forall integer i; 0 <= i < VKM_DEVICE_MAX ==>
                       vkm_device[i].live == 0;
    ensures  payloads: \forall integer i; 0 <= i < VKM_PAYLOAD_MAX ==>
                       vkm_payload[i].live == 0;
    ensures  memories: \forall integer i; 0 <= i < VKM_MEMORY_MAX ==>
                       vkm_memory[i].live == 0;
    ensures   handles: \forall integer i; 0 <= i < VKM_HANDLE_MAX ==>
                       vkm_handle[i].open == 0;
    ensures resources: \forall integer i; 0 <= i < VKM_RESOURCE_MAX ==>
                       vkm_resource[i].live == 0;
*/
void vkm_reset(void);

#endif /* HLOCAL_SPECS_VK_STATE_H */
