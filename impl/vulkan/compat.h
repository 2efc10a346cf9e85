/* Vulkan's headers as the driver needs them, whatever their age: Debian 12 has
 * 1.3.239. newer.h has the names that came later.
 */
#ifndef HLOCAL_IMPL_VULKAN_COMPAT_H
#define HLOCAL_IMPL_VULKAN_COMPAT_H

#ifndef VK_USE_PLATFORM_WIN32_KHR
#define VK_USE_PLATFORM_WIN32_KHR
#endif
#ifndef VK_NO_PROTOTYPES
#define VK_NO_PROTOTYPES
#endif
#include <vulkan/vulkan.h>
#include <vulkan/vk_icd.h>

#include "newer.h"

/* VUID numbers changed on the way to 1.4: messages use those of 1.3.239 with
 * headers of 1.3, those of 1.4.360 with later ones. */
#if VK_HEADER_VERSION < 300
#define VK_COMPAT_OLD_VUIDS 1
#else
#define VK_COMPAT_OLD_VUIDS 0
#endif

#endif /* HLOCAL_IMPL_VULKAN_COMPAT_H */
