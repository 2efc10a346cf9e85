/* What is done with memory: export, properties, map, bind, write. */
#include "run.h"
#include "bytes.h"
#include "calls.h"
#include "ids.h"
#include "judge.h"
#include "names.h"
#include "report.h"

/* The op's memory object and the device to ask; what both mean. */
struct pair {
    uint64_t memory, device;
    struct vkf_thing *thing; /* NULL: none of ours */
    uint32_t m, d;           /* the model's indices */
    char memory_name[24], device_name[24];
};

static int choose(struct vkf_run *run, const struct vkf_op *op, struct pair *p)
{
    uint32_t right = vkf_last_live(&run->device);
    uint32_t index = vkf_choose(&run->memory, op->object,
                                vkf_last_live(&run->memory), &p->memory);
    p->thing = vkf_thing_of(&run->memory, p->memory);
    p->m = vkm_find_memory(p->memory);
    if (p->thing != NULL) {
        const struct vkf_thing *owner =
            vkf_thing_of(&run->device, p->thing->owner);
        right = (uint32_t)(owner - run->device.thing);
    }
    vkf_name(&run->memory, index, op->object, p->memory_name);
    index = vkf_choose(&run->device, op->device, right, &p->device);
    p->d = vkm_find_device(p->device);
    vkf_name(&run->device, index, op->device, p->device_name);
    return p->d < VKM_DEVICE_MAX || !vkf_driver.loader;
}

static void show_export(struct vkf_event *event, const struct vkm_get *g,
                        uint32_t handles, uint64_t kmt)
{
    int ok = event->actual == VK_SUCCESS;
    int nt = g->type == VKM_TYPE_NT;
    vkf_show(event, SHOW_SEED_VK_14, 1);
    vkf_show(event, SHOW_VK_OWN_6, !ok);
    vkf_show(event, SHOW_SEED_VK_13, event->actual == VKM_VALIDATION_FAILED);
    vkf_show(event, SHOW_SEED_VK_16, event->actual == VKM_OUT_OF_HOST_MEMORY);
    vkf_show(event, SHOW_SEED_VK_17, event->actual == VKM_TOO_MANY_OBJECTS);
    vkf_show(event, SHOW_SEED_VK_18, event->actual == VKM_UNKNOWN);
    vkf_show(event, SHOW_SEED_VK_1, ok && nt);
    vkf_show(event, SHOW_SEED_VK_4, ok);
    vkf_show(event, SHOW_VK_OWN_7, ok);
    vkf_show(event, SHOW_SEED_VK_6, ok && nt && g->open >= VKM_HANDLE_MAX);
    vkf_show(event, SHOW_VK_NT_2, ok && nt && g->open < VKM_HANDLE_MAX);
    vkf_show(event, SHOW_SEED_VK_8,
             ok && !nt && handles == vkm_vacant_handle());
    vkf_show(event, SHOW_VK_KMT_1, ok && !nt && kmt == 0);
    vkf_show(event, SHOW_VK_KMT_2, ok && !nt && kmt != 0);
}

static int get(struct vkf_run *run, struct vkf_event *event)
{
    const struct vkf_op *op = &event->op;
    struct pair p;
    struct vkm_get g = {0};
    VkMemoryGetWin32HandleInfoKHR info = {
        .sType = (op->flaws & VKF_BAD_STYPE) != 0
                     ? VK_STRUCTURE_TYPE_APPLICATION_INFO
                     : VK_STRUCTURE_TYPE_MEMORY_GET_WIN32_HANDLE_INFO_KHR,
        .pNext = (op->flaws & VKF_BAD_NEXT) != 0 ? &info : NULL,
    };
    HANDLE handle = (HANDLE)(uintptr_t)0x5150u;
    int32_t expected;
    g.slot = vkm_vacant_handle();
    if (!choose(run, op, &p) || g.slot >= VKM_HANDLE_MAX ||
        run->handle.count == VKF_THING_MAX)
        return VKF_NOT_MADE;
    g.type = op->has_types ? op->types : VKM_TYPE_NT;
    if (g.type == 6u) /* both is the allocation's word; here it is NT's */
        g.type = op->size % 2u == 0 ? VKM_TYPE_NT : VKM_TYPE_KMT;
    info.memory = (VkDeviceMemory)(uintptr_t)p.memory;
    info.handleType = g.type;
    vkf_say(event, "vkGetMemoryWin32HandleKHR(%s, %s, type 0x%x)",
            p.device_name, p.memory_name, g.type);
    g.fault_armed = vkf_arm_fault(event, "vkGetMemoryWin32HandleKHR");
    event->actual = vkf_driver.vkGetMemoryWin32HandleKHR(
        (VkDevice)(uintptr_t)p.device,
        (op->flaws & VKF_NO_INFO) != 0 ? NULL : &info,
        (op->flaws & VKF_NO_OUT) != 0 ? NULL : &handle);
    vkf_driver_calm();
    g.value = (op->flaws & VKF_NO_OUT) != 0 ? 0 : (uint64_t)(uintptr_t)handle;
    g.device = p.d;
    g.memory = p.m;
    g.has_info = (op->flaws & VKF_NO_INFO) == 0;
    g.has_handle = (op->flaws & VKF_NO_OUT) == 0;
    g.stype_ok = (op->flaws & VKF_BAD_STYPE) == 0;
    g.next_null = (op->flaws & VKF_BAD_NEXT) == 0;
    g.fault = vkf_fault(g.fault_armed, event->actual);
    g.open = vkm_find_handle(g.value);
    g.numbered = vkm_find_kmt(g.value);
    uint64_t kmt =
        p.m < VKM_MEMORY_MAX && vkm_memory[p.m].payload < VKM_PAYLOAD_MAX
            ? vkm_payload[vkm_memory[p.m].payload].kmt
            : 0;
    if (g.type == VKM_TYPE_NT && vkf_held_find(g.value) < VKF_LIFE_MAX)
        return vkf_differ(run, VKF_CHOICE, "a handle of a semaphore or fence");
    expected = vkm_get(g);
    show_export(event, &g, g.slot, kmt);
    if (event->actual == VK_SUCCESS) {
        const struct vkf_thing *known = vkf_thing_of(&run->handle, g.value);
        uint32_t index = run->handle.count;
        if (known != NULL && known->kind == g.type)
            index = (uint32_t)(known - run->handle.thing);
        else
            vkf_add(&run->handle, g.value)->kind = g.type;
        snprintf(event->answer, sizeof event->answer, "handle %u", index);
    }
    return vkf_judge(run, event, expected, g.value == vkm_out_handle);
}

static int properties(struct vkf_run *run, struct vkf_event *event)
{
    const struct vkf_op *op = &event->op;
    struct vkm_props q = {0};
    VkMemoryWin32HandlePropertiesKHR out = {
        .sType = (op->flaws & VKF_BAD_STYPE) != 0
                     ? VK_STRUCTURE_TYPE_APPLICATION_INFO
                     : VK_STRUCTURE_TYPE_MEMORY_WIN32_HANDLE_PROPERTIES_KHR,
        .pNext = (op->flaws & VKF_BAD_NEXT) != 0 ? &out : NULL,
        .memoryTypeBits = 0x5150u,
    };
    uint64_t device, value;
    char name[24], by[24];
    uint32_t index = vkf_choose(&run->device, op->device,
                                vkf_last_live(&run->device), &device);
    int32_t expected;
    q.device = vkm_find_device(device);
    if (q.device >= VKM_DEVICE_MAX && vkf_driver.loader)
        return VKF_NOT_MADE;
    vkf_name(&run->device, index, op->device, by);
    index = vkf_choose(&run->handle, op->object, vkf_last_live(&run->handle),
                       &value);
    vkf_name(&run->handle, index, op->object, name);
    q.type = op->types;
    vkf_say(event, "vkGetMemoryWin32HandlePropertiesKHR(%s, 0x%x, %s)", by,
            q.type, name);
    q.fault_armed = vkf_arm_fault(event, "vkGetMemoryWin32HandlePropertiesKHR");
    event->actual = vkf_driver.vkGetMemoryWin32HandlePropertiesKHR(
        (VkDevice)(uintptr_t)device, q.type, (HANDLE)(uintptr_t)value,
        (op->flaws & VKF_NO_OUT) != 0 ? NULL : &out);
    vkf_driver_calm();
    q.has_out = (op->flaws & VKF_NO_OUT) == 0;
    q.stype_ok = (op->flaws & VKF_BAD_STYPE) == 0;
    q.next_null = (op->flaws & VKF_BAD_NEXT) == 0;
    q.fault = vkf_fault(q.fault_armed, event->actual);
    expected = vkm_properties(q);
    return vkf_judge(run, event, expected,
                     q.has_out == 0 || out.memoryTypeBits == vkm_out_bits);
}

/* What part of `size` bytes is mapped or bound, by the size column. */
static void range_of(uint8_t letter, uint64_t size, uint64_t *offset,
                     uint64_t *count)
{
    const struct {
        uint64_t offset, count;
    } ranges[] = {
        {0, VKM_WHOLE},  {0, 0},          {0, 64},
        {32, 32},        {64, VKM_WHOLE}, {size, VKM_WHOLE},
        {size + 64u, 1}, {64, size},      {0, size},
        {0, size + 1u},  {size - 1u, 1},  {UINT64_MAX, 2},
    };
    uint32_t at = letter == ' '                    ? 0
                  : letter >= '0' && letter <= '9' ? (uint32_t)(letter - '0')
                  : letter >= 'a' && letter <= 'b'
                      ? (uint32_t)(letter - 'a') + 10u
                  : letter % 24u < 12u ? letter % 24u
                                       : 0;
    *offset = ranges[at].offset;
    *count = ranges[at].count;
}

static int map(struct vkf_run *run, struct vkf_event *event)
{
    const struct vkf_op *op = &event->op;
    struct pair p;
    struct vkm_map q = {0};
    void *data = (void *)(uintptr_t)0x5150u;
    int32_t expected;
    if (!choose(run, op, &p))
        return VKF_NOT_MADE;
    range_of(op->size, p.thing != NULL ? p.thing->size : 64u, &q.offset,
             &q.size);
    q.flags = (op->flaws & VKF_FLAGS) != 0;
    q.has_data = (op->flaws & VKF_NO_OUT) == 0;
    vkf_say(event, "vkMapMemory(%s, %s, offset %llu, size %lld)", p.device_name,
            p.memory_name, (unsigned long long)q.offset, (long long)q.size);
    q.fault_armed = vkf_arm_fault(event, "vkMapMemory");
    event->actual = vkf_driver.vkMapMemory(
        (VkDevice)(uintptr_t)p.device, (VkDeviceMemory)(uintptr_t)p.memory,
        q.offset, q.size, q.flags, q.has_data == 1 ? &data : NULL);
    vkf_driver_calm();
    q.device = p.d;
    q.memory = p.m;
    q.fault = vkf_fault(q.fault_armed, event->actual);
    expected = vkm_map(q);
    if (event->actual == VK_SUCCESS && p.thing != NULL) {
        p.thing->base = (uint8_t *)data - q.offset;
        p.thing->from = q.offset;
        p.thing->to = q.size == VKM_WHOLE ? p.thing->size : q.offset + q.size;
        vkf_show(event, SHOW_VK_MAP_1, 1);
    }
    return vkf_judge(run, event, expected,
                     q.has_data == 0 || (data != NULL) == (vkm_out_data == 1));
}

static int unmap(struct vkf_run *run, struct vkf_event *event)
{
    struct pair p;
    if (!choose(run, &event->op, &p))
        return VKF_NOT_MADE;
    vkf_say(event, "vkUnmapMemory(%s, %s)", p.device_name, p.memory_name);
    vkf_driver.vkUnmapMemory((VkDevice)(uintptr_t)p.device,
                             (VkDeviceMemory)(uintptr_t)p.memory);
    vkm_unmap(p.d, p.m);
    if (p.m < VKM_MEMORY_MAX && vkm_memory[p.m].mapped == 0 && p.thing != NULL)
        p.thing->base = NULL;
    vkf_show(event, SHOW_VK_MAP_2,
             vkm_bad[REQ_VK_UNMAP_00689] != 1 && p.m < VKM_MEMORY_MAX);
    return vkf_judge(run, event, 0, 1);
}

static int bind(struct vkf_run *run, struct vkf_event *event)
{
    static const uint64_t offsets[] = {0, 256, 4096, 100, 64};
    const struct vkf_op *op = &event->op;
    struct pair p;
    struct vkm_bind b = {0};
    uint64_t id;
    char name[24];
    uint32_t index = vkf_choose(&run->resource, op->resource,
                                vkf_last_live(&run->resource), &id);
    const struct vkf_thing *thing = vkf_thing_of(&run->resource, id);
    int32_t expected;
    if (!choose(run, op, &p))
        return VKF_NOT_MADE;
    b.kind = thing != NULL ? thing->kind : VKM_BUFFER;
    b.offset = op->size == ' ' || op->size >= 0x80 ? 0 : offsets[op->size % 5u];
    if (op->size == 'e' && p.thing != NULL)
        b.offset = p.thing->size;
    vkf_name(&run->resource, index, op->resource, name);
    vkf_say(event, "vkBind%sMemory(%s, %s, %s, %llu)",
            b.kind == VKM_BUFFER ? "Buffer" : "Image", p.device_name, name,
            p.memory_name, (unsigned long long)b.offset);
    b.fault_armed =
        vkf_arm_fault(event, b.kind == VKM_BUFFER ? "vkBindBufferMemory"
                                                  : "vkBindImageMemory");
    if (b.kind == VKM_BUFFER)
        event->actual = vkf_driver.vkBindBufferMemory(
            (VkDevice)(uintptr_t)p.device, (VkBuffer)(uintptr_t)id,
            (VkDeviceMemory)(uintptr_t)p.memory, b.offset);
    else
        event->actual = vkf_driver.vkBindImageMemory(
            (VkDevice)(uintptr_t)p.device, (VkImage)(uintptr_t)id,
            (VkDeviceMemory)(uintptr_t)p.memory, b.offset);
    vkf_driver_calm();
    b.device = p.d;
    b.memory = p.m;
    b.resource = vkm_find_resource(id);
    if (b.resource < VKM_RESOURCE_MAX &&
        vkm_resource[b.resource].kind != b.kind)
        b.resource = VKM_RESOURCE_MAX;
    b.fault = vkf_fault(b.fault_armed, event->actual);
    expected = vkm_bind(b);
    vkf_show(event, SHOW_VK_BIND_1, expected == VKM_OK);
    return vkf_judge(run, event, expected, 1);
}

static int write_bytes(struct vkf_run *run, struct vkf_event *event)
{
    struct pair p;
    uint64_t offset, count;
    if (!choose(run, &event->op, &p) || p.m >= VKM_MEMORY_MAX ||
        vkm_memory[p.m].mapped != 1 || p.thing == NULL ||
        vkm_memory[p.m].payload >= VKM_PAYLOAD_MAX)
        return VKF_NOT_MADE;
    count = p.thing->to - p.thing->from;
    offset = p.thing->from + event->op.size % count;
    count = p.thing->to - offset < 16u ? p.thing->to - offset : 16u;
    vkf_say(event, "write(%s, offset %llu, %llu bytes)", p.memory_name,
            (unsigned long long)offset, (unsigned long long)count);
    vkf_bytes_write(run, p.thing, offset, count, event->op.number);
    vkm_clear_reports();
    return vkf_judge(run, event, 0, 1);
}

int vkf_do_use(struct vkf_run *run, struct vkf_event *event)
{
    enum vkf_do does = vkf_calls[event->op.call].does;
    return does == VKF_GET          ? get(run, event)
           : does == VKF_PROPERTIES ? properties(run, event)
           : does == VKF_MAP        ? map(run, event)
           : does == VKF_UNMAP      ? unmap(run, event)
           : does == VKF_BIND       ? bind(run, event)
           : does == VKF_WRITE      ? write_bytes(run, event)
                                    : vkf_no_case(event);
}
