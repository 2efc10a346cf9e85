/* H1: the exporter and two imports are one memory: what is written through
 * each is seen through all, for NT handles and for KMT numbers, on one device,
 * on other devices and in other instances.
 * Shows SEED_VK_1 SEED_VK_4 VK_OWN_7 VK_ALLOC_BYTES VK_ALLOC_ALIAS. */
#include "vk_fixture.h"

#define SIZE 100000u

static void triangle(struct fixture *f, const VkDevice device[3],
                     VkExternalMemoryHandleTypeFlagBits type)
{
    HANDLE self = GetCurrentProcess(), handle, second;
    VkDeviceMemory memory[3];
    unsigned char *map[3];

    memory[0] = memory_new(f, SIZE, type);
    map[0] = memory_map(device[0], memory[0]);
    for (unsigned i = 0; i < SIZE; i++)
        EXPECT(map[0][i] == 0); /* never another process's leftovers */
    memset(map[0], 0x11, SIZE);
    OK(handle_get(f, memory[0], type, &handle));
    second = handle;
    if (type == NT)
        EXPECT(DuplicateHandle(self, handle, self, &second, 0, FALSE,
                               DUPLICATE_SAME_ACCESS));
    OK(memory_import(f, device[1], SIZE, type, handle, NULL, NULL, &memory[1]));
    OK(memory_import(f, device[2], SIZE, type, second, NULL, NULL, &memory[2]));
    for (int i = 1; i < 3; i++)
        map[i] = memory_map(device[i], memory[i]);

    for (unsigned writer = 0; writer < 3; writer++) {
        for (unsigned reader = 0; reader < 3; reader++)
            EXPECT(map[reader][0] == 0x11 + writer &&
                   map[reader][SIZE - 1] == 0x11 + writer);
        memset(map[writer], (int)(0x12 + writer), SIZE);
    }
    if (type == NT)
        EXPECT(CloseHandle(handle) && CloseHandle(second));
    for (int i = 0; i < 3; i++)
        vkFreeMemory(device[i], memory[i], NULL);
}

int main(void)
{
    struct fixture f, g;

    fixture_open(&f, 0);
    fixture_open(&g, 0);
    VkDevice other = fixture_device(&f, f.physical);
    const VkDevice one[3] = {f.device, f.device, f.device};
    const VkDevice three[3] = {f.device, other, g.device};
    triangle(&f, one, NT);
    triangle(&f, one, KMT);
    triangle(&f, three, NT);
    triangle(&f, three, KMT);
    vkDestroyDevice(other, NULL);
    EXPECT(fixture_none_reported(&f) && fixture_none_reported(&g));
    fixture_close(&g);
    fixture_close(&f);
    EXPECT(fixture_none_reported(&f) && fixture_none_reported(&g));
    return 0;
}
