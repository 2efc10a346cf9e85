/* What the device is: its limits, memory types, formats, and what it can
 * export.
 */
#ifndef HLOCAL_IMPL_VULKAN_PHYSICAL_H
#define HLOCAL_IMPL_VULKAN_PHYSICAL_H

#include "driver.h"

#define VK_MEMORY_COUNT_MAX 16384u /* maxMemoryAllocationCount */
#define VK_IMAGE_SIDE_MAX 16384    /* of images of one or two dimensions */
#define VK_IMAGE_LAYERS_MAX 2048   /* not for three dimensions */
#define VK_ATOM_BYTES 64u          /* nonCoherentAtomSize */
#define VK_BUFFER_ALIGN 256u
#define VK_IMAGE_ALIGN 4096u
#define VK_MEMORY_TYPES 4u

extern const VkPhysicalDeviceMemoryProperties vk_memory_properties;

/* Which physical device a handle means; 0 for strangers. */
uint32_t vk_physical_index(VkPhysicalDevice handle);

/* The UUIDs that a payload must share to be imported. */
void vk_device_uuid(uint32_t physical, uint8_t uuid[VK_UUID_SIZE]);
void vk_driver_uuid(uint8_t uuid[VK_UUID_SIZE]);

/* Families of memory handle types (VULKAN specification, "External memory
 * handle types compatibility"). */
#define VK_TYPES_NT                                                            \
    (VK_EXTERNAL_MEMORY_HANDLE_TYPE_OPAQUE_WIN32_BIT |                         \
     VK_EXTERNAL_MEMORY_HANDLE_TYPE_D3D11_TEXTURE_BIT |                        \
     VK_EXTERNAL_MEMORY_HANDLE_TYPE_D3D12_HEAP_BIT |                           \
     VK_EXTERNAL_MEMORY_HANDLE_TYPE_D3D12_RESOURCE_BIT)
#define VK_TYPES_KMT                                                           \
    (VK_EXTERNAL_MEMORY_HANDLE_TYPE_OPAQUE_WIN32_KMT_BIT |                     \
     VK_EXTERNAL_MEMORY_HANDLE_TYPE_D3D11_TEXTURE_KMT_BIT)
#define VK_TYPES_WIN32                                                         \
    (VK_EXTERNAL_MEMORY_HANDLE_TYPE_OPAQUE_WIN32_BIT |                         \
     VK_EXTERNAL_MEMORY_HANDLE_TYPE_OPAQUE_WIN32_KMT_BIT)
#define VK_TYPES_FD                                                            \
    (VK_EXTERNAL_MEMORY_HANDLE_TYPE_OPAQUE_FD_BIT |                            \
     VK_EXTERNAL_MEMORY_HANDLE_TYPE_DMA_BUF_BIT_EXT)
#define VK_TYPES_OPAQUE                                                        \
    (VK_TYPES_WIN32 | VK_EXTERNAL_MEMORY_HANDLE_TYPE_OPAQUE_FD_BIT)
#define VK_TYPES_VALID 0x1FFFu /* every bit that has a meaning */

/* Exactly one bit, and one that has a meaning. */
bool vk_type_valid(uint32_t type);

/* What this device can do with memory of that type. */
VkExternalMemoryProperties vk_external_memory(uint32_t type);

/* Whether all `types` can be exported, and together. */
bool vk_types_exportable(uint32_t types);
bool vk_types_compatible(uint32_t types);

/* One texel block of a format; bytes 0 for a format that is not supported. */
struct vk_format {
    VkFormat format;
    uint8_t bytes, width, height;
    uint8_t depth_stencil; /* nonzero: no colour */
};
struct vk_format vk_format_of(VkFormat format);

/* VK_SUCCESS, or VK_ERROR_FORMAT_NOT_SUPPORTED. */
VkResult vk_image_support(VkFormat format, VkImageType type,
                          VkImageTiling tiling, VkImageUsageFlags usage,
                          VkImageCreateFlags flags,
                          VkImageFormatProperties *properties);

#endif /* HLOCAL_IMPL_VULKAN_PHYSICAL_H */
