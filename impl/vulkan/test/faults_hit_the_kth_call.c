/* HLOCAL_VK_FAULT=name:k=RESULT strikes exactly the k-th call, name:k+ all
 * from the k-th on; a result that the command does not document is refused. */
#include "vk_fixture.h"

static VkResult allocate(struct fixture *f)
{
    VkMemoryAllocateInfo info = {
        .sType = VK_STRUCTURE_TYPE_MEMORY_ALLOCATE_INFO,
        .allocationSize = 64,
        .memoryTypeIndex = VISIBLE,
    };
    VkDeviceMemory memory = (VkDeviceMemory)f;
    VkResult result = vkAllocateMemory(f->device, &info, NULL, &memory);

    EXPECT((result == VK_SUCCESS) == (memory != VK_NULL_HANDLE));
    vkFreeMemory(f->device, memory, NULL);
    return result;
}

/* A wait that is refused answers at once, not when its time is over. */
static void waits(void)
{
    VkFenceCreateInfo info = {.sType = VK_STRUCTURE_TYPE_FENCE_CREATE_INFO};
    struct fixture f;
    VkFence fence;

    setenv("HLOCAL_VK_FAULT",
           "vkWaitForFences:1=VK_ERROR_DEVICE_LOST,"
           "vkQueueWaitIdle:1=VK_ERROR_OUT_OF_DEVICE_MEMORY,"
           "vkGetFenceStatus:2=VK_ERROR_DEVICE_LOST,"
           "vkQueueSubmit:1=VK_ERROR_DEVICE_LOST",
           1);
    fixture_open(&f, 0);
    OK(vkCreateFence(f.device, &info, NULL, &fence));
    EXPECT_RESULT(vkWaitForFences(f.device, 1, &fence, VK_TRUE, 50000000),
                  VK_ERROR_DEVICE_LOST);
    EXPECT_RESULT(vkWaitForFences(f.device, 1, &fence, VK_TRUE, 0), VK_TIMEOUT);
    EXPECT_RESULT(vkQueueWaitIdle(f.queue), VK_ERROR_OUT_OF_DEVICE_MEMORY);
    EXPECT_RESULT(vkQueueSubmit(f.queue, 0, NULL, fence), VK_ERROR_DEVICE_LOST);
    EXPECT_RESULT(vkGetFenceStatus(f.device, fence), VK_NOT_READY);
    EXPECT_RESULT(vkGetFenceStatus(f.device, fence), VK_ERROR_DEVICE_LOST);
    OK(vkQueueSubmit(f.queue, 0, NULL, fence));
    OK(vkWaitForFences(f.device, 1, &fence, VK_TRUE, 0));
    vkDestroyFence(f.device, fence, NULL);
    fixture_close(&f);
}

int main(void)
{
    struct fixture f;

    for (int round = 0; round < 2; round++) { /* the same each time */
        setenv("HLOCAL_VK_FAULT",
               "vkAllocateMemory:2=VK_ERROR_OUT_OF_DEVICE_MEMORY;"
               "vkAllocateMemory:4=VK_ERROR_INVALID_OPAQUE_CAPTURE_ADDRESS;"
               "vkAllocateMemory:5+=VK_ERROR_INVALID_EXTERNAL_HANDLE;"
               "vkMapMemory:1=VK_ERROR_TOO_MANY_OBJECTS;"
               "vkNoSuchCall:1=VK_ERROR_UNKNOWN",
               1);
        fixture_open(&f, 0);
        OK(allocate(&f));
        EXPECT_RESULT(allocate(&f), VK_ERROR_OUT_OF_DEVICE_MEMORY);
        OK(allocate(&f));
        EXPECT_RESULT(allocate(&f), VK_ERROR_INVALID_OPAQUE_CAPTURE_ADDRESS);
        for (int i = 0; i < 10; i++)
            EXPECT_RESULT(allocate(&f), VK_ERROR_INVALID_EXTERNAL_HANDLE);
        fixture_close(&f);
    }
    setenv("HLOCAL_VK_FAULT", "vkMapMemory:1=VK_ERROR_TOO_MANY_OBJECTS", 1);
    fixture_open(&f, 0);
    VkDeviceMemory memory = memory_new(&f, 64, 0);
    EXPECT(memory_map(f.device, memory) != NULL);
    vkFreeMemory(f.device, memory, NULL);
    fixture_close(&f);
    waits();
    return 0;
}
