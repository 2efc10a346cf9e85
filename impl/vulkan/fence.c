/* Fences and semaphores: asking them, setting them, waiting for them.
 */
#include "submit.h"
#include "sync.h"

#include <time.h>

#define POLL_NS 1000000u

/* The temporary payload, if any, goes first; then the permanent one is
 * unsignaled. */
VKAPI_ATTR VkResult VKAPI_CALL icd_vkResetFences(VkDevice device,
                                                 uint32_t count,
                                                 const VkFence *fences)
{
    struct vk_call call;

    (void)device;
    if (vk_call_begin(&call, ENTRY_vkResetFences))
        for (uint32_t i = 0; i < count; i++) {
            struct vk_sync *fence =
                vk_object_find(VK_ID(fences[i]), VK_KIND_FENCE);
            if (fence == NULL)
                continue;
            vk_sync_restore(fence);
            vk_sync_set(fence, 0);
        }
    return vk_call_end(&call);
}

/* A dead payload counts as signaled: nobody is left to signal it. */
static bool fence_signaled(VkFence handle)
{
    struct vk_sync *fence = vk_object_find(VK_ID(handle), VK_KIND_FENCE);
    uint64_t value;

    return fence == NULL || !vk_sync_value(fence, &value) || value != 0;
}

VKAPI_ATTR VkResult VKAPI_CALL icd_vkGetFenceStatus(VkDevice handle,
                                                    VkFence fence)
{
    struct vk_call call;

    if (vk_call_begin(&call, ENTRY_vkGetFenceStatus)) {
        struct vk_device *device = vk_device_find(handle);
        if (device != NULL)
            vk_queue_progress(&call, &device->queue);
        call.result = fence_signaled(fence) ? VK_SUCCESS : VK_NOT_READY;
    }
    return vk_call_end(&call);
}

static uint64_t now_ns(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec;
}

typedef bool wait_test(const void *context);

/* Make progress until `test` holds or the time is over. */
static VkResult wait_until(enum vk_entry entry, VkDevice handle,
                           wait_test *test, const void *context,
                           uint64_t timeout)
{
    uint64_t start = now_ns();
    struct vk_call call;

    if (!vk_call_begin(&call, entry))
        return vk_call_end(&call);
    for (;;) {
        uint32_t tick = hl_kernel_tick();
        struct vk_device *device = vk_device_find(handle);
        if (device != NULL)
            vk_queue_progress(&call, &device->queue);
        if (test(context))
            return vk_call_end(&call);
        uint64_t passed = now_ns() - start;
        if (passed >= timeout) {
            call.result = VK_TIMEOUT;
            return vk_call_end(&call);
        }
        (void)vk_call_end(&call);
        uint64_t rest = timeout - passed;
        hl_kernel_wait(tick, rest < POLL_NS ? rest : POLL_NS);
        vk_call_open(&call, entry);
    }
}

struct fence_set {
    uint32_t count;
    const VkFence *fences;
    bool all;
};

static bool fences_done(const void *context)
{
    const struct fence_set *set = context;
    uint32_t done = 0;

    for (uint32_t i = 0; i < set->count; i++)
        done += fence_signaled(set->fences[i]);
    return set->all ? done == set->count : done > 0;
}

VKAPI_ATTR VkResult VKAPI_CALL icd_vkWaitForFences(VkDevice device,
                                                   uint32_t count,
                                                   const VkFence *fences,
                                                   VkBool32 all,
                                                   uint64_t timeout)
{
    struct fence_set set = {count, fences, all != VK_FALSE};

    return wait_until(ENTRY_vkWaitForFences, device, fences_done, &set,
                      timeout);
}

static bool semaphores_done(const void *context)
{
    const VkSemaphoreWaitInfo *info = context;
    uint32_t done = 0;

    for (uint32_t i = 0; i < info->semaphoreCount; i++) {
        struct vk_sync *semaphore =
            vk_object_find(VK_ID(info->pSemaphores[i]), VK_KIND_SEMAPHORE);
        uint64_t value;
        done += semaphore == NULL || !vk_sync_value(semaphore, &value) ||
                value >= info->pValues[i];
    }
    return (info->flags & VK_SEMAPHORE_WAIT_ANY_BIT) != 0
               ? done > 0
               : done == info->semaphoreCount;
}

VKAPI_ATTR VkResult VKAPI_CALL icd_vkWaitSemaphores(
    VkDevice device, const VkSemaphoreWaitInfo *info, uint64_t timeout)
{
    return wait_until(ENTRY_vkWaitSemaphores, device, semaphores_done, info,
                      timeout);
}

VKAPI_ATTR VkResult VKAPI_CALL icd_vkGetSemaphoreCounterValue(
    VkDevice handle, VkSemaphore semaphore, uint64_t *value)
{
    struct vk_call call;

    *value = 0;
    if (vk_call_begin(&call, ENTRY_vkGetSemaphoreCounterValue)) {
        struct vk_device *device = vk_device_find(handle);
        struct vk_sync *found =
            vk_object_find(VK_ID(semaphore), VK_KIND_SEMAPHORE);
        if (device != NULL)
            vk_queue_progress(&call, &device->queue);
        if (found == NULL || !vk_sync_value(found, value))
            vk_call_fail(&call, VK_ERROR_UNKNOWN);
    }
    return vk_call_end(&call);
}

VKAPI_ATTR VkResult VKAPI_CALL
icd_vkSignalSemaphore(VkDevice handle, const VkSemaphoreSignalInfo *info)
{
    struct vk_call call;

    if (vk_call_begin(&call, ENTRY_vkSignalSemaphore)) {
        struct vk_device *device = vk_device_find(handle);
        struct vk_sync *found =
            vk_object_find(VK_ID(info->semaphore), VK_KIND_SEMAPHORE);
        if (found == NULL || !found->timeline)
            vk_call_fail(&call, VK_ERROR_UNKNOWN);
        else
            vk_sync_set(found, info->value);
        if (device != NULL)
            vk_queue_progress(&call, &device->queue);
    }
    return vk_call_end(&call);
}
