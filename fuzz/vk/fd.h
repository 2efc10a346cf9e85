/* File descriptors of a run. */
#ifndef HLOCAL_FUZZ_VK_FD_H
#define HLOCAL_FUZZ_VK_FD_H

#include "run.h"

/* The descriptor that a selector chooses: -1 for none, and for garbage one that
 * is open, and not the driver's. */
int vkf_fd_choose(struct vkf_run *run, uint8_t selector, char name[24]);
/* Close what is open; then no payload may have a descriptor left. */
int vkf_fd_finish(struct vkf_run *run);

#endif /* HLOCAL_FUZZ_VK_FD_H */
