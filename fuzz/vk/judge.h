/* Where driver and model are compared. */
#ifndef HLOCAL_FUZZ_VK_JUDGE_H
#define HLOCAL_FUZZ_VK_JUDGE_H

#include "run.h"
#include "ids.h"

/* Record the first difference; always 0. */
int vkf_differ(struct vkf_run *run, enum vkf_field field, const char *format,
               ...) __attribute__((format(printf, 3, 4)));

/* Result, output and rules of one call. */
int vkf_judge(struct vkf_run *run, struct vkf_event *event, int32_t expected,
              int output_ok);
/* Note that the event shows this requirement, if `held` is 1. */
void vkf_show(struct vkf_event *event, enum vkf_show what, int held);

/* Every open handle, as asked through the API. */
int vkf_judge_state(struct vkf_run *run);

#endif /* HLOCAL_FUZZ_VK_JUDGE_H */
