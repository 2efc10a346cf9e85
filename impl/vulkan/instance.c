/* Instances, and the loader's way in.
 */
#include "call.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

static struct vk_instance *instances;
static struct vk_device *devices;

struct vk_instance *vk_instance_first(void)
{
    return instances;
}

struct vk_instance *vk_instance_find(VkInstance handle)
{
    for (struct vk_instance *at = instances; at != NULL; at = at->next)
        if ((VkInstance)at == handle)
            return at;
    return NULL;
}

struct vk_physical *vk_physical_find(VkPhysicalDevice handle)
{
    for (struct vk_instance *at = instances; at != NULL; at = at->next)
        for (uint32_t i = 0; i < VK_PHYSICAL_MAX; i++)
            if ((VkPhysicalDevice)&at->physical[i] == handle)
                return &at->physical[i];
    return NULL;
}

struct vk_device *vk_device_first(void)
{
    return devices;
}

struct vk_device *vk_device_find(VkDevice handle)
{
    for (struct vk_device *at = devices; at != NULL; at = at->next)
        if ((VkDevice)at == handle)
            return at;
    return NULL;
}

struct vk_queue *vk_queue_find(VkQueue handle)
{
    for (struct vk_device *at = devices; at != NULL; at = at->next)
        if ((VkQueue)&at->queue == handle)
            return &at->queue;
    return NULL;
}

void vk_device_insert(struct vk_device *device)
{
    device->next = devices;
    devices = device;
}

void vk_device_remove(struct vk_device *device)
{
    struct vk_device **link = &devices;

    while (*link != NULL && *link != device)
        link = &(*link)->next;
    if (*link != NULL)
        *link = device->next;
}

static const struct {
    const char *name;
    uint32_t version;
    unsigned extension;
} instance_extensions[] = {
    {VK_KHR_GET_PHYSICAL_DEVICE_PROPERTIES_2_EXTENSION_NAME,
     VK_KHR_GET_PHYSICAL_DEVICE_PROPERTIES_2_SPEC_VERSION, 0},
    {VK_KHR_EXTERNAL_MEMORY_CAPABILITIES_EXTENSION_NAME,
     VK_KHR_EXTERNAL_MEMORY_CAPABILITIES_SPEC_VERSION, 0},
    {VK_KHR_EXTERNAL_SEMAPHORE_CAPABILITIES_EXTENSION_NAME,
     VK_KHR_EXTERNAL_SEMAPHORE_CAPABILITIES_SPEC_VERSION, 0},
    {VK_KHR_EXTERNAL_FENCE_CAPABILITIES_EXTENSION_NAME,
     VK_KHR_EXTERNAL_FENCE_CAPABILITIES_SPEC_VERSION, 0},
    {VK_EXT_DEBUG_UTILS_EXTENSION_NAME, VK_EXT_DEBUG_UTILS_SPEC_VERSION,
     EXTENSION_DEBUG_UTILS},
};
#define INSTANCE_EXTENSIONS                                                    \
    (sizeof instance_extensions / sizeof instance_extensions[0])

VKAPI_ATTR VkResult VKAPI_CALL icd_vkEnumerateInstanceVersion(uint32_t *version)
{
    *version = VK_DRIVER_API_VERSION;
    return VK_SUCCESS;
}

VKAPI_ATTR VkResult VKAPI_CALL icd_vkEnumerateInstanceExtensionProperties(
    const char *layer, uint32_t *count, VkExtensionProperties *properties)
{
    uint32_t room = *count;

    if (layer != NULL)
        return VK_ERROR_LAYER_NOT_PRESENT;
    *count = (uint32_t)INSTANCE_EXTENSIONS;
    if (properties == NULL)
        return VK_SUCCESS;
    if (room < *count)
        *count = room;
    memset(properties, 0, *count * sizeof *properties);
    for (uint32_t i = 0; i < *count; i++) {
        strcpy(properties[i].extensionName, instance_extensions[i].name);
        properties[i].specVersion = instance_extensions[i].version;
    }
    return room < INSTANCE_EXTENSIONS ? VK_INCOMPLETE : VK_SUCCESS;
}

/* Layers are the loader's. */
VKAPI_ATTR VkResult VKAPI_CALL icd_vkEnumerateInstanceLayerProperties(
    uint32_t *count, VkLayerProperties *properties)
{
    (void)properties;
    *count = 0;
    return VK_SUCCESS;
}

/* The child of a fork has copies of objects whose payloads are not its own.
 * They are forgotten: every handle of before is stale there. */
static void fork_child(void)
{
    vk_object_forget_all();
    vk_faults_forget();
    devices = NULL;
    instances = NULL;
    vk_unlock();
}

static void watch_forks(void)
{
    (void)pthread_atfork(vk_lock, vk_unlock, fork_child);
}

static VkResult extensions_enable(const VkInstanceCreateInfo *info,
                                  unsigned *extensions)
{
    for (uint32_t i = 0; i < info->enabledExtensionCount; i++) {
        size_t k = 0;
        while (k < INSTANCE_EXTENSIONS &&
               strcmp(info->ppEnabledExtensionNames[i],
                      instance_extensions[k].name) != 0)
            k++;
        if (k == INSTANCE_EXTENSIONS)
            return VK_ERROR_EXTENSION_NOT_PRESENT;
        *extensions |= instance_extensions[k].extension;
    }
    return VK_SUCCESS;
}

VKAPI_ATTR VkResult VKAPI_CALL icd_vkCreateInstance(
    const VkInstanceCreateInfo *info, const VkAllocationCallbacks *allocator,
    VkInstance *instance)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    struct vk_call call;

    (void)allocator;
    *instance = VK_NULL_HANDLE;
    pthread_once(&once, watch_forks);
    vk_lock();
    if (instances == NULL && devices == NULL)
        vk_policy_read();
    vk_unlock();
    if (vk_call_begin(&call, ENTRY_vkCreateInstance)) {
        struct vk_instance *made = vk_new(1, sizeof *made);
        VkResult result = VK_ERROR_OUT_OF_HOST_MEMORY;
        if (made != NULL)
            result = extensions_enable(info, &made->extensions);
        if (result == VK_SUCCESS) {
            const VkDebugUtilsMessengerCreateInfoEXT *messenger = vk_chain_find(
                info->pNext,
                VK_STRUCTURE_TYPE_DEBUG_UTILS_MESSENGER_CREATE_INFO_EXT);
            set_loader_magic_value(made);
            for (uint32_t i = 0; i < VK_PHYSICAL_MAX; i++) {
                set_loader_magic_value(&made->physical[i]);
                made->physical[i].instance = made;
                made->physical[i].index = i;
            }
            made->api_version = info->pApplicationInfo == NULL
                                    ? VK_API_VERSION_1_0
                                    : info->pApplicationInfo->apiVersion;
            if (messenger != NULL) {
                made->creation.severities = messenger->messageSeverity;
                made->creation.types = messenger->messageType;
                made->creation.callback = messenger->pfnUserCallback;
                made->creation.user = messenger->pUserData;
            }
            made->next = instances;
            instances = made;
            *instance = (VkInstance)made;
        } else {
            free(made);
            vk_call_fail(&call, result);
        }
    }
    return vk_call_end(&call);
}

VKAPI_ATTR void VKAPI_CALL
icd_vkDestroyInstance(VkInstance handle, const VkAllocationCallbacks *allocator)
{
    (void)allocator;
    vk_lock();
    struct vk_instance *instance = vk_instance_find(handle);
    if (instance != NULL) {
        struct vk_instance **link = &instances;
        while (*link != instance)
            link = &(*link)->next;
        *link = instance->next;
        while (instance->messenger_count > 0)
            vk_object_delete(
                &instance->messenger[--instance->messenger_count]->object);
        free(instance);
    }
    vk_unlock();
}

VKAPI_ATTR VkResult VKAPI_CALL icd_vkEnumeratePhysicalDevices(
    VkInstance handle, uint32_t *count, VkPhysicalDevice *physical)
{
    struct vk_call call;

    if (!vk_call_begin(&call, ENTRY_vkEnumeratePhysicalDevices))
        return vk_call_end(&call);
    struct vk_instance *instance = vk_instance_find(handle);
    uint32_t all = vk_policy.device_count;
    if (instance == NULL) {
        vk_call_fail(&call, VK_ERROR_INITIALIZATION_FAILED);
    } else if (physical == NULL) {
        *count = all;
    } else {
        if (*count < all)
            call.result = VK_INCOMPLETE;
        else
            *count = all;
        for (uint32_t i = 0; i < *count; i++)
            physical[i] = (VkPhysicalDevice)&instance->physical[i];
    }
    return vk_call_end(&call);
}

/* Every physical device is a group of its own. */
VKAPI_ATTR VkResult VKAPI_CALL icd_vkEnumeratePhysicalDeviceGroups(
    VkInstance handle, uint32_t *count, VkPhysicalDeviceGroupProperties *groups)
{
    struct vk_call call;

    if (!vk_call_begin(&call, ENTRY_vkEnumeratePhysicalDeviceGroups))
        return vk_call_end(&call);
    struct vk_instance *instance = vk_instance_find(handle);
    uint32_t all = vk_policy.device_count;
    if (instance == NULL) {
        vk_call_fail(&call, VK_ERROR_INITIALIZATION_FAILED);
    } else if (groups == NULL) {
        *count = all;
    } else {
        if (*count < all)
            call.result = VK_INCOMPLETE;
        else
            *count = all;
        for (uint32_t i = 0; i < *count; i++) {
            groups[i].physicalDeviceCount = 1;
            memset(groups[i].physicalDevices, 0,
                   sizeof groups[i].physicalDevices);
            groups[i].physicalDevices[0] =
                (VkPhysicalDevice)&instance->physical[i];
            groups[i].subsetAllocation = VK_FALSE;
        }
    }
    return vk_call_end(&call);
}
