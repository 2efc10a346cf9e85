/* VK_KHR_external_memory_fd: export, properties, close. */
#include "fd.h"
#include "calls.h"
#include "ids.h"
#include "judge.h"
#include "names.h"
#include "report.h"

#include <dirent.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

struct vkf_fd vkf_fd[VKF_FD_MAX];
static uint32_t count;

void vkf_fd_reset(void)
{
    count = 0;
}

uint32_t vkf_fd_find(uint64_t value)
{
    uint32_t i;
    for (i = 0; i < count; i++)
        if (vkf_fd[i].open == 1 && vkf_fd[i].value == value)
            return i;
    return VKF_FD_MAX;
}

int vkf_fd_choose(struct vkf_run *run, uint8_t selector, char name[24])
{
    uint64_t value;
    uint32_t index =
        vkf_choose(&run->fd, selector, vkf_last_live(&run->fd), &value);
    vkf_name(&run->fd, index, selector == '+' ? ' ' : selector, name);
    if (index < VKF_THING_MAX)
        return (int)run->fd.thing[index].value;
    return selector == '!' ? STDERR_FILENO : -1;
}

/* ---- vkGetMemoryFdKHR ---------------------------------------------------- */

struct subject {
    uint64_t memory, device;
    uint32_t m, d; /* the model's indices */
    char name[24], by[24];
};

static int choose(struct vkf_run *run, const struct vkf_op *op,
                  struct subject *s)
{
    uint32_t right = vkf_last_live(&run->device);
    uint32_t index = vkf_choose(&run->memory, op->object,
                                vkf_last_live(&run->memory), &s->memory);
    const struct vkf_thing *thing = vkf_thing_of(&run->memory, s->memory);
    vkf_name(&run->memory, index, op->object, s->name);
    s->m = vkm_find_memory(s->memory);
    if (thing != NULL)
        right = (uint32_t)(vkf_thing_of(&run->device, thing->owner) -
                           run->device.thing);
    index = vkf_choose(&run->device, op->device, right, &s->device);
    vkf_name(&run->device, index, op->device, s->by);
    s->d = vkm_find_device(s->device);
    return s->d < VKM_DEVICE_MAX || !vkf_driver.loader;
}

static struct vkr_get_fd get_facts(const struct vkf_op *op,
                                   const struct subject *s)
{
    struct vkr_get_fd g = {
        .device_ok = s->d < VKM_DEVICE_MAX,
        .has_info = (op->flaws & VKF_NO_INFO) == 0,
        .has_fd = (op->flaws & VKF_NO_OUT) == 0,
        .stype_ok = (op->flaws & VKF_BAD_STYPE) == 0,
        .next_null = (op->flaws & VKF_BAD_NEXT) == 0,
        .memory_ok = s->m < VKM_MEMORY_MAX,
        .type = op->has_types ? op->types : VKM_TYPE_FD,
    };
    if (g.memory_ok == 1) {
        const struct vkm_memory *memory = &vkm_memory[s->m];
        g.parent_ok = memory->device == s->d;
        g.can = (memory->can_fd == 1 ? VKM_TYPE_FD : 0) |
                (memory->can_nt == 1 ? VKM_TYPE_NT : 0) |
                (memory->can_kmt == 1 ? VKM_TYPE_KMT : 0);
    }
    return g;
}

static void remember(struct vkf_run *run, struct vkf_event *event,
                     const struct subject *s, int fd)
{
    const struct vkm_payload *payload = &vkm_payload[vkm_memory[s->m].payload];
    uint32_t i;
    for (i = 0; i < count; i++)
        vkf_show(event, SHOW_VK_FD_1,
                 vkf_fd[i].open == 1 && vkf_fd[i].memory == s->memory);
    vkf_fd[count++] = (struct vkf_fd){
        .value = (uint64_t)fd,
        .memory = s->memory,
        .size = payload->size,
        .shape = payload->shape,
        .open = 1,
        .type = payload->type,
        .dedicated = payload->dedicated,
        .gpu = payload->gpu,
    };
    snprintf(event->answer, sizeof event->answer, "fd %u", run->fd.count);
    vkf_add(&run->fd, (uint64_t)fd);
}

static int get(struct vkf_run *run, struct vkf_event *event)
{
    const struct vkf_op *op = &event->op;
    struct subject s;
    int fd = 0x5150;
    int32_t expected;
    if (count == VKF_FD_MAX || !choose(run, op, &s))
        return VKF_NOT_MADE;
    struct vkr_get_fd g = get_facts(op, &s);
    VkMemoryGetFdInfoKHR info = {
        .sType = g.stype_ok == 1 ? VK_STRUCTURE_TYPE_MEMORY_GET_FD_INFO_KHR
                                 : VK_STRUCTURE_TYPE_APPLICATION_INFO,
        .pNext = g.next_null == 1 ? NULL : &info,
        .memory = (VkDeviceMemory)(uintptr_t)s.memory,
        .handleType = (VkExternalMemoryHandleTypeFlagBits)g.type,
    };
    vkf_say(event, "vkGetMemoryFdKHR(%s, %s, type 0x%x)", s.by, s.name, g.type);
    uint32_t fault_armed = vkf_arm_fault(event, "vkGetMemoryFdKHR");
    event->actual = vkf_driver.vkGetMemoryFdKHR((VkDevice)(uintptr_t)s.device,
                                                g.has_info == 1 ? &info : NULL,
                                                g.has_fd == 1 ? &fd : NULL);
    vkf_driver_calm();
    expected = fault_armed == 1 ? vkf_fault_result(op) : vkr_get_fd(g);
    vkf_show(event, SHOW_VK_OWN_6, expected != VKM_OK);
    int output_ok = g.has_fd == 0 || fd == -1;
    if (event->actual == VK_SUCCESS && expected == VKM_OK) {
        output_ok =
            fcntl(fd, F_GETFD) >= 0 && vkf_fd_find((uint64_t)fd) >= VKF_FD_MAX;
        remember(run, event, &s, fd);
    }
    return vkf_judge(run, event, expected, output_ok);
}

/* ---- vkGetMemoryFdPropertiesKHR ------------------------------------------ */

static int properties(struct vkf_run *run, struct vkf_event *event)
{
    const struct vkf_op *op = &event->op;
    struct vkr_fd_properties q = {
        .has_out = (op->flaws & VKF_NO_OUT) == 0,
        .stype_ok = (op->flaws & VKF_BAD_STYPE) == 0,
        .next_null = (op->flaws & VKF_BAD_NEXT) == 0,
        .type = op->types,
    };
    VkMemoryFdPropertiesKHR out = {
        .sType = q.stype_ok == 1 ? VK_STRUCTURE_TYPE_MEMORY_FD_PROPERTIES_KHR
                                 : VK_STRUCTURE_TYPE_APPLICATION_INFO,
        .pNext = q.next_null == 1 ? NULL : &out,
        .memoryTypeBits = 0x5150u,
    };
    uint64_t device;
    char name[24], by[24];
    uint32_t index = vkf_choose(&run->device, op->device,
                                vkf_last_live(&run->device), &device);
    int32_t expected;
    q.device_ok = vkm_find_device(device) < VKM_DEVICE_MAX;
    if (q.device_ok == 0 && vkf_driver.loader)
        return VKF_NOT_MADE;
    int fd = vkf_fd_choose(run, op->object, name);
    vkf_name(&run->device, index, op->device, by);
    vkf_say(event, "vkGetMemoryFdPropertiesKHR(%s, 0x%x, %s)", by, q.type,
            name);
    uint32_t fault_armed = vkf_arm_fault(event, "vkGetMemoryFdPropertiesKHR");
    event->actual = vkf_driver.vkGetMemoryFdPropertiesKHR(
        (VkDevice)(uintptr_t)device, (VkExternalMemoryHandleTypeFlagBits)q.type,
        fd, q.has_out == 1 ? &out : NULL);
    vkf_driver_calm();
    expected = fault_armed == 1 ? vkf_fault_result(op) : vkr_fd_properties(q);
    return vkf_judge(run, event, expected,
                     q.has_out == 0 || out.memoryTypeBits == 0);
}

/* ---- close --------------------------------------------------------------- */

static int close_one(struct vkf_run *run, struct vkf_event *event)
{
    char name[24];
    int fd = vkf_fd_choose(run, event->op.object, name);
    uint32_t at = vkf_fd_find((uint64_t)fd);
    if (at >= VKF_FD_MAX)
        return VKF_NOT_MADE;
    vkf_say(event, "close(%s)", name);
    close(fd);
    vkf_fd[at].open = 0;
    return vkf_judge(run, event, 0, 1);
}

/* Descriptors of this process that mean memory of the driver. */
static uint32_t descriptors(void)
{
    uint32_t found = 0;
    char path[300], target[64];
    const struct dirent *entry;
    DIR *folder = opendir("/proc/self/fd");
    while (folder != NULL && (entry = readdir(folder)) != NULL) {
        snprintf(path, sizeof path, "/proc/self/fd/%s", entry->d_name);
        ssize_t length = readlink(path, target, sizeof target - 1u);
        target[length > 0 ? length : 0] = '\0';
        found += strncmp(target, "/memfd:vk_hlocal", 16) == 0;
    }
    if (folder != NULL)
        closedir(folder);
    return found;
}

int vkf_fd_finish(struct vkf_run *run)
{
    uint32_t i;
    for (i = 0; i < run->fd.count; i++)
        if (vkf_fd[i].open == 1) {
            close((int)vkf_fd[i].value);
            vkf_fd[i].open = 0;
        }
    i = run->with_fds == 1 ? descriptors() : 0;
    return i == 0 || vkf_differ(run, VKF_STATE, "descriptors left: %u", i);
}

int vkf_do_fd(struct vkf_run *run, struct vkf_event *event)
{
    enum vkf_do does = vkf_calls[event->op.call].does;
    vkm_clear_reports();
    return does == VKF_FD_GET          ? get(run, event)
           : does == VKF_FD_PROPERTIES ? properties(run, event)
           : does == VKF_FD_IMPORT     ? vkf_do_fd_import(run, event)
           : does == VKF_FD_CLOSE      ? close_one(run, event)
                                       : vkf_no_case(event);
}
