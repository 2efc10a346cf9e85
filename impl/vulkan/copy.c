/* Running recorded commands on the CPU.
 *
 * Bounds are checked here and not when recording: what memory a resource has
 * is known only now. A command out of bounds is left out and reported; a
 * device would be free to do worse.
 */
#include "resource.h"
#include "submit.h"

#include <string.h>

static void dead_memory(struct vk_call *call, uint64_t id)
{
    vk_call_violate(call, VUID_HLOCAL_vkQueueSubmit_memory_gone, id);
}

static void outside(struct vk_call *call, uint64_t id)
{
    vk_call_violate(call, VUID_HLOCAL_vkQueueSubmit_region_outside, id);
}

static unsigned char *buffer_find(struct vk_call *call, uint64_t id,
                                  VkDeviceSize *size)
{
    const struct vk_buffer *buffer = vk_object_find(id, VK_KIND_BUFFER);
    unsigned char *bytes = buffer == NULL ? NULL : vk_buffer_bytes(buffer);

    if (bytes == NULL)
        dead_memory(call, id);
    else
        *size = buffer->size;
    return bytes;
}

static bool within(VkDeviceSize offset, VkDeviceSize size, VkDeviceSize limit)
{
    return offset <= limit && size <= limit - offset;
}

static void copy_buffer(struct vk_call *call, const struct vk_command *command)
{
    VkDeviceSize source_size, target_size;
    unsigned char *source = buffer_find(call, command->source, &source_size);
    unsigned char *target = buffer_find(call, command->target, &target_size);

    for (uint32_t i = 0; source != NULL && target != NULL && i < command->count;
         i++) {
        VkBufferCopy region;
        memcpy(&region, command->extra + i * sizeof region, sizeof region);
        if (!within(region.srcOffset, region.size, source_size))
            outside(call, command->source);
        else if (!within(region.dstOffset, region.size, target_size))
            outside(call, command->target);
        else /* two buffers may lie in the same memory */
            memmove(target + region.dstOffset, source + region.srcOffset,
                    region.size);
    }
}

static void fill_buffer(struct vk_call *call, const struct vk_command *command)
{
    VkDeviceSize limit, size = command->size;
    unsigned char *target = buffer_find(call, command->target, &limit);

    if (target == NULL)
        return;
    if (size == VK_WHOLE_SIZE && command->offset <= limit)
        size = (limit - command->offset) / 4 * 4;
    if (!within(command->offset, size, limit)) {
        outside(call, command->target);
        return;
    }
    for (VkDeviceSize at = 0; at + 4 <= size; at += 4)
        memcpy(target + command->offset + at, &command->value, 4);
}

static void update_buffer(struct vk_call *call,
                          const struct vk_command *command)
{
    VkDeviceSize limit;
    unsigned char *target = buffer_find(call, command->target, &limit);

    if (target == NULL)
        return;
    if (!within(command->offset, command->size, limit))
        outside(call, command->target);
    else
        memcpy(target + command->offset, command->extra, command->size);
}

void vk_commands_run(struct vk_call *call, const struct vk_device *device,
                     const struct vk_commands *commands, int depth)
{
    for (const struct vk_command *at = commands->first; at != NULL;
         at = at->next) {
        switch (at->kind) {
        case COMMAND_COPY_BUFFER:
            copy_buffer(call, at);
            break;
        case COMMAND_FILL_BUFFER:
            fill_buffer(call, at);
            break;
        case COMMAND_UPDATE_BUFFER:
            update_buffer(call, at);
            break;
        case COMMAND_COPY_IMAGE:
        case COMMAND_BUFFER_TO_IMAGE:
        case COMMAND_IMAGE_TO_BUFFER:
            vk_image_copy_run(call, at);
            break;
        case COMMAND_EXECUTE:
            for (uint32_t i = 0; i < at->count && depth == 0; i++) {
                VkCommandBuffer handle;
                memcpy(&handle, at->extra + i * sizeof handle, sizeof handle);
                const struct vk_commands *inner =
                    vk_commands_find(device, handle);
                if (inner != NULL && inner->state == COMMANDS_EXECUTABLE)
                    vk_commands_run(call, device, inner, depth + 1);
            }
            break;
        }
    }
}
