/* Semaphores and fences: made, destroyed, signaled, waited for, and asked for
 * the value of their payload, which is how aliases are told from strangers. */
#include "sync.h"
#include "calls.h"
#include "ids.h"
#include "judge.h"
#include "name_spellings.h"
#include "names.h"
#include "report.h"

#include <string.h>

static const char *noun_of(uint32_t kind)
{
    return kind == VKR_FENCE ? "fence" : "semaphore";
}

uint32_t vkf_choose_sync(struct vkf_run *run, uint8_t selector, uint64_t *id,
                         char text[24])
{
    uint32_t index =
        vkf_choose(&run->sync, selector, vkf_last_live(&run->sync), id);
    if (index < VKF_THING_MAX && selector != '+') {
        snprintf(text, 24, "%s %u", noun_of(vkf_sync[index].kind), index);
        return index;
    }
    vkf_name(&run->sync, index, selector, text);
    return vkf_sync_find(*id);
}

/* ---- vkCreateSemaphore, vkCreateFence ------------------------------------ */

/* The structures of a creation; those of both kinds are alike but in name. */
struct creation {
    VkSemaphoreCreateInfo semaphore;
    VkFenceCreateInfo fence;
    VkSemaphoreTypeCreateInfo type;
    VkExportSemaphoreCreateInfo semaphore_types;
    VkExportFenceCreateInfo fence_types;
    VkExportSemaphoreWin32HandleInfoKHR semaphore_win32;
    VkExportFenceWin32HandleInfoKHR fence_win32;
    SECURITY_ATTRIBUTES attributes;
};

static void link_in(const void **chain, void *structure, VkStructureType type)
{
    VkBaseInStructure *base = structure;
    base->sType = type;
    base->pNext = *chain;
    *chain = base;
}

static void describe_export(const struct vkr_create *c, struct creation *info)
{
    const void **chain =
        c->kind == VKR_FENCE ? &info->fence.pNext : &info->semaphore.pNext;
    info->semaphore_types.handleTypes = c->types;
    info->fence_types.handleTypes = c->types;
    if (c->has_export == 1 && c->kind == VKR_FENCE)
        link_in(chain, &info->fence_types,
                VK_STRUCTURE_TYPE_EXPORT_FENCE_CREATE_INFO);
    else if (c->has_export == 1)
        link_in(chain, &info->semaphore_types,
                VK_STRUCTURE_TYPE_EXPORT_SEMAPHORE_CREATE_INFO);
    if (c->has_win32 == 1 && c->kind == VKR_FENCE)
        link_in(chain, &info->fence_win32,
                VK_STRUCTURE_TYPE_EXPORT_FENCE_WIN32_HANDLE_INFO_KHR);
    else if (c->has_win32 == 1)
        link_in(chain, &info->semaphore_win32,
                VK_STRUCTURE_TYPE_EXPORT_SEMAPHORE_WIN32_HANDLE_INFO_KHR);
}

static void describe_win32(const struct vkf_op *op, const struct vkr_create *c,
                           struct creation *info)
{
    int inherit = (op->options & VKF_INHERIT) != 0;
    info->attributes.nLength = sizeof info->attributes;
    if (c->attributes_ok != 1)
        info->attributes.nLength--;
    info->attributes.bInheritHandle = (BOOL)inherit;
    info->semaphore_win32.pAttributes =
        inherit || c->attributes_ok != 1 ? &info->attributes : NULL;
    info->semaphore_win32.dwAccess = GENERIC_ALL;
    info->semaphore_win32.name = vkf_name_text(op->name);
    info->fence_win32.pAttributes = info->semaphore_win32.pAttributes;
    info->fence_win32.dwAccess = GENERIC_ALL;
    info->fence_win32.name = info->semaphore_win32.name;
}

static struct vkr_create facts_of(const struct vkf_op *op, uint32_t kind)
{
    uint32_t name = vkf_name_number(op->name);
    struct vkr_create c = {
        .kind = kind,
        .has_export = op->has_types,
        .types = op->types,
        .has_win32 = (op->options & VKF_WIN32) != 0,
        .attributes_ok = (op->flaws & VKF_ATTRIBUTES) == 0,
        .has_name = op->name != 0,
        .name_ok = name != VKM_NAME_BAD &&
                   vkm_find_name(name) >= VKM_PAYLOAD_MAX &&
                   vkf_life_named(name) >= VKF_LIFE_MAX,
    };
    return c;
}

static void describe(const struct vkf_op *op, const struct vkr_create *c,
                     const struct vkf_life *life, struct creation *info)
{
    memset(info, 0, sizeof *info);
    info->semaphore.sType = VK_STRUCTURE_TYPE_SEMAPHORE_CREATE_INFO;
    info->semaphore.flags = life->flags;
    info->fence.sType = VK_STRUCTURE_TYPE_FENCE_CREATE_INFO;
    info->fence.flags = life->value == 1 ? VK_FENCE_CREATE_SIGNALED_BIT : 0;
    describe_win32(op, c, info);
    describe_export(c, info);
    if (life->timeline == 1) {
        info->type.semaphoreType = VK_SEMAPHORE_TYPE_TIMELINE;
        info->type.initialValue = life->value;
        link_in(&info->semaphore.pNext, &info->type,
                VK_STRUCTURE_TYPE_SEMAPHORE_TYPE_CREATE_INFO);
    }
}

/* The payload that is asked for. */
static struct vkf_life life_of(const struct vkf_op *op, uint32_t kind,
                               uint32_t device)
{
    struct vkf_life life = {
        .kind = kind, .owners = 1, .gpu = vkm_device[device].gpu};
    if (kind == VKR_FENCE) {
        life.value = op->size == 's';
        return life;
    }
    life.timeline = op->size == 't' || op->size >= 0xC0u;
    life.value = life.timeline == 1 ? 5u : 0;
    life.flags = (op->flaws & VKF_FLAGS) != 0;
    return life;
}

static int call_create(VkDevice device, uint32_t kind,
                       const struct creation *info, uint64_t *id)
{
    VkSemaphore semaphore = (VkSemaphore)(uintptr_t)0x5150u;
    VkFence fence = (VkFence)(uintptr_t)0x5150u;
    int result;
    if (kind == VKR_FENCE) {
        result = vkf_driver.vkCreateFence(device, &info->fence, NULL, &fence);
        *id = (uint64_t)(uintptr_t)fence;
        return result;
    }
    result = vkf_driver.vkCreateSemaphore(device, &info->semaphore, NULL,
                                          &semaphore);
    *id = (uint64_t)(uintptr_t)semaphore;
    return result;
}

static void remember(struct vkf_run *run, struct vkf_event *event,
                     const struct vkr_create *c, struct vkf_life life,
                     uint64_t id, uint64_t device)
{
    const struct vkf_op *op = &event->op;
    int win32 = c->has_export == 1 && c->has_win32 == 1;
    struct vkf_sync sync = {
        .id = id,
        .device = device,
        .kind = c->kind,
        .timeline = life.timeline,
        .flags = life.flags,
        .can = c->has_export == 1 ? c->types : 0,
        .inherit = win32 && (op->options & VKF_INHERIT) != 0,
        .permanent = {.owns = 1},
    };
    if (win32 && (c->types & VKR_TYPE_NT) != 0)
        life.name = vkf_name_number(op->name);
    sync.permanent.life = vkf_life_add(life);
    vkf_sync_add(sync);
    snprintf(event->answer, sizeof event->answer, "%s %u", noun_of(c->kind),
             run->sync.count);
    vkf_add(&run->sync, id);
}

static int create(struct vkf_run *run, struct vkf_event *event, uint32_t kind)
{
    static struct creation info;
    const struct vkf_op *op = &event->op;
    const char *command =
        kind == VKR_FENCE ? "vkCreateFence" : "vkCreateSemaphore";
    uint64_t device, id;
    char name[24];
    uint32_t index = vkf_choose(&run->device, op->device,
                                vkf_last_live(&run->device), &device);
    uint32_t d = vkm_find_device(device);
    int32_t expected;
    if (d >= VKM_DEVICE_MAX || vkf_sync_room() == VKF_LIFE_MAX ||
        vkf_life_room() == VKF_LIFE_MAX)
        return VKF_NOT_MADE;
    struct vkr_create c = facts_of(op, kind);
    struct vkf_life life = life_of(op, kind, d);
    describe(op, &c, &life, &info);
    vkf_name(&run->device, index, op->device, name);
    vkf_say(event, "%s(%s%s", command, name,
            life.timeline == 1 ? ", timeline"
            : life.value == 1  ? ", signaled"
                               : "");
    if (c.has_export == 1)
        vkf_say(event, ", export 0x%x", c.types);
    if (c.has_win32 == 1)
        vkf_say(event, ", win32%s",
                (op->options & VKF_INHERIT) != 0 ? " inherit" : "");
    if (op->name != 0)
        vkf_say(event, " name %u", op->name);
    vkf_say(event, ")");
    uint32_t fault_armed = vkf_arm_fault(event, command);
    event->actual = call_create((VkDevice)(uintptr_t)device, kind, &info, &id);
    vkf_driver_calm();
    expected = fault_armed == 1 ? vkf_fault_result(op) : vkr_create(c);
    if (event->actual == VK_SUCCESS)
        remember(run, event, &c, life, id, device);
    vkf_show(event, SHOW_VK_OWN_6, expected != VKM_OK);
    return vkf_judge(run, event, expected,
                     (event->actual == VK_SUCCESS) != !id);
}

/* ---- vkDestroySemaphore, vkDestroyFence ---------------------------------- */

static int destroy(struct vkf_run *run, struct vkf_event *event)
{
    uint64_t id;
    char name[24];
    uint32_t at = vkf_choose_sync(run, event->op.object, &id, name);
    if (at >= VKF_LIFE_MAX || vkf_sync[at].live == 0)
        return VKF_NOT_MADE;
    VkDevice device = (VkDevice)(uintptr_t)vkf_sync[at].device;
    vkf_say(event, "vkDestroy(%s)", name);
    if (vkf_sync[at].kind == VKR_FENCE)
        vkf_driver.vkDestroyFence(device, (VkFence)(uintptr_t)id, NULL);
    else
        vkf_driver.vkDestroySemaphore(device, (VkSemaphore)(uintptr_t)id, NULL);
    uint32_t life = vkf_sync[at].permanent.life;
    vkf_sync_drop(&vkf_sync[at]);
    vkf_show(event, SHOW_VK_SYNC_3,
             !vkf_life_is_live(life) && vkf_life[life].number != 0);
    return vkf_judge(run, event, 0, 1);
}

int vkf_sync_device_goes(uint64_t device)
{
    uint32_t i, count = vkf_sync_room();
    int had = 0;
    for (i = 0; i < count; i++)
        if (vkf_sync[i].live == 1 && vkf_sync[i].device == device) {
            vkf_sync_drop(&vkf_sync[i]);
            had = 1;
        }
    return had;
}

uint32_t vkf_sharers(uint32_t life)
{
    uint32_t i, sharers = 0, count = vkf_sync_room();
    for (i = 0; i < count; i++)
        sharers += vkf_sync[i].live == 1 &&
                   vkf_sync_current(&vkf_sync[i])->life == life;
    return sharers;
}

/* ---- signal and wait ----------------------------------------------------- */

static VkResult submit(VkDevice device, VkSemaphore wait, VkSemaphore signal,
                       VkFence fence)
{
    VkPipelineStageFlags stage = VK_PIPELINE_STAGE_TRANSFER_BIT;
    VkSubmitInfo info = {
        .sType = VK_STRUCTURE_TYPE_SUBMIT_INFO,
        .waitSemaphoreCount = wait != VK_NULL_HANDLE,
        .pWaitSemaphores = &wait,
        .pWaitDstStageMask = &stage,
        .signalSemaphoreCount = signal != VK_NULL_HANDLE,
        .pSignalSemaphores = &signal,
    };
    VkQueue queue;
    vkf_driver.vkGetDeviceQueue(device, 0, 0, &queue);
    return vkf_driver.vkQueueSubmit(queue, 1, &info, fence);
}

/* A wait that must be over at once, seen through a fence of its own. */
static int32_t wait_for(VkDevice device, VkSemaphore semaphore)
{
    VkFenceCreateInfo info = {.sType = VK_STRUCTURE_TYPE_FENCE_CREATE_INFO};
    VkFence fence = VK_NULL_HANDLE;
    int32_t result =
        vkf_driver.vkCreateFence(device, &info, NULL, &fence) == VK_SUCCESS
            ? submit(device, semaphore, VK_NULL_HANDLE, fence)
            : VK_ERROR_UNKNOWN;
    if (result == VK_SUCCESS)
        result = vkf_driver.vkGetFenceStatus(device, fence);
    vkf_driver.vkDestroyFence(device, fence, NULL);
    return result;
}

static int32_t operate_fence(VkDevice device, struct vkf_sync *sync,
                             struct vkf_life *life)
{
    VkFence fence = (VkFence)(uintptr_t)sync->id;
    if (life->value == 0) {
        life->value = 1;
        return submit(device, VK_NULL_HANDLE, VK_NULL_HANDLE, fence);
    }
    vkf_sync_restore(sync);
    vkf_life[sync->permanent.life].value = 0;
    return vkf_driver.vkResetFences(device, 1, &fence);
}

static int32_t operate_semaphore(VkDevice device, struct vkf_sync *sync,
                                 struct vkf_life *life)
{
    VkSemaphore semaphore = (VkSemaphore)(uintptr_t)sync->id;
    VkSemaphoreSignalInfo info = {
        .sType = VK_STRUCTURE_TYPE_SEMAPHORE_SIGNAL_INFO,
        .semaphore = semaphore,
        .value = life->value + 1u,
    };
    if (life->timeline == 1) {
        life->value++;
        return vkf_driver.vkSignalSemaphoreKHR(device, &info);
    }
    life->value = !life->value;
    if (life->value == 1)
        return submit(device, VK_NULL_HANDLE, semaphore, VK_NULL_HANDLE);
    vkf_sync_restore(sync);
    return wait_for(device, semaphore);
}

/* Signal what is unsignaled, and the other way round; count a timeline up. */
static int operate(struct vkf_run *run, struct vkf_event *event)
{
    uint64_t id;
    char name[24];
    uint32_t at = vkf_choose_sync(run, event->op.object, &id, name);
    if (at >= VKF_LIFE_MAX || vkf_sync[at].live == 0)
        return VKF_NOT_MADE;
    struct vkf_sync *sync = &vkf_sync[at];
    VkDevice device = (VkDevice)(uintptr_t)sync->device;
    struct vkf_life *life = &vkf_life[vkf_sync_current(sync)->life];
    if (life->owners == 0)
        return VKF_NOT_MADE;
    vkf_show(event, SHOW_VK_SYNC_1,
             vkf_sharers(vkf_sync_current(sync)->life) > 1);
    vkf_show(event, SHOW_VK_SYNC_2, sync->replaced == 1 && life->value == 1);
    vkf_say(event, "%s(%s)",
            life->timeline == 1       ? "vkSignalSemaphore"
            : life->value == 0        ? "signal"
            : life->kind == VKR_FENCE ? "vkResetFences"
                                      : "wait",
            name);
    event->actual = life->kind == VKR_FENCE
                        ? operate_fence(device, sync, life)
                        : operate_semaphore(device, sync, life);
    return vkf_judge(run, event, 0, 1);
}

/* ---- what can be asked --------------------------------------------------- */

static int judge_one(struct vkf_run *run, uint32_t at)
{
    struct vkf_sync *sync = &vkf_sync[at];
    const struct vkf_life *life = &vkf_life[vkf_sync_current(sync)->life];
    VkDevice device = (VkDevice)(uintptr_t)sync->device;
    uint64_t value = 0;
    int32_t result;
    if (life->owners == 0) /* nobody can say what it should be */
        return 1;
    if (sync->kind == VKR_FENCE) {
        result =
            vkf_driver.vkGetFenceStatus(device, (VkFence)(uintptr_t)sync->id);
        if (result == (life->value == 1 ? VK_SUCCESS : VK_NOT_READY))
            return 1;
        return vkf_differ(run, VKF_CONTENT, "fence %u: expected %ssignaled", at,
                          life->value == 1 ? "" : "un");
    }
    if (sync->timeline == 0)
        return 1;
    result = vkf_driver.vkGetSemaphoreCounterValueKHR(
        device, (VkSemaphore)(uintptr_t)sync->id, &value);
    if (result == VK_SUCCESS && value == life->value)
        return 1;
    return vkf_differ(
        run, VKF_CONTENT, "semaphore %u: expected %llu, actual %llu", at,
        (unsigned long long)life->value, (unsigned long long)value);
}

int vkf_judge_sync(struct vkf_run *run)
{
    uint32_t i, count = vkf_sync_room();
    for (i = 0; i < count; i++)
        if (vkf_sync[i].live == 1 && !judge_one(run, i))
            return 0;
    return 1;
}

int vkf_do_sync(struct vkf_run *run, struct vkf_event *event)
{
    enum vkf_do does = vkf_calls[event->op.call].does;
    int made;
    vkm_clear_reports();
    made = does == VKF_SEMAPHORE ? create(run, event, VKR_SEMAPHORE)
           : does == VKF_FENCE   ? create(run, event, VKR_FENCE)
           : does == VKF_UNSYNC  ? destroy(run, event)
           : does == VKF_OPERATE ? operate(run, event)
                                 : vkf_no_case(event);
    return made == VKF_AGREES ? vkf_judge_sync(run) : made;
}
