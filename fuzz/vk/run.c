/* The loop: the driver steps first, the model second, for every call alike. */
#include "run.h"
#include "bytes.h"
#include "calls.h"
#include "fd.h"
#include "ids.h"
#include "judge.h"
#include "names.h"
#include "open_handles.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define STATE_EVERY 16u

uint64_t vkf_reached[64];

static struct vkf_event *current;

/* A message: which requirement it is about. */
static void hear(const char *id)
{
    uint32_t requirement = vkf_requirement(id);
    if (current == NULL)
        return;
    if (requirement < VKF_REQ_MAX)
        current->reported[requirement] = 1;
    else
        snprintf(current->strange, sizeof current->strange, "%s", id);
}

static void rules_read(void)
{
    uint32_t i;
    vkm_rules.profile = VKM_STRICT;
    vkm_rules.second = VKM_SECOND_FAILS;
    vkm_rules.types = vkf_driver.memory.memoryTypeCount;
    vkm_rules.limit = vkf_driver.limit;
    for (i = 0; i < vkm_rules.types; i++) {
        const VkMemoryType *type = &vkf_driver.memory.memoryTypes[i];
        vkm_type[i].heap = vkf_driver.memory.memoryHeaps[type->heapIndex].size;
        vkm_type[i].visible =
            (type->propertyFlags & VK_MEMORY_PROPERTY_HOST_VISIBLE_BIT) != 0;
    }
}

int vkf_no_case(const struct vkf_event *event)
{
    fprintf(stderr, "vulkan target: no case for %s\n",
            vkf_calls[event->op.call].name);
    abort();
}

/* No default: the compiler names a call that is forgotten here. */
static int make(struct vkf_run *run, struct vkf_event *event)
{
    switch (vkf_calls[event->op.call].does) {
    case VKF_DEVICE:
    case VKF_UNDEVICE:
    case VKF_BUFFER:
    case VKF_IMAGE:
    case VKF_UNRESOURCE:
    case VKF_POLICY:
        return vkf_do_make(run, event);
    case VKF_ALLOCATE:
    case VKF_IMPORT:
    case VKF_FREE:
        return vkf_do_memory(run, event);
    case VKF_GET:
    case VKF_PROPERTIES:
    case VKF_MAP:
    case VKF_UNMAP:
    case VKF_BIND:
    case VKF_WRITE:
        return vkf_do_use(run, event);
    case VKF_CLOSE:
    case VKF_DUPLICATE:
    case VKF_COMPARE:
    case VKF_GET_FLAGS:
    case VKF_SET_FLAGS:
        return vkf_do_nt(run, event);
    case VKF_SEMAPHORE:
    case VKF_FENCE:
    case VKF_UNSYNC:
    case VKF_OPERATE:
        return vkf_do_sync(run, event);
    case VKF_SYNC_GET:
    case VKF_RECEIVE:
        return vkf_do_share(run, event);
    case VKF_FD_GET:
    case VKF_FD_PROPERTIES:
    case VKF_FD_IMPORT:
    case VKF_FD_CLOSE:
        return vkf_do_fd(run, event);
    }
    vkf_no_case(event);
}

/* 0 on a difference. */
static int step_op(struct vkf_run *run, const struct vkf_op *op)
{
    struct vkf_event *event = &run->event[run->events];
    int made;
    memset(event, 0, sizeof *event);
    event->op = *op;
    event->counts = 1;
    vkr_clear_reports();
    current = event;
    made = make(run, event);
    current = NULL;
    if (made == VKF_NOT_MADE)
        return 1;
    run->events++;
    vkf_reached[op->call]++;
    if (made == VKF_DIFFERS || !vkf_bytes_check(run))
        return 0;
    return run->events % STATE_EVERY != 0 || vkf_judge_state(run);
}

static uint8_t call_that(enum vkf_do does)
{
    uint8_t call = 0;
    while (vkf_calls[call].does != does)
        call++;
    return call;
}

/* Give everything back, by calls like any other; then nothing must live. */
static int finish(struct vkf_run *run)
{
    struct vkf_op op = {.object = ' ', .device = ' ', .type = VKF_TYPE_RIGHT};
    uint32_t i;
    if (!vkf_judge_state(run))
        return 0;
    for (i = 0; i < run->handle.count; i++) {
        uint64_t value = run->handle.thing[i].value;
        if (!vkf_is_open(value))
            continue;
        SetHandleInformation((HANDLE)(uintptr_t)value,
                             HANDLE_FLAG_PROTECT_FROM_CLOSE, 0);
        vkf_expect_set_flags(value, 2, 0);
        CloseHandle((HANDLE)(uintptr_t)value);
        vkf_expect_close(value);
    }
    op.call = call_that(VKF_UNDEVICE);
    while (vkf_last_live(&run->device) < VKF_THING_MAX)
        if (!step_op(run, &op))
            return 0;
    for (i = 0; i < VKM_PAYLOAD_MAX; i++)
        if (vkm_payload[i].live == 1)
            return vkf_differ(run, VKF_STATE, "a payload is left");
    if (vkf_driver_payloads() != 0)
        return vkf_differ(run, VKF_STATE, "the driver has a payload left");
    return vkf_fd_finish(run);
}

/* After a difference the next input must find the driver clean. */
static void scrap(struct vkf_run *run)
{
    uint32_t i;
    for (i = 0; i < run->handle.count; i++) {
        HANDLE value = (HANDLE)(uintptr_t)run->handle.thing[i].value;
        SetHandleInformation(value, HANDLE_FLAG_PROTECT_FROM_CLOSE, 0);
        CloseHandle(value);
    }
    (void)vkf_fd_finish(run);
    for (i = 0; i < run->device.count && !vkf_driver.loader; i++)
        vkf_driver.vkDestroyDevice(
            (VkDevice)(uintptr_t)run->device.thing[i].value, NULL);
}

int vkf_run(struct vkf_run *run, const uint8_t *data, size_t size)
{
    static int open;
    uint32_t i, count = vkf_decode_count(size);
    struct vkf_op first = {.device = ' ', .type = VKF_TYPE_RIGHT};
    int same;
    if (!open) {
        vkf_driver_open();
        vkf_hears = hear;
        open = 1;
    }
    vkm_reset();
    vkf_life_reset();
    vkf_fd_reset();
    rules_read();
    vkf_driver_policy(VKM_STRICT, VKM_SECOND_FAILS, 0);
    vkf_names_reset(run);
    run->events = run->inputs = run->with_fds = 0;
    run->fault.field = VKF_SAME;
    first.call = call_that(VKF_DEVICE);
    same = step_op(run, &first);
    for (i = 0; same && i < count; i++) {
        struct vkf_op op;
        vkf_decode(data + i * VKF_OP_BYTES, &op);
        same = step_op(run, &op);
        run->inputs = run->events;
    }
    if (same && finish(run))
        return 1;
    scrap(run);
    return 0;
}
