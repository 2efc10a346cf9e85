/* Events, set and read by the host. A transfer queue has no commands for
 * them.
 */
#include "call.h"
#include "resource.h"

#include <stdlib.h>

struct vk_event {
    struct vk_object object;
    bool set;
};

VKAPI_ATTR VkResult VKAPI_CALL
icd_vkCreateEvent(VkDevice handle, const VkEventCreateInfo *info,
                  const VkAllocationCallbacks *allocator, VkEvent *out)
{
    struct vk_call call;

    (void)info;
    (void)allocator;
    *out = VK_NULL_HANDLE;
    if (!vk_call_begin(&call, ENTRY_vkCreateEvent))
        return vk_call_end(&call);
    struct vk_device *device = vk_device_find(handle);
    struct vk_event *event = device == NULL ? NULL : vk_new(1, sizeof *event);
    uint64_t id = 0;
    if (event != NULL)
        id = vk_object_insert(&event->object, VK_KIND_EVENT, device);
    if (id == 0) {
        free(event);
        vk_call_fail(&call, VK_ERROR_OUT_OF_HOST_MEMORY);
    }
    *out = VK_HANDLE(VkEvent, id);
    return vk_call_end(&call);
}

VKAPI_ATTR void VKAPI_CALL icd_vkDestroyEvent(
    VkDevice device, VkEvent event, const VkAllocationCallbacks *allocator)
{
    (void)allocator;
    vk_destroy(device, VK_ID(event), VK_KIND_EVENT);
}

VKAPI_ATTR VkResult VKAPI_CALL icd_vkGetEventStatus(VkDevice device,
                                                    VkEvent handle)
{
    struct vk_call call;

    (void)device;
    if (vk_call_begin(&call, ENTRY_vkGetEventStatus)) {
        const struct vk_event *event =
            vk_object_find(VK_ID(handle), VK_KIND_EVENT);
        if (event == NULL)
            vk_call_fail(&call, VK_ERROR_UNKNOWN);
        else
            call.result = event->set ? VK_EVENT_SET : VK_EVENT_RESET;
    }
    return vk_call_end(&call);
}

static VkResult change(enum vk_entry entry, VkEvent handle, bool set)
{
    struct vk_call call;

    if (vk_call_begin(&call, entry)) {
        struct vk_event *event = vk_object_find(VK_ID(handle), VK_KIND_EVENT);
        if (event == NULL)
            vk_call_fail(&call, VK_ERROR_UNKNOWN);
        else
            event->set = set;
    }
    return vk_call_end(&call);
}

VKAPI_ATTR VkResult VKAPI_CALL icd_vkSetEvent(VkDevice device, VkEvent event)
{
    (void)device;
    return change(ENTRY_vkSetEvent, event, true);
}

VKAPI_ATTR VkResult VKAPI_CALL icd_vkResetEvent(VkDevice device, VkEvent event)
{
    (void)device;
    return change(ENTRY_vkResetEvent, event, false);
}
