#include "physical.h"
#include "call.h"

#include <string.h>

/* Type 0 is what a client that needs no mapping should get, 1 and 2 are
 * system memory, 3 is for those that want everything. */
const VkPhysicalDeviceMemoryProperties vk_memory_properties = {
    .memoryTypeCount = VK_MEMORY_TYPES,
    .memoryTypes =
        {
            {VK_MEMORY_PROPERTY_DEVICE_LOCAL_BIT, 0},
            {VK_MEMORY_PROPERTY_HOST_VISIBLE_BIT |
                 VK_MEMORY_PROPERTY_HOST_COHERENT_BIT,
             1},
            {VK_MEMORY_PROPERTY_HOST_VISIBLE_BIT |
                 VK_MEMORY_PROPERTY_HOST_COHERENT_BIT |
                 VK_MEMORY_PROPERTY_HOST_CACHED_BIT,
             1},
            {VK_MEMORY_PROPERTY_DEVICE_LOCAL_BIT |
                 VK_MEMORY_PROPERTY_HOST_VISIBLE_BIT |
                 VK_MEMORY_PROPERTY_HOST_COHERENT_BIT,
             0},
        },
    .memoryHeapCount = VK_HEAPS,
    .memoryHeaps =
        {
            {UINT64_C(8) << 30, VK_MEMORY_HEAP_DEVICE_LOCAL_BIT},
            {UINT64_C(8) << 30, 0},
        },
};

void vk_device_uuid(uint32_t physical, uint8_t uuid[VK_UUID_SIZE])
{
    memcpy(uuid, "hlocal-device-\0", VK_UUID_SIZE - 1);
    uuid[VK_UUID_SIZE - 1] = (uint8_t)physical;
}

/* Payload layouts may change with the driver's version, so it is in here. */
void vk_driver_uuid(uint8_t uuid[VK_UUID_SIZE])
{
    memcpy(uuid, "hlocal-driver2\0", VK_UUID_SIZE - 1);
    uuid[VK_UUID_SIZE - 1] = (uint8_t)vk_policy.driver_number;
}

uint32_t vk_physical_index(VkPhysicalDevice handle)
{
    vk_lock();
    const struct vk_physical *physical = vk_physical_find(handle);
    uint32_t index = physical == NULL ? 0 : physical->index;
    vk_unlock();
    return index;
}

static void limits_fill(VkPhysicalDeviceLimits *limits)
{
    /* What images and buffers can be, and else the least that the
     * specification allows, for layers and applications compare with it even
     * where the device has no command for such work. Zero stands where it is
     * the least: for features that are not here. */
    *limits = (VkPhysicalDeviceLimits){
        .maxImageDimension1D = VK_IMAGE_SIDE_MAX,
        .maxImageDimension2D = VK_IMAGE_SIDE_MAX,
        .maxImageDimension3D = 2048,
        .maxImageDimensionCube = VK_IMAGE_SIDE_MAX,
        .maxImageArrayLayers = VK_IMAGE_LAYERS_MAX,
        .maxTexelBufferElements = 1u << 27,
        .maxUniformBufferRange = 65536,
        .maxStorageBufferRange = 1u << 30,
        .maxPushConstantsSize = 128,
        .maxMemoryAllocationCount = VK_MEMORY_COUNT_MAX,
        .maxSamplerAllocationCount = 4000,
        .bufferImageGranularity = 1,
        .maxBoundDescriptorSets = 4,
        .maxPerStageDescriptorSamplers = 16,
        .maxPerStageDescriptorUniformBuffers = 12,
        .maxPerStageDescriptorStorageBuffers = 4,
        .maxPerStageDescriptorSampledImages = 16,
        .maxPerStageDescriptorStorageImages = 4,
        .maxPerStageDescriptorInputAttachments = 4,
        .maxPerStageResources = 128,
        .maxDescriptorSetSamplers = 96,
        .maxDescriptorSetUniformBuffers = 72,
        .maxDescriptorSetUniformBuffersDynamic = 8,
        .maxDescriptorSetStorageBuffers = 24,
        .maxDescriptorSetStorageBuffersDynamic = 4,
        .maxDescriptorSetSampledImages = 96,
        .maxDescriptorSetStorageImages = 24,
        .maxDescriptorSetInputAttachments = 4,
        .maxVertexInputAttributes = 16,
        .maxVertexInputBindings = 16,
        .maxVertexInputAttributeOffset = 2047,
        .maxVertexInputBindingStride = 2048,
        .maxVertexOutputComponents = 64,
        .maxFragmentInputComponents = 64,
        .maxFragmentOutputAttachments = 4,
        .maxFragmentCombinedOutputResources = 4,
        .maxComputeSharedMemorySize = 16384,
        .maxComputeWorkGroupCount = {65535, 65535, 65535},
        .maxComputeWorkGroupInvocations = 128,
        .maxComputeWorkGroupSize = {128, 128, 64},
        .subPixelPrecisionBits = 4,
        .subTexelPrecisionBits = 4,
        .mipmapPrecisionBits = 4,
        .maxDrawIndexedIndexValue = (1u << 24) - 1,
        .maxDrawIndirectCount = 1,
        .maxSamplerLodBias = 2,
        .maxSamplerAnisotropy = 1,
        .maxViewports = 1,
        .maxViewportDimensions = {VK_IMAGE_SIDE_MAX, VK_IMAGE_SIDE_MAX},
        .viewportBoundsRange = {-2.0f * VK_IMAGE_SIDE_MAX,
                                2.0f * VK_IMAGE_SIDE_MAX - 1},
        .minMemoryMapAlignment = 4096,
        .minTexelBufferOffsetAlignment = 64,
        .minUniformBufferOffsetAlignment = 64,
        .minStorageBufferOffsetAlignment = 64,
        .minTexelOffset = -8,
        .maxTexelOffset = 7,
        .maxFramebufferWidth = VK_IMAGE_SIDE_MAX,
        .maxFramebufferHeight = VK_IMAGE_SIDE_MAX,
        .maxFramebufferLayers = VK_IMAGE_LAYERS_MAX,
        .framebufferColorSampleCounts = VK_SAMPLE_COUNT_1_BIT,
        .framebufferDepthSampleCounts = VK_SAMPLE_COUNT_1_BIT,
        .framebufferStencilSampleCounts = VK_SAMPLE_COUNT_1_BIT,
        .framebufferNoAttachmentsSampleCounts = VK_SAMPLE_COUNT_1_BIT,
        .sampledImageColorSampleCounts = VK_SAMPLE_COUNT_1_BIT,
        .sampledImageIntegerSampleCounts = VK_SAMPLE_COUNT_1_BIT,
        .sampledImageDepthSampleCounts = VK_SAMPLE_COUNT_1_BIT,
        .sampledImageStencilSampleCounts = VK_SAMPLE_COUNT_1_BIT,
        .storageImageSampleCounts = VK_SAMPLE_COUNT_1_BIT,
        .maxSampleMaskWords = 1,
        .timestampPeriod = 1.0f,
        .maxColorAttachments = 4,
        .discreteQueuePriorities = 2,
        .pointSizeRange = {1, 1},
        .lineWidthRange = {1, 1},
        .optimalBufferCopyOffsetAlignment = 1,
        .optimalBufferCopyRowPitchAlignment = 1,
        .nonCoherentAtomSize = VK_ATOM_BYTES,
    };
}

VKAPI_ATTR void VKAPI_CALL icd_vkGetPhysicalDeviceProperties(
    VkPhysicalDevice physical, VkPhysicalDeviceProperties *properties)
{
    uint32_t index = vk_physical_index(physical);

    memset(properties, 0, sizeof *properties);
    properties->apiVersion = VK_DRIVER_API_VERSION;
    properties->driverVersion = 1;
    properties->vendorID = 0; /* no PCI vendor, no Khronos one either */
    properties->deviceID = index;
    properties->deviceType = VK_PHYSICAL_DEVICE_TYPE_CPU;
    strcpy(properties->deviceName, VK_DEVICE_NAME);
    if (index > 0)
        strcat(properties->deviceName, " 2");
    vk_driver_uuid(properties->pipelineCacheUUID);
    limits_fill(&properties->limits);
}

VKAPI_ATTR void VKAPI_CALL icd_vkGetPhysicalDeviceFeatures(
    VkPhysicalDevice physical, VkPhysicalDeviceFeatures *features)
{
    (void)physical;
    memset(features, 0, sizeof *features);
}

VKAPI_ATTR void VKAPI_CALL icd_vkGetPhysicalDeviceMemoryProperties(
    VkPhysicalDevice physical, VkPhysicalDeviceMemoryProperties *properties)
{
    (void)physical;
    *properties = vk_memory_properties;
}

VKAPI_ATTR void VKAPI_CALL icd_vkGetPhysicalDeviceMemoryProperties2(
    VkPhysicalDevice physical, VkPhysicalDeviceMemoryProperties2 *properties)
{
    (void)physical;
    properties->memoryProperties = vk_memory_properties;
}

/* Copies are all this queue can do; it does not claim more. */
static const VkQueueFamilyProperties queue_family = {
    .queueFlags = VK_QUEUE_TRANSFER_BIT,
    .queueCount = 1,
    .minImageTransferGranularity = {1, 1, 1},
};

VKAPI_ATTR void VKAPI_CALL icd_vkGetPhysicalDeviceQueueFamilyProperties(
    VkPhysicalDevice physical, uint32_t *count,
    VkQueueFamilyProperties *families)
{
    (void)physical;
    if (families == NULL) {
        *count = 1;
    } else if (*count > 0) {
        *count = 1;
        families[0] = queue_family;
    }
}

VKAPI_ATTR void VKAPI_CALL icd_vkGetPhysicalDeviceQueueFamilyProperties2(
    VkPhysicalDevice physical, uint32_t *count,
    VkQueueFamilyProperties2 *families)
{
    (void)physical;
    if (families == NULL) {
        *count = 1;
    } else if (*count > 0) {
        *count = 1;
        families[0].queueFamilyProperties = queue_family;
    }
}

VKAPI_ATTR void VKAPI_CALL icd_vkGetPhysicalDeviceFeatures2(
    VkPhysicalDevice physical, VkPhysicalDeviceFeatures2 *features)
{
    (void)physical;
    memset(&features->features, 0, sizeof features->features);
    for (VkBaseOutStructure *at = features->pNext; at != NULL; at = at->pNext) {
        switch ((int)at->sType) {
        case VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_TIMELINE_SEMAPHORE_FEATURES:
            ((VkPhysicalDeviceTimelineSemaphoreFeatures *)at)
                ->timelineSemaphore = VK_TRUE;
            break;
        case VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_MULTIVIEW_FEATURES: {
            VkPhysicalDeviceMultiviewFeatures *views = (void *)at;
            views->multiview = VK_FALSE;
            views->multiviewGeometryShader = VK_FALSE;
            views->multiviewTessellationShader = VK_FALSE;
            break;
        }
        case VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_VARIABLE_POINTERS_FEATURES:
            ((VkPhysicalDeviceVariablePointersFeatures *)at)
                ->variablePointersStorageBuffer = VK_FALSE;
            ((VkPhysicalDeviceVariablePointersFeatures *)at)->variablePointers =
                VK_FALSE;
            break;
        case VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_PROTECTED_MEMORY_FEATURES:
            ((VkPhysicalDeviceProtectedMemoryFeatures *)at)->protectedMemory =
                VK_FALSE;
            break;
        case VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_SAMPLER_YCBCR_CONVERSION_FEATURES:
            ((VkPhysicalDeviceSamplerYcbcrConversionFeatures *)at)
                ->samplerYcbcrConversion = VK_FALSE;
            break;
        case VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_SHADER_DRAW_PARAMETERS_FEATURES:
            ((VkPhysicalDeviceShaderDrawParametersFeatures *)at)
                ->shaderDrawParameters = VK_FALSE;
            break;
        case VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_16BIT_STORAGE_FEATURES: {
            VkPhysicalDevice16BitStorageFeatures *storage = (void *)at;
            storage->storageBuffer16BitAccess = VK_FALSE;
            storage->uniformAndStorageBuffer16BitAccess = VK_FALSE;
            storage->storagePushConstant16 = VK_FALSE;
            storage->storageInputOutput16 = VK_FALSE;
            break;
        }
        default: /* a structure of an extension that is not here */
            break;
        }
    }
}
