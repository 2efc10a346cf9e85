/* Formats and images: every one is stored as texel blocks, row by row.
 */
#include "physical.h"

#include <stddef.h>
#include <string.h>

#define COLOR(first, last, bytes)                                              \
    {                                                                          \
        first, last, bytes, 1, 1, 0                                            \
    }
#define BLOCK(first, last, bytes)                                              \
    {                                                                          \
        first, last, bytes, 4, 4, 0                                            \
    }
#define DEPTH(format, bytes)                                                   \
    {                                                                          \
        format, format, bytes, 1, 1, 1                                         \
    }

/* Runs of the enumeration, first to last inclusive. Formats with several
 * planes are not supported. Depth and stencil together copy as one texel only
 * when both aspects are named, which is what the sizes here are for. */
static const struct {
    VkFormat first, last;
    uint8_t bytes, width, height, depth_stencil;
} runs[] = {
    COLOR(VK_FORMAT_R4G4_UNORM_PACK8, VK_FORMAT_R4G4_UNORM_PACK8, 1),
    COLOR(VK_FORMAT_R4G4B4A4_UNORM_PACK16, VK_FORMAT_A1R5G5B5_UNORM_PACK16, 2),
    COLOR(VK_FORMAT_R8_UNORM, VK_FORMAT_R8_SRGB, 1),
    COLOR(VK_FORMAT_R8G8_UNORM, VK_FORMAT_R8G8_SRGB, 2),
    COLOR(VK_FORMAT_R8G8B8_UNORM, VK_FORMAT_B8G8R8_SRGB, 3),
    COLOR(VK_FORMAT_R8G8B8A8_UNORM, VK_FORMAT_A8B8G8R8_SRGB_PACK32, 4),
    COLOR(VK_FORMAT_A2R10G10B10_UNORM_PACK32, VK_FORMAT_A2B10G10R10_SINT_PACK32,
          4),
    COLOR(VK_FORMAT_R16_UNORM, VK_FORMAT_R16_SFLOAT, 2),
    COLOR(VK_FORMAT_R16G16_UNORM, VK_FORMAT_R16G16_SFLOAT, 4),
    COLOR(VK_FORMAT_R16G16B16_UNORM, VK_FORMAT_R16G16B16_SFLOAT, 6),
    COLOR(VK_FORMAT_R16G16B16A16_UNORM, VK_FORMAT_R16G16B16A16_SFLOAT, 8),
    COLOR(VK_FORMAT_R32_UINT, VK_FORMAT_R32_SFLOAT, 4),
    COLOR(VK_FORMAT_R32G32_UINT, VK_FORMAT_R32G32_SFLOAT, 8),
    COLOR(VK_FORMAT_R32G32B32_UINT, VK_FORMAT_R32G32B32_SFLOAT, 12),
    COLOR(VK_FORMAT_R32G32B32A32_UINT, VK_FORMAT_R32G32B32A32_SFLOAT, 16),
    COLOR(VK_FORMAT_R64_UINT, VK_FORMAT_R64_SFLOAT, 8),
    COLOR(VK_FORMAT_R64G64_UINT, VK_FORMAT_R64G64_SFLOAT, 16),
    COLOR(VK_FORMAT_R64G64B64A64_UINT, VK_FORMAT_R64G64B64A64_SFLOAT, 32),
    COLOR(VK_FORMAT_B10G11R11_UFLOAT_PACK32, VK_FORMAT_E5B9G9R9_UFLOAT_PACK32,
          4),
    DEPTH(VK_FORMAT_D16_UNORM, 2),
    DEPTH(VK_FORMAT_X8_D24_UNORM_PACK32, 4),
    DEPTH(VK_FORMAT_D32_SFLOAT, 4),
    DEPTH(VK_FORMAT_S8_UINT, 1),
    BLOCK(VK_FORMAT_BC1_RGB_UNORM_BLOCK, VK_FORMAT_BC1_RGBA_SRGB_BLOCK, 8),
    BLOCK(VK_FORMAT_BC2_UNORM_BLOCK, VK_FORMAT_BC3_SRGB_BLOCK, 16),
    BLOCK(VK_FORMAT_BC4_UNORM_BLOCK, VK_FORMAT_BC4_SNORM_BLOCK, 8),
    BLOCK(VK_FORMAT_BC5_UNORM_BLOCK, VK_FORMAT_BC7_SRGB_BLOCK, 16),
};

struct vk_format vk_format_of(VkFormat format)
{
    struct vk_format found = {.format = format};

    for (size_t i = 0; i < sizeof runs / sizeof runs[0]; i++)
        if (format >= runs[i].first && format <= runs[i].last) {
            found.bytes = runs[i].bytes;
            found.width = runs[i].width;
            found.height = runs[i].height;
            found.depth_stencil = runs[i].depth_stencil;
        }
    return found;
}

static VkFormatFeatureFlags features_of(VkFormat format)
{
    struct vk_format block = vk_format_of(format);
    VkFormatFeatureFlags features = VK_FORMAT_FEATURE_TRANSFER_SRC_BIT |
                                    VK_FORMAT_FEATURE_TRANSFER_DST_BIT |
                                    VK_FORMAT_FEATURE_SAMPLED_IMAGE_BIT;

    if (block.bytes == 0)
        return 0;
    if (block.depth_stencil)
        features |= VK_FORMAT_FEATURE_DEPTH_STENCIL_ATTACHMENT_BIT;
    else if (block.width == 1)
        features |= VK_FORMAT_FEATURE_COLOR_ATTACHMENT_BIT |
                    VK_FORMAT_FEATURE_STORAGE_IMAGE_BIT;
    return features;
}

VKAPI_ATTR void VKAPI_CALL icd_vkGetPhysicalDeviceFormatProperties(
    VkPhysicalDevice physical, VkFormat format, VkFormatProperties *properties)
{
    struct vk_format block = vk_format_of(format);

    (void)physical;
    properties->linearTilingFeatures = features_of(format);
    properties->optimalTilingFeatures = features_of(format);
    properties->bufferFeatures =
        block.bytes != 0 && block.width == 1 && !block.depth_stencil
            ? VK_FORMAT_FEATURE_UNIFORM_TEXEL_BUFFER_BIT |
                  VK_FORMAT_FEATURE_STORAGE_TEXEL_BUFFER_BIT
            : 0;
}

VKAPI_ATTR void VKAPI_CALL icd_vkGetPhysicalDeviceFormatProperties2(
    VkPhysicalDevice physical, VkFormat format, VkFormatProperties2 *properties)
{
    icd_vkGetPhysicalDeviceFormatProperties(physical, format,
                                            &properties->formatProperties);
}

VkResult vk_image_support(VkFormat format, VkImageType type,
                          VkImageTiling tiling, VkImageUsageFlags usage,
                          VkImageCreateFlags flags,
                          VkImageFormatProperties *properties)
{
    const VkImageCreateFlags known = VK_IMAGE_CREATE_MUTABLE_FORMAT_BIT |
                                     VK_IMAGE_CREATE_CUBE_COMPATIBLE_BIT |
                                     VK_IMAGE_CREATE_2D_ARRAY_COMPATIBLE_BIT |
                                     VK_IMAGE_CREATE_ALIAS_BIT |
                                     VK_IMAGE_CREATE_EXTENDED_USAGE_BIT;
    struct vk_format block = vk_format_of(format);
    VkImageUsageFlags forbidden = VK_IMAGE_USAGE_TRANSIENT_ATTACHMENT_BIT;

    memset(properties, 0, sizeof *properties);
    if (block.depth_stencil || block.width > 1)
        forbidden |=
            VK_IMAGE_USAGE_COLOR_ATTACHMENT_BIT | VK_IMAGE_USAGE_STORAGE_BIT;
    if (!block.depth_stencil)
        forbidden |= VK_IMAGE_USAGE_DEPTH_STENCIL_ATTACHMENT_BIT;
    if (block.bytes == 0 || (flags & ~known) != 0 || (usage & forbidden) != 0 ||
        (uint32_t)type > VK_IMAGE_TYPE_3D ||
        (uint32_t)tiling > VK_IMAGE_TILING_LINEAR ||
        (block.width > 1 && type == VK_IMAGE_TYPE_1D))
        return VK_ERROR_FORMAT_NOT_SUPPORTED;
    uint32_t side = type == VK_IMAGE_TYPE_3D ? 2048 : VK_IMAGE_SIDE_MAX;
    properties->maxExtent.width = side;
    properties->maxExtent.height = type == VK_IMAGE_TYPE_1D ? 1 : side;
    properties->maxExtent.depth = type == VK_IMAGE_TYPE_3D ? side : 1;
    properties->maxMipLevels = type == VK_IMAGE_TYPE_3D ? 12 : 15;
    properties->maxArrayLayers =
        type == VK_IMAGE_TYPE_3D ? 1 : VK_IMAGE_LAYERS_MAX;
    properties->sampleCounts = VK_SAMPLE_COUNT_1_BIT;
    properties->maxResourceSize = vk_memory_properties.memoryHeaps[0].size;
    return VK_SUCCESS;
}

VKAPI_ATTR VkResult VKAPI_CALL icd_vkGetPhysicalDeviceImageFormatProperties(
    VkPhysicalDevice physical, VkFormat format, VkImageType type,
    VkImageTiling tiling, VkImageUsageFlags usage, VkImageCreateFlags flags,
    VkImageFormatProperties *properties)
{
    (void)physical;
    return vk_image_support(format, type, tiling, usage, flags, properties);
}

VKAPI_ATTR VkResult VKAPI_CALL icd_vkGetPhysicalDeviceImageFormatProperties2(
    VkPhysicalDevice physical, const VkPhysicalDeviceImageFormatInfo2 *info,
    VkImageFormatProperties2 *properties)
{
    const VkPhysicalDeviceExternalImageFormatInfo *external = vk_chain_find(
        info->pNext,
        VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_EXTERNAL_IMAGE_FORMAT_INFO);
    VkExternalImageFormatProperties *answer = (void *)vk_chain_find(
        properties->pNext, VK_STRUCTURE_TYPE_EXTERNAL_IMAGE_FORMAT_PROPERTIES);
    VkExternalMemoryProperties memory = {0};

    (void)physical;
    VkResult result =
        vk_image_support(info->format, info->type, info->tiling, info->usage,
                         info->flags, &properties->imageFormatProperties);
    if (external != NULL && external->handleType != 0) {
        memory = vk_external_memory(external->handleType);
        if (memory.externalMemoryFeatures == 0)
            result = VK_ERROR_FORMAT_NOT_SUPPORTED;
    }
    if (result != VK_SUCCESS)
        memset(&properties->imageFormatProperties, 0,
               sizeof properties->imageFormatProperties);
    if (answer != NULL)
        answer->externalMemoryProperties = memory;
    return result;
}

VKAPI_ATTR void VKAPI_CALL icd_vkGetPhysicalDeviceSparseImageFormatProperties(
    VkPhysicalDevice physical, VkFormat format, VkImageType type,
    VkSampleCountFlagBits samples, VkImageUsageFlags usage,
    VkImageTiling tiling, uint32_t *count,
    VkSparseImageFormatProperties *properties)
{
    (void)physical;
    (void)format;
    (void)type;
    (void)samples;
    (void)usage;
    (void)tiling;
    (void)properties;
    *count = 0; /* sparse binding is not a feature of this device */
}

VKAPI_ATTR void VKAPI_CALL icd_vkGetPhysicalDeviceSparseImageFormatProperties2(
    VkPhysicalDevice physical,
    const VkPhysicalDeviceSparseImageFormatInfo2 *info, uint32_t *count,
    VkSparseImageFormatProperties2 *properties)
{
    (void)physical;
    (void)info;
    (void)properties;
    *count = 0;
}
