/* HLOCAL_VK_KMT=collide: a KMT number equals a live NT handle's value, so a
 * client that guesses the kind from the value is found out. Both still work
 * as what they are.
 * Shows VK_OWN_12 VK_KMT_1. */
#include "vk_fixture.h"

int main(void)
{
    VkDeviceMemory first, second, copy;
    struct fixture f;
    HANDLE handle, number, again;

    setenv("HLOCAL_VK_KMT", "collide", 1);
    fixture_open(&f, 0);
    first = memory_new(&f, 4096, NT);
    second = memory_new(&f, 4096, KMT);
    memset(memory_map(f.device, first), 1, 4096);
    memset(memory_map(f.device, second), 2, 4096);
    OK(handle_get(&f, first, NT, &handle));
    OK(handle_get(&f, second, KMT, &number));
    EXPECT(handle == number);
    OK(handle_get(&f, second, KMT, &again));
    EXPECT(again == number);
    OK(memory_import(&f, f.device, 4096, NT, handle, NULL, NULL, &copy));
    EXPECT(memory_map(f.device, copy)[0] == 1);
    vkFreeMemory(f.device, copy, NULL);
    OK(memory_import(&f, f.device, 4096, KMT, number, NULL, NULL, &copy));
    EXPECT(memory_map(f.device, copy)[0] == 2);
    vkFreeMemory(f.device, copy, NULL);
    EXPECT(CloseHandle(handle));
    vkFreeMemory(f.device, first, NULL);
    vkFreeMemory(f.device, second, NULL);
    fixture_close(&f);
    return 0;
}
