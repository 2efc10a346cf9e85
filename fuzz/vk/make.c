/* Devices, buffers and images; and the driver's knobs. */
#include "run.h"
#include "calls.h"
#include "ids.h"
#include "judge.h"
#include "names.h"
#include "report.h"
#include "sync.h"

#include <string.h>

int32_t vkf_fault_result(const struct vkf_op *op)
{
    static const VkResult results[] = {
        VK_SUCCESS,
        VK_ERROR_OUT_OF_HOST_MEMORY,
        VK_ERROR_OUT_OF_DEVICE_MEMORY,
        VK_ERROR_TOO_MANY_OBJECTS,
        VK_ERROR_UNKNOWN,
        VK_ERROR_MEMORY_MAP_FAILED,
    };
    return results[op->fault];
}

uint32_t vkf_arm_fault(struct vkf_event *event, const char *command)
{
    if (event->op.fault == 0 ||
        !vkf_driver_fail(command, vkf_fault_result(&event->op)))
        return 0;
    event->counts = 0;
    vkf_say(event, " [made to fail]");
    return 1;
}

int32_t vkf_fault(uint32_t fault_armed, int32_t actual)
{
    return fault_armed == 1 ? actual : 0;
}

static int make_device(struct vkf_run *run, struct vkf_event *event)
{
    static const char *const extensions[] = {
        "VK_KHR_external_memory_win32", "VK_KHR_external_semaphore_win32",
        "VK_KHR_external_fence_win32", "VK_KHR_external_memory_fd",
        "VK_KHR_timeline_semaphore"};
    float priority = 1;
    VkDeviceQueueCreateInfo queue = {
        .sType = VK_STRUCTURE_TYPE_DEVICE_QUEUE_CREATE_INFO,
        .queueCount = 1,
        .pQueuePriorities = &priority,
    };
    VkDeviceCreateInfo info = {
        .sType = VK_STRUCTURE_TYPE_DEVICE_CREATE_INFO,
        .queueCreateInfoCount = 1,
        .pQueueCreateInfos = &queue,
        .enabledExtensionCount = 5,
        .ppEnabledExtensionNames = extensions,
    };
    uint32_t slot = vkm_vacant_device(), fault_armed;
    uint32_t gpu =
        (event->op.options & VKF_OTHER_GPU) != 0 && vkf_driver.gpus > 1;
    VkDevice device = NULL;
    uint64_t id;
    int32_t expected;
    if (slot >= VKM_DEVICE_MAX || run->device.count == VKF_THING_MAX)
        return VKF_NOT_MADE;
    vkf_say(event, "vkCreateDevice(gpu %u)", gpu);
    fault_armed = vkf_arm_fault(event, "vkCreateDevice");
    event->actual =
        vkf_driver.vkCreateDevice(vkf_driver.gpu[gpu], &info, NULL, &device);
    vkf_driver_calm();
    id = (uint64_t)(uintptr_t)device;
    vkm_clear_reports();
    expected =
        vkm_create_device(id, vkm_find_device(id), slot, gpu, fault_armed,
                          vkf_fault(fault_armed, event->actual));
    if (event->actual == VK_SUCCESS) {
        snprintf(event->answer, sizeof event->answer, "device %u",
                 run->device.count);
        vkf_add(&run->device, id);
        vkf_show(event, SHOW_VK_DEVICE_1, 1);
    }
    return vkf_judge(run, event, expected,
                     (event->actual == VK_SUCCESS) == (device != NULL));
}

static int destroy_device(struct vkf_run *run, struct vkf_event *event)
{
    uint64_t id;
    char name[24];
    uint32_t index = vkf_choose(&run->device, event->op.device,
                                vkf_last_live(&run->device), &id);
    uint32_t at = vkm_find_device(id);
    if (at >= VKM_DEVICE_MAX && vkf_driver.loader)
        return VKF_NOT_MADE;
    vkf_name(&run->device, index, event->op.device, name);
    vkf_say(event, "vkDestroyDevice(%s)", name);
    vkf_driver.vkDestroyDevice((VkDevice)(uintptr_t)id, NULL);
    vkf_show(event, SHOW_VK_OWN_9, vkm_has_children(at) && at < VKM_DEVICE_MAX);
    vkf_show(event, SHOW_VK_OWN_10,
             vkf_last_live(&run->handle) < VKF_THING_MAX);
    vkm_destroy_device(at);
    if (vkf_sync_device_goes(id))
        vkm_bad[REQ_VK_DESTROY_00378] = 1;
    return vkf_judge(run, event, 0, 1);
}

/* Bytes of a buffer, or the side of an image, by the size column. */
static uint64_t measure(const struct vkf_op *op, uint32_t kind)
{
    static const uint64_t bytes[] = {64, 256, 512, 4096, 100};
    if (kind == VKM_IMAGE)
        return (op->size + 1u) % 3u * 8u + 4u;
    if (op->size == ' ')
        return 256;
    return op->size == '0' ? 0 : bytes[(op->size + 1u) % 5u];
}

struct resource_info {
    VkBufferCreateInfo buffer;
    VkImageCreateInfo image;
    VkExternalMemoryBufferCreateInfo buffer_types;
    VkExternalMemoryImageCreateInfo image_types;
};

static void describe(const struct vkf_op *op, uint64_t size,
                     struct resource_info *r)
{
    int usage = (op->options & VKF_USAGE) != 0;
    int wrong = (op->flaws & VKF_BAD_STYPE) != 0;
    memset(r, 0, sizeof *r);
    r->buffer_types.sType =
        VK_STRUCTURE_TYPE_EXTERNAL_MEMORY_BUFFER_CREATE_INFO;
    r->buffer_types.handleTypes = op->types;
    r->image_types.sType = VK_STRUCTURE_TYPE_EXTERNAL_MEMORY_IMAGE_CREATE_INFO;
    r->image_types.handleTypes = op->types;
    r->buffer.sType = wrong ? VK_STRUCTURE_TYPE_APPLICATION_INFO
                            : VK_STRUCTURE_TYPE_BUFFER_CREATE_INFO;
    r->buffer.pNext = op->has_types ? &r->buffer_types : NULL;
    r->buffer.size = size;
    r->buffer.usage = usage ? VK_BUFFER_USAGE_TRANSFER_DST_BIT
                            : VK_BUFFER_USAGE_TRANSFER_SRC_BIT;
    r->image.sType = wrong ? VK_STRUCTURE_TYPE_APPLICATION_INFO
                           : VK_STRUCTURE_TYPE_IMAGE_CREATE_INFO;
    r->image.pNext = op->has_types ? &r->image_types : NULL;
    r->image.imageType = VK_IMAGE_TYPE_2D;
    r->image.format = VK_FORMAT_R8G8B8A8_UNORM;
    r->image.extent = (VkExtent3D){(uint32_t)size, (uint32_t)size, 1};
    r->image.mipLevels = 1;
    r->image.arrayLayers = 1;
    r->image.samples = VK_SAMPLE_COUNT_1_BIT;
    r->image.tiling = VK_IMAGE_TILING_LINEAR;
    r->image.usage = usage ? VK_IMAGE_USAGE_TRANSFER_DST_BIT
                           : VK_IMAGE_USAGE_TRANSFER_SRC_BIT;
    r->image.initialLayout = (op->flaws & VKF_LAYOUT) != 0
                                 ? VK_IMAGE_LAYOUT_PREINITIALIZED
                                 : VK_IMAGE_LAYOUT_UNDEFINED;
}

/* Make the call; returns what was stored. */
static uint64_t call_create(const struct vkf_op *op, VkDevice device,
                            const struct resource_info *r, uint32_t kind,
                            int32_t *result)
{
    int no_info = (op->flaws & VKF_NO_INFO) != 0;
    int no_out = (op->flaws & VKF_NO_OUT) != 0;
    if (kind == VKM_BUFFER) {
        VkBuffer buffer = (VkBuffer)(uintptr_t)0x5150u;
        *result = vkf_driver.vkCreateBuffer(device, no_info ? NULL : &r->buffer,
                                            NULL, no_out ? NULL : &buffer);
        return no_out ? 0 : (uint64_t)(uintptr_t)buffer;
    }
    VkImage image = (VkImage)(uintptr_t)0x5150u;
    *result = vkf_driver.vkCreateImage(device, no_info ? NULL : &r->image, NULL,
                                       no_out ? NULL : &image);
    return no_out ? 0 : (uint64_t)(uintptr_t)image;
}

static void ask_requirements(struct vkm_create *c, VkDevice device)
{
    VkMemoryRequirements needs = {0};
    if (c->kind == VKM_BUFFER)
        vkf_driver.vkGetBufferMemoryRequirements(
            device, (VkBuffer)(uintptr_t)c->id, &needs);
    else
        vkf_driver.vkGetImageMemoryRequirements(
            device, (VkImage)(uintptr_t)c->id, &needs);
    c->required = needs.size;
    c->align = needs.alignment;
}

static int make_resource(struct vkf_run *run, struct vkf_event *event,
                         uint32_t kind)
{
    struct vkf_op *op = &event->op;
    const char *command =
        kind == VKM_BUFFER ? "vkCreateBuffer" : "vkCreateImage";
    struct resource_info info;
    struct vkm_create c = {.kind = kind};
    uint64_t device;
    uint64_t size = measure(op, kind);
    char name[24];
    uint32_t index = vkf_choose(&run->device, op->device,
                                vkf_last_live(&run->device), &device);
    int32_t expected;
    c.slot = vkm_vacant_resource();
    c.device = vkm_find_device(device);
    if (c.slot >= VKM_RESOURCE_MAX || run->resource.count == VKF_THING_MAX ||
        (c.device >= VKM_DEVICE_MAX && vkf_driver.loader))
        return VKF_NOT_MADE;
    describe(op, size, &info);
    vkf_name(&run->device, index, op->device, name);
    vkf_say(event, "%s(%s, size %u, types 0x%x%s)", command, name,
            (unsigned)size, op->types,
            (op->options & VKF_USAGE) != 0 ? ", other usage" : "");
    c.fault_armed = vkf_arm_fault(event, command);
    c.id = call_create(op, (VkDevice)(uintptr_t)device, &info, kind,
                       &event->actual);
    vkf_driver_calm();
    int output_ok = event->actual == VK_SUCCESS || c.id == 0;
    if (event->actual == VK_SUCCESS)
        ask_requirements(&c, (VkDevice)(uintptr_t)device);
    c.fault = vkf_fault(c.fault_armed, event->actual);
    c.has_info = (op->flaws & VKF_NO_INFO) == 0;
    c.has_out = (op->flaws & VKF_NO_OUT) == 0;
    c.stype_ok = (op->flaws & VKF_BAD_STYPE) == 0;
    c.layout_ok = (op->flaws & VKF_LAYOUT) == 0;
    c.size = size;
    c.types = op->types;
    c.shape =
        size << 32 | (uint64_t)(op->options & VKF_USAGE) << 16 | op->types;
    c.at = vkm_find_resource(c.id);
    expected = vkm_create_resource(c);
    if (event->actual == VK_SUCCESS) {
        struct vkf_thing *thing;
        snprintf(event->answer, sizeof event->answer, "resource %u",
                 run->resource.count);
        thing = vkf_add(&run->resource, c.id);
        thing->kind = kind;
        thing->owner = device;
        vkf_show(event, SHOW_VK_RESOURCE_1, 1);
    }
    vkf_show(event, SHOW_VK_OWN_6, event->actual != VK_SUCCESS);
    return vkf_judge(run, event, expected, output_ok);
}

static int destroy_resource(struct vkf_run *run, struct vkf_event *event)
{
    uint64_t id;
    char name[24];
    uint32_t index = vkf_choose(&run->resource, event->op.resource,
                                vkf_last_live(&run->resource), &id);
    const struct vkf_thing *thing = vkf_thing_of(&run->resource, id);
    uint32_t at = vkm_find_resource(id);
    uint64_t device = thing != NULL ? thing->owner : 0;
    if (vkm_find_device(device) >= VKM_DEVICE_MAX)
        return VKF_NOT_MADE;
    vkf_name(&run->resource, index, event->op.resource, name);
    vkf_say(event, "vkDestroy%s(%s)",
            thing->kind == VKM_BUFFER ? "Buffer" : "Image", name);
    if (thing->kind == VKM_BUFFER)
        vkf_driver.vkDestroyBuffer((VkDevice)(uintptr_t)device,
                                   (VkBuffer)(uintptr_t)id, NULL);
    else
        vkf_driver.vkDestroyImage((VkDevice)(uintptr_t)device,
                                  (VkImage)(uintptr_t)id, NULL);
    vkm_clear_reports();
    if (at < VKM_RESOURCE_MAX)
        vkm_destroy_resource(at);
    vkf_show(event, SHOW_VK_RESOURCE_2, at < VKM_RESOURCE_MAX);
    return vkf_judge(run, event, 0, 1);
}

static int set_policy(struct vkf_run *run, struct vkf_event *event)
{
    uint32_t profile = event->op.number % 3u;
    uint32_t second = event->op.number / 3u % 3u;
    uint32_t collide = event->op.number / 9u % 2u;
    if (!vkf_driver_policy(profile, second, collide))
        return VKF_NOT_MADE;
    vkf_say(event, "policy(profile %u, second export %u, numbers %s)", profile,
            second, collide ? "collide" : "plain");
    vkm_rules.profile = profile;
    vkm_rules.second = second;
    vkm_clear_reports();
    return vkf_judge(run, event, 0, 1);
}

int vkf_do_make(struct vkf_run *run, struct vkf_event *event)
{
    enum vkf_do does = vkf_calls[event->op.call].does;
    return does == VKF_DEVICE       ? make_device(run, event)
           : does == VKF_UNDEVICE   ? destroy_device(run, event)
           : does == VKF_BUFFER     ? make_resource(run, event, VKM_BUFFER)
           : does == VKF_IMAGE      ? make_resource(run, event, VKM_IMAGE)
           : does == VKF_UNRESOURCE ? destroy_resource(run, event)
           : does == VKF_POLICY     ? set_policy(run, event)
                                    : vkf_no_case(event);
}
