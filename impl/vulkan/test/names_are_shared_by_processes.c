/* A named payload is opened by name from another process, while somebody has
 * it: also when its creator was killed, never when nobody is left.
 * Shows VK_OWN_13 VK_EXPW32_NAME VK_ALLOC_NAME. */
#include "vk_fixture.h"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#define SIZE 8192u

static VkDeviceMemory named_new(struct fixture *f, const void *name,
                                VkResult expected)
{
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
        .allocationSize = SIZE,
        .memoryTypeIndex = VISIBLE,
    };
    VkDeviceMemory memory;

    EXPECT_RESULT(vkAllocateMemory(f->device, &info, NULL, &memory), expected);
    return memory;
}

static int exporter(int ready)
{
    struct fixture f;

    fixture_open(&f, 0);
    strcpy((char *)memory_map(f.device, named_new(&f, u"Frame", VK_SUCCESS)),
           "from the exporter");
    EXPECT(write(ready, "x", 1) == 1);
    for (;;)
        pause(); /* until killed */
}

int main(int argc, char **argv)
{
    VkDeviceMemory copy;
    struct fixture f;
    int ready[2], status;
    char word;

    if (argc > 1)
        return exporter(atoi(argv[1]));
    EXPECT(pipe(ready) == 0);
    pid_t pid = fork();
    if (pid == 0) {
        char number[12];
        snprintf(number, sizeof number, "%d", ready[1]);
        execl(argv[0], argv[0], number, (char *)NULL);
        _exit(127);
    }
    EXPECT(read(ready[0], &word, 1) == 1);

    fixture_open(&f, 0);
    EXPECT(named_new(&f, u"frame", VK_ERROR_VALIDATION_FAILED) ==
           VK_NULL_HANDLE); /* taken, by another process */
    EXPECT(fixture_reported(
        &f, "HLOCAL-VkExportMemoryWin32HandleInfoKHR-name-taken"));
    OK(memory_import(&f, f.device, SIZE, NT, NULL, u"Local\\FRAME", NULL,
                     &copy));
    char *map = (char *)memory_map(f.device, copy);
    EXPECT(strcmp(map, "from the exporter") == 0);
    EXPECT(kill(pid, SIGKILL) == 0);
    EXPECT(waitpid(pid, &status, 0) == pid && WIFSIGNALED(status));
    VkDeviceMemory second;
    OK(memory_import(&f, f.device, SIZE, NT, NULL, u"Frame", NULL, &second));
    EXPECT(strcmp((char *)memory_map(f.device, second), map) == 0);
    vkFreeMemory(f.device, second, NULL);
    vkFreeMemory(f.device, copy, NULL); /* the last one: the name is free */
    EXPECT_RESULT(
        memory_import(&f, f.device, SIZE, NT, NULL, u"Frame", NULL, &copy),
        VK_ERROR_INVALID_EXTERNAL_HANDLE);
    copy = named_new(&f, u"FRAME", VK_SUCCESS);
    EXPECT(memory_map(f.device, copy)[0] == 0);
    vkFreeMemory(f.device, copy, NULL);
    fixture_close(&f);
    return 0;
}
