/* VK_KHR_external_memory_fd.
 * How to read a contract: vk/step.h; what is modelled: vk/rules.h.
 */
#ifndef HLOCAL_SPECS_VK_FD_H
#define HLOCAL_SPECS_VK_FD_H

#include "vk/fd_get.h"
#include "vk/fd_import.h"

#endif /* HLOCAL_SPECS_VK_FD_H */
