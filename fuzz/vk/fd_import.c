/* vkAllocateMemory with a file descriptor. The model knows the rules of such an
 * import, not the memory it makes: so that goes again at once, after it was
 * seen to be the exporter's, and to own the descriptor. */
#include "run.h"
#include "calls.h"
#include "fd.h"
#include "ids.h"
#include "judge.h"
#include "names.h"
#include "report.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

struct request {
    struct vkr_import_fd facts;
    VkMemoryAllocateInfo info;
    VkImportMemoryFdInfoKHR import;
    VkMemoryDedicatedAllocateInfo dedicated;
    uint64_t device;
    uint32_t at; /* which vkf_fd; VKF_FD_MAX: none that is open */
};

static int is_open(int fd)
{
    return fcntl(fd, F_GETFD) >= 0;
}

/* Dedicate it to the op's resource, if that could be right: the other rules of
 * dedicated memory are those of every allocation, and the model's. */
static void dedicate(struct vkf_run *run, struct vkf_event *event,
                     struct request *w)
{
    uint64_t id;
    uint32_t index = vkf_choose(&run->resource, event->op.resource,
                                vkf_last_live(&run->resource), &id);
    uint32_t r = vkm_find_resource(id);
    if (r >= VKM_RESOURCE_MAX ||
        vkm_resource[r].device != vkm_find_device(w->device) ||
        vkm_resource[r].required > w->info.allocationSize)
        return;
    int same = w->at < VKF_FD_MAX &&
               vkf_fd[w->at].dedicated == vkm_resource[r].kind &&
               vkf_fd[w->at].shape == vkm_resource[r].shape;
    vkf_say(event, ", dedicated to resource %u", index);
    w->dedicated.sType = VK_STRUCTURE_TYPE_MEMORY_DEDICATED_ALLOCATE_INFO;
    w->import.pNext = &w->dedicated;
    if (vkm_resource[r].kind == VKM_IMAGE) {
        w->facts.has_image = 1;
        w->facts.same_image = (uint32_t)same;
        w->dedicated.image = (VkImage)(uintptr_t)id;
    } else {
        w->facts.has_buffer = 1;
        w->facts.same_buffer = (uint32_t)same;
        w->dedicated.buffer = (VkBuffer)(uintptr_t)id;
    }
}

static int build(struct vkf_run *run, struct vkf_event *event,
                 struct request *w)
{
    const struct vkf_op *op = &event->op;
    char name[24], by[24];
    uint32_t index = vkf_choose(&run->device, op->device,
                                vkf_last_live(&run->device), &w->device);
    uint32_t d = vkm_find_device(w->device);
    int fd = vkf_fd_choose(run, op->object, name);
    w->at = vkf_fd_find((uint64_t)fd);
    if (d >= VKM_DEVICE_MAX || vkm_vacant_memory() >= VKM_MEMORY_MAX)
        return 0;
    /* A number that was closed may be one of the driver's own by now, and no
     * driver can tell. */
    if (w->at >= VKF_FD_MAX && fd > STDERR_FILENO && is_open(fd))
        return 0;
    vkf_name(&run->device, index, op->device, by);
    const struct vkf_fd *from = &vkf_fd[w->at];
    int known = w->at < VKF_FD_MAX;
    uint64_t size = known ? from->size : 256u;
    uint32_t type = known ? from->type : 1u;
    w->info.sType = VK_STRUCTURE_TYPE_MEMORY_ALLOCATE_INFO;
    w->info.pNext = &w->import;
    w->info.allocationSize = op->size == ' ' ? size : size * 2u;
    w->info.memoryTypeIndex =
        op->type == VKF_TYPE_RIGHT ? type : op->type % vkm_rules.types;
    w->import.sType = VK_STRUCTURE_TYPE_IMPORT_MEMORY_FD_INFO_KHR;
    w->import.fd = fd;
    w->facts.type = op->has_types ? op->types : VKM_TYPE_FD;
    w->import.handleType = (VkExternalMemoryHandleTypeFlagBits)w->facts.type;
    w->facts.resolves = (uint32_t)known;
    w->facts.same_driver = 1;
    w->facts.same_device = known && from->gpu == vkm_device[d].gpu;
    w->facts.same_size =
        w->info.allocationSize == size && w->info.memoryTypeIndex == type;
    vkf_say(event, "vkAllocateMemory(%s, import 0x%x %s", by, w->facts.type,
            name);
    if ((op->options & VKF_DEDICATED) != 0)
        dedicate(run, event, w);
    vkf_say(event, ", size %llu, type %u)",
            (unsigned long long)w->info.allocationSize,
            w->info.memoryTypeIndex);
    return 1;
}

/* The exporter, if its bytes are known and can be seen. */
static struct vkf_thing *exporter_of(struct vkf_run *run,
                                     const struct vkf_fd *from)
{
    struct vkf_thing *thing = vkf_thing_of(&run->memory, from->memory);
    if (vkm_find_memory(from->memory) >= VKM_MEMORY_MAX ||
        from->size > VKF_BYTES_MAX || vkm_type[from->type].visible != 1)
        return NULL;
    return thing;
}

/* Its bytes are the exporter's, to read and to write. */
static int same_bytes(struct vkf_run *run, const struct request *w,
                      VkDeviceMemory memory, uint8_t seed)
{
    const struct vkf_fd *from = &vkf_fd[w->at];
    const struct vkf_thing *thing = exporter_of(run, from);
    VkDevice device = (VkDevice)(uintptr_t)w->device;
    void *data = NULL;
    int same;
    if (thing == NULL)
        return 1;
    uint8_t *shadow =
        run->shadow[vkm_memory[vkm_find_memory(thing->value)].payload];
    if (vkf_driver.vkMapMemory(device, memory, 0, VK_WHOLE_SIZE, 0, &data) !=
        VK_SUCCESS)
        return 0;
    same = memcmp(data, shadow, from->size) == 0;
    memset(data, seed, from->size < 16u ? from->size : 16u);
    memset(shadow, seed, from->size < 16u ? from->size : 16u);
    vkf_driver.vkUnmapMemory(device, memory);
    return same;
}

/* What an import that succeeded must have done. */
static int judge_import(struct vkf_run *run, struct vkf_event *event,
                        const struct request *w, VkDeviceMemory memory)
{
    int fd = w->import.fd;
    int takes = w->facts.type != 0;
    int same = !takes || same_bytes(run, w, memory, event->op.number);
    vkf_driver.vkFreeMemory((VkDevice)(uintptr_t)w->device, memory, NULL);
    if (!same)
        return vkf_differ(run, VKF_CONTENT, "the bytes are not the exporter's");
    if (!takes)
        return 1;
    vkf_fd[w->at].open = 0;
    if (is_open(fd))
        return vkf_differ(run, VKF_STATE, "the descriptor was not taken");
    return 1;
}

int vkf_do_fd_import(struct vkf_run *run, struct vkf_event *event)
{
    static struct request request;
    VkDeviceMemory memory = (VkDeviceMemory)(uintptr_t)0x5150u;
    int32_t expected;
    memset(&request, 0, sizeof request);
    if (!build(run, event, &request))
        return VKF_NOT_MADE;
    int fd = request.import.fd, open = is_open(fd);
    uint32_t fault_armed = vkf_arm_fault(event, "vkAllocateMemory");
    event->actual = vkf_driver.vkAllocateMemory(
        (VkDevice)(uintptr_t)request.device, &request.info, NULL, &memory);
    vkf_driver_calm();
    expected = fault_armed == 1 ? vkf_fault_result(&event->op)
                                : vkr_import_fd(request.facts);
    vkf_show(event, SHOW_VK_OWN_6, expected != VKM_OK);
    int output_ok = (event->actual == VK_SUCCESS) == (memory != VK_NULL_HANDLE);
    vkf_show(event, SHOW_VK_FD_2,
             expected == VKM_OK && request.facts.type != 0);
    if (is_open(fd) != open)
        return vkf_differ(run, VKF_STATE, "the descriptor was closed");
    if (event->actual == VK_SUCCESS && expected == VKM_OK &&
        !judge_import(run, event, &request, memory))
        return 0;
    return vkf_judge(run, event, expected, output_ok);
}
