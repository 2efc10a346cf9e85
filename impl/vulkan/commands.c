/* Recording.
 */
#include "submit.h"

#include <stdlib.h>
#include <string.h>

VKAPI_ATTR VkResult VKAPI_CALL icd_vkCreateCommandPool(
    VkDevice handle, const VkCommandPoolCreateInfo *info,
    const VkAllocationCallbacks *allocator, VkCommandPool *out)
{
    struct vk_call call;

    (void)info;
    (void)allocator;
    *out = VK_NULL_HANDLE;
    if (!vk_call_begin(&call, ENTRY_vkCreateCommandPool))
        return vk_call_end(&call);
    struct vk_device *device = vk_device_find(handle);
    struct vk_pool *pool = device == NULL ? NULL : vk_new(1, sizeof *pool);
    uint64_t id = 0;
    if (pool != NULL)
        id = vk_object_insert(&pool->object, VK_KIND_COMMAND_POOL, device);
    if (id == 0) {
        free(pool);
        vk_call_fail(&call, VK_ERROR_OUT_OF_HOST_MEMORY);
    }
    *out = VK_HANDLE(VkCommandPool, id);
    return vk_call_end(&call);
}

void vk_commands_clear(struct vk_commands *commands)
{
    while (commands->first != NULL) {
        struct vk_command *command = commands->first;
        commands->first = command->next;
        free(command);
    }
    commands->last = NULL;
    commands->state = COMMANDS_INITIAL;
    commands->short_of_memory = false;
}

static void commands_free(struct vk_commands *commands)
{
    vk_commands_clear(commands);
    free(commands);
}

void vk_pool_destroy(struct vk_pool *pool)
{
    while (pool->first != NULL) {
        struct vk_commands *commands = pool->first;
        pool->first = commands->next;
        commands_free(commands);
    }
    vk_object_delete(&pool->object);
}

VKAPI_ATTR void VKAPI_CALL icd_vkDestroyCommandPool(
    VkDevice handle, VkCommandPool pool, const VkAllocationCallbacks *allocator)
{
    (void)allocator;
    vk_lock();
    struct vk_pool *found = vk_object_find(VK_ID(pool), VK_KIND_COMMAND_POOL);
    if (found != NULL && found->object.device == vk_device_find(handle))
        vk_pool_destroy(found);
    vk_unlock();
}

VKAPI_ATTR VkResult VKAPI_CALL icd_vkResetCommandPool(
    VkDevice handle, VkCommandPool pool, VkCommandPoolResetFlags flags)
{
    struct vk_call call;

    (void)handle;
    (void)flags;
    if (vk_call_begin(&call, ENTRY_vkResetCommandPool)) {
        struct vk_pool *found =
            vk_object_find(VK_ID(pool), VK_KIND_COMMAND_POOL);
        if (found != NULL)
            for (struct vk_commands *at = found->first; at != NULL;
                 at = at->next)
                vk_commands_clear(at);
    }
    return vk_call_end(&call);
}

VKAPI_ATTR void VKAPI_CALL icd_vkTrimCommandPool(VkDevice device,
                                                 VkCommandPool pool,
                                                 VkCommandPoolTrimFlags flags)
{
    (void)device; /* cleared command buffers keep no memory */
    (void)pool;
    (void)flags;
}

VKAPI_ATTR VkResult VKAPI_CALL icd_vkAllocateCommandBuffers(
    VkDevice handle, const VkCommandBufferAllocateInfo *info,
    VkCommandBuffer *out)
{
    struct vk_call call;

    memset(out, 0, info->commandBufferCount * sizeof *out);
    if (!vk_call_begin(&call, ENTRY_vkAllocateCommandBuffers))
        return vk_call_end(&call);
    struct vk_pool *pool =
        vk_object_find(VK_ID(info->commandPool), VK_KIND_COMMAND_POOL);
    uint32_t made = 0;
    while (pool != NULL && made < info->commandBufferCount) {
        struct vk_commands *commands = vk_new(1, sizeof *commands);
        if (commands == NULL)
            break;
        set_loader_magic_value(commands);
        commands->pool = pool;
        commands->next = pool->first;
        pool->first = commands;
        out[made++] = (VkCommandBuffer)commands;
    }
    if (pool == NULL || pool->object.device != vk_device_find(handle) ||
        made < info->commandBufferCount) {
        while (made > 0) { /* all or none */
            struct vk_commands *commands = pool->first;
            pool->first = commands->next;
            commands_free(commands);
            out[--made] = VK_NULL_HANDLE;
        }
        vk_call_fail(&call, VK_ERROR_OUT_OF_HOST_MEMORY);
    }
    return vk_call_end(&call);
}

VKAPI_ATTR void VKAPI_CALL
icd_vkFreeCommandBuffers(VkDevice device, VkCommandPool handle, uint32_t count,
                         const VkCommandBuffer *buffers)
{
    (void)device;
    vk_lock();
    struct vk_pool *pool = vk_object_find(VK_ID(handle), VK_KIND_COMMAND_POOL);
    for (uint32_t i = 0; pool != NULL && i < count; i++) {
        struct vk_commands **link = &pool->first;
        while (*link != NULL && (VkCommandBuffer)*link != buffers[i])
            link = &(*link)->next;
        if (*link != NULL) {
            struct vk_commands *commands = *link;
            *link = commands->next;
            commands_free(commands);
        }
    }
    vk_unlock();
}

struct vk_commands *vk_commands_find(const struct vk_device *device,
                                     VkCommandBuffer handle)
{
    uint32_t cursor = 0;

    for (struct vk_object *at = vk_object_next(device, &cursor); at != NULL;
         at = vk_object_next(device, &cursor)) {
        if (at->kind != VK_KIND_COMMAND_POOL)
            continue;
        for (struct vk_commands *found = ((struct vk_pool *)at)->first;
             found != NULL; found = found->next)
            if ((VkCommandBuffer)found == handle)
                return found;
    }
    return NULL;
}

/* Recording trusts its command buffer: the loader has followed the pointer
 * before us, and the specification lets only one thread record at a time. */

VKAPI_ATTR VkResult VKAPI_CALL icd_vkBeginCommandBuffer(
    VkCommandBuffer handle, const VkCommandBufferBeginInfo *info)
{
    struct vk_commands *commands = (struct vk_commands *)handle;
    struct vk_call call;

    if (vk_call_begin(&call, ENTRY_vkBeginCommandBuffer)) {
        vk_commands_clear(commands);
        commands->state = COMMANDS_RECORDING;
        commands->one_time =
            (info->flags & VK_COMMAND_BUFFER_USAGE_ONE_TIME_SUBMIT_BIT) != 0;
    }
    return vk_call_end(&call);
}

VKAPI_ATTR VkResult VKAPI_CALL icd_vkEndCommandBuffer(VkCommandBuffer handle)
{
    struct vk_commands *commands = (struct vk_commands *)handle;
    struct vk_call call;

    if (vk_call_begin(&call, ENTRY_vkEndCommandBuffer)) {
        if (commands->short_of_memory)
            vk_call_fail(&call, VK_ERROR_OUT_OF_HOST_MEMORY);
        else
            commands->state = COMMANDS_EXECUTABLE;
    }
    return vk_call_end(&call);
}

VKAPI_ATTR VkResult VKAPI_CALL icd_vkResetCommandBuffer(
    VkCommandBuffer handle, VkCommandBufferResetFlags flags)
{
    struct vk_call call;

    (void)flags;
    if (vk_call_begin(&call, ENTRY_vkResetCommandBuffer))
        vk_commands_clear((struct vk_commands *)handle);
    return vk_call_end(&call);
}

static struct vk_command *record(VkCommandBuffer handle,
                                 enum vk_command_kind kind, uint32_t count,
                                 const void *extra, size_t each)
{
    struct vk_commands *commands = (struct vk_commands *)handle;
    vk_lock();
    struct vk_command *command = vk_new(1, sizeof *command + count * each);
    vk_unlock();
    if (command == NULL) {
        commands->short_of_memory = true;
        return NULL;
    }
    command->kind = kind;
    command->count = count;
    if (count > 0)
        memcpy(command->extra, extra, count * each);
    if (commands->last == NULL)
        commands->first = command;
    else
        commands->last->next = command;
    commands->last = command;
    return command;
}

VKAPI_ATTR void VKAPI_CALL icd_vkCmdCopyBuffer(VkCommandBuffer commands,
                                               VkBuffer source, VkBuffer target,
                                               uint32_t count,
                                               const VkBufferCopy *regions)
{
    struct vk_command *command =
        record(commands, COMMAND_COPY_BUFFER, count, regions, sizeof *regions);

    if (command != NULL) {
        command->source = VK_ID(source);
        command->target = VK_ID(target);
    }
}

VKAPI_ATTR void VKAPI_CALL icd_vkCmdFillBuffer(VkCommandBuffer commands,
                                               VkBuffer target,
                                               VkDeviceSize offset,
                                               VkDeviceSize size,
                                               uint32_t value)
{
    struct vk_command *command =
        record(commands, COMMAND_FILL_BUFFER, 0, NULL, 0);

    if (command != NULL) {
        command->target = VK_ID(target);
        command->offset = offset;
        command->size = size;
        command->value = value;
    }
}

VKAPI_ATTR void VKAPI_CALL icd_vkCmdUpdateBuffer(VkCommandBuffer commands,
                                                 VkBuffer target,
                                                 VkDeviceSize offset,
                                                 VkDeviceSize size,
                                                 const void *data)
{
    struct vk_command *command =
        record(commands, COMMAND_UPDATE_BUFFER, (uint32_t)size, data, 1);

    if (command != NULL) {
        command->target = VK_ID(target);
        command->offset = offset;
        command->size = size;
    }
}

VKAPI_ATTR void VKAPI_CALL icd_vkCmdCopyImage(
    VkCommandBuffer commands, VkImage source, VkImageLayout source_layout,
    VkImage target, VkImageLayout target_layout, uint32_t count,
    const VkImageCopy *regions)
{
    struct vk_command *command =
        record(commands, COMMAND_COPY_IMAGE, count, regions, sizeof *regions);

    (void)source_layout; /* one layout serves for all */
    (void)target_layout;
    if (command != NULL) {
        command->source = VK_ID(source);
        command->target = VK_ID(target);
    }
}

VKAPI_ATTR void VKAPI_CALL icd_vkCmdCopyBufferToImage(
    VkCommandBuffer commands, VkBuffer source, VkImage target,
    VkImageLayout layout, uint32_t count, const VkBufferImageCopy *regions)
{
    struct vk_command *command = record(commands, COMMAND_BUFFER_TO_IMAGE,
                                        count, regions, sizeof *regions);

    (void)layout;
    if (command != NULL) {
        command->source = VK_ID(source);
        command->target = VK_ID(target);
    }
}

VKAPI_ATTR void VKAPI_CALL icd_vkCmdCopyImageToBuffer(
    VkCommandBuffer commands, VkImage source, VkImageLayout layout,
    VkBuffer target, uint32_t count, const VkBufferImageCopy *regions)
{
    struct vk_command *command = record(commands, COMMAND_IMAGE_TO_BUFFER,
                                        count, regions, sizeof *regions);

    (void)layout;
    if (command != NULL) {
        command->source = VK_ID(source);
        command->target = VK_ID(target);
    }
}

VKAPI_ATTR void VKAPI_CALL icd_vkCmdExecuteCommands(
    VkCommandBuffer commands, uint32_t count, const VkCommandBuffer *buffers)
{
    (void)record(commands, COMMAND_EXECUTE, count, buffers, sizeof *buffers);
}

/* Commands run one after the other and layouts are all the same: a barrier
 * has nothing to wait for. */
VKAPI_ATTR void VKAPI_CALL
icd_vkCmdPipelineBarrier(VkCommandBuffer commands, VkPipelineStageFlags before,
                         VkPipelineStageFlags after, VkDependencyFlags flags,
                         uint32_t memories, const VkMemoryBarrier *memory,
                         uint32_t buffers, const VkBufferMemoryBarrier *buffer,
                         uint32_t images, const VkImageMemoryBarrier *image)
{
    (void)commands;
    (void)before;
    (void)after;
    (void)flags;
    (void)memories;
    (void)memory;
    (void)buffers;
    (void)buffer;
    (void)images;
    (void)image;
}

VKAPI_ATTR void VKAPI_CALL icd_vkCmdSetDeviceMask(VkCommandBuffer commands,
                                                  uint32_t mask)
{
    (void)commands; /* a group of one has one mask */
    (void)mask;
}
