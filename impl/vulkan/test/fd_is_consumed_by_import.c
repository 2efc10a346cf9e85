/* VK_KHR_external_memory_fd: every export gives a new descriptor, the import
 * takes it over, the payload lives by descriptors alone, and what is no
 * payload's descriptor is recognised.
 * Shows VK_ALLOC_01742 VK_FD_1 VK_FD_2 VK_IMPFD_00670. */
#define _GNU_SOURCE
#include "vk_fixture.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

static int fd_get(struct fixture *f, VkDeviceMemory memory)
{
    VkMemoryGetFdInfoKHR info = {
        .sType = VK_STRUCTURE_TYPE_MEMORY_GET_FD_INFO_KHR,
        .memory = memory,
        .handleType = FD,
    };
    int fd = -7;

    OK(f->get_fd(f->device, &info, &fd));
    EXPECT(fd >= 0);
    return fd;
}

static VkResult fd_import(struct fixture *f, int fd, VkDeviceSize size,
                          VkDeviceMemory *memory)
{
    VkImportMemoryFdInfoKHR import = {
        .sType = VK_STRUCTURE_TYPE_IMPORT_MEMORY_FD_INFO_KHR,
        .handleType = FD,
        .fd = fd,
    };
    VkMemoryAllocateInfo info = {
        .sType = VK_STRUCTURE_TYPE_MEMORY_ALLOCATE_INFO,
        .pNext = &import,
        .allocationSize = size,
        .memoryTypeIndex = VISIBLE,
    };

    return vkAllocateMemory(f->device, &info, NULL, memory);
}

static void strangers(struct fixture *f)
{
    int file = open("/dev/null", O_RDWR | O_CLOEXEC);
    int empty = memfd_create("stranger", MFD_CLOEXEC | MFD_ALLOW_SEALING);
    VkDeviceMemory memory;

    EXPECT(file >= 0 && empty >= 0 && ftruncate(empty, 8192) == 0);
    EXPECT_RESULT(fd_import(f, -1, 4096, &memory),
                  VK_ERROR_INVALID_EXTERNAL_HANDLE);
    EXPECT_RESULT(fd_import(f, 9999, 4096, &memory),
                  VK_ERROR_INVALID_EXTERNAL_HANDLE);
    EXPECT_RESULT(fd_import(f, file, 4096, &memory),
                  VK_ERROR_INVALID_EXTERNAL_HANDLE);
    EXPECT_RESULT(fd_import(f, empty, 4096, &memory),
                  VK_ERROR_INVALID_EXTERNAL_HANDLE);
    EXPECT(fixture_reported(f, "VkImportMemoryFdInfoKHR-handleType-00670"));
    EXPECT(close(file) == 0 && close(empty) == 0); /* not consumed */
}

int main(void)
{
    VkDeviceMemory memory, copy;
    struct fixture f;
    HANDLE handle;

    fixture_open(&f, 0);
    memory = memory_new(&f, 5000, FD);
    strcpy((char *)memory_map(f.device, memory), "by fd");
    int first = fd_get(&f, memory), second = fd_get(&f, memory);
    EXPECT(first != second);
    vkFreeMemory(f.device, memory, NULL);
    EXPECT_RESULT(fd_import(&f, first, 4000, &copy),
                  VK_ERROR_VALIDATION_FAILED);
    EXPECT(fixture_reported(&f, "VkMemoryAllocateInfo-allocationSize-01742"));
    OK(fd_import(&f, first, 5000, &copy));
    EXPECT(strcmp((char *)memory_map(f.device, copy), "by fd") == 0);
    vkFreeMemory(f.device, copy, NULL);
    EXPECT(fcntl(first, F_GETFD) == -1); /* it was the driver's */
    OK(fd_import(&f, second, 5000, &copy));
    EXPECT(strcmp((char *)memory_map(f.device, copy), "by fd") == 0);
    EXPECT_RESULT(handle_get(&f, copy, NT, &handle),
                  VK_ERROR_VALIDATION_FAILED);
    vkFreeMemory(f.device, copy, NULL);
    f.reported_count = 0;
    strangers(&f);
    fixture_close(&f);
    return 0;
}
