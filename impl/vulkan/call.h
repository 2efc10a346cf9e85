/* One call into the driver: its lock, its violations, its answer.
 *
 *     struct vk_call call;
 *     if (vk_call_begin(&call, ENTRY_vkX)) {      locks; injects faults
 *         CHECK(&call, vkX_y_00123, condition, id);
 *         if (vk_call_ok(&call)) ...the work...
 *     }
 *     return vk_call_end(&call);                  unlocks; reports; answers
 *
 * All violations of a call are reported. The gravest answers: a malformed call
 * is refused before its handle is judged, a handle before a want of memory
 * (enum vuid_answer has that order). Messengers are called after the lock is
 * given up.
 */
#ifndef HLOCAL_IMPL_VULKAN_CALL_H
#define HLOCAL_IMPL_VULKAN_CALL_H

#include "driver.h"
#include "policy.h"

#define VK_VIOLATIONS_MAX 16

struct vk_violation {
    enum vuid vuid;
    uint64_t object;
    VkObjectType type;
    char name[64];
};

struct vk_call {
    enum vk_entry entry;
    VkResult result;              /* what to answer */
    bool stop;                    /* something forbids the work */
    enum vuid_answer answer;      /* the gravest so far */
    struct vk_instance *instance; /* whose messengers hear it; NULL: all */
    uint32_t count;
    struct vk_violation violation[VK_VIOLATIONS_MAX];
};

bool vk_call_begin(struct vk_call *call, enum vk_entry entry);
/* The same without injected faults: work that is no call of its own. */
void vk_call_open(struct vk_call *call, enum vk_entry entry);
VkResult vk_call_end(struct vk_call *call);

/* Find the device and remember whose messengers to use; a violation of `vuid`
 * and NULL when it is not live. */
struct vk_device *vk_call_device(struct vk_call *call, VkDevice device,
                                 enum vuid vuid);

/* The rule `vuid` is broken; `object` is the handle it is about. */
void vk_call_violate(struct vk_call *call, enum vuid vuid, uint64_t object);

/* The same, but only reported whatever the profile says. */
void vk_call_log(struct vk_call *call, enum vuid vuid, uint64_t object);

/* An NT handle is asked for a second time, against `vuid`: what then happens
 * is HLOCAL_VK_REEXPORT's to say, and the profile's only without it. */
void vk_call_second_export(struct vk_call *call, enum vuid vuid,
                           uint64_t object);

/* Answer `result` for a reason that is nobody's fault. */
void vk_call_fail(struct vk_call *call, VkResult result);

static inline bool vk_call_ok(const struct vk_call *call)
{
    return !call->stop;
}

#define CHECK(call, name, holds, object)                                       \
    do {                                                                       \
        if (!(holds))                                                          \
            vk_call_violate((call), VUID_##name, (object));                    \
    } while (0)

/* The same for a rule that is chosen at run time. */
#define RULE(call, vuid, holds, object)                                        \
    do {                                                                       \
        if (!(holds))                                                          \
            vk_call_violate((call), (vuid), (object));                         \
    } while (0)

/* A message of our own to the messengers of `instance`, or all. Unlocked. */
void vk_say(struct vk_instance *instance,
            VkDebugUtilsMessageSeverityFlagBitsEXT severity, const char *id,
            uint64_t object, VkObjectType type, const char *text);

/* The lock itself, for what is no call. */
void vk_lock(void);
void vk_unlock(void);

#endif /* HLOCAL_IMPL_VULKAN_CALL_H */
