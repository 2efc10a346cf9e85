/* Binding memory to buffers and images. Buffers and images keep the same
 * rules under different numbers, so one function checks both.
 */
#include "icd_resource.h"

/* The numbers of the rules, for a buffer or for an image. */
struct bind_rules {
    enum vuid memory, memory_parent, bound, offset, align, fits, dedicated,
        exported, imported;
};

#define RULES(command, kind_bound, kind_offset, kind_align, kind_fits,         \
              kind_dedicated, kind_exported, kind_imported)                    \
    {                                                                          \
        .memory = VUID_##command##_memory_parameter,                           \
        .memory_parent = VUID_##command##_memory_parent,                       \
        .bound = VUID_##command##_##kind_bound,                                \
        .offset = VUID_##command##_##kind_offset,                              \
        .align = VUID_##command##_##kind_align,                                \
        .fits = VUID_##command##_##kind_fits,                                  \
        .dedicated = VUID_##command##_##kind_dedicated,                        \
        .exported = VUID_##command##_##kind_exported,                          \
        .imported = VUID_##command##_##kind_imported,                          \
    }

static const struct bind_rules buffer_rules = RULES(
    vkBindBufferMemory, buffer_07459, memoryOffset_01031, memoryOffset_01036,
    size_01037, memory_01508, memory_02726, memory_02727);

static const struct bind_rules image_rules = RULES(
    vkBindImageMemory, image_07460, memoryOffset_01046, memoryOffset_01048,
    size_01049, memory_02628, memory_02728, memory_02729);

struct bind_wish {
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
                       const struct bind_wish *wish,
                       const struct vk_memory *memory)
{
    uint64_t id = wish->object->id;
    bool inside = wish->offset < memory->size;

    RULE(call, rules->fits,
         !inside || wish->size <= memory->size - wish->offset, id);
    RULE(call, rules->dedicated,
         memory->dedicated_id == 0 || memory->dedicated.type != wish->type ||
             (memory->dedicated_id == id && wish->offset == 0),
         id);
    RULE(call, rules->exported,
         memory->export_types == 0 ||
             (memory->export_types & wish->external_types) != 0,
         id);
    RULE(call, rules->imported,
         (memory->import_type & ~wish->external_types) == 0, id);
}

static void bind(struct vk_call *call, const struct bind_rules *rules,
                 const struct vk_device *device, const struct bind_wish *wish)
{
    const struct vk_memory *memory =
        vk_object_find(wish->memory, VK_KIND_MEMORY);

    RULE(call, rules->memory, memory != NULL, wish->memory);
    if (memory != NULL) {
        RULE(call, rules->memory_parent,
             device == NULL || memory->object.device == device, wish->memory);
        RULE(call, rules->offset, wish->offset < memory->size, wish->memory);
        CHECK(call, HLOCAL_vkBindMemory_payload_dead, vk_memory_alive(memory),
              wish->memory);
    }
    if (wish->object == NULL)
        return;
    RULE(call, rules->bound, wish->bound->memory == 0, wish->object->id);
    RULE(call, rules->align, wish->offset % wish->alignment == 0,
         wish->object->id);
    if (memory != NULL)
        check_pair(call, rules, wish, memory);
    if (!vk_call_ok(call))
        return;
    wish->bound->memory = wish->memory;
    wish->bound->offset = wish->offset;
}

static void bind_buffer(struct vk_call *call, const struct vk_device *device,
                        VkBuffer handle, VkDeviceMemory memory,
                        VkDeviceSize offset)
{
    struct vk_buffer *buffer = vk_object_find(VK_ID(handle), VK_KIND_BUFFER);
    struct bind_wish wish = {
        .type = VK_OBJECT_TYPE_BUFFER,
        .memory = VK_ID(memory),
        .offset = offset,
    };

    CHECK(call, vkBindBufferMemory_buffer_parameter, buffer != NULL,
          VK_ID(handle));
    if (buffer != NULL) {
        CHECK(call, vkBindBufferMemory_buffer_parent,
              device == NULL || buffer->object.device == device, VK_ID(handle));
        wish.object = &buffer->object;
        wish.bound = &buffer->bound;
        wish.size = buffer->needs;
        wish.alignment = VK_BUFFER_ALIGN;
        wish.external_types = buffer->external_types;
    }
    bind(call, &buffer_rules, device, &wish);
}

static void bind_image(struct vk_call *call, const struct vk_device *device,
                       VkImage handle, VkDeviceMemory memory,
                       VkDeviceSize offset)
{
    struct vk_image *image = vk_object_find(VK_ID(handle), VK_KIND_IMAGE);
    struct bind_wish wish = {
        .type = VK_OBJECT_TYPE_IMAGE,
        .memory = VK_ID(memory),
        .offset = offset,
    };

    CHECK(call, vkBindImageMemory_image_parameter, image != NULL,
          VK_ID(handle));
    if (image != NULL) {
        CHECK(call, vkBindImageMemory_image_parent,
              device == NULL || image->object.device == device, VK_ID(handle));
        wish.object = &image->object;
        wish.bound = &image->bound;
        wish.size = image->size;
        wish.alignment = VK_IMAGE_ALIGN;
        wish.external_types = image->external_types;
    }
    bind(call, &image_rules, device, &wish);
}

VKAPI_ATTR VkResult VKAPI_CALL hl_vkBindBufferMemory(VkDevice handle,
                                                     VkBuffer buffer,
                                                     VkDeviceMemory memory,
                                                     VkDeviceSize offset)
{
    struct vk_call call;

    if (vk_call_begin(&call, ENTRY_vkBindBufferMemory)) {
        const struct vk_device *device = vk_call_device(
            &call, handle, VUID_vkBindBufferMemory_device_parameter);
        bind_buffer(&call, device, buffer, memory, offset);
    }
    return vk_call_end(&call);
}

/* The first failure ends the batch; what was bound before it stays bound. */
VKAPI_ATTR VkResult VKAPI_CALL hl_vkBindBufferMemory2(
    VkDevice handle, uint32_t count, const VkBindBufferMemoryInfo *infos)
{
    struct vk_call call;

    if (vk_call_begin(&call, ENTRY_vkBindBufferMemory2)) {
        const struct vk_device *device = vk_call_device(
            &call, handle, VUID_vkBindBufferMemory_device_parameter);
        for (uint32_t i = 0; i < count && vk_call_ok(&call); i++)
            bind_buffer(&call, device, infos[i].buffer, infos[i].memory,
                        infos[i].memoryOffset);
    }
    return vk_call_end(&call);
}

VKAPI_ATTR VkResult VKAPI_CALL hl_vkBindImageMemory(VkDevice handle,
                                                    VkImage image,
                                                    VkDeviceMemory memory,
                                                    VkDeviceSize offset)
{
    struct vk_call call;

    if (vk_call_begin(&call, ENTRY_vkBindImageMemory)) {
        const struct vk_device *device = vk_call_device(
            &call, handle, VUID_vkBindImageMemory_device_parameter);
        bind_image(&call, device, image, memory, offset);
    }
    return vk_call_end(&call);
}

VKAPI_ATTR VkResult VKAPI_CALL hl_vkBindImageMemory2(
    VkDevice handle, uint32_t count, const VkBindImageMemoryInfo *infos)
{
    struct vk_call call;

    if (vk_call_begin(&call, ENTRY_vkBindImageMemory2)) {
        const struct vk_device *device = vk_call_device(
            &call, handle, VUID_vkBindImageMemory_device_parameter);
        for (uint32_t i = 0; i < count && vk_call_ok(&call); i++)
            bind_image(&call, device, infos[i].image, infos[i].memory,
                       infos[i].memoryOffset);
    }
    return vk_call_end(&call);
}
