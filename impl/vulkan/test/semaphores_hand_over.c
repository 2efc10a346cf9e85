/* Semaphores shared through handles order the work of two devices, whichever
 * submits first; temporary imports end with the wait; timelines count.
 * Shows VK_IMPSEM_01468 VK_IMPSEM_03262 VK_IMPSEM_03322 VK_SYNC_1 VK_SYNC_2
 * VK_SYNC_3. */
#include "vk_fixture.h"

#define SEM_NT VK_EXTERNAL_SEMAPHORE_HANDLE_TYPE_OPAQUE_WIN32_BIT
#define SEM_KMT VK_EXTERNAL_SEMAPHORE_HANDLE_TYPE_OPAQUE_WIN32_KMT_BIT

static VkSemaphore semaphore_new(VkDevice device, uint32_t types, bool timeline)
{
    VkSemaphoreTypeCreateInfo type = {
        .sType = VK_STRUCTURE_TYPE_SEMAPHORE_TYPE_CREATE_INFO,
        .semaphoreType = VK_SEMAPHORE_TYPE_TIMELINE,
        .initialValue = 5,
    };
    VkExportSemaphoreCreateInfo export = {
        .sType = VK_STRUCTURE_TYPE_EXPORT_SEMAPHORE_CREATE_INFO,
        .pNext = timeline ? &type : NULL,
        .handleTypes = types,
    };
    VkSemaphoreCreateInfo info = {
        .sType = VK_STRUCTURE_TYPE_SEMAPHORE_CREATE_INFO,
        .pNext = &export,
    };
    VkSemaphore semaphore;

    OK(vkCreateSemaphore(device, &info, NULL, &semaphore));
    return semaphore;
}

static HANDLE semaphore_get(struct fixture *f, VkSemaphore semaphore,
                            VkExternalSemaphoreHandleTypeFlagBits type)
{
    VkSemaphoreGetWin32HandleInfoKHR info = {
        .sType = VK_STRUCTURE_TYPE_SEMAPHORE_GET_WIN32_HANDLE_INFO_KHR,
        .semaphore = semaphore,
        .handleType = type,
    };
    HANDLE handle;

    OK(f->get_semaphore(f->device, &info, &handle));
    return handle;
}

static VkResult semaphore_import(struct fixture *f, VkSemaphore semaphore,
                                 VkExternalSemaphoreHandleTypeFlagBits type,
                                 HANDLE handle, VkSemaphoreImportFlags flags)
{
    VkImportSemaphoreWin32HandleInfoKHR info = {
        .sType = VK_STRUCTURE_TYPE_IMPORT_SEMAPHORE_WIN32_HANDLE_INFO_KHR,
        .semaphore = semaphore,
        .flags = flags,
        .handleType = type,
        .handle = handle,
    };

    return f->import_semaphore(f->device, &info);
}

static void submit(struct fixture *f, VkSemaphore wait, VkSemaphore signal,
                   VkFence fence)
{
    VkPipelineStageFlags stage = VK_PIPELINE_STAGE_TRANSFER_BIT;
    VkSubmitInfo info = {
        .sType = VK_STRUCTURE_TYPE_SUBMIT_INFO,
        .waitSemaphoreCount = wait != VK_NULL_HANDLE,
        .pWaitSemaphores = &wait,
        .pWaitDstStageMask = &stage,
        .signalSemaphoreCount = signal != VK_NULL_HANDLE,
        .pSignalSemaphores = &signal,
    };

    OK(vkQueueSubmit(f->queue, 1, &info, fence));
}

static void binary(struct fixture *a, struct fixture *b)
{
    VkFenceCreateInfo info = {.sType = VK_STRUCTURE_TYPE_FENCE_CREATE_INFO};
    VkSemaphore mine = semaphore_new(a->device, SEM_NT | SEM_KMT, false);
    VkSemaphore theirs = semaphore_new(b->device, 0, false);
    HANDLE nt = semaphore_get(a, mine, SEM_NT);
    HANDLE kmt = semaphore_get(a, mine, SEM_KMT);
    VkFence fence;

    OK(vkCreateFence(b->device, &info, NULL, &fence));
    OK(semaphore_import(b, theirs, SEM_NT, nt, 0));
    EXPECT(CloseHandle(nt));
    submit(b, theirs, VK_NULL_HANDLE, fence); /* waits before the signal */
    EXPECT_RESULT(vkGetFenceStatus(b->device, fence), VK_NOT_READY);
    EXPECT_RESULT(vkWaitForFences(b->device, 1, &fence, VK_TRUE, 2000000),
                  VK_TIMEOUT);
    submit(a, VK_NULL_HANDLE, mine, VK_NULL_HANDLE);
    OK(vkWaitForFences(b->device, 1, &fence, VK_TRUE, UINT64_MAX));

    /* The wait used the signal up. */
    OK(vkResetFences(b->device, 1, &fence));
    submit(b, theirs, VK_NULL_HANDLE, fence);
    EXPECT_RESULT(vkWaitForFences(b->device, 1, &fence, VK_TRUE, 2000000),
                  VK_TIMEOUT);
    submit(a, VK_NULL_HANDLE, mine, VK_NULL_HANDLE);
    OK(vkWaitForFences(b->device, 1, &fence, VK_TRUE, UINT64_MAX));

    /* Temporarily: one wait, then its own payload is back. */
    VkSemaphore guest = semaphore_new(b->device, 0, false);
    OK(semaphore_import(b, guest, SEM_KMT, kmt,
                        VK_SEMAPHORE_IMPORT_TEMPORARY_BIT));
    submit(a, VK_NULL_HANDLE, mine, VK_NULL_HANDLE);
    submit(b, guest, VK_NULL_HANDLE, VK_NULL_HANDLE);
    OK(vkQueueWaitIdle(b->queue));
    submit(a, VK_NULL_HANDLE, mine, VK_NULL_HANDLE);
    OK(vkResetFences(b->device, 1, &fence));
    submit(b, guest, VK_NULL_HANDLE, fence); /* mine is signaled; guest not */
    EXPECT_RESULT(vkWaitForFences(b->device, 1, &fence, VK_TRUE, 2000000),
                  VK_TIMEOUT);
    EXPECT(fixture_none_reported(a) && fixture_none_reported(b));

    vkDestroySemaphore(a->device, mine, NULL);
    vkDestroySemaphore(b->device, theirs, NULL); /* the last owner */
    EXPECT_RESULT(semaphore_import(b, guest, SEM_KMT, kmt, 0),
                  VK_ERROR_INVALID_EXTERNAL_HANDLE);
    EXPECT(fixture_reported(
        b, "VkImportSemaphoreWin32HandleInfoKHR-handleType-01468"));
}

static void timeline(struct fixture *a, struct fixture *b)
{
    VkSemaphore mine = semaphore_new(a->device, SEM_NT, true);
    VkSemaphore theirs = semaphore_new(b->device, 0, true);
    VkSemaphore plain = semaphore_new(b->device, 0, false);
    HANDLE nt = semaphore_get(a, mine, SEM_NT);
    uint64_t value;
    PFN_vkGetSemaphoreCounterValueKHR counter =
        (PFN_vkGetSemaphoreCounterValueKHR)(void *)vkGetDeviceProcAddr(
            b->device, "vkGetSemaphoreCounterValueKHR");
    PFN_vkSignalSemaphoreKHR signal =
        (PFN_vkSignalSemaphoreKHR)(void *)vkGetDeviceProcAddr(
            a->device, "vkSignalSemaphoreKHR");
    PFN_vkWaitSemaphoresKHR wait =
        (PFN_vkWaitSemaphoresKHR)(void *)vkGetDeviceProcAddr(
            b->device, "vkWaitSemaphoresKHR");

    EXPECT_RESULT(semaphore_import(b, plain, SEM_NT, nt, 0),
                  VK_ERROR_VALIDATION_FAILED);
    EXPECT(fixture_reported(
        b, "VkImportSemaphoreWin32HandleInfoKHR-handleType-03262"));
    EXPECT_RESULT(semaphore_import(b, theirs, SEM_NT, nt,
                                   VK_SEMAPHORE_IMPORT_TEMPORARY_BIT),
                  VK_ERROR_VALIDATION_FAILED);
    EXPECT(
        fixture_reported(b, "VkImportSemaphoreWin32HandleInfoKHR-flags-03322"));
    OK(semaphore_import(b, theirs, SEM_NT, nt, 0));
    EXPECT(CloseHandle(nt));
    OK(counter(b->device, theirs, &value));
    EXPECT(value == 5);
    uint64_t wanted = 9;
    VkSemaphoreWaitInfo until = {
        .sType = VK_STRUCTURE_TYPE_SEMAPHORE_WAIT_INFO,
        .semaphoreCount = 1,
        .pSemaphores = &theirs,
        .pValues = &wanted,
    };
    EXPECT_RESULT(wait(b->device, &until, 1000000), VK_TIMEOUT);
    VkSemaphoreSignalInfo nine = {
        .sType = VK_STRUCTURE_TYPE_SEMAPHORE_SIGNAL_INFO,
        .semaphore = mine,
        .value = 9,
    };
    OK(signal(a->device, &nine));
    OK(wait(b->device, &until, UINT64_MAX));
    OK(counter(b->device, theirs, &value));
    EXPECT(value == 9);
}

int main(void)
{
    struct fixture a, b;

    fixture_open(&a, 0);
    fixture_open(&b, 0);
    binary(&a, &b);
    timeline(&a, &b);
    fixture_close(&a);
    fixture_close(&b);
    return 0;
}
