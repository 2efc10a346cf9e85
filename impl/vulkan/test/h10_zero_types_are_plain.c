/* H10: export handleTypes 0 and import handleType 0 mean plain memory.
 * Shows VK_GETW32_00662 VK_ALLOC_ZERO. */
#include "vk_fixture.h"

int main(void)
{
    VkImportMemoryWin32HandleInfoKHR import = {
        .sType = VK_STRUCTURE_TYPE_IMPORT_MEMORY_WIN32_HANDLE_INFO_KHR,
        .handle = (HANDLE)(uintptr_t)0x1234,
    };
    VkExportMemoryAllocateInfo export = {
        .sType = VK_STRUCTURE_TYPE_EXPORT_MEMORY_ALLOCATE_INFO,
        .pNext = &import,
    };
    VkMemoryAllocateInfo info = {
        .sType = VK_STRUCTURE_TYPE_MEMORY_ALLOCATE_INFO,
        .pNext = &export,
        .allocationSize = 1000,
        .memoryTypeIndex = VISIBLE,
    };
    VkDeviceMemory memory;
    struct fixture f;
    HANDLE handle;

    fixture_open(&f, 0);
    OK(vkAllocateMemory(f.device, &info, NULL, &memory));
    unsigned char *map = memory_map(f.device, memory);
    memset(map, 3, 1000);
    vkUnmapMemory(f.device, memory);
    EXPECT(memory_map(f.device, memory)[999] == 3);
    VkBuffer buffer = buffer_new(f.device, 256, 0);
    OK(vkBindBufferMemory(f.device, buffer, memory, 256));
    EXPECT(fixture_none_reported(&f));
    EXPECT_RESULT(handle_get(&f, memory, NT, &handle),
                  VK_ERROR_VALIDATION_FAILED);
    EXPECT(
        fixture_reported(&f, "VkMemoryGetWin32HandleInfoKHR-handleType-00662"));
    vkDestroyBuffer(f.device, buffer, NULL);
    vkFreeMemory(f.device, memory, NULL);
    fixture_close(&f);
    return 0;
}
