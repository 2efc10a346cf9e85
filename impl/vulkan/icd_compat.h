/* Vulkan's headers, whatever their age: the only file here that looks at
 * VK_HEADER_VERSION.
 *
 * Debian 12 has 1.3.239. Newer names the driver uses are given their older
 * spelling here; the values are the same.
 */
#ifndef ICD_COMPAT_H
#define ICD_COMPAT_H

#ifndef VK_USE_PLATFORM_WIN32_KHR
#define VK_USE_PLATFORM_WIN32_KHR
#endif
#ifndef VK_NO_PROTOTYPES
#define VK_NO_PROTOTYPES
#endif
#include <vulkan/vulkan.h>
#include <vulkan/vk_icd.h>

/* Core since 1.4.323. An enumerator, so that #ifdef cannot see it. */
#if VK_HEADER_VERSION < 323
#define VK_ERROR_VALIDATION_FAILED VK_ERROR_VALIDATION_FAILED_EXT
#endif

/* VUID numbers changed in 1.4; messages use those of the headers at hand. */
#if VK_HEADER_VERSION < 300
#define VK_COMPAT_OLD_VUIDS 1
#else
#define VK_COMPAT_OLD_VUIDS 0
#endif

#endif /* ICD_COMPAT_H */
