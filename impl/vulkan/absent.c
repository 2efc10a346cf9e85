/* Core commands for what this device does not do: absent.def.
 *
 * Newer specifications have a rule for each, that the device must have a queue
 * for such work; this is that rule, in one.
 */
#include "submit.h"

#include <string.h>

static struct vk_instance *on_device(VkDevice handle)
{
    const struct vk_device *device = vk_device_find(handle);

    return device == NULL ? NULL : device->instance;
}

static struct vk_instance *on_queue(VkQueue handle)
{
    const struct vk_queue *queue = vk_queue_find(handle);

    return queue == NULL ? NULL : queue->device->instance;
}

/* Recording trusts its command buffer, here too. */
static struct vk_instance *on_commands(VkCommandBuffer handle)
{
    return ((struct vk_commands *)handle)->pool->object.device->instance;
}

/* Whose messengers hear it. */
#define INSTANCE_OF(self)                                                      \
    _Generic((self), VkDevice                                                  \
             : on_device, VkQueue                                              \
             : on_queue, VkCommandBuffer                                       \
             : on_commands)(self)

#define VIOLATE(call, self)                                                    \
    do {                                                                       \
        (call)->instance = INSTANCE_OF(self);                                  \
        vk_call_violate((call), VUID_HLOCAL_vkDevice_transfer_only, 0);        \
    } while (0)

#define ABSENT_NOTHING ((void)0)
#define ABSENT_CLEAR(out, count) clear((out), (count) * sizeof *(out))

static void clear(void *out, size_t bytes)
{
    if (out != NULL)
        memset(out, 0, bytes);
}

/* The parameters of these functions are there for their types. */
#pragma GCC diagnostic ignored "-Wunused-parameter"

#define E(name, level, extension, results)
#define A(alias, name)
#define N_RESULT(name, results, undo, ...)                                     \
    VKAPI_ATTR VkResult VKAPI_CALL icd_##name(__VA_ARGS__)                     \
    {                                                                          \
        struct vk_call call;                                                   \
                                                                               \
        undo;                                                                  \
        if (vk_call_begin(&call, ENTRY_##name))                                \
            VIOLATE(&call, self);                                              \
        return vk_call_end(&call);                                             \
    }
#define N_VOID(name, undo, ...)                                                \
    VKAPI_ATTR void VKAPI_CALL icd_##name(__VA_ARGS__)                         \
    {                                                                          \
        struct vk_call call;                                                   \
                                                                               \
        undo;                                                                  \
        vk_call_open(&call, ENTRY_##name);                                     \
        VIOLATE(&call, self);                                                  \
        (void)vk_call_end(&call);                                              \
    }
#define N_CREATE(name, info_type, type, results)                               \
    N_RESULT(name, results, ABSENT_CLEAR(made, 1), VkDevice self,              \
             const info_type *info, const VkAllocationCallbacks *allocator,    \
             type *made)
#define N_DESTROY(name, type)                                                  \
    VKAPI_ATTR void VKAPI_CALL icd_##name(                                     \
        VkDevice self, type handle, const VkAllocationCallbacks *allocator)    \
    {                                                                          \
        struct vk_call call;                                                   \
                                                                               \
        if (handle == VK_NULL_HANDLE)                                          \
            return;                                                            \
        vk_call_open(&call, ENTRY_##name);                                     \
        VIOLATE(&call, self);                                                  \
        (void)vk_call_end(&call);                                              \
    }
#include "entry.def"
