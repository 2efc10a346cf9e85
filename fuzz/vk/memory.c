/* vkAllocateMemory with all that can be chained to it, and vkFreeMemory. */
#include "run.h"
#include "bytes.h"
#include "calls.h"
#include "ids.h"
#include "judge.h"
#include "name_spellings.h"
#include "names.h"
#include "report.h"

#include <string.h>

/* Every structure the chain may have. */
struct chain {
    VkMemoryAllocateInfo info;
    VkExportMemoryAllocateInfo export;
    VkExportMemoryWin32HandleInfoKHR win32;
    SECURITY_ATTRIBUTES attributes;
    VkImportMemoryWin32HandleInfoKHR import;
    VkMemoryDedicatedAllocateInfo dedicated;
    VkMemoryAllocateFlagsInfo flags[2];
    VkMemoryOpaqueCaptureAddressAllocateInfo capture;
    VkExportMemoryAllocateInfoNV old_export;
    VkImportMemoryWin32HandleInfoNV old_import;
    VkImportMemoryFdInfoKHR fd;
    VkBufferCreateInfo stranger;
};

static void link_in(struct chain *c, void *structure, VkStructureType type)
{
    VkBaseInStructure *base = structure;
    base->sType = type;
    base->pNext = c->info.pNext;
    c->info.pNext = base;
}

static void chain_export(const struct vkf_op *op, struct chain *c,
                         struct vkm_alloc *a, uint32_t types)
{
    a->has_export = 1;
    a->exports = types;
    c->export.handleTypes = types;
    link_in(c, &c->export, VK_STRUCTURE_TYPE_EXPORT_MEMORY_ALLOCATE_INFO);
    if ((op->flaws & VKF_NV) != 0) {
        a->nv_export = 1;
        link_in(c, &c->old_export,
                VK_STRUCTURE_TYPE_EXPORT_MEMORY_ALLOCATE_INFO_NV);
    }
}

/* Beside an export structure or without one. */
static void chain_win32(const struct vkf_op *op, struct chain *c,
                        struct vkm_alloc *a)
{
    int wrong = (op->flaws & VKF_ATTRIBUTES) != 0;
    a->has_win32 = 1;
    a->inherit = (op->options & VKF_INHERIT) != 0;
    a->attributes_ok = !wrong;
    c->attributes.nLength = sizeof c->attributes - (wrong ? 1u : 0);
    c->attributes.bInheritHandle = (BOOL)a->inherit;
    c->win32.pAttributes = wrong || a->inherit == 1 ? &c->attributes : NULL;
    c->win32.dwAccess = GENERIC_ALL;
    if (vkf_calls[op->call].does == VKF_ALLOCATE) {
        a->name = vkf_name_number(op->name);
        if (vkf_life_named(a->name) < VKF_LIFE_MAX) /* of a semaphore */
            a->name = VKM_NAME_BAD;
        c->win32.name = vkf_name_text(op->name);
    }
    link_in(c, &c->win32,
            VK_STRUCTURE_TYPE_EXPORT_MEMORY_WIN32_HANDLE_INFO_KHR);
}

/* Flaws that any chain can have. */
static void chain_flaws(const struct vkf_op *op, struct chain *c,
                        struct vkm_alloc *a)
{
    a->mask_ok = (op->flaws & VKF_MASK) == 0;
    a->chain = VKM_CHAIN_GOOD;
    if (a->mask_ok == 0 || (op->flaws & VKF_TWICE) != 0) {
        c->flags[0].flags =
            a->mask_ok == 0 ? VK_MEMORY_ALLOCATE_DEVICE_MASK_BIT : 0;
        c->flags[0].deviceMask = a->mask_ok == 0 ? 2 : 0;
        link_in(c, &c->flags[0], VK_STRUCTURE_TYPE_MEMORY_ALLOCATE_FLAGS_INFO);
    }
    if ((op->flaws & VKF_BAD_NEXT) != 0) {
        a->chain = VKM_CHAIN_ALIEN;
        link_in(c, &c->stranger, VK_STRUCTURE_TYPE_BUFFER_CREATE_INFO);
    }
    if ((op->flaws & VKF_TWICE) != 0) {
        a->chain = VKM_CHAIN_TWICE;
        link_in(c, &c->flags[1], VK_STRUCTURE_TYPE_MEMORY_ALLOCATE_FLAGS_INFO);
    }
    if ((op->flaws & VKF_CAPTURE) != 0) {
        a->capture = 1;
        c->capture.opaqueCaptureAddress = 0x1000;
        link_in(c, &c->capture,
                VK_STRUCTURE_TYPE_MEMORY_OPAQUE_CAPTURE_ADDRESS_ALLOCATE_INFO);
    }
}

static void dedicate(struct chain *c, struct vkm_alloc *a, uint32_t kind,
                     uint64_t id)
{
    if (id == 0)
        return;
    if (kind == VKM_IMAGE) {
        a->has_image = 1;
        a->image = vkm_find_resource(id);
        c->dedicated.image = (VkImage)(uintptr_t)id;
    } else {
        a->has_buffer = 1;
        a->buffer = vkm_find_resource(id);
        c->dedicated.buffer = (VkBuffer)(uintptr_t)id;
    }
}

static void chain_dedicated(struct vkf_run *run, struct vkf_event *event,
                            struct chain *c, struct vkm_alloc *a)
{
    uint64_t id;
    char name[24];
    uint32_t i;
    uint32_t index = vkf_choose(&run->resource, event->op.resource,
                                vkf_last_live(&run->resource), &id);
    const struct vkf_thing *thing = vkf_thing_of(&run->resource, id);
    uint32_t kind = thing != NULL ? thing->kind : VKM_BUFFER;
    vkf_name(&run->resource, index, event->op.resource, name);
    vkf_say(event, ", dedicated to %s", name);
    dedicate(c, a, kind, id);
    if ((event->op.options & VKF_BOTH) != 0) {
        for (i = 0; i < run->resource.count; i++)
            if (run->resource.thing[i].kind != kind)
                break;
        if (i < run->resource.count && thing != NULL) {
            vkf_say(event, " and resource %u", i);
            dedicate(c, a, VKM_BUFFER + VKM_IMAGE - kind,
                     run->resource.thing[i].value);
        }
    }
    link_in(c, &c->dedicated, VK_STRUCTURE_TYPE_MEMORY_DEDICATED_ALLOCATE_INFO);
}

static uint64_t size_of(uint8_t letter, uint64_t right, uint64_t heap)
{
    static const uint64_t bytes[] = {64, 256, 512, 4096, 8192};
    switch (letter) {
    case ' ':
        return right;
    case '0':
        return 0;
    case 'h':
        return heap + 1u;
    case 'H':
        return UINT64_MAX;
    }
    return letter < 0x80    ? bytes[(letter + 1u) % 5u]
           : letter == 0xFF ? heap + 1u
                            : right;
}

/* Which handle or name is imported, and as what. */
static void chain_import(struct vkf_run *run, struct vkf_event *event,
                         struct chain *c, struct vkm_alloc *a)
{
    const struct vkf_op *op = &event->op;
    uint64_t value;
    char name[24];
    uint32_t index = vkf_choose(&run->handle, op->object,
                                vkf_last_live(&run->handle), &value);
    const struct vkf_thing *thing = vkf_thing_of(&run->handle, value);
    a->has_import = 1;
    a->import_handle = value;
    a->import_name = vkf_name_number(op->name);
    a->import_type = op->types;
    if (op->has_types == 0)
        a->import_type = thing != NULL ? thing->kind : VKM_TYPE_NT;
    a->source =
        vkm_find_source(a->import_type, a->import_handle, a->import_name);
    vkf_name(&run->handle, index, op->object, name);
    vkf_say(event, ", import 0x%x %s", a->import_type, name);
    if (op->name != 0)
        vkf_say(event, " name %u", op->name);
    c->import.handleType = a->import_type;
    c->import.handle = (HANDLE)(uintptr_t)value;
    c->import.name = vkf_name_text(op->name);
    if ((op->flaws & VKF_SECOND) != 0 && a->import_type != 0) {
        a->imports = 1;
        c->fd.handleType = VK_EXTERNAL_MEMORY_HANDLE_TYPE_OPAQUE_FD_BIT;
        c->fd.fd = -1;
        link_in(c, &c->fd, VK_STRUCTURE_TYPE_IMPORT_MEMORY_FD_INFO_KHR);
    }
    if ((op->flaws & VKF_NV) != 0) {
        a->nv_import = 1;
        link_in(c, &c->old_import,
                VK_STRUCTURE_TYPE_IMPORT_MEMORY_WIN32_HANDLE_INFO_NV);
    }
    link_in(c, &c->import,
            VK_STRUCTURE_TYPE_IMPORT_MEMORY_WIN32_HANDLE_INFO_KHR);
    if ((op->options & (VKF_AGAIN | VKF_AGAIN_FD)) != 0)
        chain_export(op, c, a, (op->options & VKF_AGAIN) != 0 ? 6u : 1u);
}

/* Size and type; those of the payload where they are to be right. */
static void fit(const struct vkf_op *op, struct chain *c, struct vkm_alloc *a)
{
    int known = a->has_import == 1 && a->source < VKM_PAYLOAD_MAX;
    uint64_t right = known ? vkm_payload[a->source].size : 256u;
    a->type = op->type != VKF_TYPE_RIGHT ? op->type
              : known                    ? vkm_payload[a->source].type
                                         : 1u;
    if (!known && a->has_image == 1 && a->image < VKM_RESOURCE_MAX)
        right = vkm_resource[a->image].required;
    if (!known && a->has_buffer == 1 && a->buffer < VKM_RESOURCE_MAX)
        right = vkm_resource[a->buffer].required;
    a->size = size_of(op->size, right,
                      a->type < vkm_rules.types ? vkm_type[a->type].heap : 0);
    c->info.allocationSize = a->size;
    c->info.memoryTypeIndex = a->type;
}

static void build(struct vkf_run *run, struct vkf_event *event, struct chain *c,
                  struct vkm_alloc *a)
{
    const struct vkf_op *op = &event->op;
    int import = vkf_calls[op->call].does == VKF_IMPORT;
    memset(c, 0, sizeof *c);
    a->image = a->buffer = VKM_RESOURCE_MAX;
    a->source = VKM_PAYLOAD_MAX;
    a->attributes_ok = 1;
    c->info.sType = (op->flaws & VKF_BAD_STYPE) != 0
                        ? VK_STRUCTURE_TYPE_APPLICATION_INFO
                        : VK_STRUCTURE_TYPE_MEMORY_ALLOCATE_INFO;
    if (import)
        chain_import(run, event, c, a);
    else if (op->has_types)
        chain_export(op, c, a, op->types);
    if ((op->options & VKF_WIN32) != 0)
        chain_win32(op, c, a);
    if ((op->options & VKF_DEDICATED) != 0)
        chain_dedicated(run, event, c, a);
    chain_flaws(op, c, a);
    fit(op, c, a);
    vkf_say(event, ", size %llu, type %u", (unsigned long long)a->size,
            a->type);
    if (a->has_export == 1)
        vkf_say(event, ", export 0x%x", a->exports);
    if (a->has_win32 == 1)
        vkf_say(event, ", win32%s", a->inherit == 1 ? " inherit" : "");
    if (a->name != 0)
        vkf_say(event, " name %u", op->name);
    a->has_info = (op->flaws & VKF_NO_INFO) == 0;
    a->has_memory = (op->flaws & VKF_NO_OUT) == 0;
    a->stype_ok = (op->flaws & VKF_BAD_STYPE) == 0;
}

static void show_allocation(struct vkf_event *event, const struct vkm_alloc *a,
                            int32_t expected)
{
    int import = a->has_import == 1 && a->import_type != 0;
    vkf_show(event, SHOW_VK_ANSWER_2, 1);
    vkf_show(event, SHOW_VK_OWN_6, expected != VKM_OK);
    vkf_show(event, SHOW_VK_ANSWER_1, expected != VKM_OK && a->fault == 0);
    if (expected != VKM_OK)
        return;
    vkf_show(event, SHOW_VK_OWN_11, import);
    vkf_show(event, SHOW_VK_OWN_12, !import);
    vkf_show(event, SHOW_VK_OWN_13, import && a->import_type == VKM_TYPE_NT);
    vkf_show(event, SHOW_VK_OWN_14, import && a->import_type == VKM_TYPE_KMT);
}

static int allocate(struct vkf_run *run, struct vkf_event *event)
{
    const struct vkf_op *op = &event->op;
    static struct chain chain;
    struct vkm_alloc a = {0};
    VkDeviceMemory memory = (VkDeviceMemory)(uintptr_t)0x5150u;
    uint64_t device;
    char name[24];
    uint32_t index = vkf_choose(&run->device, op->device,
                                vkf_last_live(&run->device), &device);
    int32_t expected;
    a.device = vkm_find_device(device);
    a.slot = vkm_vacant_memory();
    a.room = vkm_vacant_payload();
    if (a.slot >= VKM_MEMORY_MAX || a.room >= VKM_PAYLOAD_MAX ||
        run->memory.count == VKF_THING_MAX ||
        (a.device >= VKM_DEVICE_MAX && vkf_driver.loader))
        return VKF_NOT_MADE;
    vkf_name(&run->device, index, op->device, name);
    vkf_say(event, "vkAllocateMemory(%s", name);
    build(run, event, &chain, &a);
    vkf_say(event, ")");
    a.fault_armed = vkf_arm_fault(event, "vkAllocateMemory");
    event->actual = vkf_driver.vkAllocateMemory(
        (VkDevice)(uintptr_t)device, a.has_info == 1 ? &chain.info : NULL, NULL,
        a.has_memory == 1 ? &memory : NULL);
    vkf_driver_calm();
    a.id = a.has_memory == 1 ? (uint64_t)(uintptr_t)memory : 0;
    a.fault = vkf_fault(a.fault_armed, event->actual);
    a.named = vkm_find_name(a.name);
    a.at = vkm_find_memory(a.id);
    int output_ok = event->actual == VK_SUCCESS || a.id == 0;
    if (vkm_reads(a) == 1 && a.imports == 1)
        (void)vkr_import_fd((struct vkr_import_fd){.type = VKM_TYPE_FD});
    expected = vkm_allocate(a);
    if (event->actual == VK_SUCCESS) {
        struct vkf_thing *thing;
        snprintf(event->answer, sizeof event->answer, "memory %u",
                 run->memory.count);
        thing = vkf_add(&run->memory, a.id);
        thing->owner = device;
        thing->size = a.size;
        run->with_fds |= (a.exports & VKM_TYPE_FD) != 0;
    }
    if (expected == VKM_OK && (a.has_import == 0 || a.import_type == 0))
        vkf_bytes_born(run, a.room);
    show_allocation(event, &a, expected);
    return vkf_judge(run, event, expected, output_ok);
}

static void show_free(struct vkf_event *event, const struct vkm_memory *before)
{
    uint32_t p = before->payload;
    if (before->origin == VKM_FROM_KMT) {
        vkf_show(event, SHOW_VK_OWN_8, 1);
        return;
    }
    vkf_show(event, SHOW_VK_OWN_2, 1);
    vkf_show(event, SHOW_VK_OWN_3, vkm_payload[p].live == 1);
    vkf_show(event, SHOW_VK_OWN_4, vkm_payload[p].live == 0);
    vkf_show(event, SHOW_SEED_VK_9,
             vkm_payload[p].live == 0 && before->origin == VKM_ORIGINAL);
    vkf_show(event, SHOW_SEED_VK_5,
             vkm_payload[p].live == 1 &&
                 vkm_payload[p].keeper >= VKM_MEMORY_MAX);
}

static int free_memory(struct vkf_run *run, struct vkf_event *event)
{
    const struct vkf_op *op = &event->op;
    uint64_t value, device;
    char name[24], by[24];
    uint32_t index = vkf_choose(&run->memory, op->object,
                                vkf_last_live(&run->memory), &value);
    struct vkf_thing *thing = vkf_thing_of(&run->memory, value);
    const struct vkf_thing *owner =
        thing != NULL ? vkf_thing_of(&run->device, thing->owner) : NULL;
    uint32_t maker = vkf_choose(
        &run->device, op->device,
        owner != NULL ? (uint32_t)(owner - run->device.thing) : VKF_THING_MAX,
        &device);
    uint32_t d = vkm_find_device(device);
    if (d >= VKM_DEVICE_MAX && vkf_driver.loader)
        return VKF_NOT_MADE;
    vkf_name(&run->memory, index, op->object, name);
    vkf_name(&run->device, maker, op->device, by);
    vkf_say(event, "vkFreeMemory(%s, %s)", by, name);
    vkf_driver.vkFreeMemory((VkDevice)(uintptr_t)device,
                            (VkDeviceMemory)(uintptr_t)value, NULL);
    uint32_t m = vkm_find_memory(value);
    struct vkm_memory before = {0};
    if (m < VKM_MEMORY_MAX)
        before = vkm_memory[m];
    vkm_free(d, value == 0, m);
    if (m < VKM_MEMORY_MAX && vkm_memory[m].live == 0)
        show_free(event, &before);
    if (thing != NULL && vkm_find_memory(value) >= VKM_MEMORY_MAX)
        thing->base = NULL;
    return vkf_judge(run, event, 0, 1);
}

int vkf_do_memory(struct vkf_run *run, struct vkf_event *event)
{
    enum vkf_do does = vkf_calls[event->op.call].does;
    if (does == VKF_ALLOCATE || does == VKF_IMPORT)
        return allocate(run, event);
    return does == VKF_FREE ? free_memory(run, event) : vkf_no_case(event);
}
