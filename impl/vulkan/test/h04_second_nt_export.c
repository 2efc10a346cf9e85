/* H4: one NT handle for each memory object, and what HLOCAL_VK_REEXPORT makes
 * of a second request, or without it the profile; KMT numbers are always the
 * same.
 * Shows VK_GETW32_00663 VK_NT_2 VK_KMT_2 NT_CLOSE_3. */
#include "vk_fixture.h"

static const char rule[] = "VkMemoryGetWin32HandleInfoKHR-handleType-00663";

static void second_export(const char *policy, const char *profile)
{
    VkDeviceMemory memory;
    HANDLE first, second, third;
    struct fixture f;
    DWORD flags;

    if (policy != NULL)
        setenv("HLOCAL_VK_REEXPORT", policy, 1);
    else
        unsetenv("HLOCAL_VK_REEXPORT");
    setenv("HLOCAL_VK_PROFILE", profile, 1);
    bool driver = strcmp(profile, "driver") == 0;
    bool same = policy != NULL && strcmp(policy, "same") == 0;
    bool fails = policy != NULL ? strcmp(policy, "fail") == 0 : !driver;
    fixture_open(&f, 0);
    memory = memory_new(&f, 4096, NT | KMT);
    OK(handle_get(&f, memory, NT, &first));
    EXPECT(fixture_none_reported(&f));
    EXPECT_RESULT(handle_get(&f, memory, NT, &second),
                  fails ? VK_ERROR_VALIDATION_FAILED : VK_SUCCESS);
    EXPECT(fixture_reported(&f, rule));
    EXPECT(fails || (first == second) == same);
    if (!fails)
        EXPECT(CompareObjectHandles(first, second));
    EXPECT(GetHandleInformation(first, &flags)); /* unharmed */
    EXPECT(CloseHandle(first));
    if (!fails && !same)
        EXPECT(CloseHandle(second));
    if (same) { /* nothing is left to repeat */
        OK(handle_get(&f, memory, NT, &third));
        EXPECT(third != first);
        EXPECT(CloseHandle(third));
        EXPECT(fixture_reported(&f, rule));
    }

    OK(handle_get(&f, memory, KMT, &first));
    for (int i = 0; i < 5; i++) {
        OK(handle_get(&f, memory, KMT, &second));
        EXPECT(first == second);
    }
    EXPECT(!CloseHandle(first)); /* a number, not a handle */
    EXPECT(fixture_none_reported(&f));
    vkFreeMemory(f.device, memory, NULL);
    fixture_close(&f);
}

int main(void)
{
    second_export(NULL, "strict");
    second_export(NULL, "cts");
    second_export(NULL, "driver");
    second_export("fail", "strict");
    second_export("fail", "driver");
    second_export("new", "strict");
    second_export("same", "strict");
    return 0;
}
