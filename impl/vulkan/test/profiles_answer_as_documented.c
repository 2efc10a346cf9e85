/* What a violation answers in each profile, where they differ; it is reported
 * in all of them. Second exports: h04, second_sync_export.
 * Shows VK_ALLOC_PNEXT VK_ALLOC_01713 VK_ALLOC_01742 VK_ALLOC_01743
 * VK_EXPW32_00657 VK_EXPSEM_01125 VK_EXPFENCE_01447. */
#include "vk_fixture.h"

#include <unistd.h>

enum { STRICT, CTS, DRIVER };

#define FAIL VK_ERROR_VALIDATION_FAILED
#define IEH VK_ERROR_INVALID_EXTERNAL_HANDLE
#define OODM VK_ERROR_OUT_OF_DEVICE_MEMORY

static void allocate(struct fixture *f, VkDeviceSize size, const void *next,
                     VkResult result, const char *id)
{
    VkMemoryAllocateInfo info = {
        .sType = VK_STRUCTURE_TYPE_MEMORY_ALLOCATE_INFO,
        .pNext = next,
        .allocationSize = size,
        .memoryTypeIndex = VISIBLE,
    };
    VkDeviceMemory memory;

    EXPECT_RESULT(vkAllocateMemory(f->device, &info, NULL, &memory), result);
    EXPECT(fixture_reported(f, id));
    EXPECT((result == VK_SUCCESS) == (memory != VK_NULL_HANDLE));
    vkFreeMemory(f->device, memory, NULL);
}

static void allocations(struct fixture *f, int profile)
{
    VkApplicationInfo stranger = {.sType = VK_STRUCTURE_TYPE_APPLICATION_INFO};
    VkExportMemoryWin32HandleInfoKHR win32 = {
        .sType = VK_STRUCTURE_TYPE_EXPORT_MEMORY_WIN32_HANDLE_INFO_KHR,
        .pAttributes =
            (const SECURITY_ATTRIBUTES *)(uintptr_t)16, /* not read */
        .dwAccess = GENERIC_ALL,
    };
    VkExportMemoryAllocateInfo export = {
        .sType = VK_STRUCTURE_TYPE_EXPORT_MEMORY_ALLOCATE_INFO,
        .pNext = &win32,
        .handleTypes = KMT,
    };
    const VkResult loose = profile == STRICT ? FAIL : VK_SUCCESS;

    allocate(f, 4096, &stranger, loose, "VkMemoryAllocateInfo-pNext-pNext");
    allocate(f, 4096, &export, loose,
             "VkExportMemoryWin32HandleInfoKHR-handleTypes-00657");
    allocate(f, UINT64_MAX, NULL, profile == DRIVER ? OODM : FAIL,
             "vkAllocateMemory-pAllocateInfo-01713");
}

static void imports(struct fixture *f, int profile)
{
    const VkResult result = profile == DRIVER ? IEH : FAIL;
    VkDeviceMemory memory = memory_new(f, 8192, NT);
    VkDeviceMemory file = memory_new(f, 8192, FD);
    VkImportMemoryWin32HandleInfoKHR win32 = {
        .sType = VK_STRUCTURE_TYPE_IMPORT_MEMORY_WIN32_HANDLE_INFO_KHR,
        .handleType = NT,
    };
    VkMemoryGetFdInfoKHR get = {
        .sType = VK_STRUCTURE_TYPE_MEMORY_GET_FD_INFO_KHR,
        .memory = file,
        .handleType = FD,
    };
    VkImportMemoryFdInfoKHR import = {
        .sType = VK_STRUCTURE_TYPE_IMPORT_MEMORY_FD_INFO_KHR,
        .handleType = FD,
    };

    OK(handle_get(f, memory, NT, &win32.handle));
    allocate(f, 4096, &win32, result,
             "VkMemoryAllocateInfo-allocationSize-01743");
    EXPECT(CloseHandle(win32.handle));
    OK(f->get_fd(f->device, &get, &import.fd));
    allocate(f, 4096, &import, result,
             "VkMemoryAllocateInfo-allocationSize-01742");
    EXPECT(close(import.fd) == 0); /* a refused one stays the caller's */
    vkFreeMemory(f->device, memory, NULL);
    vkFreeMemory(f->device, file, NULL);
}

static void syncs(struct fixture *f, int profile)
{
    const VkResult loose = profile == STRICT ? FAIL : VK_SUCCESS;
    VkExportSemaphoreWin32HandleInfoKHR win32 = {
        .sType = VK_STRUCTURE_TYPE_EXPORT_SEMAPHORE_WIN32_HANDLE_INFO_KHR};
    VkExportSemaphoreCreateInfo export = {
        .sType = VK_STRUCTURE_TYPE_EXPORT_SEMAPHORE_CREATE_INFO,
        .pNext = &win32,
        .handleTypes = KMT,
    };
    VkSemaphoreCreateInfo info = {
        .sType = VK_STRUCTURE_TYPE_SEMAPHORE_CREATE_INFO, .pNext = &export};
    VkExportFenceWin32HandleInfoKHR fence_win32 = {
        .sType = VK_STRUCTURE_TYPE_EXPORT_FENCE_WIN32_HANDLE_INFO_KHR};
    VkExportFenceCreateInfo fence_export = {
        .sType = VK_STRUCTURE_TYPE_EXPORT_FENCE_CREATE_INFO,
        .pNext = &fence_win32,
        .handleTypes = KMT,
    };
    VkFenceCreateInfo fence_info = {
        .sType = VK_STRUCTURE_TYPE_FENCE_CREATE_INFO, .pNext = &fence_export};
    VkSemaphore semaphore;
    VkFence fence;

    EXPECT_RESULT(vkCreateSemaphore(f->device, &info, NULL, &semaphore), loose);
    EXPECT(fixture_reported(
        f, "VkExportSemaphoreWin32HandleInfoKHR-handleTypes-01125"));
    EXPECT_RESULT(vkCreateFence(f->device, &fence_info, NULL, &fence), loose);
    EXPECT(fixture_reported(
        f, "VkExportFenceWin32HandleInfoKHR-handleTypes-01447"));
    vkDestroySemaphore(f->device, semaphore, NULL);
    vkDestroyFence(f->device, fence, NULL);
}

int main(void)
{
    static const char *const names[] = {"strict", "cts", "driver"};
    struct fixture f;

    for (int profile = STRICT; profile <= DRIVER; profile++) {
        setenv("HLOCAL_VK_PROFILE", names[profile], 1);
        fixture_open(&f, 0);
        allocations(&f, profile);
        imports(&f, profile);
        syncs(&f, profile);
        fixture_close(&f);
        EXPECT(fixture_none_reported(&f));
    }
    return 0;
}
