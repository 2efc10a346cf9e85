/* What the kernel-style calls must answer, for handles of all kinds. */
#ifndef HLOCAL_FUZZ_VK_OPEN_HANDLES_H
#define HLOCAL_FUZZ_VK_OPEN_HANDLES_H

#include "run.h"

/* As those of vk/handle.h, for handles of memory and all others alike. */
int32_t vkf_expect_close(uint64_t value);
int32_t vkf_expect_duplicate(struct vkm_dup d, uint64_t source);
int32_t vkf_expect_compare(uint64_t a, uint64_t b);
int32_t vkf_expect_set_flags(uint64_t value, uint32_t mask, uint32_t flags);
int32_t vkf_expect_get_flags(uint64_t value);
/* Whether the value is that of an open handle. */
int vkf_is_open(uint64_t value);
int vkf_judge_held(struct vkf_run *run);

#endif /* HLOCAL_FUZZ_VK_OPEN_HANDLES_H */
