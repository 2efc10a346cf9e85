/* Every return code of vkGetMemoryWin32HandleKHR's reference page is reached:
 * VK_SUCCESS, OUT_OF_HOST_MEMORY, TOO_MANY_OBJECTS, UNKNOWN,
 * VALIDATION_FAILED; with *pHandle NULL for each failure.
 * Shows SEED_VK_13 SEED_VK_15 SEED_VK_16 SEED_VK_17 SEED_VK_18 VK_OWN_6. */
#include "vk_fixture.h"

int main(void)
{
    VkDeviceMemory memory;
    struct fixture f;
    HANDLE handle;

    setenv("HLOCAL_VK_FAULT",
           "vkGetMemoryWin32HandleKHR:2=VK_ERROR_OUT_OF_HOST_MEMORY,"
           "vkGetMemoryWin32HandleKHR:3=VK_ERROR_TOO_MANY_OBJECTS,"
           "vkGetMemoryWin32HandleKHR:4=VK_ERROR_UNKNOWN,"
           "vkGetMemoryWin32HandleKHR:5=VK_ERROR_VALIDATION_FAILED",
           1);
    fixture_open(&f, 0);
    memory = memory_new(&f, 4096, NT | KMT);
    OK(handle_get(&f, memory, KMT, &handle));
    EXPECT_RESULT(handle_get(&f, memory, NT, &handle),
                  VK_ERROR_OUT_OF_HOST_MEMORY);
    EXPECT_RESULT(handle_get(&f, memory, NT, &handle),
                  VK_ERROR_TOO_MANY_OBJECTS);
    EXPECT_RESULT(handle_get(&f, memory, NT, &handle), VK_ERROR_UNKNOWN);
    EXPECT_RESULT(handle_get(&f, memory, NT, &handle),
                  VK_ERROR_VALIDATION_FAILED);
    EXPECT(fixture_none_reported(&f)); /* nobody did anything wrong */

    /* A failure used nothing up: the one NT export is still to be had. */
    OK(handle_get(&f, memory, NT, &handle));
    EXPECT(CloseHandle(handle));
    EXPECT_RESULT(handle_get(&f, memory, NT, &handle),
                  VK_ERROR_VALIDATION_FAILED);
    vkFreeMemory(f.device, memory, NULL);
    fixture_close(&f);
    return 0;
}
