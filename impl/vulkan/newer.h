/* Names that Vulkan's headers got after Debian 12's 1.3.239, for those that
 * have them not yet: the one place that driver, tests and fuzzer look at.
 * Include after vulkan.h.
 */
#ifndef HLOCAL_IMPL_VULKAN_NEWER_H
#define HLOCAL_IMPL_VULKAN_NEWER_H

/* Core since 1.4.323. An enumerator, so that #ifdef cannot see it. */
#if VK_HEADER_VERSION < 323
#define VK_ERROR_VALIDATION_FAILED VK_ERROR_VALIDATION_FAILED_EXT
#endif

#endif /* HLOCAL_IMPL_VULKAN_NEWER_H */
