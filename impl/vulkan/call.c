#include "call.h"

#include "../rank.h"
#include "../say.h"

#include <stdio.h>
#include <string.h>

/* One lock for the whole driver: a test device is better simple than fast,
 * and every state change is then one step, as in the model. */
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

void vk_lock(void)
{
    rank_lock(RANK_DRIVER, &lock);
}

void vk_unlock(void)
{
    rank_unlock(RANK_DRIVER, &lock);
}

void vk_call_open(struct vk_call *call, enum vk_entry entry)
{
    call->entry = entry;
    call->result = VK_SUCCESS;
    call->stop = false;
    call->answer = ANSWER_LOG;
    call->instance = NULL;
    call->count = 0;
    vk_lock();
}

bool vk_call_begin(struct vk_call *call, enum vk_entry entry)
{
    vk_call_open(call, entry);
    call->result = vk_policy_fault(entry);
    call->stop = call->result != VK_SUCCESS;
    return !call->stop;
}

struct vk_device *vk_call_device(struct vk_call *call, VkDevice handle,
                                 enum vuid vuid)
{
    struct vk_device *device = vk_device_find(handle);

    if (device != NULL)
        call->instance = device->instance;
    else
        vk_call_violate(call, vuid, VK_ID(handle));
    return device;
}

void vk_call_log(struct vk_call *call, enum vuid vuid, uint64_t object)
{
    if (call->count == VK_VIOLATIONS_MAX)
        return;
    struct vk_violation *violation = &call->violation[call->count++];
    struct vk_object *named = vk_object_any(object);
    violation->vuid = vuid;
    violation->object = object;
    violation->type =
        named == NULL ? VK_OBJECT_TYPE_UNKNOWN : vk_object_type(named->kind);
    violation->name[0] = '\0';
    if (named != NULL)
        memcpy(violation->name, named->name, sizeof violation->name);
}

void vk_call_violate(struct vk_call *call, enum vuid vuid, uint64_t object)
{
    enum vuid_answer answer = vuid_table[vuid].answer[vk_policy.profile];

    if (answer != ANSWER_LOG) {
        call->stop = true;
        if (answer < call->answer) {
            call->answer = answer;
            call->result = vuid_result(answer);
        }
    }
    vk_call_log(call, vuid, object);
}

void vk_call_fail(struct vk_call *call, VkResult result)
{
    if (call->stop)
        return;
    call->stop = true;
    call->result = result;
}

void vk_call_second_export(struct vk_call *call, enum vuid vuid,
                           uint64_t object)
{
    if (vk_policy.reexport == REEXPORT_PROFILE) {
        vk_call_violate(call, vuid, object);
        return;
    }
    vk_call_log(call, vuid, object);
    if (vk_policy.reexport == REEXPORT_FAIL) /* in every profile */
        vk_call_fail(call, VK_ERROR_VALIDATION_FAILED);
}

/* A number for a message, as layers give: the same for the same rule. */
static int32_t id_number(const char *id)
{
    uint32_t hash = 2166136261u;

    for (; *id != '\0'; id++)
        hash = (hash ^ (unsigned char)*id) * 16777619u;
    return (int32_t)hash;
}

struct listener {
    PFN_vkDebugUtilsMessengerCallbackEXT callback;
    void *user;
};

/* Who is to hear a message; copied, for callbacks run without the lock. */
static uint32_t listeners_of(const struct vk_instance *instance,
                             VkDebugUtilsMessageSeverityFlagBitsEXT severity,
                             struct listener listeners[VK_MESSENGERS_MAX + 1])
{
    uint32_t count = 0;

    for (uint32_t i = 0; i <= instance->messenger_count; i++) {
        const struct vk_messenger *messenger = i < instance->messenger_count
                                                   ? instance->messenger[i]
                                                   : &instance->creation;
        bool listens = i < instance->messenger_count || instance->creating;
        if (listens && messenger->callback != NULL &&
            (messenger->severities & severity) != 0 &&
            (messenger->types &
             VK_DEBUG_UTILS_MESSAGE_TYPE_VALIDATION_BIT_EXT) != 0)
            listeners[count++] =
                (struct listener){messenger->callback, messenger->user};
    }
    return count;
}

static bool has_messenger(const struct vk_instance *instance)
{
    return instance->messenger_count > 0 || instance->creating;
}

void vk_say(struct vk_instance *only,
            VkDebugUtilsMessageSeverityFlagBitsEXT severity, const char *id,
            uint64_t object, VkObjectType type, const char *text)
{
    VkDebugUtilsObjectNameInfoEXT about = {
        .sType = VK_STRUCTURE_TYPE_DEBUG_UTILS_OBJECT_NAME_INFO_EXT,
        .objectType = type,
        .objectHandle = object,
    };
    VkDebugUtilsMessengerCallbackDataEXT data = {
        .sType = VK_STRUCTURE_TYPE_DEBUG_UTILS_MESSENGER_CALLBACK_DATA_EXT,
        .pMessageIdName = id,
        .messageIdNumber = id_number(id),
        .pMessage = text,
        .objectCount = 1,
        .pObjects = &about,
    };
    struct listener listeners[4 * (VK_MESSENGERS_MAX + 1)];
    uint32_t count = 0;
    bool unheard = true;

    vk_lock();
    for (struct vk_instance *instance = vk_instance_first();
         instance != NULL && count <= 3 * (VK_MESSENGERS_MAX + 1);
         instance = instance->next) {
        if (only != NULL && instance != only)
            continue;
        count += listeners_of(instance, severity, listeners + count);
        if (has_messenger(instance))
            unheard = false;
    }
    bool print = unheard && vk_policy.log_stderr;
    vk_unlock();
    for (uint32_t i = 0; i < count; i++)
        listeners[i].callback(severity,
                              VK_DEBUG_UTILS_MESSAGE_TYPE_VALIDATION_BIT_EXT,
                              &data, listeners[i].user);
    if (print)
        hl_say("%s", text);
}

static void report(const struct vk_call *call,
                   const struct vk_violation *violation)
{
    char id[VUID_TEXT_MAX], text[512], about[112] = "";

    vuid_text(violation->vuid, id);
    if (violation->name[0] != '\0')
        snprintf(about, sizeof about, " (0x%llx \"%s\")",
                 (unsigned long long)violation->object, violation->name);
    else if (violation->object != 0)
        snprintf(about, sizeof about, " (0x%llx)",
                 (unsigned long long)violation->object);
    snprintf(text, sizeof text, "[%s] %s: %s.%s", id,
             vk_entries[call->entry].name, vuid_table[violation->vuid].sentence,
             about);
    vk_say(call->instance, VK_DEBUG_UTILS_MESSAGE_SEVERITY_ERROR_BIT_EXT, id,
           violation->object, violation->type, text);
}

VkResult vk_call_end(struct vk_call *call)
{
    vk_unlock();
    for (uint32_t i = 0; i < call->count; i++)
        report(call, &call->violation[i]);
    return call->result;
}
