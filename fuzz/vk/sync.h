/* Semaphores and fences of a run. */
#ifndef HLOCAL_FUZZ_VK_SYNC_H
#define HLOCAL_FUZZ_VK_SYNC_H

#include "run.h"

/* The semaphore or fence that a selector chooses; its name in `text`. */
uint32_t vkf_choose_sync(struct vkf_run *run, uint8_t selector, uint64_t *id,
                         char text[24]);
/* How many semaphores and fences that live have this payload. */
uint32_t vkf_sharers(uint32_t life);
/* Every value that can be asked for. */
int vkf_judge_sync(struct vkf_run *run);
/* Drop all semaphores and fences of a device; 1 if it had any. */
int vkf_sync_device_goes(uint64_t device);

#endif /* HLOCAL_FUZZ_VK_SYNC_H */
