/* The calls: each steps the driver, then the model, and judges both. */
#ifndef HLOCAL_FUZZ_VK_CALLS_H
#define HLOCAL_FUZZ_VK_CALLS_H

#include "run.h"

/* What became of an op. */
#define VKF_DIFFERS 0
#define VKF_AGREES 1
#define VKF_NOT_MADE 2 /* there is no room, or nothing to do it with */

int vkf_do_make(struct vkf_run *run, struct vkf_event *event); /* vk/make.c */
int vkf_do_memory(struct vkf_run *run,
                  struct vkf_event *event);                    /* vk/memory.c */
int vkf_do_use(struct vkf_run *run, struct vkf_event *event);  /* vk/use.c */
int vkf_do_nt(struct vkf_run *run, struct vkf_event *event);   /* vk/handle.c */
int vkf_do_sync(struct vkf_run *run, struct vkf_event *event); /* vk/sync.c */
/* vk/sync_share.c */
int vkf_do_share(struct vkf_run *run, struct vkf_event *event);
int vkf_do_fd(struct vkf_run *run, struct vkf_event *event); /* vk/fd.c */
/* vk/fd_import.c */
int vkf_do_fd_import(struct vkf_run *run, struct vkf_event *event);

/* For a call that was sent to a file which does not make it: says so and
 * aborts. What neither side did would agree. */
_Noreturn int vkf_no_case(const struct vkf_event *event);

/* Inject the op's failure into `command`; the model's `fault_armed`. */
uint32_t vkf_arm_fault(struct vkf_event *event, const char *command);
/* The VkResult that it injects. */
int32_t vkf_fault_result(const struct vkf_op *op);
/* The failure to tell the model of: 0 unless the call was made to fail. */
int32_t vkf_fault(uint32_t fault_armed, int32_t actual);

#endif /* HLOCAL_FUZZ_VK_CALLS_H */
