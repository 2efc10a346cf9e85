/* Copies with images: boxes of texel blocks, moved row by row.
 */
#include "resource.h"
#include "submit.h"

#include <string.h>

#define PITCH_MAX (1u << 20) /* texels */

/* A box in something that has rows, slices and layers, all in bytes. */
struct box {
    unsigned char *first;
    VkDeviceSize row, slice, layer;
    VkDeviceSize row_bytes; /* of the box */
    uint32_t rows, slices, layers;
};

static void box_copy(const struct box *source, const struct box *target)
{
    for (uint32_t layer = 0; layer < source->layers; layer++)
        for (uint32_t slice = 0; slice < source->slices; slice++)
            for (uint32_t row = 0; row < source->rows; row++)
                memmove(target->first + layer * target->layer +
                            slice * target->slice + row * target->row,
                        source->first + layer * source->layer +
                            slice * source->slice + row * source->row,
                        source->row_bytes);
}

/* Texels to blocks; false unless they start on a block's edge. */
static bool to_blocks(int32_t at, uint32_t size, uint32_t block, uint32_t all,
                      uint32_t *first, uint32_t *count)
{
    if (at < 0 || (uint32_t)at % block != 0 || size == 0)
        return false;
    *first = (uint32_t)at / block;
    *count = (size + block - 1) / block; /* the last may be cut off */
    return *first < all && *count <= all - *first;
}

/* The box of an image that a region names; false when it is outside. */
static bool image_box(const struct vk_image *image, unsigned char *bytes,
                      const VkImageSubresourceLayers *part, VkOffset3D at,
                      VkExtent3D extent, struct box *box)
{
    uint32_t x, y, width, height;

    if (part->mipLevel >= image->mips || part->layerCount == 0 ||
        part->baseArrayLayer >= image->layers ||
        part->layerCount > image->layers - part->baseArrayLayer)
        return false;
    VkExtent3D blocks = vk_image_blocks(image, part->mipLevel);
    if (!to_blocks(at.x, extent.width, image->format.width, blocks.width, &x,
                   &width) ||
        !to_blocks(at.y, extent.height, image->format.height, blocks.height, &y,
                   &height) ||
        at.z < 0 || (uint32_t)at.z >= blocks.depth || extent.depth == 0 ||
        extent.depth > blocks.depth - (uint32_t)at.z)
        return false;
    box->row = (VkDeviceSize)blocks.width * image->format.bytes;
    box->slice = box->row * blocks.height;
    box->layer = image->layer_size;
    box->row_bytes = (VkDeviceSize)width * image->format.bytes;
    box->rows = height;
    box->slices = extent.depth;
    box->layers = part->layerCount;
    box->first = bytes + image->mip_offset[part->mipLevel] +
                 box->layer * part->baseArrayLayer +
                 box->slice * (uint32_t)at.z + box->row * y +
                 (VkDeviceSize)x * image->format.bytes;
    return true;
}

/* The same box in a buffer, by the region's own pitches. */
static bool buffer_box(const struct vk_buffer *buffer, unsigned char *bytes,
                       const struct vk_image *image,
                       const VkBufferImageCopy *region, const struct box *like,
                       struct box *box)
{
    const struct vk_format *format = &image->format;
    uint32_t width = region->bufferRowLength != 0 ? region->bufferRowLength
                                                  : region->imageExtent.width;
    uint32_t height = region->bufferImageHeight != 0
                          ? region->bufferImageHeight
                          : region->imageExtent.height;

    /* Larger pitches than these cannot be meant, and smaller ones multiply
     * without overflow: 3D images have one layer, others one slice. */
    if (width > PITCH_MAX || height > PITCH_MAX)
        return false;
    *box = *like;
    box->row = ((VkDeviceSize)width + format->width - 1) / format->width *
               format->bytes;
    box->slice = box->row *
                 (((VkDeviceSize)height + format->height - 1) / format->height);
    if (box->row < box->row_bytes)
        return false;
    box->layer = box->slice * box->slices;
    VkDeviceSize reach = box->row_bytes + box->row * (box->rows - 1) +
                         box->slice * (box->slices - 1) +
                         box->layer * (box->layers - 1);
    if (region->bufferOffset > buffer->size ||
        reach > buffer->size - region->bufferOffset)
        return false;
    box->first = bytes + region->bufferOffset;
    return true;
}

static void copy_images(struct vk_call *call, const struct vk_command *command)
{
    const struct vk_image *source =
        vk_object_find(command->source, VK_KIND_IMAGE);
    const struct vk_image *target =
        vk_object_find(command->target, VK_KIND_IMAGE);
    unsigned char *from = source == NULL ? NULL : vk_image_bytes(source);
    unsigned char *to = target == NULL ? NULL : vk_image_bytes(target);

    if (from == NULL || to == NULL) {
        vk_call_violate(call, VUID_HLOCAL_vkQueueSubmit_memory_gone,
                        from == NULL ? command->source : command->target);
        return;
    }
    for (uint32_t i = 0; i < command->count; i++) {
        VkImageCopy region;
        struct box source_box, target_box;
        memcpy(&region, command->extra + i * sizeof region, sizeof region);
        /* The extent is in the source's texels; blocks are one to one. */
        VkExtent3D extent = region.extent;
        extent.width = (extent.width + source->format.width - 1) /
                       source->format.width * target->format.width;
        extent.height = (extent.height + source->format.height - 1) /
                        source->format.height * target->format.height;
        if (image_box(source, from, &region.srcSubresource, region.srcOffset,
                      region.extent, &source_box) &&
            image_box(target, to, &region.dstSubresource, region.dstOffset,
                      extent, &target_box) &&
            source->format.bytes == target->format.bytes &&
            source_box.layers == target_box.layers)
            box_copy(&source_box, &target_box);
        else
            vk_call_violate(call, VUID_HLOCAL_vkQueueSubmit_region_outside,
                            command->source);
    }
}

static void copy_with_buffer(struct vk_call *call,
                             const struct vk_command *command, bool to_image)
{
    uint64_t image_id = to_image ? command->target : command->source;
    uint64_t buffer_id = to_image ? command->source : command->target;
    const struct vk_image *image = vk_object_find(image_id, VK_KIND_IMAGE);
    const struct vk_buffer *buffer = vk_object_find(buffer_id, VK_KIND_BUFFER);
    unsigned char *texels = image == NULL ? NULL : vk_image_bytes(image);
    unsigned char *bytes = buffer == NULL ? NULL : vk_buffer_bytes(buffer);

    if (texels == NULL || bytes == NULL) {
        vk_call_violate(call, VUID_HLOCAL_vkQueueSubmit_memory_gone,
                        texels == NULL ? image_id : buffer_id);
        return;
    }
    for (uint32_t i = 0; i < command->count; i++) {
        VkBufferImageCopy region;
        struct box in_image, in_buffer;
        memcpy(&region, command->extra + i * sizeof region, sizeof region);
        if (!image_box(image, texels, &region.imageSubresource,
                       region.imageOffset, region.imageExtent, &in_image) ||
            !buffer_box(buffer, bytes, image, &region, &in_image, &in_buffer))
            vk_call_violate(call, VUID_HLOCAL_vkQueueSubmit_region_outside,
                            image_id);
        else if (to_image)
            box_copy(&in_buffer, &in_image);
        else
            box_copy(&in_image, &in_buffer);
    }
}

void vk_image_copy_run(struct vk_call *call, const struct vk_command *command)
{
    if (command->kind == COMMAND_COPY_IMAGE)
        copy_images(call, command);
    else
        copy_with_buffer(call, command,
                         command->kind == COMMAND_BUFFER_TO_IMAGE);
}
