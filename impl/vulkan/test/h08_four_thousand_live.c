/* H8: 4096 exported allocations and 4096 imports live at once, with 1024 file
 * descriptors; then handles run out, and say so.
 * Shows SEED_VK_17. */
#include "vk_fixture.h"

#include <sys/resource.h>

#define COUNT 4096

static VkDeviceMemory memory[COUNT], copy[COUNT];
static HANDLE handle[COUNT], more[70000];

int main(void)
{
    HANDLE self = GetCurrentProcess(), none;
    struct rlimit files = {1024, 1024};
    struct fixture f;
    int extra = 0;

    EXPECT(setrlimit(RLIMIT_NOFILE, &files) == 0);
    fixture_open(&f, 0);
    for (int i = 0; i < COUNT; i++) {
        memory[i] = memory_new(&f, 65536, NT | KMT);
        OK(handle_get(&f, memory[i], NT, &handle[i]));
    }
    for (int i = 0; i < COUNT; i++) {
        OK(memory_import(&f, f.device, 65536, NT, handle[i], NULL, NULL,
                         &copy[i]));
        memory_map(f.device, memory[i])[i] = (unsigned char)(i % 251);
        EXPECT(memory_map(f.device, copy[i])[i] == i % 251);
    }
    EXPECT(fixture_none_reported(&f));

    VkDeviceMemory last = memory_new(&f, 4096, NT);
    while (DuplicateHandle(self, handle[0], self, &more[extra], 0, FALSE, 0))
        extra++;
    EXPECT(GetLastError() == ERROR_NO_SYSTEM_RESOURCES);
    EXPECT_RESULT(handle_get(&f, last, NT, &none), VK_ERROR_TOO_MANY_OBJECTS);
    EXPECT(CloseHandle(more[--extra]));
    OK(handle_get(&f, last, NT, &none)); /* the failure used nothing up */
    EXPECT(CloseHandle(none));
    while (extra > 0)
        EXPECT(CloseHandle(more[--extra]));
    vkFreeMemory(f.device, last, NULL);
    for (int i = 0; i < COUNT; i++) {
        EXPECT(CloseHandle(handle[i]));
        vkFreeMemory(f.device, memory[i], NULL);
        vkFreeMemory(f.device, copy[i], NULL);
    }
    fixture_close(&f);
    return 0;
}
