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
    return 0;
}
