/* Buffers, images and their views.
 */
#ifndef HLOCAL_IMPL_VULKAN_RESOURCE_H
#define HLOCAL_IMPL_VULKAN_RESOURCE_H

#include "memory.h"

#define VK_MIPS_MAX 16

/* Where memory is bound. The memory is named, not pointed to: it may be freed
 * first, and then commands leave the resource alone. */
struct vk_binding {
    uint64_t memory; /* 0: not bound */
    VkDeviceSize offset;
};

struct vk_buffer {
    struct vk_object object;
    VkDeviceSize size;
    VkDeviceSize needs; /* VkMemoryRequirements::size */
    uint32_t external_types;
    struct vk_dedicated dedicated;
    struct vk_binding bound;
};

/* Mip levels follow each other within a layer, layers follow each other. Rows
 * and slices are packed, for linear and for optimal tiling alike. */
struct vk_image {
    struct vk_object object;
    struct vk_format format;
    VkImageType type;
    VkExtent3D extent;
    uint32_t mips, layers;
    VkDeviceSize mip_offset[VK_MIPS_MAX];
    VkDeviceSize layer_size;
    VkDeviceSize size; /* VkMemoryRequirements::size */
    uint32_t external_types;
    struct vk_dedicated dedicated;
    struct vk_binding bound;
};

struct vk_view {
    struct vk_object object;
};

/* The size of a mip level, in texels and in texel blocks. */
VkExtent3D vk_image_mip(const struct vk_image *image, uint32_t mip);
VkExtent3D vk_image_blocks(const struct vk_image *image, uint32_t mip);

/* The bytes a resource is bound to, NULL when there are none (any more). */
unsigned char *vk_buffer_bytes(const struct vk_buffer *buffer);
unsigned char *vk_image_bytes(const struct vk_image *image);

/* End any object; for vkDestroyDevice. */
void vk_resource_destroy(struct vk_object *object);

/* Find and free an object of a device; others are left alone. */
void vk_destroy(VkDevice device, uint64_t id, enum vk_kind kind);

#endif /* HLOCAL_IMPL_VULKAN_RESOURCE_H */
