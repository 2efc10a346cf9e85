/* What can be exported and imported: asked by clients, and by the driver when
 * it checks them. One answer for both.
 */
#include "physical.h"

bool vk_type_valid(uint32_t type)
{
    return type != 0 && (type & (type - 1)) == 0 &&
           (type & VK_TYPES_VALID) == type;
}

/* OPAQUE_WIN32 and its KMT twin name the same payloads; an fd is a payload of
 * its own, for its life is the kernel's affair. D3D types need Direct3D. */
VkExternalMemoryProperties vk_external_memory(uint32_t type)
{
    VkExternalMemoryProperties properties = {
        .compatibleHandleTypes = type,
    };
    uint32_t family = 0;

    if ((type & VK_TYPES_WIN32) != 0)
        family = VK_TYPES_WIN32;
    else if (type == VK_EXTERNAL_MEMORY_HANDLE_TYPE_OPAQUE_FD_BIT)
        family = type;
    if (family != 0 && vk_type_valid(type)) {
        properties.externalMemoryFeatures =
            VK_EXTERNAL_MEMORY_FEATURE_EXPORTABLE_BIT |
            VK_EXTERNAL_MEMORY_FEATURE_IMPORTABLE_BIT;
        properties.exportFromImportedHandleTypes = family;
        properties.compatibleHandleTypes = family;
    }
    return properties;
}

bool vk_types_compatible(uint32_t types)
{
    for (uint32_t bit = 1; bit != 0 && bit <= types; bit <<= 1)
        if ((types & bit) != 0 &&
            (!vk_type_valid(bit) ||
             (types & ~vk_external_memory(bit).compatibleHandleTypes) != 0))
            return false;
    return true;
}

bool vk_types_exportable(uint32_t types)
{
    for (uint32_t bit = 1; bit != 0 && bit <= types; bit <<= 1)
        if ((types & bit) != 0 &&
            (vk_external_memory(bit).externalMemoryFeatures &
             VK_EXTERNAL_MEMORY_FEATURE_EXPORTABLE_BIT) == 0)
            return false;
    return vk_types_compatible(types);
}

VKAPI_ATTR void VKAPI_CALL icd_vkGetPhysicalDeviceExternalBufferProperties(
    VkPhysicalDevice physical, const VkPhysicalDeviceExternalBufferInfo *info,
    VkExternalBufferProperties *properties)
{
    (void)physical;
    properties->externalMemoryProperties = vk_external_memory(info->handleType);
}

VKAPI_ATTR void VKAPI_CALL icd_vkGetPhysicalDeviceExternalSemaphoreProperties(
    VkPhysicalDevice physical,
    const VkPhysicalDeviceExternalSemaphoreInfo *info,
    VkExternalSemaphoreProperties *properties)
{
    const uint32_t family =
        VK_EXTERNAL_SEMAPHORE_HANDLE_TYPE_OPAQUE_WIN32_BIT |
        VK_EXTERNAL_SEMAPHORE_HANDLE_TYPE_OPAQUE_WIN32_KMT_BIT;
    bool known = (info->handleType & family) == (uint32_t)info->handleType &&
                 vk_type_valid(info->handleType);

    (void)physical;
    properties->exportFromImportedHandleTypes = known ? family : 0;
    properties->compatibleHandleTypes = known ? family : info->handleType;
    properties->externalSemaphoreFeatures =
        known ? VK_EXTERNAL_SEMAPHORE_FEATURE_EXPORTABLE_BIT |
                    VK_EXTERNAL_SEMAPHORE_FEATURE_IMPORTABLE_BIT
              : 0;
}

VKAPI_ATTR void VKAPI_CALL icd_vkGetPhysicalDeviceExternalFenceProperties(
    VkPhysicalDevice physical, const VkPhysicalDeviceExternalFenceInfo *info,
    VkExternalFenceProperties *properties)
{
    const uint32_t family = VK_EXTERNAL_FENCE_HANDLE_TYPE_OPAQUE_WIN32_BIT |
                            VK_EXTERNAL_FENCE_HANDLE_TYPE_OPAQUE_WIN32_KMT_BIT;
    bool known = (info->handleType & family) == (uint32_t)info->handleType &&
                 vk_type_valid(info->handleType);

    (void)physical;
    properties->exportFromImportedHandleTypes = known ? family : 0;
    properties->compatibleHandleTypes = known ? family : info->handleType;
    properties->externalFenceFeatures =
        known ? VK_EXTERNAL_FENCE_FEATURE_EXPORTABLE_BIT |
                    VK_EXTERNAL_FENCE_FEATURE_IMPORTABLE_BIT
              : 0;
}
