/* Command buffers and their execution.
 *
 * A submission whose semaphores are signaled runs on the calling thread, in
 * vkQueueSubmit. One that must wait is kept, in order, and run by whoever
 * next finds its semaphores signaled: a later call, or the queue's thread,
 * which exists only while something waits.
 */
#ifndef HLOCAL_IMPL_VULKAN_SUBMIT_H
#define HLOCAL_IMPL_VULKAN_SUBMIT_H

#include "call.h"

enum vk_command_kind {
    COMMAND_COPY_BUFFER,
    COMMAND_FILL_BUFFER,
    COMMAND_UPDATE_BUFFER,
    COMMAND_COPY_IMAGE,
    COMMAND_BUFFER_TO_IMAGE,
    COMMAND_IMAGE_TO_BUFFER,
    COMMAND_EXECUTE,
};

/* One recorded command. Resources are named by id and looked up when it
 * runs. `extra` is the command's own copy of regions, data or buffers. */
struct vk_command {
    struct vk_command *next;
    enum vk_command_kind kind;
    uint64_t source, target;
    VkDeviceSize offset, size; /* fill, update */
    uint32_t value;            /* fill */
    uint32_t count;            /* of what is in extra */
    unsigned char extra[];
};

enum vk_commands_state {
    COMMANDS_INITIAL,
    COMMANDS_RECORDING,
    COMMANDS_EXECUTABLE
};

struct vk_commands {
    VK_LOADER_DATA loader;
    struct vk_commands *next; /* of the pool */
    struct vk_pool *pool;
    enum vk_commands_state state;
    bool one_time;
    bool short_of_memory; /* vkEndCommandBuffer tells */
    struct vk_command *first, *last;
};

struct vk_pool {
    struct vk_object object;
    struct vk_commands *first;
};

void vk_pool_destroy(struct vk_pool *pool);

/* A live command buffer of that device, or NULL. */
struct vk_commands *vk_commands_find(const struct vk_device *device,
                                     VkCommandBuffer handle);
void vk_commands_clear(struct vk_commands *commands);

/* Run them; what cannot be is reported to `call` and left out. copy.c */
void vk_commands_run(struct vk_call *call, const struct vk_device *device,
                     const struct vk_commands *commands, int depth);
void vk_image_copy_run(struct vk_call *call, const struct vk_command *command);

/* Whether a command that has not run yet names a resource bound to that
 * memory. */
bool vk_queue_uses(const struct vk_queue *queue, uint64_t memory);

/* Run what can be run, in order. */
void vk_queue_progress(struct vk_call *call, struct vk_queue *queue);
/* Wait for the queue's thread and drop what still waits. Called locked; gives
 * up the lock meanwhile. */
void vk_queue_stop(struct vk_queue *queue);

#endif /* HLOCAL_IMPL_VULKAN_SUBMIT_H */
