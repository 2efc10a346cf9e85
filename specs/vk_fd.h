/* VK_KHR_external_memory_fd.
 * How to read a contract: vk_step.h; what is modelled: vk_sibling.h.
 */
#ifndef HLOCAL_VK_FD_H
#define HLOCAL_VK_FD_H

#include "vk_fd_get.h"
#include "vk_fd_import.h"

#endif /* HLOCAL_VK_FD_H */
