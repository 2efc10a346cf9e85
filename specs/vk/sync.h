/* VK_KHR_external_semaphore_win32 and VK_KHR_external_fence_win32: one text
 * with two sets of names and numbers. `kind` says whose requirements are told.
 */
#ifndef HLOCAL_SPECS_VK_SYNC_H
#define HLOCAL_SPECS_VK_SYNC_H

#include "vk/sync_create.h"
#include "vk/sync_get.h"
#include "vk/sync_import.h"

#endif /* HLOCAL_SPECS_VK_SYNC_H */
