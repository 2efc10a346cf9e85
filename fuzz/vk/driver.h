/* The driver's side: entry points, messages, settings. Two files implement
 * it: vk/direct.c, linked with the driver's own objects, which is fast and
 * can inject failures; and vk/loader.c, which goes through the stock loader.
 */
#ifndef HLOCAL_FUZZ_VK_DRIVER_H
#define HLOCAL_FUZZ_VK_DRIVER_H

#define VK_USE_PLATFORM_WIN32_KHR
#define VK_NO_PROTOTYPES
#include <vulkan/vulkan.h>
#include <windows.h>

#include "../../impl/vulkan/newer.h"

#define VKF_COMMANDS(X)                                                        \
    X(vkDestroyDevice)                                                         \
    X(vkCreateBuffer)                                                          \
    X(vkCreateImage)                                                           \
    X(vkDestroyBuffer)                                                         \
    X(vkDestroyImage)                                                          \
    X(vkGetBufferMemoryRequirements)                                           \
    X(vkGetImageMemoryRequirements)                                            \
    X(vkAllocateMemory)                                                        \
    X(vkFreeMemory)                                                            \
    X(vkGetMemoryWin32HandleKHR)                                               \
    X(vkGetMemoryWin32HandlePropertiesKHR)                                     \
    X(vkMapMemory)                                                             \
    X(vkUnmapMemory)                                                           \
    X(vkBindBufferMemory)                                                      \
    X(vkBindImageMemory)                                                       \
    X(vkGetMemoryFdKHR)                                                        \
    X(vkGetMemoryFdPropertiesKHR)                                              \
    X(vkCreateSemaphore)                                                       \
    X(vkDestroySemaphore)                                                      \
    X(vkGetSemaphoreWin32HandleKHR)                                            \
    X(vkImportSemaphoreWin32HandleKHR)                                         \
    X(vkGetSemaphoreCounterValueKHR)                                           \
    X(vkSignalSemaphoreKHR)                                                    \
    X(vkCreateFence)                                                           \
    X(vkDestroyFence)                                                          \
    X(vkGetFenceWin32HandleKHR)                                                \
    X(vkImportFenceWin32HandleKHR)                                             \
    X(vkGetFenceStatus)                                                        \
    X(vkResetFences)                                                           \
    X(vkGetDeviceQueue)                                                        \
    X(vkQueueSubmit)

struct vkf_driver {
    VkInstance instance;
    VkPhysicalDevice gpu[2];
    uint32_t gpus;
    uint32_t loader; /* 1: through the loader; wrong devices would crash it */
    VkPhysicalDeviceMemoryProperties memory;
    uint32_t limit; /* maxMemoryAllocationCount */
    PFN_vkCreateDevice vkCreateDevice;
#define X(name) PFN_##name name;
    VKF_COMMANDS(X)
#undef X
};

extern struct vkf_driver vkf_driver;

/* Once: environment, instance, messenger, entry points. */
void vkf_driver_open(void);

/* The function that gets each message's ID. */
typedef void vkf_hear(const char *id);
extern vkf_hear *vkf_hears;

/* The next call of `command` fails with `result`; 0 when that cannot be had.
 * vkf_driver_calm ends it. */
int vkf_driver_fail(const char *command, VkResult result);
void vkf_driver_calm(void);

/* Set the knobs; 0 when that cannot be had. Arguments as in vk/state.h, and
 * `collide` 1 for KMT numbers that look like NT handles. */
int vkf_driver_policy(uint32_t profile, uint32_t second, uint32_t collide);

/* How many payloads the driver still has, of memory, semaphores and fences; 0
 * when that cannot be had. */
uint32_t vkf_driver_payloads(void);

/* 1 when the session's invariant holds; if not, the library has said on stderr
 * what is broken. Also 1 when that cannot be asked. */
int vkf_driver_valid(void);

#endif /* HLOCAL_FUZZ_VK_DRIVER_H */
