/* H1: the exporter and two imports are one memory: what is written through
 * each is seen through all, for NT handles and for KMT numbers.
 * Shows SEED_VK_1 SEED_VK_4 VK_OWN_7 VK_ALLOC_BYTES VK_ALLOC_ALIAS. */
#include "vk_fixture.h"

#define SIZE 100000u

static void triangle(struct fixture *f, VkExternalMemoryHandleTypeFlagBits type)
{
    HANDLE self = GetCurrentProcess(), handle, second;
    VkDeviceMemory memory[3];
    unsigned char *map[3];

    memory[0] = memory_new(f, SIZE, type);
    map[0] = memory_map(f->device, memory[0]);
    for (unsigned i = 0; i < SIZE; i++)
        EXPECT(map[0][i] == 0); /* never another process's leftovers */
    memset(map[0], 0x11, SIZE);
    OK(handle_get(f, memory[0], type, &handle));
    second = handle;
    if (type == NT)
        EXPECT(DuplicateHandle(self, handle, self, &second, 0, FALSE,
                               DUPLICATE_SAME_ACCESS));
    OK(memory_import(f, f->device, SIZE, type, handle, NULL, NULL, &memory[1]));
    OK(memory_import(f, f->device, SIZE, type, second, NULL, NULL, &memory[2]));
    for (int i = 1; i < 3; i++)
        map[i] = memory_map(f->device, memory[i]);

    for (unsigned writer = 0; writer < 3; writer++) {
        for (unsigned reader = 0; reader < 3; reader++)
            EXPECT(map[reader][0] == 0x11 + writer &&
                   map[reader][SIZE - 1] == 0x11 + writer);
        memset(map[writer], (int)(0x12 + writer), SIZE);
    }
    if (type == NT)
        EXPECT(CloseHandle(handle) && CloseHandle(second));
    for (int i = 0; i < 3; i++)
        vkFreeMemory(f->device, memory[i], NULL);
}

int main(void)
{
    struct fixture f;

    fixture_open(&f, 0);
    triangle(&f, NT);
    triangle(&f, KMT);
    EXPECT(fixture_silent(&f));
    fixture_close(&f);
    EXPECT(fixture_silent(&f));
    return 0;
}
