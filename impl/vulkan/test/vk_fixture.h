/* What the driver's tests share: a device through the real loader, ears for
 * its messages, and short names for the long calls.
 *
 * Tests run in a session of their own (build.mk sets HLOCAL_SESSION).
 */
#ifndef HLOCAL_IMPL_VULKAN_TEST_VK_FIXTURE_H
#define HLOCAL_IMPL_VULKAN_TEST_VK_FIXTURE_H

#define VK_USE_PLATFORM_WIN32_KHR
#include <vulkan/vulkan.h>
#include <windows.h>

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../../test/check.h"
#include "../newer.h"

#define EXPECT_RESULT(call, expected)                                          \
    do {                                                                       \
        VkResult result_ = (call);                                             \
        if (result_ != (expected)) {                                           \
            fprintf(stderr, "%s:%d: %s answered %d, not %d\n", __FILE__,       \
                    __LINE__, #call, (int)result_, (int)(expected));           \
            exit(1);                                                           \
        }                                                                      \
    } while (0)

#define OK(call) EXPECT_RESULT(call, VK_SUCCESS)

#define NT VK_EXTERNAL_MEMORY_HANDLE_TYPE_OPAQUE_WIN32_BIT
#define KMT VK_EXTERNAL_MEMORY_HANDLE_TYPE_OPAQUE_WIN32_KMT_BIT
#define FD VK_EXTERNAL_MEMORY_HANDLE_TYPE_OPAQUE_FD_BIT
#define VISIBLE 1u /* a host-visible memory type of the driver */

struct fixture {
    VkInstance instance;
    VkPhysicalDevice physical;
    VkDevice device;
    VkQueue queue;
    VkDebugUtilsMessengerEXT messenger;
    PFN_vkGetMemoryWin32HandleKHR get;
    PFN_vkGetMemoryWin32HandlePropertiesKHR properties;
    PFN_vkGetMemoryFdKHR get_fd;
    PFN_vkGetSemaphoreWin32HandleKHR get_semaphore;
    PFN_vkImportSemaphoreWin32HandleKHR import_semaphore;
    PFN_vkGetFenceWin32HandleKHR get_fence;
    PFN_vkImportFenceWin32HandleKHR import_fence;
    char told[64]
             [96]; /* the IDs of messages since fixture_reported, of 1.3.239 */
    unsigned reported_count;
};

/* Instance, messenger, device on the physical device of that number. */
void fixture_open(struct fixture *f, unsigned physical);
/* Another device of the same instance; destroy it with vkDestroyDevice. */
VkDevice fixture_device(struct fixture *f, VkPhysicalDevice physical);
void fixture_close(struct fixture *f);

/* Whether a message with that ID (without "VUID-", numbered as in 1.3.239)
 * came since the last call; forgets all of them. */
bool fixture_reported(struct fixture *f, const char *id);
bool fixture_none_reported(struct fixture *f);

/* Memory of type VISIBLE, exportable as `types` (0: plain). */
VkDeviceMemory memory_new(struct fixture *f, VkDeviceSize size,
                          VkExternalMemoryHandleTypeFlags types);

/* vkAllocateMemory with one import structure and perhaps more behind it. */
VkResult memory_import(struct fixture *f, VkDevice device, VkDeviceSize size,
                       VkExternalMemoryHandleTypeFlagBits type, HANDLE handle,
                       const void *name, const void *next,
                       VkDeviceMemory *memory);

VkResult handle_get(struct fixture *f, VkDeviceMemory memory,
                    VkExternalMemoryHandleTypeFlagBits type, HANDLE *handle);

/* Map the whole memory. It stays mapped. */
unsigned char *memory_map(VkDevice device, VkDeviceMemory memory);

VkBuffer buffer_new(VkDevice device, VkDeviceSize size,
                    VkExternalMemoryHandleTypeFlags types);

/* Record with `record`, submit, wait. */
typedef void commands_record(VkCommandBuffer commands, void *context);
void commands_run(VkDevice device, VkQueue queue, commands_record *record,
                  void *context);

#endif /* HLOCAL_IMPL_VULKAN_TEST_VK_FIXTURE_H */
