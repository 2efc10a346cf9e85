/* A semaphore or fence that was not created to be exported is no object of the
 * session, of which there are 65,535 for all processes. */
#include "vk_fixture.h"

#include "../../kernel/kernel.h"

static BOOL count_one(kernel_id id, const void *body, void *context)
{
    (void)id;
    (void)body;
    ++*(unsigned *)context;
    return TRUE;
}

static unsigned count(enum hl_kernel_kind kind)
{
    unsigned found = 0;

    hl_kernel_each(kind, count_one, &found);
    return found;
}

int main(void)
{
    VkExportSemaphoreCreateInfo export_semaphore = {
        .sType = VK_STRUCTURE_TYPE_EXPORT_SEMAPHORE_CREATE_INFO,
    };
    VkExportFenceCreateInfo export_fence = {
        .sType = VK_STRUCTURE_TYPE_EXPORT_FENCE_CREATE_INFO,
    };
    VkSemaphoreCreateInfo semaphore_info = {
        .sType = VK_STRUCTURE_TYPE_SEMAPHORE_CREATE_INFO,
        .pNext = &export_semaphore,
    };
    VkFenceCreateInfo fence_info = {
        .sType = VK_STRUCTURE_TYPE_FENCE_CREATE_INFO,
        .pNext = &export_fence,
    };
    VkSemaphore semaphore;
    VkFence fence;
    struct fixture f;

    fixture_open(&f, 0);
    for (unsigned shared = 0; shared < 2; shared++) {
        export_semaphore.handleTypes =
            shared ? VK_EXTERNAL_SEMAPHORE_HANDLE_TYPE_OPAQUE_WIN32_BIT : 0;
        export_fence.handleTypes =
            shared ? VK_EXTERNAL_FENCE_HANDLE_TYPE_OPAQUE_WIN32_BIT : 0;
        OK(vkCreateSemaphore(f.device, &semaphore_info, NULL, &semaphore));
        OK(vkCreateFence(f.device, &fence_info, NULL, &fence));
        EXPECT(count(HL_KERNEL_SEMAPHORE) == shared);
        EXPECT(count(HL_KERNEL_FENCE) == shared);
        vkDestroySemaphore(f.device, semaphore, NULL);
        vkDestroyFence(f.device, fence, NULL);
        EXPECT(count(HL_KERNEL_SEMAPHORE) == 0);
        EXPECT(count(HL_KERNEL_FENCE) == 0);
    }
    EXPECT(fixture_none_reported(&f));
    fixture_close(&f);
    return 0;
}
