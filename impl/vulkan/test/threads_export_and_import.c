/* Four threads allocate, export, import, write, read and free on one device
 * at once; every payload shows its own thread's bytes only. */
#include "vk_fixture.h"

#include <pthread.h>

static struct fixture f;

static void *work(void *number)
{
    unsigned char mine = (unsigned char)(uintptr_t)number;

    for (int i = 0; i < 300; i++) {
        VkExternalMemoryHandleTypeFlagBits type = i % 2 ? NT : KMT;
        VkDeviceMemory memory = memory_new(&f, 8192, NT | KMT), copy;
        HANDLE handle;
        OK(handle_get(&f, memory, type, &handle));
        OK(memory_import(&f, f.device, 8192, type, handle, NULL, NULL, &copy));
        unsigned char *at = memory_map(f.device, memory);
        EXPECT(at[0] == 0 && at[8191] == 0);
        memset(at, mine, 8192);
        EXPECT(memory_map(f.device, copy)[4095] == mine);
        if (type == NT)
            EXPECT(CloseHandle(handle));
        vkFreeMemory(f.device, copy, NULL);
        vkFreeMemory(f.device, memory, NULL);
    }
    return NULL;
}

int main(void)
{
    pthread_t thread[4];

    fixture_open(&f, 0);
    for (uintptr_t i = 0; i < 4; i++)
        EXPECT(pthread_create(&thread[i], NULL, work, (void *)(i + 1)) == 0);
    for (int i = 0; i < 4; i++)
        EXPECT(pthread_join(thread[i], NULL) == 0);
    EXPECT(fixture_none_reported(&f));
    fixture_close(&f);
    EXPECT(fixture_none_reported(&f));
    return 0;
}
