/* VK_KHR_external_semaphore_win32 and VK_KHR_external_fence_win32. Both have
 * the same rules under different VUIDs; `kind` selects the VUIDs reported. */
#ifndef HLOCAL_SPECS_VK_SYNC_H
#define HLOCAL_SPECS_VK_SYNC_H

#include "vk/sync_create.h"
#include "vk/sync_get.h"
#include "vk/sync_import.h"

#endif /* HLOCAL_SPECS_VK_SYNC_H */
