/* Finding commands by name, for the loader and for applications.
 */
#include "call.h"

#include <string.h>

#define ICD_VERSION 6 /* of the loader interface; 7 adds nothing we use */

#define EXPORT __attribute__((visibility("default")))

EXPORT VKAPI_ATTR VkResult VKAPI_CALL
vk_icdNegotiateLoaderICDInterfaceVersion(uint32_t *version);
EXPORT VKAPI_ATTR PFN_vkVoidFunction VKAPI_CALL
vk_icdGetInstanceProcAddr(VkInstance instance, const char *name);
EXPORT VKAPI_ATTR PFN_vkVoidFunction VKAPI_CALL
vk_icdGetPhysicalDeviceProcAddr(VkInstance instance, const char *name);

EXPORT VKAPI_ATTR VkResult VKAPI_CALL
vk_icdNegotiateLoaderICDInterfaceVersion(uint32_t *version)
{
    if (*version < 2)
        return VK_ERROR_INCOMPATIBLE_DRIVER;
    if (*version > ICD_VERSION)
        *version = ICD_VERSION;
    return VK_SUCCESS;
}

VKAPI_ATTR PFN_vkVoidFunction VKAPI_CALL
icd_vkGetInstanceProcAddr(VkInstance handle, const char *name)
{
    const struct vk_entry_info *entry = vk_entry_find(name);

    if (entry == NULL)
        return NULL;
    if (strcmp(name, "vkGetInstanceProcAddr") == 0)
        return (PFN_vkVoidFunction)icd_vkGetInstanceProcAddr;
    if (handle == VK_NULL_HANDLE)
        return entry->level == LEVEL_GLOBAL ? entry->function : NULL;
    vk_lock();
    const struct vk_instance *instance = vk_instance_find(handle);
    bool found = instance != NULL &&
                 (entry->extension != EXTENSION_DEBUG_UTILS ||
                  (instance->extensions & EXTENSION_DEBUG_UTILS) != 0);
    vk_unlock();
    return found ? entry->function : NULL;
}

EXPORT VKAPI_ATTR PFN_vkVoidFunction VKAPI_CALL
vk_icdGetInstanceProcAddr(VkInstance instance, const char *name)
{
    return icd_vkGetInstanceProcAddr(instance, name);
}

EXPORT VKAPI_ATTR PFN_vkVoidFunction VKAPI_CALL
vk_icdGetPhysicalDeviceProcAddr(VkInstance instance, const char *name)
{
    const struct vk_entry_info *entry = vk_entry_find(name);

    (void)instance;
    return entry != NULL && entry->level == LEVEL_PHYSICAL ? entry->function
                                                           : NULL;
}

VKAPI_ATTR PFN_vkVoidFunction VKAPI_CALL
icd_vkGetDeviceProcAddr(VkDevice handle, const char *name)
{
    const struct vk_entry_info *entry = vk_entry_find(name);

    if (entry == NULL || entry->level != LEVEL_DEVICE)
        return NULL;
    vk_lock();
    const struct vk_device *device = vk_device_find(handle);
    bool found =
        device != NULL && (entry->extension == EXTENSION_CORE ||
                           (device->extensions & entry->extension) != 0);
    vk_unlock();
    return found ? entry->function : NULL;
}
