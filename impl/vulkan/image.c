#include "resource.h"

#include <stdlib.h>
#include <string.h>

static uint32_t shrink(uint32_t size, uint32_t mip)
{
    size >>= mip;
    return size == 0 ? 1 : size;
}

VkExtent3D vk_image_mip(const struct vk_image *image, uint32_t mip)
{
    VkExtent3D extent = {
        shrink(image->extent.width, mip),
        shrink(image->extent.height, mip),
        shrink(image->extent.depth, mip),
    };
    return extent;
}

VkExtent3D vk_image_blocks(const struct vk_image *image, uint32_t mip)
{
    VkExtent3D extent = vk_image_mip(image, mip);
    uint32_t width = image->format.width, height = image->format.height;

    extent.width = (extent.width + width - 1) / width;
    extent.height = (extent.height + height - 1) / height;
    return extent;
}

unsigned char *vk_image_bytes(const struct vk_image *image)
{
    struct vk_memory *memory =
        vk_object_find(image->bound.memory, VK_KIND_MEMORY);
    unsigned char *bytes = memory == NULL ? NULL : vk_memory_bytes(memory);

    return bytes == NULL ? NULL : bytes + image->bound.offset;
}

static void describe(const VkImageCreateInfo *info, uint32_t external_types,
                     struct vk_dedicated *dedicated)
{
    memset(dedicated, 0, sizeof *dedicated);
    dedicated->type = VK_OBJECT_TYPE_IMAGE;
    dedicated->word[0] = info->flags;
    dedicated->word[1] = (uint32_t)info->imageType;
    dedicated->word[2] = (uint32_t)info->format;
    dedicated->word[3] = info->extent.width;
    dedicated->word[4] = info->extent.height;
    dedicated->word[5] = info->extent.depth;
    dedicated->word[6] = info->mipLevels;
    dedicated->word[7] = info->arrayLayers;
    dedicated->word[8] = (uint32_t)info->samples;
    dedicated->word[9] = (uint32_t)info->tiling;
    dedicated->word[10] = info->usage;
    dedicated->word[11] = (uint32_t)info->sharingMode;
    dedicated->word[12] = external_types;
}

/* Fill in sizes and offsets; all operands are small enough not to overflow
 * (16384 * 16384 * 2048 layers * 32 bytes < 2^63). */
static void lay_out(struct vk_image *image)
{
    VkDeviceSize offset = 0;

    for (uint32_t mip = 0; mip < image->mips; mip++) {
        VkExtent3D blocks = vk_image_blocks(image, mip);
        image->mip_offset[mip] = offset;
        offset += (VkDeviceSize)blocks.width * blocks.height * blocks.depth *
                  image->format.bytes;
        offset = (offset + 15) / 16 * 16;
    }
    image->layer_size = offset;
    offset *= image->layers;
    image->size =
        (offset + VK_IMAGE_ALIGN - 1) / VK_IMAGE_ALIGN * VK_IMAGE_ALIGN;
}

static uint32_t mips_of(VkExtent3D extent)
{
    uint32_t side = extent.width > extent.height ? extent.width : extent.height;
    uint32_t count = 1;

    if (extent.depth > side)
        side = extent.depth;
    for (; side > 1; side >>= 1)
        count++;
    return count;
}

static uint32_t external_types(const VkImageCreateInfo *info)
{
    const VkExternalMemoryImageCreateInfo *external = vk_chain_find(
        info->pNext, VK_STRUCTURE_TYPE_EXTERNAL_MEMORY_IMAGE_CREATE_INFO);

    return external == NULL ? 0 : external->handleTypes;
}

static void check_create(struct vk_call *call, const VkImageCreateInfo *info)
{
    VkImageFormatProperties limit;
    const VkExtent3D *extent = &info->extent;

    if (info->sType != VK_STRUCTURE_TYPE_IMAGE_CREATE_INFO) {
        vk_call_violate(call, VUID_VkImageCreateInfo_sType_sType, 0);
        return;
    }
    CHECK(call, VkImageCreateInfo_sType_unique,
          vk_chain_check(info->pNext) >= 0, 0);
    CHECK(call, VkImageCreateInfo_extent_00944,
          extent->width > 0 && extent->height > 0 && extent->depth > 0 &&
              info->mipLevels > 0 && info->arrayLayers > 0,
          0);
    bool supported =
        vk_image_support(info->format, info->imageType, info->tiling,
                         info->usage, info->flags, &limit) == VK_SUCCESS &&
        extent->width <= limit.maxExtent.width &&
        extent->height <= limit.maxExtent.height &&
        extent->depth <= limit.maxExtent.depth &&
        info->mipLevels <= limit.maxMipLevels &&
        info->mipLevels <= mips_of(*extent) &&
        info->arrayLayers <= limit.maxArrayLayers &&
        info->samples == VK_SAMPLE_COUNT_1_BIT;
    CHECK(call, VkImageCreateInfo_imageCreateMaxMipLevels_02251, supported, 0);
    uint32_t types = external_types(info);
    CHECK(call, VkExternalMemoryImageCreateInfo_handleTypes_parameter,
          (types & ~VK_TYPES_VALID) == 0, 0);
    CHECK(call, VkImageCreateInfo_pNext_00990, vk_types_compatible(types), 0);
    CHECK(call, VkImageCreateInfo_pNext_01443,
          types == 0 || info->initialLayout == VK_IMAGE_LAYOUT_UNDEFINED, 0);
}

VKAPI_ATTR VkResult VKAPI_CALL
icd_vkCreateImage(VkDevice handle, const VkImageCreateInfo *info,
                  const VkAllocationCallbacks *allocator, VkImage *out)
{
    struct vk_call call;

    (void)allocator;
    if (out != NULL)
        *out = VK_NULL_HANDLE;
    if (!vk_call_begin(&call, ENTRY_vkCreateImage))
        return vk_call_end(&call);
    struct vk_device *device =
        vk_call_device(&call, handle, VUID_vkCreateImage_device_parameter);
    CHECK(&call, vkCreateImage_pCreateInfo_parameter, info != NULL, 0);
    CHECK(&call, vkCreateImage_pImage_parameter, out != NULL, 0);
    if (info != NULL)
        check_create(&call, info);
    if (vk_call_ok(&call)) {
        struct vk_image *image = vk_new(1, sizeof *image);
        if (image == NULL ||
            vk_object_insert(&image->object, VK_KIND_IMAGE, device) == 0) {
            free(image);
            vk_call_fail(&call, VK_ERROR_OUT_OF_HOST_MEMORY);
            return vk_call_end(&call);
        }
        image->format = vk_format_of(info->format);
        image->type = info->imageType;
        image->extent = info->extent;
        image->mips = info->mipLevels;
        image->layers = info->arrayLayers;
        image->external_types = external_types(info);
        describe(info, image->external_types, &image->dedicated);
        lay_out(image);
        *out = VK_HANDLE(VkImage, image->object.id);
    }
    return vk_call_end(&call);
}

VKAPI_ATTR void VKAPI_CALL icd_vkDestroyImage(
    VkDevice device, VkImage image, const VkAllocationCallbacks *allocator)
{
    (void)allocator;
    vk_destroy(device, VK_ID(image), VK_KIND_IMAGE);
}

static void requirements(uint64_t id, VkMemoryRequirements *needs)
{
    vk_lock();
    const struct vk_image *image = vk_object_find(id, VK_KIND_IMAGE);
    memset(needs, 0, sizeof *needs);
    if (image != NULL) {
        needs->size = image->size;
        needs->alignment = VK_IMAGE_ALIGN;
        needs->memoryTypeBits = (1u << VK_MEMORY_TYPES) - 1;
    }
    vk_unlock();
}

VKAPI_ATTR void VKAPI_CALL icd_vkGetImageMemoryRequirements(
    VkDevice device, VkImage image, VkMemoryRequirements *needs)
{
    (void)device;
    requirements(VK_ID(image), needs);
}

VKAPI_ATTR void VKAPI_CALL icd_vkGetImageMemoryRequirements2(
    VkDevice device, const VkImageMemoryRequirementsInfo2 *info,
    VkMemoryRequirements2 *needs)
{
    VkMemoryDedicatedRequirements *dedicated = (void *)vk_chain_find(
        needs->pNext, VK_STRUCTURE_TYPE_MEMORY_DEDICATED_REQUIREMENTS);

    (void)device;
    requirements(VK_ID(info->image), &needs->memoryRequirements);
    if (dedicated != NULL) {
        dedicated->prefersDedicatedAllocation = VK_FALSE;
        dedicated->requiresDedicatedAllocation = VK_FALSE;
    }
}

VKAPI_ATTR void VKAPI_CALL icd_vkGetImageSparseMemoryRequirements(
    VkDevice device, VkImage image, uint32_t *count,
    VkSparseImageMemoryRequirements *needs)
{
    (void)device;
    (void)image;
    (void)needs;
    *count = 0; /* sparse binding is not a feature of this device */
}

VKAPI_ATTR void VKAPI_CALL icd_vkGetImageSparseMemoryRequirements2(
    VkDevice device, const VkImageSparseMemoryRequirementsInfo2 *info,
    uint32_t *count, VkSparseImageMemoryRequirements2 *needs)
{
    (void)device;
    (void)info;
    (void)needs;
    *count = 0;
}

VKAPI_ATTR void VKAPI_CALL icd_vkGetImageSubresourceLayout(
    VkDevice device, VkImage handle, const VkImageSubresource *part,
    VkSubresourceLayout *layout)
{
    (void)device;
    memset(layout, 0, sizeof *layout);
    vk_lock();
    const struct vk_image *image = vk_object_find(VK_ID(handle), VK_KIND_IMAGE);
    if (image != NULL && part->mipLevel < image->mips &&
        part->arrayLayer < image->layers) {
        VkExtent3D blocks = vk_image_blocks(image, part->mipLevel);
        layout->offset = image->layer_size * part->arrayLayer +
                         image->mip_offset[part->mipLevel];
        layout->rowPitch = (VkDeviceSize)blocks.width * image->format.bytes;
        layout->depthPitch = layout->rowPitch * blocks.height;
        layout->size = layout->depthPitch * blocks.depth;
        layout->arrayPitch = image->layer_size;
    }
    vk_unlock();
}
