/* H4 for semaphores and fences: one NT handle for each, whatever payload it
 * has, and HLOCAL_VK_REEXPORT decides about a second as it does for memory.
 * Handle values come back at once here, so that "same" must not go by value.
 * Shows VK_GETSEM_01127 VK_GETFENCE_01449. */
#include "vk_fixture.h"

#define SEMAPHORE_NT VK_EXTERNAL_SEMAPHORE_HANDLE_TYPE_OPAQUE_WIN32_BIT
#define FENCE_NT VK_EXTERNAL_FENCE_HANDLE_TYPE_OPAQUE_WIN32_BIT

static VkSemaphore semaphore_new(struct fixture *f)
{
    VkExportSemaphoreCreateInfo export = {
        .sType = VK_STRUCTURE_TYPE_EXPORT_SEMAPHORE_CREATE_INFO,
        .handleTypes = SEMAPHORE_NT,
    };
    VkSemaphoreCreateInfo info = {
        .sType = VK_STRUCTURE_TYPE_SEMAPHORE_CREATE_INFO, .pNext = &export};
    VkSemaphore semaphore;

    OK(vkCreateSemaphore(f->device, &info, NULL, &semaphore));
    return semaphore;
}

static VkResult semaphore_get(struct fixture *f, VkSemaphore semaphore,
                              HANDLE *handle)
{
    VkSemaphoreGetWin32HandleInfoKHR info = {
        .sType = VK_STRUCTURE_TYPE_SEMAPHORE_GET_WIN32_HANDLE_INFO_KHR,
        .semaphore = semaphore,
        .handleType = SEMAPHORE_NT,
    };

    *handle = f;
    VkResult result = f->get_semaphore(f->device, &info, handle);
    EXPECT((result == VK_SUCCESS) == (*handle != NULL));
    return result;
}

static void fence_twice(struct fixture *f, bool fails, bool same)
{
    VkExportFenceCreateInfo export = {
        .sType = VK_STRUCTURE_TYPE_EXPORT_FENCE_CREATE_INFO,
        .handleTypes = FENCE_NT,
    };
    VkFenceCreateInfo info = {.sType = VK_STRUCTURE_TYPE_FENCE_CREATE_INFO,
                              .pNext = &export};
    VkFenceGetWin32HandleInfoKHR get = {
        .sType = VK_STRUCTURE_TYPE_FENCE_GET_WIN32_HANDLE_INFO_KHR,
        .handleType = FENCE_NT,
    };
    HANDLE first, second = f;

    OK(vkCreateFence(f->device, &info, NULL, &get.fence));
    OK(f->get_fence(f->device, &get, &first));
    EXPECT(fixture_none_reported(f));
    EXPECT_RESULT(f->get_fence(f->device, &get, &second),
                  fails ? VK_ERROR_VALIDATION_FAILED : VK_SUCCESS);
    EXPECT(
        fixture_reported(f, "VkFenceGetWin32HandleInfoKHR-handleType-01449"));
    EXPECT(fails == (second == NULL) && same == (first == second));
    EXPECT(CloseHandle(first));
    if (!fails && !same)
        EXPECT(CloseHandle(second));
    vkDestroyFence(f->device, get.fence, NULL);
}

static void second_export(const char *policy, const char *profile, bool fails)
{
    static const char rule[] =
        "VkSemaphoreGetWin32HandleInfoKHR-handleType-01127";
    bool same = policy != NULL && strcmp(policy, "same") == 0;
    HANDLE first, second, others;
    struct fixture f;

    if (policy != NULL)
        setenv("HLOCAL_VK_REEXPORT", policy, 1);
    else
        unsetenv("HLOCAL_VK_REEXPORT");
    setenv("HLOCAL_VK_PROFILE", profile, 1);
    fixture_open(&f, 0);
    VkSemaphore mine = semaphore_new(&f), other = semaphore_new(&f);
    OK(semaphore_get(&f, mine, &first));
    EXPECT(fixture_none_reported(&f));
    EXPECT_RESULT(semaphore_get(&f, mine, &second),
                  fails ? VK_ERROR_VALIDATION_FAILED : VK_SUCCESS);
    EXPECT(fixture_reported(&f, rule));
    EXPECT(same == (first == second));
    if (!fails)
        EXPECT(CompareObjectHandles(first, second));
    if (!fails && !same)
        EXPECT(CloseHandle(second));

    /* The value means another semaphore now, which the first then gets. */
    EXPECT(CloseHandle(first));
    OK(semaphore_get(&f, other, &others));
    if (same) {
        EXPECT(others == first);
        OK(semaphore_get(&f, mine, &second));
        EXPECT(fixture_reported(&f, rule));
        EXPECT(second != others && !CompareObjectHandles(second, others));
        EXPECT(CloseHandle(second));
    }
    VkImportSemaphoreWin32HandleInfoKHR import = {
        .sType = VK_STRUCTURE_TYPE_IMPORT_SEMAPHORE_WIN32_HANDLE_INFO_KHR,
        .semaphore = mine,
        .handleType = SEMAPHORE_NT,
        .handle = others,
    };
    OK(f.import_semaphore(f.device, &import));
    EXPECT(fixture_none_reported(&f));
    EXPECT_RESULT(semaphore_get(&f, mine, &second),
                  fails ? VK_ERROR_VALIDATION_FAILED : VK_SUCCESS);
    EXPECT(fixture_reported(&f, rule));
    if (!fails)
        EXPECT(CompareObjectHandles(second, others) && CloseHandle(second));
    EXPECT(CloseHandle(others));
    vkDestroySemaphore(f.device, mine, NULL);
    vkDestroySemaphore(f.device, other, NULL);
    fence_twice(&f, fails, same);
    fixture_close(&f);
}

int main(void)
{
    setenv("HLOCAL_NT_REUSE", "now", 1);
    second_export(NULL, "strict", true);
    second_export(NULL, "cts", true);
    second_export(NULL, "driver", false);
    second_export("fail", "strict", true);
    second_export("fail", "driver", true);
    second_export("new", "strict", false);
    second_export("same", "strict", false);
    return 0;
}
