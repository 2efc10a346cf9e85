/* Semaphores and fences through Win32 handles: export and import. */
#include "run.h"
#include "calls.h"
#include "ids.h"
#include "judge.h"
#include "name_spellings.h"
#include "names.h"
#include "open_handles.h"
#include "report.h"
#include "sync.h"

/* The op's semaphore or fence, its device, and the kind of the command. */
struct subject {
    uint64_t id, device;
    uint32_t at; /* VKF_LIFE_MAX: none that lives */
    uint32_t d;
    uint32_t kind; /* whose command is called; x calls the other one's */
    char name[24], by[24];
};

static int choose(struct vkf_run *run, const struct vkf_op *op,
                  uint8_t selector, struct subject *s)
{
    uint32_t right = vkf_last_live(&run->device), index;
    uint32_t at = vkf_choose_sync(run, selector, &s->id, s->name);
    s->kind = VKR_SEMAPHORE;
    if (at < VKF_LIFE_MAX) {
        const struct vkf_thing *owner =
            vkf_thing_of(&run->device, vkf_sync[at].device);
        right = (uint32_t)(owner - run->device.thing);
        s->kind = vkf_sync[at].kind;
    }
    s->at = vkf_sync_find(s->id);
    if (op->size == 'x' || op->size >= 0xF0u)
        s->kind = VKR_SEMAPHORE + VKR_FENCE - s->kind;
    index = vkf_choose(&run->device, op->device, right, &s->device);
    s->d = vkm_find_device(s->device);
    vkf_name(&run->device, index, op->device, s->by);
    return s->d < VKM_DEVICE_MAX || !vkf_driver.loader;
}

/* The object, if the command can see it. */
static struct vkf_sync *seen(const struct subject *s)
{
    return s->at < VKF_LIFE_MAX && vkf_sync[s->at].kind == s->kind
               ? &vkf_sync[s->at]
               : NULL;
}

static uint32_t parent_ok(const struct subject *s)
{
    return s->at < VKF_LIFE_MAX && vkf_sync[s->at].device == s->device;
}

/* ---- export -------------------------------------------------------------- */

static struct vkr_get get_facts(const struct vkf_op *op,
                                const struct subject *s)
{
    struct vkf_sync *sync = seen(s);
    struct vkr_get g = {
        .kind = s->kind,
        .device_ok = s->d < VKM_DEVICE_MAX,
        .has_info = (op->flaws & VKF_NO_INFO) == 0,
        .has_handle = (op->flaws & VKF_NO_OUT) == 0,
        .stype_ok = (op->flaws & VKF_BAD_STYPE) == 0,
        .next_null = (op->flaws & VKF_BAD_NEXT) == 0,
        .object_ok = sync != NULL,
        .parent_ok = parent_ok(s),
        .type = op->has_types ? op->types : VKR_TYPE_NT,
    };
    if (g.type == 6u) /* both is the creation's word */
        g.type = op->size % 2u == 0 ? VKR_TYPE_NT : VKR_TYPE_KMT;
    if (sync != NULL) {
        g.can = sync->can;
        g.done_nt = sync->done_nt;
        g.dead = !vkf_life_is_live(vkf_sync_current(sync)->life);
    }
    return g;
}

static int32_t call_get(const struct vkf_op *op, const struct subject *s,
                        const struct vkr_get *g, HANDLE *out)
{
    VkSemaphoreGetWin32HandleInfoKHR semaphore = {
        .sType = VK_STRUCTURE_TYPE_SEMAPHORE_GET_WIN32_HANDLE_INFO_KHR,
        .semaphore = (VkSemaphore)(uintptr_t)s->id,
        .handleType = (VkExternalSemaphoreHandleTypeFlagBits)g->type,
    };
    VkFenceGetWin32HandleInfoKHR fence = {
        .sType = VK_STRUCTURE_TYPE_FENCE_GET_WIN32_HANDLE_INFO_KHR,
        .fence = (VkFence)(uintptr_t)s->id,
        .handleType = (VkExternalFenceHandleTypeFlagBits)g->type,
    };
    VkDevice device = (VkDevice)(uintptr_t)s->device;
    if ((op->flaws & VKF_BAD_STYPE) != 0)
        semaphore.sType = fence.sType = VK_STRUCTURE_TYPE_APPLICATION_INFO;
    if ((op->flaws & VKF_BAD_NEXT) != 0)
        semaphore.pNext = fence.pNext = &fence;
    if (s->kind == VKR_FENCE)
        return vkf_driver.vkGetFenceWin32HandleKHR(
            device, g->has_info == 1 ? &fence : NULL,
            g->has_handle == 1 ? out : NULL);
    return vkf_driver.vkGetSemaphoreWin32HandleKHR(
        device, g->has_info == 1 ? &semaphore : NULL,
        g->has_handle == 1 ? out : NULL);
}

/* Whether an NT handle may have this value: a new one, unless the policy is to
 * give the last one again. */
static int nt_allowed(const struct vkf_sync *sync, uint32_t life,
                      uint64_t value)
{
    uint32_t last = vkf_held_find(sync->last);
    if (vkm_rules.second == VKM_SECOND_SAME && sync->done_nt == 1 &&
        last < VKF_LIFE_MAX && vkf_held[last].life == life)
        return value == sync->last;
    return value != 0 && value != VKM_PSEUDO && !vkf_is_open(value);
}

/* A number is given once and for all, and is no other living payload's. */
static int number_allowed(const struct vkf_life *life, uint64_t value)
{
    if (life->number != 0)
        return value == life->number;
    return value != 0 && value <= UINT32_MAX &&
           vkf_life_numbered(life->kind, value) >= VKF_LIFE_MAX;
}

static void remember_handle(struct vkf_run *run, struct vkf_event *event,
                            struct vkf_sync *sync, uint32_t type,
                            uint64_t value)
{
    const struct vkf_thing *known = vkf_thing_of(&run->handle, value);
    uint32_t index = run->handle.count;
    uint32_t life = vkf_sync_current(sync)->life;
    int again = type == VKR_TYPE_NT ? vkf_is_open(value)
                                    : vkf_life[life].number == value;
    if (known != NULL && known->kind == type && again)
        index = (uint32_t)(known - run->handle.thing);
    else
        vkf_add(&run->handle, value)->kind = type;
    snprintf(event->answer, sizeof event->answer, "handle %u", index);
    if (type == VKR_TYPE_KMT) {
        vkf_life[life].number = value;
        return;
    }
    if (!again)
        vkf_held_add(value, life, sync->inherit);
    sync->last = value;
    sync->done_nt = 1;
}

static int get(struct vkf_run *run, struct vkf_event *event)
{
    const struct vkf_op *op = &event->op;
    HANDLE handle = (HANDLE)(uintptr_t)0x5150u;
    struct subject s;
    uint64_t value;
    int32_t expected;
    if (!choose(run, op, op->object, &s) || vkf_held_room() == VKF_LIFE_MAX ||
        run->handle.count == VKF_THING_MAX)
        return VKF_NOT_MADE;
    const char *command = s.kind == VKR_FENCE ? "vkGetFenceWin32HandleKHR"
                                              : "vkGetSemaphoreWin32HandleKHR";
    struct vkr_get g = get_facts(op, &s);
    vkf_say(event, "%s(%s, %s, type 0x%x)", command, s.by, s.name, g.type);
    uint32_t fault_armed = vkf_arm_fault(event, command);
    event->actual = call_get(op, &s, &g, &handle);
    vkf_driver_calm();
    value = g.has_handle == 1 ? (uint64_t)(uintptr_t)handle : 0;
    expected = fault_armed == 1 ? vkf_fault_result(op) : vkr_get(g);
    vkf_show(event, SHOW_VK_OWN_6, expected != VKM_OK);
    if (event->actual == VK_SUCCESS && expected == VKM_OK) {
        struct vkf_sync *sync = seen(&s);
        uint32_t life = vkf_sync_current(sync)->life;
        if (g.type == VKR_TYPE_NT ? !nt_allowed(sync, life, value)
                                  : !number_allowed(&vkf_life[life], value))
            return vkf_differ(run, VKF_CHOICE,
                              "this handle may not be given out");
        remember_handle(run, event, sync, g.type, value);
    }
    return vkf_judge(run, event, expected,
                     (event->actual == VK_SUCCESS) == (value != 0));
}

/* ---- import -------------------------------------------------------------- */

/* What the op brings in. */
struct source {
    uint64_t value;
    LPCWSTR name;
    uint32_t life; /* VKF_LIFE_MAX: none of this kind */
};

static void resolve(const struct vkf_op *op, const struct vkr_import *i,
                    struct source *from)
{
    uint32_t held = vkf_held_find(from->value);
    from->name = vkf_name_text(op->name);
    from->life = VKF_LIFE_MAX;
    if (from->name != NULL)
        from->life = vkf_life_named(vkf_name_number(op->name));
    else if (i->type == VKR_TYPE_NT && held < VKF_LIFE_MAX)
        from->life = vkf_held[held].life;
    else if (i->type == VKR_TYPE_KMT)
        from->life = vkf_life_numbered(i->kind, from->value);
    if (from->life < VKF_LIFE_MAX && vkf_life[from->life].kind != i->kind)
        from->life = VKF_LIFE_MAX;
}

static struct vkr_import import_facts(const struct vkf_op *op,
                                      const struct subject *s,
                                      const struct vkf_thing *thing,
                                      struct source *from)
{
    const struct vkf_sync *sync = seen(s);
    struct vkr_import i = {
        .kind = s->kind,
        .device_ok = s->d < VKM_DEVICE_MAX,
        .has_info = (op->flaws & VKF_NO_INFO) == 0,
        .stype_ok = (op->flaws & VKF_BAD_STYPE) == 0,
        .next_null = (op->flaws & VKF_BAD_NEXT) == 0,
        .object_ok = sync != NULL,
        .parent_ok = parent_ok(s),
        .flags = (op->options & VKF_TEMPORARY) != 0 ? VKR_TEMPORARY : 0,
        .type = op->types,
        .has_handle = from->value != 0,
        .has_name = op->name != 0,
    };
    if ((op->flaws & VKF_FLAGS) != 0)
        i.flags |= 6u;
    if (op->has_types == 0)
        i.type = thing != NULL ? thing->kind : VKR_TYPE_NT;
    resolve(op, &i, from);
    if (from->life >= VKF_LIFE_MAX || sync == NULL)
        return i;
    const struct vkf_life *life = &vkf_life[from->life];
    uint32_t d = vkm_find_device(sync->device);
    i.resolves = 1;
    i.same_uuid = vkm_device[d].gpu == life->gpu;
    i.same_flags = sync->flags == life->flags;
    i.same_timeline = sync->timeline == life->timeline;
    i.timeline = life->timeline;
    return i;
}

static int32_t call_import(const struct vkf_op *op, const struct subject *s,
                           const struct vkr_import *i,
                           const struct source *from)
{
    VkImportSemaphoreWin32HandleInfoKHR semaphore = {
        .sType = VK_STRUCTURE_TYPE_IMPORT_SEMAPHORE_WIN32_HANDLE_INFO_KHR,
        .semaphore = (VkSemaphore)(uintptr_t)s->id,
        .flags = i->flags,
        .handleType = (VkExternalSemaphoreHandleTypeFlagBits)i->type,
        .handle = (HANDLE)(uintptr_t)from->value,
        .name = from->name,
    };
    VkImportFenceWin32HandleInfoKHR fence = {
        .sType = VK_STRUCTURE_TYPE_IMPORT_FENCE_WIN32_HANDLE_INFO_KHR,
        .fence = (VkFence)(uintptr_t)s->id,
        .flags = i->flags,
        .handleType = (VkExternalFenceHandleTypeFlagBits)i->type,
        .handle = (HANDLE)(uintptr_t)from->value,
        .name = from->name,
    };
    VkDevice device = (VkDevice)(uintptr_t)s->device;
    if ((op->flaws & VKF_BAD_STYPE) != 0)
        semaphore.sType = fence.sType = VK_STRUCTURE_TYPE_APPLICATION_INFO;
    if ((op->flaws & VKF_BAD_NEXT) != 0)
        semaphore.pNext = fence.pNext = &fence;
    if (s->kind == VKR_FENCE)
        return vkf_driver.vkImportFenceWin32HandleKHR(
            device, i->has_info == 1 ? &fence : NULL);
    return vkf_driver.vkImportSemaphoreWin32HandleKHR(
        device, i->has_info == 1 ? &semaphore : NULL);
}

static int receive(struct vkf_run *run, struct vkf_event *event)
{
    const struct vkf_op *op = &event->op;
    struct source from;
    struct subject s;
    char name[24];
    int32_t expected;
    if (!choose(run, op, op->resource, &s))
        return VKF_NOT_MADE;
    uint32_t index = vkf_choose(&run->handle, op->object,
                                vkf_last_live(&run->handle), &from.value);
    struct vkr_import i =
        import_facts(op, &s, vkf_thing_of(&run->handle, from.value), &from);
    const char *command = s.kind == VKR_FENCE
                              ? "vkImportFenceWin32HandleKHR"
                              : "vkImportSemaphoreWin32HandleKHR";
    vkf_name(&run->handle, index, op->object, name);
    vkf_say(event, "%s(%s, %s, type 0x%x %s", command, s.by, s.name, i.type,
            name);
    if (op->name != 0)
        vkf_say(event, " name %u", op->name);
    vkf_say(event, "%s)",
            i.flags == 0               ? ""
            : i.flags == VKR_TEMPORARY ? ", temporary"
                                       : ", flags of no meaning");
    uint32_t fault_armed = vkf_arm_fault(event, command);
    event->actual = call_import(op, &s, &i, &from);
    vkf_driver_calm();
    expected = fault_armed == 1 ? vkf_fault_result(op) : vkr_import(i);
    if (expected == VKM_OK) {
        struct vkf_use use = {from.life, i.type == VKR_TYPE_NT};
        vkf_sync_replace(seen(&s), i.flags == VKR_TEMPORARY, use);
    }
    vkf_show(event, SHOW_VK_OWN_6, expected != VKM_OK);
    return vkf_judge(run, event, expected, 1);
}

int vkf_do_share(struct vkf_run *run, struct vkf_event *event)
{
    enum vkf_do does = vkf_calls[event->op.call].does;
    int made;
    vkm_clear_reports();
    made = does == VKF_SYNC_GET  ? get(run, event)
           : does == VKF_RECEIVE ? receive(run, event)
                                 : vkf_no_case(event);
    return made == VKF_AGREES ? vkf_judge_sync(run) : made;
}
