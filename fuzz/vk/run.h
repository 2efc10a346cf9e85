/* One input, driven through the driver and the model op by op. The driver
 * steps first; what it chose is handed to the model, which says whether that
 * was allowed, what the answer must be, and which requirements were violated.
 * All of it must agree, message by message; so must every byte of every
 * mapping, through each alias.
 *
 * People see names (memory 3, handle 0), in the order of making, never values,
 * so that one input has one trace.
 */
#ifndef HLOCAL_FUZZ_VK_RUN_H
#define HLOCAL_FUZZ_VK_RUN_H

#include "driver.h"
#include "life.h"
#include "op.h"
#include "descriptor.h"
#include "vk/fd.h"
#include "vk/step.h"
#include "vk/sync.h"

#define VKF_THING_MAX 128u
#define VKF_BYTES_MAX 8192u /* of one payload whose contents are compared */

/* All requirements: those of vk/require.h, then those of vk/rules.h. */
#define VKF_REQ_MAX ((uint32_t)REQ_MAX + (uint32_t)REQ_VKR_MAX)

/* Something that an input made, living or not. */
struct vkf_thing {
    uint64_t value; /* VkDevice, VkDeviceMemory, HANDLE, VkBuffer ... */
    uint64_t shape; /* of a resource: its creation parameters */
    uint64_t size;  /* of memory, bytes */
    uint8_t *base;  /* of mapped memory: its first byte, if mapped */
    uint64_t from;  /* the mapped range */
    uint64_t to;
    uint64_t owner; /* value of the device that made it */
    uint32_t kind;  /* of a resource: VKM_BUFFER, VKM_IMAGE; of a handle: */
                    /* VKM_TYPE_NT, VKM_TYPE_KMT */
};

struct vkf_list {
    struct vkf_thing thing[VKF_THING_MAX];
    uint32_t count;
    const char *noun;
    uint32_t (*find)(uint64_t value); /* the model's index */
    uint32_t none;                    /* the index of nothing */
};

enum vkf_field {
    VKF_SAME,
    VKF_RESULT,  /* VkResult, or last error */
    VKF_OUTPUT,  /* what is stored on failure, or a fixed value */
    VKF_CHOICE,  /* the model refuses what was chosen */
    VKF_RULES,   /* the requirements reported */
    VKF_CONTENT, /* a byte seen through some mapping */
    VKF_STATE    /* a handle, asked between calls */
};

struct vkf_event {
    struct vkf_op op;
    char text[176];  /* the call, by names */
    char answer[64]; /* what it answered, by names */
    int32_t actual;  /* VkResult, or last error, or 0 */
    int32_t expected;
    uint8_t reported[VKF_REQ_MAX]; /* reported by the driver */
    uint8_t bad[VKF_REQ_MAX];      /* violated, says the model */
    uint64_t shown;                /* bits of enum vkf_show */
    char strange[80];              /* a message about nothing the model knows */
    uint8_t counts; /* 0: a failure was injected before any check */
};

struct vkf_run {
    struct vkf_list device, memory, handle, resource;
    struct vkf_list sync; /* semaphores and fences; thing i is vkf_sync[i] */
    struct vkf_list fd;   /* thing i is vkf_fd[i] */
    struct vkf_event event[VKF_OPS_MAX + 4u * VKF_THING_MAX];
    uint32_t events;
    uint32_t inputs;   /* events of the input; then all is given back */
    uint32_t with_fds; /* 1: there were descriptors, which are looked for */
    uint8_t shadow[VKM_PAYLOAD_MAX][VKF_BYTES_MAX];
    struct {
        enum vkf_field field;
        char text[160];
    } fault;
};

extern uint64_t vkf_reached[];

/* Run one input from a clean state to a clean state; 1 when all agrees. */
int vkf_run(struct vkf_run *run, const uint8_t *data, size_t size);

#endif /* HLOCAL_FUZZ_VK_RUN_H */
