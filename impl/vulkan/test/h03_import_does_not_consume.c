/* H3: after an import the NT handle is still the application's: it closes
 * exactly once, and then imports no more.
 * Shows SEED_VK_5 VK_OWN_11 VK_IMPORT_00661. */
#include "vk_fixture.h"

int main(void)
{
    VkDeviceMemory memory, first, second;
    struct fixture f;
    HANDLE handle;
    DWORD flags;

    fixture_open(&f, 0);
    memory = memory_new(&f, 4096, NT);
    OK(handle_get(&f, memory, NT, &handle));
    OK(memory_import(&f, f.device, 4096, NT, handle, NULL, NULL, &first));
    EXPECT(GetHandleInformation(handle, &flags));
    OK(memory_import(&f, f.device, 4096, NT, handle, NULL, NULL, &second));
    EXPECT(CloseHandle(handle));
    EXPECT(!CloseHandle(handle));
    EXPECT(GetLastError() == ERROR_INVALID_HANDLE);
    EXPECT(fixture_none_reported(&f));
    EXPECT_RESULT(
        memory_import(&f, f.device, 4096, NT, handle, NULL, NULL, &memory),
        VK_ERROR_INVALID_EXTERNAL_HANDLE);
    EXPECT(fixture_reported(
        &f, "VkImportMemoryWin32HandleInfoKHR-handleType-00661"));
    fixture_close(&f);
    EXPECT(fixture_reported(&f, "vkDestroyDevice-device-00378"));
    return 0;
}
