/* vkGetPhysicalDeviceProperties2: the properties that come in structures.
 */
#include "physical.h"

#include <string.h>

static void id_fill(uint32_t index, VkPhysicalDeviceIDProperties *id)
{
    vk_device_uuid(index, id->deviceUUID);
    vk_driver_uuid(id->driverUUID);
    /* A LUID is what Windows clients compare to find the adapter. */
    memset(id->deviceLUID, 0, VK_LUID_SIZE);
    memcpy(id->deviceLUID, "hlocal", 6);
    id->deviceLUID[VK_LUID_SIZE - 1] = (uint8_t)index;
    id->deviceNodeMask = 1;
    id->deviceLUIDValid = VK_TRUE;
}

static void one_fill(uint32_t index, VkBaseOutStructure *at)
{
    switch ((int)at->sType) {
    case VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_ID_PROPERTIES:
        id_fill(index, (void *)at);
        break;
    case VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_MAINTENANCE_3_PROPERTIES: {
        VkPhysicalDeviceMaintenance3Properties *limits = (void *)at;
        limits->maxPerSetDescriptors = 1024;
        limits->maxMemoryAllocationSize =
            vk_memory_properties.memoryHeaps[0].size;
        break;
    }
    case VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_TIMELINE_SEMAPHORE_PROPERTIES:
        ((VkPhysicalDeviceTimelineSemaphoreProperties *)at)
            ->maxTimelineSemaphoreValueDifference = UINT64_MAX;
        break;
    case VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_SUBGROUP_PROPERTIES: {
        VkPhysicalDeviceSubgroupProperties *subgroup = (void *)at;
        subgroup->subgroupSize = 1;
        subgroup->supportedStages = 0;
        subgroup->supportedOperations = 0;
        subgroup->quadOperationsInAllStages = VK_FALSE;
        break;
    }
    case VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_POINT_CLIPPING_PROPERTIES:
        ((VkPhysicalDevicePointClippingProperties *)at)->pointClippingBehavior =
            VK_POINT_CLIPPING_BEHAVIOR_ALL_CLIP_PLANES;
        break;
    case VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_MULTIVIEW_PROPERTIES: {
        VkPhysicalDeviceMultiviewProperties *views = (void *)at;
        views->maxMultiviewViewCount = 6;
        views->maxMultiviewInstanceIndex = (1u << 27) - 1;
        break;
    }
    case VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_PROTECTED_MEMORY_PROPERTIES:
        ((VkPhysicalDeviceProtectedMemoryProperties *)at)->protectedNoFault =
            VK_FALSE;
        break;
    default: /* a structure of an extension that is not here */
        break;
    }
}

VKAPI_ATTR void VKAPI_CALL icd_vkGetPhysicalDeviceProperties2(
    VkPhysicalDevice physical, VkPhysicalDeviceProperties2 *properties)
{
    uint32_t index = vk_physical_index(physical);

    icd_vkGetPhysicalDeviceProperties(physical, &properties->properties);
    for (VkBaseOutStructure *at = properties->pNext; at != NULL; at = at->pNext)
        one_fill(index, at);
}
