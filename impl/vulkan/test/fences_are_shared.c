/* Fences through handles and names: an import sees the exporter's signal, and
 * a temporary one ends with the reset.
 * Shows VK_DESTROY_00378 VK_GETFENCE_01449 VK_IMPFENCE_01460 VK_IMPFENCE_01461
 * VK_SYNC_1 VK_SYNC_2.
 */
#include "vk_fixture.h"

#define FENCE_NT VK_EXTERNAL_FENCE_HANDLE_TYPE_OPAQUE_WIN32_BIT

static VkFence fence_new(VkDevice device, uint32_t types, const void *name)
{
    VkExportFenceWin32HandleInfoKHR win32 = {
        .sType = VK_STRUCTURE_TYPE_EXPORT_FENCE_WIN32_HANDLE_INFO_KHR,
        .dwAccess = GENERIC_ALL,
        .name = name,
    };
    VkExportFenceCreateInfo export = {
        .sType = VK_STRUCTURE_TYPE_EXPORT_FENCE_CREATE_INFO,
        .pNext = name == NULL ? NULL : &win32,
        .handleTypes = types,
    };
    VkFenceCreateInfo info = {
        .sType = VK_STRUCTURE_TYPE_FENCE_CREATE_INFO,
        .pNext = &export,
    };
    VkFence fence;

    OK(vkCreateFence(device, &info, NULL, &fence));
    return fence;
}

static VkResult import(struct fixture *f, VkFence fence, HANDLE handle,
                       const void *name, VkFenceImportFlags flags)
{
    VkImportFenceWin32HandleInfoKHR info = {
        .sType = VK_STRUCTURE_TYPE_IMPORT_FENCE_WIN32_HANDLE_INFO_KHR,
        .fence = fence,
        .flags = flags,
        .handleType = FENCE_NT,
        .handle = handle,
        .name = name,
    };

    return f->import_fence(f->device, &info);
}

int main(void)
{
    struct fixture a, b;
    HANDLE handle;

    fixture_open(&a, 0);
    fixture_open(&b, 0);
    VkFence mine = fence_new(a.device, FENCE_NT, u"fence");
    VkFence theirs = fence_new(b.device, 0, NULL);
    VkFence named = fence_new(b.device, 0, NULL);
    VkFenceGetWin32HandleInfoKHR get = {
        .sType = VK_STRUCTURE_TYPE_FENCE_GET_WIN32_HANDLE_INFO_KHR,
        .fence = mine,
        .handleType = FENCE_NT,
    };
    OK(a.get_fence(a.device, &get, &handle));
    OK(import(&b, theirs, handle, NULL, VK_FENCE_IMPORT_TEMPORARY_BIT));
    EXPECT(CloseHandle(handle));
    OK(import(&b, named, NULL, u"FENCE", 0));
    EXPECT_RESULT(vkGetFenceStatus(b.device, theirs), VK_NOT_READY);
    OK(vkQueueSubmit(a.queue, 0, NULL, mine));
    OK(vkGetFenceStatus(b.device, theirs));
    OK(vkGetFenceStatus(b.device, named));
    OK(vkResetFences(b.device, 1, &theirs)); /* its own payload is back */
    EXPECT_RESULT(vkGetFenceStatus(b.device, theirs), VK_NOT_READY);
    OK(vkGetFenceStatus(b.device, named));
    OK(vkResetFences(b.device, 1, &named));
    EXPECT_RESULT(vkGetFenceStatus(a.device, mine), VK_NOT_READY);
    EXPECT(fixture_none_reported(&a) && fixture_none_reported(&b));

    EXPECT_RESULT(a.get_fence(a.device, &get, &handle),
                  VK_ERROR_VALIDATION_FAILED);
    EXPECT(handle == NULL);
    EXPECT(
        fixture_reported(&a, "VkFenceGetWin32HandleInfoKHR-handleType-01449"));
    EXPECT_RESULT(import(&b, theirs, (HANDLE)(uintptr_t)0x40, NULL, 0),
                  VK_ERROR_INVALID_EXTERNAL_HANDLE);
    EXPECT(fixture_reported(
        &b, "VkImportFenceWin32HandleInfoKHR-handleType-01461"));
    EXPECT_RESULT(import(&b, theirs, NULL, u"nobody", 0),
                  VK_ERROR_INVALID_EXTERNAL_HANDLE);
    EXPECT(fixture_reported(
        &b, "VkImportFenceWin32HandleInfoKHR-handleType-01460"));
    fixture_close(&a);
    EXPECT(fixture_reported(&a, "vkDestroyDevice-device-00378"));
    fixture_close(&b);
    return 0;
}
