/* Instances, physical devices, devices and queues: the dispatchable handles.
 *
 * These are pointers, as the loader demands (it writes its dispatch table
 * into the first word). A pointer that a caller hands in is looked for among
 * the live ones before it is followed.
 */
#ifndef HLOCAL_IMPL_VULKAN_DRIVER_H
#define HLOCAL_IMPL_VULKAN_DRIVER_H

#include "entry.h"
#include "object.h"

struct vk_device;

#define VK_MESSENGERS_MAX 8

struct vk_messenger {
    struct vk_object object;
    struct vk_instance *instance;
    VkDebugUtilsMessageSeverityFlagsEXT severities;
    VkDebugUtilsMessageTypeFlagsEXT types;
    PFN_vkDebugUtilsMessengerCallbackEXT callback;
    void *user;
};

#define VK_PHYSICAL_MAX 2

struct vk_physical {
    VK_LOADER_DATA loader;
    struct vk_instance *instance;
    uint32_t index; /* the last byte of its deviceUUID */
};

struct vk_instance {
    VK_LOADER_DATA loader;
    struct vk_instance *next; /* the live ones */
    struct vk_physical physical[VK_PHYSICAL_MAX];
    unsigned extensions;
    uint32_t api_version;
    /* From the pNext chain: hears creation and destruction only. */
    struct vk_messenger creation;
    bool creating;
    uint32_t messenger_count;
    struct vk_messenger *messenger[VK_MESSENGERS_MAX];
};

struct vk_submission;

struct vk_queue {
    VK_LOADER_DATA loader;
    struct vk_device *device;
    struct vk_submission *first, *last; /* wait for a semaphore */
    bool working;                       /* a thread watches the semaphores */
    bool stopping;
};

#define VK_HEAPS 2

struct vk_device {
    VK_LOADER_DATA loader;
    struct vk_device *next; /* the live ones */
    struct vk_instance *instance;
    struct vk_physical *physical;
    unsigned extensions;
    struct vk_queue queue;
    uint32_t memory_count;            /* against maxMemoryAllocationCount */
    VkDeviceSize heap_used[VK_HEAPS]; /* imports do not count */
    uint32_t number;                  /* of the device in this process */
    uint64_t serial;                  /* allocations so far, for labels */
    bool sync_exported;               /* a semaphore or a fence, as NT */
};

/* Live ones, or NULL. Locked. */
struct vk_instance *vk_instance_find(VkInstance instance);
struct vk_physical *vk_physical_find(VkPhysicalDevice physical);
struct vk_device *vk_device_find(VkDevice device);
struct vk_queue *vk_queue_find(VkQueue queue);

/* The first live instance; vk_device's `next` goes on. */
struct vk_instance *vk_instance_first(void);
void vk_device_insert(struct vk_device *device);
void vk_device_remove(struct vk_device *device);
struct vk_device *vk_device_first(void);

#define VK_DEVICE_NAME "hlocal memory export device"
#define VK_DRIVER_API_VERSION VK_MAKE_API_VERSION(0, 1, 1, VK_HEADER_VERSION)

/* A structure of a pNext chain, whatever the chain's length, or NULL. A chain
 * that runs in a circle is searched as far as it goes. */
const void *vk_chain_find(const void *next, VkStructureType type);

/* How many structures the chain has, or -1 when a type stands twice in it, as
 * in one that runs in a circle. */
int vk_chain_check(const void *next);

#endif /* HLOCAL_IMPL_VULKAN_DRIVER_H */
