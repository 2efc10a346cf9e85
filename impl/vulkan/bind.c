/* Binding memory to buffers and images. Buffers and images, single calls and
 * batches keep the same rules under different numbers, so one function checks
 * them all.
 */
#include "resource.h"

/* The numbers of the rules, for a buffer or for an image. */
struct bind_rules {
    enum vuid device, object, object_parent, memory, memory_parent, bound,
        offset, align, fits, dedicated, exported, imported;
};

static const struct bind_rules buffer_rules = {
    .device = VUID_vkBindBufferMemory_device_parameter,
    .object = VUID_vkBindBufferMemory_buffer_parameter,
    .object_parent = VUID_vkBindBufferMemory_buffer_parent,
    .memory = VUID_vkBindBufferMemory_memory_parameter,
    .memory_parent = VUID_vkBindBufferMemory_memory_parent,
    .bound = VUID_vkBindBufferMemory_buffer_07459,
    .offset = VUID_vkBindBufferMemory_memoryOffset_01031,
    .align = VUID_vkBindBufferMemory_memoryOffset_01036,
    .fits = VUID_vkBindBufferMemory_size_01037,
    .dedicated = VUID_vkBindBufferMemory_memory_01508,
    .exported = VUID_vkBindBufferMemory_memory_02726,
    .imported = VUID_vkBindBufferMemory_memory_02985,
};

static const struct bind_rules buffer_info_rules = {
    .device = VUID_vkBindBufferMemory2_device_parameter,
    .object = VUID_VkBindBufferMemoryInfo_buffer_parameter,
    .object_parent = VUID_VkBindBufferMemoryInfo_commonparent,
    .memory = VUID_VkBindBufferMemoryInfo_memory_parameter,
    .memory_parent = VUID_VkBindBufferMemoryInfo_commonparent,
    .bound = VUID_VkBindBufferMemoryInfo_buffer_07459,
    .offset = VUID_VkBindBufferMemoryInfo_memoryOffset_01031,
    .align = VUID_VkBindBufferMemoryInfo_memoryOffset_01036,
    .fits = VUID_VkBindBufferMemoryInfo_size_01037,
    .dedicated = VUID_VkBindBufferMemoryInfo_memory_01508,
    .exported = VUID_VkBindBufferMemoryInfo_memory_02726,
    .imported = VUID_VkBindBufferMemoryInfo_memory_02985,
};

static const struct bind_rules image_rules = {
    .device = VUID_vkBindImageMemory_device_parameter,
    .object = VUID_vkBindImageMemory_image_parameter,
    .object_parent = VUID_vkBindImageMemory_image_parent,
    .memory = VUID_vkBindImageMemory_memory_parameter,
    .memory_parent = VUID_vkBindImageMemory_memory_parent,
    .bound = VUID_vkBindImageMemory_image_07460,
    .offset = VUID_vkBindImageMemory_memoryOffset_01046,
    .align = VUID_vkBindImageMemory_memoryOffset_01048,
    .fits = VUID_vkBindImageMemory_size_01049,
    .dedicated = VUID_vkBindImageMemory_memory_02628,
    .exported = VUID_vkBindImageMemory_memory_02728,
    .imported = VUID_vkBindImageMemory_memory_02989,
};

static const struct bind_rules image_info_rules = {
    .device = VUID_vkBindImageMemory2_device_parameter,
    .object = VUID_VkBindImageMemoryInfo_image_parameter,
    .object_parent = VUID_VkBindImageMemoryInfo_commonparent,
    .memory = VUID_VkBindImageMemoryInfo_pNext_01632,
    .memory_parent = VUID_VkBindImageMemoryInfo_commonparent,
    .bound = VUID_VkBindImageMemoryInfo_image_07460,
    .offset = VUID_VkBindImageMemoryInfo_memoryOffset_01046,
    .align = VUID_VkBindImageMemoryInfo_pNext_01616,
    .fits = VUID_VkBindImageMemoryInfo_pNext_01617,
    .dedicated = VUID_VkBindImageMemoryInfo_memory_02628,
    .exported = VUID_VkBindImageMemoryInfo_memory_02728,
    .imported = VUID_VkBindImageMemoryInfo_memory_02989,
};

struct bind_request {
    struct vk_object *object; /* NULL: none live; then the rest is 0 */
    struct vk_binding *bound;
    VkObjectType type;
    VkDeviceSize size, alignment;
    uint32_t external_types;
    uint64_t memory;
    VkDeviceSize offset;
};

/* Rules that need both the memory and the resource. */
static void check_pair(struct vk_call *call, const struct bind_rules *rules,
                       const struct bind_request *request,
                       const struct vk_memory *memory)
{
    uint64_t id = request->object->id;
    bool inside = request->offset < memory->size;

    RULE(call, rules->fits,
         !inside || request->size <= memory->size - request->offset, id);
    RULE(call, rules->dedicated,
         memory->dedicated_id == 0 || memory->dedicated.type != request->type ||
             (memory->dedicated_id == id && request->offset == 0),
         id);
    RULE(call, rules->exported,
         memory->export_types == 0 ||
             (memory->export_types & request->external_types) != 0,
         id);
    RULE(call, rules->imported,
         (memory->import_type & ~request->external_types) == 0, id);
}

static void bind(struct vk_call *call, const struct bind_rules *rules,
                 const struct vk_device *device,
                 const struct bind_request *request)
{
    const struct vk_memory *memory =
        vk_object_find(request->memory, VK_KIND_MEMORY);

    RULE(call, rules->memory, memory != NULL, request->memory);
    if (memory != NULL) {
        RULE(call, rules->memory_parent,
             device == NULL || memory->object.device == device,
             request->memory);
        RULE(call, rules->offset, request->offset < memory->size,
             request->memory);
        CHECK(call, HLOCAL_vkBindMemory_payload_dead, vk_memory_alive(memory),
              request->memory);
    }
    if (request->object == NULL)
        return;
    RULE(call, rules->bound, request->bound->memory == 0, request->object->id);
    RULE(call, rules->align, request->offset % request->alignment == 0,
         request->object->id);
    if (memory != NULL)
        check_pair(call, rules, request, memory);
    if (!vk_call_ok(call))
        return;
    request->bound->memory = request->memory;
    request->bound->offset = request->offset;
}

static void bind_buffer(struct vk_call *call, const struct bind_rules *rules,
                        const struct vk_device *device, VkBuffer handle,
                        VkDeviceMemory memory, VkDeviceSize offset)
{
    struct vk_buffer *buffer = vk_object_find(VK_ID(handle), VK_KIND_BUFFER);
    struct bind_request request = {
        .type = VK_OBJECT_TYPE_BUFFER,
        .memory = VK_ID(memory),
        .offset = offset,
    };

    RULE(call, rules->object, buffer != NULL, VK_ID(handle));
    if (buffer != NULL) {
        RULE(call, rules->object_parent,
             device == NULL || buffer->object.device == device, VK_ID(handle));
        request.object = &buffer->object;
        request.bound = &buffer->bound;
        request.size = buffer->needs;
        request.alignment = VK_BUFFER_ALIGN;
        request.external_types = buffer->external_types;
    }
    bind(call, rules, device, &request);
}

static void bind_image(struct vk_call *call, const struct bind_rules *rules,
                       const struct vk_device *device, VkImage handle,
                       VkDeviceMemory memory, VkDeviceSize offset)
{
    struct vk_image *image = vk_object_find(VK_ID(handle), VK_KIND_IMAGE);
    struct bind_request request = {
        .type = VK_OBJECT_TYPE_IMAGE,
        .memory = VK_ID(memory),
        .offset = offset,
    };

    RULE(call, rules->object, image != NULL, VK_ID(handle));
    if (image != NULL) {
        RULE(call, rules->object_parent,
             device == NULL || image->object.device == device, VK_ID(handle));
        request.object = &image->object;
        request.bound = &image->bound;
        request.size = image->size;
        request.alignment = VK_IMAGE_ALIGN;
        request.external_types = image->external_types;
    }
    bind(call, rules, device, &request);
}

VKAPI_ATTR VkResult VKAPI_CALL icd_vkBindBufferMemory(VkDevice handle,
                                                      VkBuffer buffer,
                                                      VkDeviceMemory memory,
                                                      VkDeviceSize offset)
{
    struct vk_call call;

    if (vk_call_begin(&call, ENTRY_vkBindBufferMemory)) {
        const struct vk_device *device =
            vk_call_device(&call, handle, buffer_rules.device);
        bind_buffer(&call, &buffer_rules, device, buffer, memory, offset);
    }
    return vk_call_end(&call);
}

/* The first failure ends the batch; what was bound before it stays bound. */
VKAPI_ATTR VkResult VKAPI_CALL icd_vkBindBufferMemory2(
    VkDevice handle, uint32_t count, const VkBindBufferMemoryInfo *infos)
{
    struct vk_call call;

    if (vk_call_begin(&call, ENTRY_vkBindBufferMemory2)) {
        const struct vk_device *device =
            vk_call_device(&call, handle, buffer_info_rules.device);
        CHECK(&call, vkBindBufferMemory2_pBindInfos_parameter,
              infos != NULL || count == 0, VK_ID(handle));
        CHECK(&call, vkBindBufferMemory2_bindInfoCount_arraylength, count > 0,
              VK_ID(handle));
        for (uint32_t i = 0; i < count && vk_call_ok(&call); i++) {
            CHECK(&call, VkBindBufferMemoryInfo_sType_sType,
                  infos[i].sType == VK_STRUCTURE_TYPE_BIND_BUFFER_MEMORY_INFO,
                  0);
            if (vk_call_ok(&call))
                bind_buffer(&call, &buffer_info_rules, device, infos[i].buffer,
                            infos[i].memory, infos[i].memoryOffset);
        }
    }
    return vk_call_end(&call);
}

VKAPI_ATTR VkResult VKAPI_CALL icd_vkBindImageMemory(VkDevice handle,
                                                     VkImage image,
                                                     VkDeviceMemory memory,
                                                     VkDeviceSize offset)
{
    struct vk_call call;

    if (vk_call_begin(&call, ENTRY_vkBindImageMemory)) {
        const struct vk_device *device =
            vk_call_device(&call, handle, image_rules.device);
        bind_image(&call, &image_rules, device, image, memory, offset);
    }
    return vk_call_end(&call);
}

VKAPI_ATTR VkResult VKAPI_CALL icd_vkBindImageMemory2(
    VkDevice handle, uint32_t count, const VkBindImageMemoryInfo *infos)
{
    struct vk_call call;

    if (vk_call_begin(&call, ENTRY_vkBindImageMemory2)) {
        const struct vk_device *device =
            vk_call_device(&call, handle, image_info_rules.device);
        CHECK(&call, vkBindImageMemory2_pBindInfos_parameter,
              infos != NULL || count == 0, VK_ID(handle));
        CHECK(&call, vkBindImageMemory2_bindInfoCount_arraylength, count > 0,
              VK_ID(handle));
        for (uint32_t i = 0; i < count && vk_call_ok(&call); i++) {
            CHECK(&call, VkBindImageMemoryInfo_sType_sType,
                  infos[i].sType == VK_STRUCTURE_TYPE_BIND_IMAGE_MEMORY_INFO,
                  0);
            if (vk_call_ok(&call))
                bind_image(&call, &image_info_rules, device, infos[i].image,
                           infos[i].memory, infos[i].memoryOffset);
        }
    }
    return vk_call_end(&call);
}
