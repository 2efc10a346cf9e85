/* A forked child's copies of handles are stale there and harm nobody; it may
 * open the driver anew, and the parent goes on undisturbed. */
#include "vk_fixture.h"

#include <sys/wait.h>
#include <unistd.h>

int main(void)
{
    VkDeviceMemory memory;
    struct fixture f;
    int status;

    fixture_open(&f, 0);
    memory = memory_new(&f, 4096, NT);
    unsigned char *map = memory_map(f.device, memory);
    map[0] = 1;
    pid_t pid = fork();
    if (pid == 0) {
        struct fixture own;
        void *data = NULL;
        EXPECT(vkMapMemory(f.device, memory, 0, 1, 0, &data) != VK_SUCCESS);
        EXPECT(data == NULL);
        vkFreeMemory(f.device, memory, NULL);
        fixture_open(&own, 0);
        VkDeviceMemory fresh = memory_new(&own, 4096, NT);
        EXPECT(memory_map(own.device, fresh)[0] == 0);
        memory_map(own.device, memory_new(&own, 4096, NT))[0] = 9;
        vkFreeMemory(own.device, fresh, NULL);
        fixture_close(&own);
        _exit(0);
    }
    EXPECT(waitpid(pid, &status, 0) == pid && status == 0);
    EXPECT(map[0] == 1);
    HANDLE handle;
    OK(handle_get(&f, memory, NT, &handle));
    EXPECT(CloseHandle(handle));
    vkFreeMemory(f.device, memory, NULL);
    EXPECT(fixture_none_reported(&f));
    fixture_close(&f);
    return 0;
}
