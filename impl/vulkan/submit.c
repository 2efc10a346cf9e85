#include "submit.h"
#include "resource.h"
#include "sync.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define POLL_NS 1000000u /* how long local signals may go unnoticed */

struct wait {
    uint64_t semaphore;
    uint64_t value;
    bool over;
};

struct vk_submission {
    struct vk_submission *next;
    uint32_t waits, commands, signals;
    struct wait *wait;
    VkCommandBuffer *command;
    struct wait *signal;
    uint64_t fence;
};

static void submission_free(struct vk_submission *submission)
{
    free(submission->wait);
    free(submission->command);
    free(submission->signal);
    free(submission);
}

static bool waits_over(struct vk_submission *submission)
{
    for (uint32_t i = 0; i < submission->waits; i++) {
        struct wait *wait = &submission->wait[i];
        struct vk_sync *semaphore =
            vk_object_find(wait->semaphore, VK_KIND_SEMAPHORE);
        if (!wait->over)
            wait->over =
                semaphore == NULL || vk_sync_wait(semaphore, wait->value);
        if (!wait->over)
            return false;
    }
    return true;
}

static bool bound_to(uint64_t resource, uint64_t memory)
{
    const struct vk_buffer *buffer = vk_object_find(resource, VK_KIND_BUFFER);
    const struct vk_image *image = vk_object_find(resource, VK_KIND_IMAGE);

    return (buffer != NULL && buffer->bound.memory == memory) ||
           (image != NULL && image->bound.memory == memory);
}

bool vk_queue_uses(const struct vk_queue *queue, uint64_t memory)
{
    if (memory == 0)
        return false;
    for (const struct vk_submission *at = queue->first; at != NULL;
         at = at->next)
        for (uint32_t i = 0; i < at->commands; i++) {
            const struct vk_commands *commands =
                vk_commands_find(queue->device, at->command[i]);
            for (const struct vk_command *command =
                     commands == NULL ? NULL : commands->first;
                 command != NULL; command = command->next)
                if (bound_to(command->source, memory) ||
                    bound_to(command->target, memory))
                    return true;
        }
    return false;
}

static void run(struct vk_call *call, struct vk_queue *queue,
                const struct vk_submission *submission)
{
    for (uint32_t i = 0; i < submission->commands; i++) {
        struct vk_commands *commands =
            vk_commands_find(queue->device, submission->command[i]);
        if (commands == NULL || commands->state != COMMANDS_EXECUTABLE)
            continue;
        vk_commands_run(call, queue->device, commands, 0);
        if (commands->one_time)
            vk_commands_clear(commands);
    }
    for (uint32_t i = 0; i < submission->signals; i++) {
        struct vk_sync *semaphore =
            vk_object_find(submission->signal[i].semaphore, VK_KIND_SEMAPHORE);
        if (semaphore != NULL)
            vk_sync_set(semaphore,
                        semaphore->timeline ? submission->signal[i].value : 1);
    }
    struct vk_sync *fence = vk_object_find(submission->fence, VK_KIND_FENCE);
    if (fence != NULL) {
        fence->pending--;
        vk_sync_set(fence, 1);
    }
}

void vk_queue_progress(struct vk_call *call, struct vk_queue *queue)
{
    while (queue->first != NULL && waits_over(queue->first)) {
        struct vk_submission *submission = queue->first;
        queue->first = submission->next;
        if (queue->first == NULL)
            queue->last = NULL;
        run(call, queue, submission);
        submission_free(submission);
    }
}

/* Watches semaphores that others signal, perhaps in other processes, so that
 * a host that sleeps elsewhere need not call in. */
static void *queue_work(void *context)
{
    struct vk_queue *queue = context;

    for (;;) {
        struct vk_call call;
        uint32_t tick = hl_kernel_tick();
        vk_call_open(&call, ENTRY_vkQueueSubmit);
        call.instance = queue->device->instance;
        if (!queue->stopping)
            vk_queue_progress(&call, queue);
        bool more = queue->first != NULL && !queue->stopping;
        queue->working = more;
        (void)vk_call_end(&call);
        if (!more)
            return NULL;
        hl_kernel_wait(tick, POLL_NS);
    }
}

static void queue_watch(struct vk_queue *queue)
{
    pthread_t thread;

    if (queue->first == NULL || queue->working)
        return;
    /* Without a thread, later calls make the progress. */
    if (pthread_create(&thread, NULL, queue_work, queue) == 0) {
        pthread_detach(thread);
        queue->working = true;
    }
}

void vk_queue_stop(struct vk_queue *queue)
{
    queue->stopping = true;
    while (queue->working) {
        vk_unlock();
        usleep(200);
        vk_lock();
    }
    while (queue->first != NULL) {
        struct vk_submission *submission = queue->first;
        queue->first = submission->next;
        submission_free(submission);
    }
}

static bool owned(const struct vk_device *device, uint64_t id,
                  enum vk_kind kind)
{
    const struct vk_object *object = vk_object_find(id, kind);

    return object != NULL && object->device == device;
}

static void check_submit(struct vk_call *call, const struct vk_device *device,
                         const VkSubmitInfo *info)
{
    for (uint32_t i = 0; i < info->waitSemaphoreCount; i++) {
        uint64_t id = VK_ID(info->pWaitSemaphores[i]);
        CHECK(call, VkSubmitInfo_pWaitSemaphores_parameter,
              owned(device, id, VK_KIND_SEMAPHORE), id);
    }
    for (uint32_t i = 0; i < info->signalSemaphoreCount; i++) {
        uint64_t id = VK_ID(info->pSignalSemaphores[i]);
        CHECK(call, VkSubmitInfo_pSignalSemaphores_parameter,
              owned(device, id, VK_KIND_SEMAPHORE), id);
    }
    for (uint32_t i = 0; i < info->commandBufferCount; i++) {
        const struct vk_commands *commands =
            vk_commands_find(device, info->pCommandBuffers[i]);
        uint64_t id = VK_ID(info->pCommandBuffers[i]);
        CHECK(call, VkSubmitInfo_pCommandBuffers_parameter, commands != NULL,
              id);
        if (commands != NULL)
            CHECK(call, vkQueueSubmit_pCommandBuffers_00070,
                  commands->state == COMMANDS_EXECUTABLE, id);
    }
}

static struct wait *waits_copy(uint32_t count, const VkSemaphore *semaphores,
                               uint32_t values, const uint64_t *value)
{
    struct wait *waits = vk_new(count + 1u, sizeof *waits);

    for (uint32_t i = 0; waits != NULL && i < count; i++) {
        waits[i].semaphore = VK_ID(semaphores[i]);
        waits[i].value = i < values && value != NULL ? value[i] : 0;
    }
    return waits;
}

/* A copy of what is submitted; NULL without memory. */
static struct vk_submission *submission_make(const VkSubmitInfo *info)
{
    static const VkTimelineSemaphoreSubmitInfo none;
    struct vk_submission *made = vk_new(1, sizeof *made);
    const VkTimelineSemaphoreSubmitInfo *values = vk_chain_find(
        info->pNext, VK_STRUCTURE_TYPE_TIMELINE_SEMAPHORE_SUBMIT_INFO);

    if (made == NULL)
        return NULL;
    if (values == NULL)
        values = &none;
    made->waits = info->waitSemaphoreCount;
    made->signals = info->signalSemaphoreCount;
    made->commands = info->commandBufferCount;
    made->wait = waits_copy(made->waits, info->pWaitSemaphores,
                            values->waitSemaphoreValueCount,
                            values->pWaitSemaphoreValues);
    made->signal = waits_copy(made->signals, info->pSignalSemaphores,
                              values->signalSemaphoreValueCount,
                              values->pSignalSemaphoreValues);
    made->command = vk_new(made->commands + 1u, sizeof(VkCommandBuffer));
    if (made->wait == NULL || made->signal == NULL || made->command == NULL) {
        submission_free(made);
        return NULL;
    }
    if (made->commands > 0)
        memcpy(made->command, info->pCommandBuffers,
               made->commands * sizeof(VkCommandBuffer));
    return made;
}

static void enqueue(struct vk_queue *queue, struct vk_submission *submission)
{
    if (queue->last == NULL)
        queue->first = submission;
    else
        queue->last->next = submission;
    queue->last = submission;
}

/* Queue everything, or nothing when memory is short. */
static void submit(struct vk_call *call, struct vk_queue *queue, uint32_t count,
                   const VkSubmitInfo *infos, uint64_t fence)
{
    static const VkSubmitInfo empty; /* carries a fence alone */
    uint32_t all = count == 0 ? 1 : count;
    struct vk_submission *first = NULL, *last = NULL;

    for (uint32_t i = 0; i < all; i++) {
        struct vk_submission *made =
            submission_make(count == 0 ? &empty : &infos[i]);
        if (made == NULL) {
            while (first != NULL) {
                last = first->next;
                submission_free(first);
                first = last;
            }
            vk_call_fail(call, VK_ERROR_OUT_OF_HOST_MEMORY);
            return;
        }
        if (last == NULL)
            first = made;
        else
            last->next = made;
        last = made;
    }
    last->fence = fence;
    struct vk_sync *found = vk_object_find(fence, VK_KIND_FENCE);
    if (found != NULL)
        found->pending++;
    while (first != NULL) {
        struct vk_submission *next = first->next;
        first->next = NULL;
        enqueue(queue, first);
        first = next;
    }
    vk_queue_progress(call, queue);
    queue_watch(queue);
}

VKAPI_ATTR VkResult VKAPI_CALL icd_vkQueueSubmit(VkQueue handle, uint32_t count,
                                                 const VkSubmitInfo *infos,
                                                 VkFence fence)
{
    struct vk_call call;
    uint64_t id = VK_ID(fence), value;

    if (!vk_call_begin(&call, ENTRY_vkQueueSubmit))
        return vk_call_end(&call);
    struct vk_queue *queue = vk_queue_find(handle);
    if (queue == NULL) {
        vk_call_fail(&call, VK_ERROR_UNKNOWN);
        return vk_call_end(&call);
    }
    call.instance = queue->device->instance;
    if (id != 0) {
        struct vk_sync *found = vk_object_find(id, VK_KIND_FENCE);
        CHECK(&call, vkQueueSubmit_fence_parameter,
              owned(queue->device, id, VK_KIND_FENCE), id);
        if (found != NULL)
            CHECK(&call, vkQueueSubmit_fence_00063,
                  vk_sync_value(found, &value) && value == 0, id);
    }
    for (uint32_t i = 0; i < count; i++)
        check_submit(&call, queue->device, &infos[i]);
    if (vk_call_ok(&call))
        submit(&call, queue, count, infos, id);
    return vk_call_end(&call);
}

static VkResult wait_idle(enum vk_entry entry, VkQueue handle)
{
    struct vk_call call;

    if (!vk_call_begin(&call, entry))
        return vk_call_end(&call);
    for (;;) {
        uint32_t tick = hl_kernel_tick();
        struct vk_queue *queue = vk_queue_find(handle);
        if (queue != NULL)
            vk_queue_progress(&call, queue);
        if (queue == NULL || queue->first == NULL)
            return vk_call_end(&call);
        (void)vk_call_end(&call);
        hl_kernel_wait(tick, POLL_NS);
        vk_call_open(&call, entry);
    }
}

VKAPI_ATTR VkResult VKAPI_CALL icd_vkQueueWaitIdle(VkQueue queue)
{
    return wait_idle(ENTRY_vkQueueWaitIdle, queue);
}

VKAPI_ATTR VkResult VKAPI_CALL icd_vkDeviceWaitIdle(VkDevice handle)
{
    vk_lock();
    struct vk_device *device = vk_device_find(handle);
    VkQueue queue = device == NULL ? VK_NULL_HANDLE : (VkQueue)&device->queue;
    vk_unlock();
    return wait_idle(ENTRY_vkDeviceWaitIdle, queue);
}
