/* VK_EXT_debug_utils: who hears the driver's messages, and names.
 *
 * Labels have no effect here, as on any device without a profiler.
 */
#include "call.h"
#include "memory.h"
#include "sync.h"

#include <stdlib.h>
#include <string.h>

VKAPI_ATTR VkResult VKAPI_CALL icd_vkCreateDebugUtilsMessengerEXT(
    VkInstance handle, const VkDebugUtilsMessengerCreateInfoEXT *info,
    const VkAllocationCallbacks *allocator, VkDebugUtilsMessengerEXT *out)
{
    struct vk_call call;

    (void)allocator;
    *out = VK_NULL_HANDLE;
    if (!vk_call_begin(&call, ENTRY_vkCreateDebugUtilsMessengerEXT))
        return vk_call_end(&call);
    struct vk_instance *instance = vk_instance_find(handle);
    struct vk_messenger *made = NULL;
    if (instance != NULL && instance->messenger_count < VK_MESSENGERS_MAX)
        made = vk_new(1, sizeof *made);
    if (made != NULL &&
        vk_object_insert(&made->object, VK_KIND_MESSENGER, NULL) != 0) {
        made->instance = instance;
        made->severities = info->messageSeverity;
        made->types = info->messageType;
        made->callback = info->pfnUserCallback;
        made->user = info->pUserData;
        instance->messenger[instance->messenger_count++] = made;
        *out = VK_HANDLE(VkDebugUtilsMessengerEXT, made->object.id);
    } else {
        free(made);
        vk_call_fail(&call, VK_ERROR_OUT_OF_HOST_MEMORY);
    }
    return vk_call_end(&call);
}

VKAPI_ATTR void VKAPI_CALL icd_vkDestroyDebugUtilsMessengerEXT(
    VkInstance handle, VkDebugUtilsMessengerEXT messenger,
    const VkAllocationCallbacks *allocator)
{
    (void)allocator;
    vk_lock();
    struct vk_instance *instance = vk_instance_find(handle);
    struct vk_messenger *found =
        vk_object_find(VK_ID(messenger), VK_KIND_MESSENGER);
    if (instance != NULL && found != NULL && found->instance == instance) {
        uint32_t i = 0;
        while (instance->messenger[i] != found)
            i++;
        instance->messenger[i] =
            instance->messenger[--instance->messenger_count];
        vk_object_delete(&found->object);
    }
    vk_unlock();
}

VKAPI_ATTR void VKAPI_CALL icd_vkSubmitDebugUtilsMessageEXT(
    VkInstance handle, VkDebugUtilsMessageSeverityFlagBitsEXT severity,
    VkDebugUtilsMessageTypeFlagsEXT types,
    const VkDebugUtilsMessengerCallbackDataEXT *data)
{
    struct vk_messenger messengers[VK_MESSENGERS_MAX];
    uint32_t count = 0;

    vk_lock();
    const struct vk_instance *instance = vk_instance_find(handle);
    for (uint32_t i = 0; instance != NULL && i < instance->messenger_count; i++)
        if ((instance->messenger[i]->severities & severity) != 0 &&
            (instance->messenger[i]->types & types) != 0)
            messengers[count++] = *instance->messenger[i];
    vk_unlock();
    for (uint32_t i = 0; i < count; i++)
        messengers[i].callback(severity, types, data, messengers[i].user);
}

VKAPI_ATTR VkResult VKAPI_CALL icd_vkSetDebugUtilsObjectNameEXT(
    VkDevice device, const VkDebugUtilsObjectNameInfoEXT *info)
{
    struct vk_call call;

    (void)device;
    if (vk_call_begin(&call, ENTRY_vkSetDebugUtilsObjectNameEXT)) {
        struct vk_object *object = vk_object_any(info->objectHandle);
        if (object != NULL) {
            const char *name =
                info->pObjectName == NULL ? "" : info->pObjectName;
            size_t length = strnlen(name, sizeof object->name - 1);
            memset(object->name, 0, sizeof object->name);
            memcpy(object->name, name, length);
            if (object->kind == VK_KIND_MEMORY)
                vk_memory_renamed((struct vk_memory *)object);
            if (object->kind == VK_KIND_SEMAPHORE ||
                object->kind == VK_KIND_FENCE)
                vk_sync_renamed((struct vk_sync *)object);
        }
    }
    return vk_call_end(&call);
}

VKAPI_ATTR VkResult VKAPI_CALL icd_vkSetDebugUtilsObjectTagEXT(
    VkDevice device, const VkDebugUtilsObjectTagInfoEXT *info)
{
    struct vk_call call;

    (void)device;
    (void)info;
    (void)vk_call_begin(&call, ENTRY_vkSetDebugUtilsObjectTagEXT);
    return vk_call_end(&call);
}

VKAPI_ATTR void VKAPI_CALL icd_vkQueueBeginDebugUtilsLabelEXT(
    VkQueue queue, const VkDebugUtilsLabelEXT *label)
{
    (void)queue;
    (void)label;
}

VKAPI_ATTR void VKAPI_CALL icd_vkQueueEndDebugUtilsLabelEXT(VkQueue queue)
{
    (void)queue;
}

VKAPI_ATTR void VKAPI_CALL icd_vkQueueInsertDebugUtilsLabelEXT(
    VkQueue queue, const VkDebugUtilsLabelEXT *label)
{
    (void)queue;
    (void)label;
}

VKAPI_ATTR void VKAPI_CALL icd_vkCmdBeginDebugUtilsLabelEXT(
    VkCommandBuffer commands, const VkDebugUtilsLabelEXT *label)
{
    (void)commands;
    (void)label;
}

VKAPI_ATTR void VKAPI_CALL
icd_vkCmdEndDebugUtilsLabelEXT(VkCommandBuffer commands)
{
    (void)commands;
}

VKAPI_ATTR void VKAPI_CALL icd_vkCmdInsertDebugUtilsLabelEXT(
    VkCommandBuffer commands, const VkDebugUtilsLabelEXT *label)
{
    (void)commands;
    (void)label;
}
