#include "resource.h"
#include "submit.h"
#include "sync.h"

#include <stdlib.h>
#include <string.h>

unsigned char *vk_buffer_bytes(const struct vk_buffer *buffer)
{
    struct vk_memory *memory =
        vk_object_find(buffer->bound.memory, VK_KIND_MEMORY);
    unsigned char *bytes = memory == NULL ? NULL : vk_memory_bytes(memory);

    return bytes == NULL ? NULL : bytes + buffer->bound.offset;
}

/* What makes two buffers identical to an importer. */
static void describe(const VkBufferCreateInfo *info, uint32_t external_types,
                     struct vk_dedicated *dedicated)
{
    memset(dedicated, 0, sizeof *dedicated);
    dedicated->type = VK_OBJECT_TYPE_BUFFER;
    dedicated->word[0] = info->flags;
    dedicated->word[1] = (uint32_t)info->size;
    dedicated->word[2] = (uint32_t)(info->size >> 32);
    dedicated->word[3] = info->usage;
    dedicated->word[4] = (uint32_t)info->sharingMode;
    dedicated->word[5] = external_types;
}

/* Zero when the structure is absent. */
static uint32_t external_types(const VkBufferCreateInfo *info)
{
    const VkExternalMemoryBufferCreateInfo *external = vk_chain_find(
        info->pNext, VK_STRUCTURE_TYPE_EXTERNAL_MEMORY_BUFFER_CREATE_INFO);

    return external == NULL ? 0 : external->handleTypes;
}

static void check_create(struct vk_call *call, const VkBufferCreateInfo *info)
{
    if (info->sType != VK_STRUCTURE_TYPE_BUFFER_CREATE_INFO) {
        vk_call_violate(call, VUID_VkBufferCreateInfo_sType_sType, 0);
        return;
    }
    CHECK(call, VkBufferCreateInfo_sType_unique,
          vk_chain_check(info->pNext) >= 0, 0);
    CHECK(call, VkBufferCreateInfo_size_00912, info->size > 0, 0);
    uint32_t types = external_types(info);
    CHECK(call, VkExternalMemoryBufferCreateInfo_handleTypes_parameter,
          (types & ~VK_TYPES_VALID) == 0, 0);
    CHECK(call, VkBufferCreateInfo_pNext_00920, vk_types_compatible(types), 0);
    if (info->size > vk_memory_properties.memoryHeaps[0].size)
        vk_call_fail(call, VK_ERROR_OUT_OF_DEVICE_MEMORY);
}

VKAPI_ATTR VkResult VKAPI_CALL
icd_vkCreateBuffer(VkDevice handle, const VkBufferCreateInfo *info,
                   const VkAllocationCallbacks *allocator, VkBuffer *out)
{
    struct vk_call call;

    (void)allocator;
    if (out != NULL)
        *out = VK_NULL_HANDLE;
    if (!vk_call_begin(&call, ENTRY_vkCreateBuffer))
        return vk_call_end(&call);
    struct vk_device *device =
        vk_call_device(&call, handle, VUID_vkCreateBuffer_device_parameter);
    CHECK(&call, vkCreateBuffer_pCreateInfo_parameter, info != NULL, 0);
    CHECK(&call, vkCreateBuffer_pBuffer_parameter, out != NULL, 0);
    if (info != NULL)
        check_create(&call, info);
    if (vk_call_ok(&call)) {
        struct vk_buffer *buffer = vk_new(1, sizeof *buffer);
        if (buffer == NULL ||
            vk_object_insert(&buffer->object, VK_KIND_BUFFER, device) == 0) {
            free(buffer);
            vk_call_fail(&call, VK_ERROR_OUT_OF_HOST_MEMORY);
            return vk_call_end(&call);
        }
        buffer->size = info->size;
        buffer->needs = (info->size + VK_BUFFER_ALIGN - 1) / VK_BUFFER_ALIGN *
                        VK_BUFFER_ALIGN;
        buffer->external_types = external_types(info);
        describe(info, buffer->external_types, &buffer->dedicated);
        *out = VK_HANDLE(VkBuffer, buffer->object.id);
    }
    return vk_call_end(&call);
}

void vk_resource_destroy(struct vk_object *object)
{
    switch (object->kind) {
    case VK_KIND_MEMORY:
        vk_memory_destroy((struct vk_memory *)object);
        break;
    case VK_KIND_FENCE:
    case VK_KIND_SEMAPHORE:
        vk_sync_destroy((struct vk_sync *)object);
        break;
    case VK_KIND_COMMAND_POOL:
        vk_pool_destroy((struct vk_pool *)object);
        break;
    case VK_KIND_NONE:
    case VK_KIND_BUFFER:
    case VK_KIND_IMAGE:
    case VK_KIND_BUFFER_VIEW:
    case VK_KIND_IMAGE_VIEW:
    case VK_KIND_EVENT:
    case VK_KIND_MESSENGER:
    case VK_KIND_COUNT:
        vk_object_delete(object);
        break;
    }
}

void vk_destroy(VkDevice handle, uint64_t id, enum vk_kind kind)
{
    vk_lock();
    struct vk_object *object = vk_object_find(id, kind);
    if (object != NULL && object->device == vk_device_find(handle))
        vk_resource_destroy(object);
    vk_unlock();
}

VKAPI_ATTR void VKAPI_CALL icd_vkDestroyBuffer(
    VkDevice device, VkBuffer buffer, const VkAllocationCallbacks *allocator)
{
    (void)allocator;
    vk_destroy(device, VK_ID(buffer), VK_KIND_BUFFER);
}

static void requirements(uint64_t id, VkMemoryRequirements *needs)
{
    vk_lock();
    const struct vk_buffer *buffer = vk_object_find(id, VK_KIND_BUFFER);
    memset(needs, 0, sizeof *needs);
    if (buffer != NULL) {
        needs->size = buffer->needs;
        needs->alignment = VK_BUFFER_ALIGN;
        needs->memoryTypeBits = (1u << VK_MEMORY_TYPES) - 1;
    }
    vk_unlock();
}

VKAPI_ATTR void VKAPI_CALL icd_vkGetBufferMemoryRequirements(
    VkDevice device, VkBuffer buffer, VkMemoryRequirements *needs)
{
    (void)device;
    requirements(VK_ID(buffer), needs);
}

VKAPI_ATTR void VKAPI_CALL icd_vkGetBufferMemoryRequirements2(
    VkDevice device, const VkBufferMemoryRequirementsInfo2 *info,
    VkMemoryRequirements2 *needs)
{
    VkMemoryDedicatedRequirements *dedicated = (void *)vk_chain_find(
        needs->pNext, VK_STRUCTURE_TYPE_MEMORY_DEDICATED_REQUIREMENTS);

    (void)device;
    requirements(VK_ID(info->buffer), &needs->memoryRequirements);
    if (dedicated != NULL) { /* as vk_external_memory: never DEDICATED_ONLY */
        dedicated->prefersDedicatedAllocation = VK_FALSE;
        dedicated->requiresDedicatedAllocation = VK_FALSE;
    }
}

/* Views are names of nothing here: no command of a transfer queue uses one.
 * They exist, so that code that makes them can run. */
static VkResult view_create(enum vk_entry entry, VkDevice handle,
                            enum vk_kind kind, uint64_t *out)
{
    struct vk_call call;

    *out = 0;
    if (!vk_call_begin(&call, entry))
        return vk_call_end(&call);
    struct vk_device *device = vk_device_find(handle);
    struct vk_view *view = device == NULL ? NULL : vk_new(1, sizeof *view);
    if (view != NULL)
        *out = vk_object_insert(&view->object, kind, device);
    if (*out == 0) {
        free(view);
        vk_call_fail(&call, VK_ERROR_OUT_OF_HOST_MEMORY);
    }
    return vk_call_end(&call);
}

VKAPI_ATTR VkResult VKAPI_CALL icd_vkCreateBufferView(
    VkDevice device, const VkBufferViewCreateInfo *info,
    const VkAllocationCallbacks *allocator, VkBufferView *view)
{
    uint64_t id;
    VkResult result =
        view_create(ENTRY_vkCreateBufferView, device, VK_KIND_BUFFER_VIEW, &id);

    (void)info;
    (void)allocator;
    *view = VK_HANDLE(VkBufferView, id);
    return result;
}

VKAPI_ATTR void VKAPI_CALL icd_vkDestroyBufferView(
    VkDevice device, VkBufferView view, const VkAllocationCallbacks *allocator)
{
    (void)allocator;
    vk_destroy(device, VK_ID(view), VK_KIND_BUFFER_VIEW);
}

VKAPI_ATTR VkResult VKAPI_CALL
icd_vkCreateImageView(VkDevice device, const VkImageViewCreateInfo *info,
                      const VkAllocationCallbacks *allocator, VkImageView *view)
{
    uint64_t id;
    VkResult result =
        view_create(ENTRY_vkCreateImageView, device, VK_KIND_IMAGE_VIEW, &id);

    (void)info;
    (void)allocator;
    *view = VK_HANDLE(VkImageView, id);
    return result;
}

VKAPI_ATTR void VKAPI_CALL icd_vkDestroyImageView(
    VkDevice device, VkImageView view, const VkAllocationCallbacks *allocator)
{
    (void)allocator;
    vk_destroy(device, VK_ID(view), VK_KIND_IMAGE_VIEW);
}
