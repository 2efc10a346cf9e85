/* One input, driven through the driver and the model op by op. The driver
 * steps first; what it chose is handed to the model, which says whether that
 * was allowed, what the answer must be, and which requirements were violated.
 * All of it must agree, message by message; so must every byte of every
 * mapping, through each alias.
 *
 * People see names (memory 3, handle 0), in the order of making, never values,
 * so that one input has one trace.
 */
#ifndef HLOCAL_VK_RUN_H
#define HLOCAL_VK_RUN_H

#include "driver.h"
#include "life.h"
#include "op.h"
#include "descriptor.h"
#include "vk/fd.h"
#include "vk/step.h"
#include "vk/sync.h"

#define VKF_THING_MAX 128u
#define VKF_BYTES_MAX 8192u /* of one payload whose contents are compared */

/* All requirements: those of vk/require.h, then those of vk/sibling.h. */
#define VKF_REQ_MAX ((uint32_t)REQ_MAX + (uint32_t)REQ_VKS_MAX)

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

/* Requirements that an answer shows without a message. */
#define VKF_SHOWS(X)                                                           \
    X(SEED_VK_1)                                                               \
    X(SEED_VK_4)                                                               \
    X(SEED_VK_5)                                                               \
    X(SEED_VK_6)                                                               \
    X(SEED_VK_8)                                                               \
    X(SEED_VK_9)                                                               \
    X(SEED_VK_13)                                                              \
    X(SEED_VK_14)                                                              \
    X(SEED_VK_16)                                                              \
    X(SEED_VK_17)                                                              \
    X(SEED_VK_18)                                                              \
    X(VK_OWN_2)                                                                \
    X(VK_OWN_3)                                                                \
    X(VK_OWN_4)                                                                \
    X(VK_OWN_6)                                                                \
    X(VK_OWN_7)                                                                \
    X(VK_OWN_8)                                                                \
    X(VK_OWN_9)                                                                \
    X(VK_OWN_10)                                                               \
    X(VK_OWN_11)                                                               \
    X(VK_OWN_12)                                                               \
    X(VK_OWN_13)                                                               \
    X(VK_OWN_14)                                                               \
    X(VK_KMT_1)                                                                \
    X(VK_KMT_2)                                                                \
    X(VK_NT_2)                                                                 \
    X(VK_ANSWER_1)                                                             \
    X(VK_ANSWER_2)                                                             \
    X(VK_DEVICE_1)                                                             \
    X(VK_RESOURCE_1)                                                           \
    X(VK_RESOURCE_2)                                                           \
    X(VK_MAP_1)                                                                \
    X(VK_MAP_2)                                                                \
    X(VK_BIND_1)                                                               \
    X(NT_CLOSE_1)                                                              \
    X(NT_CLOSE_2)                                                              \
    X(NT_CLOSE_3)                                                              \
    X(NT_CLOSE_4)                                                              \
    X(NT_DUP_1)                                                                \
    X(NT_DUP_2)                                                                \
    X(NT_DUP_3)                                                                \
    X(NT_DUP_4)                                                                \
    X(NT_CMP_1)                                                                \
    X(NT_CMP_2)                                                                \
    X(NT_CMP_3)                                                                \
    X(NT_INFO_1)                                                               \
    X(NT_INFO_2)                                                               \
    X(NT_INFO_3)                                                               \
    X(NT_INFO_4)                                                               \
    X(NT_INFO_5)                                                               \
    X(NT_INFO_6)                                                               \
    X(VK_SYNC_1)                                                               \
    X(VK_SYNC_2)                                                               \
    X(VK_SYNC_3)                                                               \
    X(VK_FD_1)                                                                 \
    X(VK_FD_2)

enum vkf_show {
#define X(id) SHOW_##id,
    VKF_SHOWS(X)
#undef X
        SHOW_COUNT
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

struct vkf_step {
    struct vkf_op op;
    char text[176];  /* the call, by names */
    char answer[64]; /* what it answered, by names */
    int32_t actual;  /* VkResult, or last error, or 0 */
    int32_t expected;
    uint8_t heard[VKF_REQ_MAX]; /* reported by the driver */
    uint8_t bad[VKF_REQ_MAX];   /* violated, says the model */
    uint64_t shown;             /* bits of enum vkf_show */
    char strange[80];           /* a message about nothing the model knows */
    uint8_t counts;             /* 0: a failure was injected before any check */
};

struct vkf_run {
    struct vkf_list device, memory, handle, resource;
    struct vkf_list sync; /* semaphores and fences; thing i is vkf_sync[i] */
    struct vkf_list fd;   /* thing i is vkf_fd[i] */
    struct vkf_step step[VKF_OPS_MAX + 4u * VKF_THING_MAX];
    uint32_t steps;
    uint32_t inputs;   /* steps of the input; then all is given back */
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

/* ---- vk/names.c ---------------------------------------------------------- */

void vkf_names_reset(struct vkf_run *run);

/* The value that a selector chooses from a list, and its name in `text`;
 * `right` is the index that ' ' means. VKF_THING_MAX: no thing of the list. */
uint32_t vkf_choose(const struct vkf_list *list, uint8_t selector,
                    uint32_t right, uint64_t *value);
uint32_t vkf_last_live(const struct vkf_list *list);
/* Add a thing, which must fit. */
struct vkf_thing *vkf_add(struct vkf_list *list, uint64_t value);
/* The latest thing of that value. */
struct vkf_thing *vkf_thing_of(struct vkf_list *list, uint64_t value);
void vkf_name(const struct vkf_list *list, uint32_t index, uint8_t selector,
              char text[24]);
uint32_t vkf_is_live(const struct vkf_list *list, uint32_t index);

/* ---- the calls ----------------------------------------------------------- */

/* What became of an op. */
#define VKF_DIFFERS 0
#define VKF_AGREES 1
#define VKF_NOT_MADE 2 /* there is no room, or nothing to do it with */

int vkf_do_make(struct vkf_run *run, struct vkf_step *step);   /* vk/make.c */
int vkf_do_memory(struct vkf_run *run, struct vkf_step *step); /* vk/memory.c */
int vkf_do_use(struct vkf_run *run, struct vkf_step *step);    /* vk/use.c */
int vkf_do_nt(struct vkf_run *run, struct vkf_step *step);     /* vk/nt.c */
int vkf_do_sync(struct vkf_run *run, struct vkf_step *step);   /* vk/sync.c */
/* vk/sync_share.c */
int vkf_do_share(struct vkf_run *run, struct vkf_step *step);
int vkf_do_fd(struct vkf_run *run, struct vkf_step *step); /* vk/fd.c */
/* vk/fd_import.c */
int vkf_do_fd_import(struct vkf_run *run, struct vkf_step *step);

/* For a call that was sent to a file which does not make it: says so and
 * aborts. What neither side did would agree. */
_Noreturn int vkf_no_case(const struct vkf_step *step);

/* Inject the op's failure into `command`; the model's `scarce`. */
uint32_t vkf_scarcity(struct vkf_step *step, const char *command);
/* The VkResult that it injects. */
int32_t vkf_scarce_result(const struct vkf_op *op);
/* The failure to tell the model of: 0 unless the call was made to fail. */
int32_t vkf_excuse(uint32_t scarce, int32_t actual);

/* ---- vk/name_spellings.c ------------------------------------------------- */

/* The name that an op chooses, NULL for none, and its number: spellings of one
 * name have one number. */
LPCWSTR vkf_name_text(uint32_t choice);
uint32_t vkf_name_number(uint32_t choice);

/* ---- vk/open_handles.c: what the kernel-style calls answer --------------- */

/* As those of vk/handle.h, for handles of memory and all others alike. */
int32_t vkf_expect_close(uint64_t value);
int32_t vkf_expect_duplicate(struct vkm_dup d, uint64_t source);
int32_t vkf_expect_compare(uint64_t a, uint64_t b);
int32_t vkf_expect_set_flags(uint64_t value, uint32_t mask, uint32_t flags);
int32_t vkf_expect_get_flags(uint64_t value);
/* Whether the value is that of an open handle. */
int vkf_is_open(uint64_t value);
int vkf_judge_held(struct vkf_run *run);

/* ---- vk/sync.c ----------------------------------------------------------- */

/* The semaphore or fence that a selector chooses; its name in `text`. */
uint32_t vkf_choose_sync(struct vkf_run *run, uint8_t selector, uint64_t *id,
                         char text[24]);
/* How many semaphores and fences that live have this payload. */
uint32_t vkf_sharers(uint32_t life);
/* Every value that can be asked for. */
int vkf_judge_sync(struct vkf_run *run);
/* The device goes with all it has; 1 when it had something. */
int vkf_sync_device_goes(uint64_t device);

/* ---- vk/fd.c ------------------------------------------------------------- */

/* The descriptor that a selector chooses: -1 for none, and for garbage one that
 * is open, and not the driver's. */
int vkf_fd_choose(struct vkf_run *run, uint8_t selector, char name[24]);
/* Close what is open; then no payload may have a descriptor left. */
int vkf_fd_finish(struct vkf_run *run);

/* ---- vk/judge.c ---------------------------------------------------------- */

/* Record the first difference; always 0. */
int vkf_differ(struct vkf_run *run, enum vkf_field field, const char *format,
               ...) __attribute__((format(printf, 3, 4)));

/* Result, output and rules of one call. */
int vkf_judge(struct vkf_run *run, struct vkf_step *step, int32_t expected,
              int output_ok);
/* The step shows this requirement, if `held`. */
void vkf_show(struct vkf_step *step, enum vkf_show what, int held);

/* Every open handle, as asked through the API. */
int vkf_judge_state(struct vkf_run *run);

/* ---- vk/bytes.c ---------------------------------------------------------- */

void vkf_bytes_born(struct vkf_run *run, uint32_t payload);
void vkf_bytes_write(struct vkf_run *run, struct vkf_thing *memory,
                     uint64_t offset, uint64_t count, uint8_t seed);
/* Every mapping whose payload lives. */
int vkf_bytes_check(struct vkf_run *run);

/* ---- vk/ids.c ------------------------------------------------------------ */

/* The requirement that a message is about; VKF_REQ_MAX: none of the model's. */
uint32_t vkf_requirement(const char *message);
const char *vkf_requirement_name(uint32_t requirement);
/* 1 when some input can violate it. */
int vkf_can_show(uint32_t requirement);
/* The names of what the step shows, or of all that can be shown (NULL after
 * the last). */
uint32_t vkf_shown(const struct vkf_step *step, const char **ids, uint32_t max);
const char *vkf_shown_known(uint32_t index);
/* The requirement whose messages look the same: rules that one specification
 * numbers apart and another does not. */
uint32_t vkf_requirement_class(uint32_t requirement);

/* ---- vk/report.c --------------------------------------------------------- */

#include <stdio.h>
void vkf_print(FILE *to, const struct vkf_run *run);
void vkf_report(FILE *to, const struct vkf_run *run, const char *again);
void vkf_say(struct vkf_step *step, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

#endif /* HLOCAL_VK_RUN_H */
