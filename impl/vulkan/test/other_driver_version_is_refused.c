/* A payload of another driver version (another driverUUID) is not imported,
 * by name or by handle, and the rule told is the one for that way.
 * Shows VK_IMPORT_01518 VK_IMPORT_01519. */
#include "vk_fixture.h"

#include <sys/wait.h>
#include <unistd.h>

static int importer(int from)
{
    VkDeviceMemory memory;
    struct fixture f;
    HANDLE handle;

    EXPECT(read(from, &handle, sizeof handle) == (ssize_t)sizeof handle);
    setenv("HLOCAL_VK_DRIVER", "1", 1);
    fixture_open(&f, 0);
    EXPECT_RESULT(
        memory_import(&f, f.device, 4096, NT, NULL, u"version", NULL, &memory),
        VK_ERROR_INVALID_EXTERNAL_HANDLE);
    EXPECT(fixture_reported(&f, "VkImportMemoryWin32HandleInfoKHR-name-01519"));
    EXPECT_RESULT(
        memory_import(&f, f.device, 4096, NT, handle, NULL, NULL, &memory),
        VK_ERROR_INVALID_EXTERNAL_HANDLE);
    EXPECT(
        fixture_reported(&f, "VkImportMemoryWin32HandleInfoKHR-handle-01518"));
    EXPECT(CloseHandle(handle));
    fixture_close(&f);
    return 0;
}

int main(int argc, char **argv)
{
    VkExportMemoryWin32HandleInfoKHR win32 = {
        .sType = VK_STRUCTURE_TYPE_EXPORT_MEMORY_WIN32_HANDLE_INFO_KHR,
        .dwAccess = GENERIC_ALL,
        .name = u"version",
    };
    VkExportMemoryAllocateInfo export = {
        .sType = VK_STRUCTURE_TYPE_EXPORT_MEMORY_ALLOCATE_INFO,
        .pNext = &win32,
        .handleTypes = NT,
    };
    VkMemoryAllocateInfo info = {
        .sType = VK_STRUCTURE_TYPE_MEMORY_ALLOCATE_INFO,
        .pNext = &export,
        .allocationSize = 4096,
        .memoryTypeIndex = VISIBLE,
    };
    VkDeviceMemory memory;
    HANDLE handle, theirs;
    struct fixture f;
    int pipes[2], status;

    if (argc > 1)
        return importer(atoi(argv[1]));
    EXPECT(pipe(pipes) == 0);
    pid_t pid = fork();
    if (pid == 0) {
        char number[12];
        snprintf(number, sizeof number, "%d", pipes[0]);
        execl(argv[0], argv[0], number, (char *)NULL);
        _exit(127);
    }
    fixture_open(&f, 0);
    OK(vkAllocateMemory(f.device, &info, NULL, &memory));
    OK(handle_get(&f, memory, NT, &handle));
    HANDLE process = OpenProcess(PROCESS_DUP_HANDLE, FALSE, (DWORD)pid);
    EXPECT(DuplicateHandle(GetCurrentProcess(), handle, process, &theirs, 0,
                           FALSE, DUPLICATE_SAME_ACCESS));
    EXPECT(write(pipes[1], &theirs, sizeof theirs) == (ssize_t)sizeof theirs);
    EXPECT(waitpid(pid, &status, 0) == pid && status == 0);
    EXPECT(CloseHandle(handle) && CloseHandle(process));
    vkFreeMemory(f.device, memory, NULL);
    fixture_close(&f);
    return 0;
}
