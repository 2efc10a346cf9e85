/* H2: an NT handle keeps the payload when every memory object is freed, and
 * when the device and the instance are gone; its last CloseHandle ends it.
 * Shows SEED_VK_5 SEED_VK_6 SEED_VK_7 VK_OWN_1 VK_OWN_2 VK_OWN_3 VK_OWN_10
 * VK_OWN_13. */
#include "vk_fixture.h"

int main(void)
{
    static const uint16_t name[] = u"h02";
    VkExportMemoryWin32HandleInfoKHR win32 = {
        .sType = VK_STRUCTURE_TYPE_EXPORT_MEMORY_WIN32_HANDLE_INFO_KHR,
        .dwAccess = GENERIC_ALL,
        .name = name,
    };
    VkExportMemoryAllocateInfo export = {
        .sType = VK_STRUCTURE_TYPE_EXPORT_MEMORY_ALLOCATE_INFO,
        .pNext = &win32,
        .handleTypes = NT,
    };
    VkMemoryAllocateInfo info = {
        .sType = VK_STRUCTURE_TYPE_MEMORY_ALLOCATE_INFO,
        .pNext = &export,
        .allocationSize = 5000,
        .memoryTypeIndex = VISIBLE,
    };
    HANDLE self = GetCurrentProcess(), handle, copy;
    VkDeviceMemory memory, again;
    struct fixture f;

    fixture_open(&f, 0);
    OK(vkAllocateMemory(f.device, &info, NULL, &memory));
    strcpy((char *)memory_map(f.device, memory), "old bytes");
    OK(handle_get(&f, memory, NT, &handle));
    vkFreeMemory(f.device, memory, NULL);
    OK(memory_import(&f, f.device, 5000, NT, handle, NULL, NULL, &again));
    EXPECT(strcmp((char *)memory_map(f.device, again), "old bytes") == 0);
    vkFreeMemory(f.device, again, NULL);
    EXPECT(fixture_none_reported(&f));
    fixture_close(&f);
    EXPECT(fixture_reported(&f, "HLOCAL-vkDestroyDevice-handle-open"));

    fixture_open(&f, 0);
    EXPECT(DuplicateHandle(self, handle, self, &copy, 0, FALSE,
                           DUPLICATE_SAME_ACCESS | DUPLICATE_CLOSE_SOURCE));
    OK(memory_import(&f, f.device, 5000, NT, copy, NULL, NULL, &again));
    EXPECT(strcmp((char *)memory_map(f.device, again), "old bytes") == 0);
    EXPECT(CloseHandle(copy)); /* the import holds it now */
    OK(memory_import(&f, f.device, 5000, NT, NULL, name, NULL, &memory));
    vkFreeMemory(f.device, memory, NULL);
    vkFreeMemory(f.device, again, NULL);
    EXPECT_RESULT(
        memory_import(&f, f.device, 5000, NT, NULL, name, NULL, &again),
        VK_ERROR_INVALID_EXTERNAL_HANDLE);
    fixture_close(&f);
    return 0;
}
