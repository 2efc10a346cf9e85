/* Devices and their one queue.
 */
#include "call.h"
#include "memory.h"
#include "physical.h"
#include "resource.h"
#include "submit.h"

#include <stdlib.h>
#include <string.h>

#define X(NAME, brings)                                                        \
    {                                                                          \
        VK_##NAME##_EXTENSION_NAME, VK_##NAME##_SPEC_VERSION, brings           \
    }

static const struct {
    const char *name;
    uint32_t version;
    unsigned extension;
} device_extensions[] = {
    X(KHR_EXTERNAL_MEMORY, 0),
    X(KHR_EXTERNAL_MEMORY_WIN32, EXTENSION_MEMORY_WIN32),
    X(KHR_EXTERNAL_MEMORY_FD, EXTENSION_MEMORY_FD),
    X(KHR_EXTERNAL_SEMAPHORE, 0),
    X(KHR_EXTERNAL_SEMAPHORE_WIN32, EXTENSION_SEMAPHORE_WIN32),
    X(KHR_EXTERNAL_FENCE, 0),
    X(KHR_EXTERNAL_FENCE_WIN32, EXTENSION_FENCE_WIN32),
    X(KHR_DEDICATED_ALLOCATION, 0),
    X(KHR_GET_MEMORY_REQUIREMENTS_2, 0),
    X(KHR_BIND_MEMORY_2, 0),
    X(KHR_TIMELINE_SEMAPHORE, EXTENSION_TIMELINE),
};
#define DEVICE_EXTENSIONS                                                      \
    (sizeof device_extensions / sizeof device_extensions[0])

VKAPI_ATTR VkResult VKAPI_CALL icd_vkEnumerateDeviceExtensionProperties(
    VkPhysicalDevice physical, const char *layer, uint32_t *count,
    VkExtensionProperties *properties)
{
    uint32_t room = *count;

    (void)physical;
    if (layer != NULL)
        return VK_ERROR_LAYER_NOT_PRESENT;
    *count = (uint32_t)DEVICE_EXTENSIONS;
    if (properties == NULL)
        return VK_SUCCESS;
    if (room < *count)
        *count = room;
    memset(properties, 0, *count * sizeof *properties);
    for (uint32_t i = 0; i < *count; i++) {
        strcpy(properties[i].extensionName, device_extensions[i].name);
        properties[i].specVersion = device_extensions[i].version;
    }
    return room < DEVICE_EXTENSIONS ? VK_INCOMPLETE : VK_SUCCESS;
}

VKAPI_ATTR VkResult VKAPI_CALL icd_vkEnumerateDeviceLayerProperties(
    VkPhysicalDevice physical, uint32_t *count, VkLayerProperties *properties)
{
    (void)physical;
    (void)properties;
    *count = 0;
    return VK_SUCCESS;
}

static VkResult extensions_enable(const VkDeviceCreateInfo *info,
                                  unsigned *extensions)
{
    for (uint32_t i = 0; i < info->enabledExtensionCount; i++) {
        size_t k = 0;
        while (k < DEVICE_EXTENSIONS && strcmp(info->ppEnabledExtensionNames[i],
                                               device_extensions[k].name) != 0)
            k++;
        if (k == DEVICE_EXTENSIONS)
            return VK_ERROR_EXTENSION_NOT_PRESENT;
        *extensions |= device_extensions[k].extension;
    }
    return VK_SUCCESS;
}

/* No core feature is supported, so none may be asked for. */
static VkResult features_check(const VkDeviceCreateInfo *info)
{
    static const VkPhysicalDeviceFeatures none;
    const VkPhysicalDeviceFeatures *features = info->pEnabledFeatures;
    const VkPhysicalDeviceFeatures2 *chained = vk_chain_find(
        info->pNext, VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_FEATURES_2);

    if (features == NULL && chained != NULL)
        features = &chained->features;
    if (features != NULL && memcmp(features, &none, sizeof none) != 0)
        return VK_ERROR_FEATURE_NOT_PRESENT;
    return VK_SUCCESS;
}

static uint32_t devices_made;

VKAPI_ATTR VkResult VKAPI_CALL
icd_vkCreateDevice(VkPhysicalDevice handle, const VkDeviceCreateInfo *info,
                   const VkAllocationCallbacks *allocator, VkDevice *device)
{
    struct vk_call call;

    (void)allocator;
    *device = VK_NULL_HANDLE;
    if (!vk_call_begin(&call, ENTRY_vkCreateDevice))
        return vk_call_end(&call);
    struct vk_physical *physical = vk_physical_find(handle);
    struct vk_device *made = NULL;
    VkResult result = VK_ERROR_INITIALIZATION_FAILED;
    if (physical != NULL) {
        made = vk_new(1, sizeof *made);
        result = made == NULL ? VK_ERROR_OUT_OF_HOST_MEMORY : VK_SUCCESS;
    }
    if (result == VK_SUCCESS)
        result = extensions_enable(info, &made->extensions);
    if (result == VK_SUCCESS)
        result = features_check(info);
    if (result == VK_SUCCESS) {
        set_loader_magic_value(made);
        set_loader_magic_value(&made->queue);
        made->physical = physical;
        made->instance = physical->instance;
        made->extensions |= made->instance->extensions & EXTENSION_DEBUG_UTILS;
        made->queue.device = made;
        made->number = ++devices_made;
        vk_device_insert(made);
        *device = (VkDevice)made;
    } else {
        free(made);
        vk_call_fail(&call, result);
    }
    return vk_call_end(&call);
}

/* Children that are left go with their parent, and are reported once. */
static void children_destroy(struct vk_call *call, struct vk_device *device)
{
    uint32_t cursor = 0;
    struct vk_object *child = vk_object_next(device, &cursor);

    if (child != NULL)
        vk_call_violate(call, VUID_vkDestroyDevice_device_00378, child->id);
    for (; child != NULL; child = vk_object_next(device, &cursor))
        vk_resource_destroy(child);
}

VKAPI_ATTR void VKAPI_CALL
icd_vkDestroyDevice(VkDevice handle, const VkAllocationCallbacks *allocator)
{
    struct vk_call call;

    (void)allocator;
    vk_call_open(&call, ENTRY_vkDestroyDevice);
    struct vk_device *device = vk_device_find(handle);
    if (device == NULL) {
        (void)vk_call_end(&call);
        return;
    }
    call.instance = device->instance;
    vk_queue_stop(&device->queue);
    vk_device_remove(device);
    children_destroy(&call, device);
    (void)vk_call_end(&call);
    vk_report_leaks(device);
    free(device);
}

VKAPI_ATTR void VKAPI_CALL icd_vkGetDeviceQueue(VkDevice handle,
                                                uint32_t family, uint32_t index,
                                                VkQueue *queue)
{
    vk_lock();
    struct vk_device *device = vk_device_find(handle);
    *queue = VK_NULL_HANDLE;
    if (device != NULL && family == 0 && index == 0)
        *queue = (VkQueue)&device->queue;
    vk_unlock();
}

VKAPI_ATTR void VKAPI_CALL icd_vkGetDeviceQueue2(VkDevice handle,
                                                 const VkDeviceQueueInfo2 *info,
                                                 VkQueue *queue)
{
    icd_vkGetDeviceQueue(handle, info->queueFamilyIndex, info->queueIndex,
                         queue);
    if (info->flags != 0)
        *queue = VK_NULL_HANDLE; /* no protected queues */
}

VKAPI_ATTR void VKAPI_CALL icd_vkGetDeviceGroupPeerMemoryFeatures(
    VkDevice device, uint32_t heap, uint32_t local, uint32_t remote,
    VkPeerMemoryFeatureFlags *features)
{
    (void)device;
    (void)heap;
    (void)local;
    (void)remote;
    *features = 0; /* a group of one has no peers */
}

VKAPI_ATTR void VKAPI_CALL icd_vkGetDescriptorSetLayoutSupport(
    VkDevice device, const VkDescriptorSetLayoutCreateInfo *info,
    VkDescriptorSetLayoutSupport *support)
{
    (void)device;
    (void)info;
    support->supported = VK_FALSE; /* no layout is: there are no shaders */
}
