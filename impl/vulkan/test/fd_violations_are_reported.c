/* Each rule of VK_KHR_external_memory_fd: told by its VUID and answered; *pFd
 * is -1 on every failure, and a refused descriptor stays the caller's. Shows
 * VK_DED_01878 VK_DED_01879 VK_GETFD_DEVICE VK_GETFD_INFO VK_GETFD_FD
 * VK_GETFD_STYPE VK_GETFD_PNEXT VK_GETFD_MEMORY VK_GETFD_PARENT VK_GETFD_TYPE
 * VK_GETFD_00671 VK_GETFD_00672 VK_FDPROPS_DEVICE VK_FDPROPS_OUT
 * VK_FDPROPS_STYPE VK_FDPROPS_PNEXT VK_FDPROPS_TYPE VK_FDPROPS_00673
 * VK_FDPROPS_00674 VK_IMPFD_TYPE VK_IMPFD_09862 VK_IMPFD_00668 VK_IMPFD_00669
 * VK_IMPFD_01746 VK_IMPFD_01520.
 */
#include "vk_fixture.h"

#include <fcntl.h>
#include <unistd.h>

#define FAIL VK_ERROR_VALIDATION_FAILED
#define IEH VK_ERROR_INVALID_EXTERNAL_HANDLE
#define REPORTED(call, result, id)                                             \
    do {                                                                       \
        EXPECT_RESULT(call, result);                                           \
        EXPECT(fixture_reported(f, id));                                       \
    } while (0)

static VkResult get(struct fixture *f, VkDevice device,
                    const VkMemoryGetFdInfoKHR *info)
{
    int fd = 77;
    VkResult result = f->get_fd(device, info, &fd);

    EXPECT(result == VK_SUCCESS ? fd >= 0 : fd == -1);
    return result;
}

/* The driver's own: the loader looks into the device it is given. */
static PFN_vkAllocateMemory allocate;

static VkResult import(VkDevice device, int fd, uint32_t type, VkBuffer buffer,
                       VkImage image)
{
    VkMemoryDedicatedAllocateInfo dedicated = {
        .sType = VK_STRUCTURE_TYPE_MEMORY_DEDICATED_ALLOCATE_INFO,
        .buffer = buffer,
        .image = image,
    };
    VkImportMemoryFdInfoKHR import = {
        .sType = VK_STRUCTURE_TYPE_IMPORT_MEMORY_FD_INFO_KHR,
        .pNext = &dedicated,
        .handleType = (VkExternalMemoryHandleTypeFlagBits)type,
        .fd = fd,
    };
    VkMemoryAllocateInfo info = {
        .sType = VK_STRUCTURE_TYPE_MEMORY_ALLOCATE_INFO,
        .pNext = &import,
        .allocationSize = 65536,
        .memoryTypeIndex = VISIBLE,
    };
    VkDeviceMemory memory;
    VkResult result = allocate(device, &info, NULL, &memory);

    EXPECT(fcntl(fd, F_GETFD) >= 0);
    return result;
}

static void get_rules(struct fixture *f, VkDeviceMemory memory, VkDevice other,
                      VkDevice destroyed)
{
    VkMemoryGetFdInfoKHR good = {
        .sType = VK_STRUCTURE_TYPE_MEMORY_GET_FD_INFO_KHR,
        .memory = memory,
        .handleType = FD,
    };
    VkMemoryGetFdInfoKHR bad = good;

    REPORTED(get(f, destroyed, &good), FAIL,
             "vkGetMemoryFdKHR-device-parameter");
    REPORTED(get(f, f->device, NULL), FAIL,
             "vkGetMemoryFdKHR-pGetFdInfo-parameter");
    REPORTED(f->get_fd(f->device, &good, NULL), FAIL,
             "vkGetMemoryFdKHR-pFd-parameter");
    bad.sType = VK_STRUCTURE_TYPE_APPLICATION_INFO;
    REPORTED(get(f, f->device, &bad), FAIL, "VkMemoryGetFdInfoKHR-sType-sType");
    bad = good;
    bad.pNext = &good;
    REPORTED(get(f, f->device, &bad), FAIL, "VkMemoryGetFdInfoKHR-pNext-pNext");
    bad = good;
    bad.memory = (VkDeviceMemory)f;
    REPORTED(get(f, f->device, &bad), FAIL,
             "VkMemoryGetFdInfoKHR-memory-parameter");
    REPORTED(get(f, other, &good), FAIL,
             "HLOCAL-vkGetMemoryFdKHR-memory-parent");
    bad = good;
    bad.handleType = FD | NT;
    REPORTED(get(f, f->device, &bad), FAIL,
             "VkMemoryGetFdInfoKHR-handleType-parameter");
    bad.handleType = NT;
    REPORTED(get(f, f->device, &bad), FAIL,
             "VkMemoryGetFdInfoKHR-handleType-00672");
    bad.handleType = VK_EXTERNAL_MEMORY_HANDLE_TYPE_DMA_BUF_BIT_EXT;
    REPORTED(get(f, f->device, &bad), FAIL,
             "VkMemoryGetFdInfoKHR-handleType-00671");
}

static void properties_rules(struct fixture *f, int fd, VkDevice destroyed)
{
    PFN_vkGetMemoryFdPropertiesKHR properties =
        (PFN_vkGetMemoryFdPropertiesKHR)(void *)vkGetDeviceProcAddr(
            f->device, "vkGetMemoryFdPropertiesKHR");
    const VkExternalMemoryHandleTypeFlagBits dma =
        VK_EXTERNAL_MEMORY_HANDLE_TYPE_DMA_BUF_BIT_EXT;
    VkMemoryFdPropertiesKHR out = {
        .sType = VK_STRUCTURE_TYPE_MEMORY_FD_PROPERTIES_KHR};

    REPORTED(properties(destroyed, dma, fd, &out), FAIL,
             "vkGetMemoryFdPropertiesKHR-device-parameter");
    REPORTED(properties(f->device, dma, fd, NULL), FAIL,
             "vkGetMemoryFdPropertiesKHR-pMemoryFdProperties-parameter");
    VkMemoryFdPropertiesKHR bad = {.sType = VK_STRUCTURE_TYPE_APPLICATION_INFO,
                                   .memoryTypeBits = 9};
    REPORTED(properties(f->device, dma, fd, &bad), FAIL,
             "VkMemoryFdPropertiesKHR-sType-sType");
    EXPECT(bad.memoryTypeBits == 0);
    bad = out;
    bad.pNext = &out;
    REPORTED(properties(f->device, dma, fd, &bad), FAIL,
             "VkMemoryFdPropertiesKHR-pNext-pNext");
    REPORTED(properties(f->device, dma | FD, fd, &out), FAIL,
             "vkGetMemoryFdPropertiesKHR-handleType-parameter");
    REPORTED(properties(f->device, FD, fd, &out), FAIL,
             "vkGetMemoryFdPropertiesKHR-handleType-00674");
    REPORTED(properties(f->device, dma, fd, &out), IEH,
             "vkGetMemoryFdPropertiesKHR-fd-00673");
}

static VkImage image_new(struct fixture *f)
{
    VkImageCreateInfo info = {
        .sType = VK_STRUCTURE_TYPE_IMAGE_CREATE_INFO,
        .imageType = VK_IMAGE_TYPE_2D,
        .format = VK_FORMAT_R8_UNORM,
        .extent = {64, 64, 1},
        .mipLevels = 1,
        .arrayLayers = 1,
        .samples = VK_SAMPLE_COUNT_1_BIT,
        .usage = VK_IMAGE_USAGE_TRANSFER_DST_BIT,
    };
    VkImage image;

    OK(vkCreateImage(f->device, &info, NULL, &image));
    return image;
}

/* Nothing is said of where a payload comes from when the device is gone, even
 * if it comes from the second one. */
static void destroyed_rules(struct fixture *f, VkDevice stranger,
                            VkDevice destroyed)
{
    VkDevice mine = f->device;
    VkMemoryGetFdInfoKHR info = {
        .sType = VK_STRUCTURE_TYPE_MEMORY_GET_FD_INFO_KHR,
        .handleType = FD,
    };
    int fd;

    f->device = stranger;
    info.memory = memory_new(f, 65536, FD);
    OK(f->get_fd(stranger, &info, &fd));
    REPORTED(import(destroyed, fd, FD, VK_NULL_HANDLE, VK_NULL_HANDLE), FAIL,
             "vkAllocateMemory-device-parameter");
    EXPECT_RESULT(import(destroyed, fd, FD, VK_NULL_HANDLE, VK_NULL_HANDLE),
                  FAIL);
    EXPECT(!fixture_reported(f, "VkImportMemoryFdInfoKHR-fd-00668"));
    EXPECT(close(fd) == 0);
    vkFreeMemory(stranger, info.memory, NULL);
    f->device = mine;
}

static void import_rules(struct fixture *f, int fd, VkDevice stranger)
{
    const uint32_t dma = VK_EXTERNAL_MEMORY_HANDLE_TYPE_DMA_BUF_BIT_EXT;
    const VkBuffer none = VK_NULL_HANDLE;
    const VkImage nothing = VK_NULL_HANDLE;

    REPORTED(import(f->device, fd, FD | NT, none, nothing), FAIL,
             "VkImportMemoryFdInfoKHR-handleType-parameter");
    REPORTED(import(f->device, fd, NT, none, nothing), FAIL,
             "VkImportMemoryFdInfoKHR-handleType-00669");
    REPORTED(import(f->device, fd, dma, none, nothing), FAIL,
             "VkImportMemoryFdInfoKHR-handleType-00667");
    REPORTED(import(stranger, fd, FD, none, nothing), IEH,
             "VkImportMemoryFdInfoKHR-fd-00668");
    REPORTED(import(stranger, fd, FD, none, nothing), IEH,
             "VkImportMemoryFdInfoKHR-fd-01746");
    REPORTED(import(stranger, fd, FD, none, nothing), IEH,
             "VkImportMemoryFdInfoKHR-fd-01520");
    REPORTED(
        import(f->device, fd, FD, buffer_new(f->device, 65536, FD), nothing),
        FAIL, "VkMemoryDedicatedAllocateInfo-buffer-01879");
    REPORTED(import(f->device, fd, FD, none, image_new(f)), FAIL,
             "VkMemoryDedicatedAllocateInfo-image-01878");
}

int main(void)
{
    VkPhysicalDevice all[2];
    uint32_t count = 2;
    struct fixture fixture, *f = &fixture;

    setenv("HLOCAL_VK_DEVICES", "2", 1);
    fixture_open(f, 0);
    OK(vkEnumeratePhysicalDevices(f->instance, &count, all));
    VkDevice other = fixture_device(f, all[0]);
    VkDevice stranger = fixture_device(f, all[1]);
    VkDevice destroyed = fixture_device(f, all[0]);
    vkDestroyDevice(destroyed, NULL);
    VkDeviceMemory memory = memory_new(f, 65536, FD);
    VkMemoryGetFdInfoKHR info = {
        .sType = VK_STRUCTURE_TYPE_MEMORY_GET_FD_INFO_KHR,
        .memory = memory,
        .handleType = FD,
    };
    int fd;
    OK(f->get_fd(f->device, &info, &fd));
    allocate = (PFN_vkAllocateMemory)vkGetDeviceProcAddr(f->device,
                                                         "vkAllocateMemory");
    get_rules(f, memory, other, destroyed);
    properties_rules(f, fd, destroyed);
    import_rules(f, fd, stranger);
    destroyed_rules(f, stranger, destroyed);
    EXPECT(close(fd) == 0);
    vkDestroyDevice(other, NULL);
    vkDestroyDevice(stranger, NULL);
    fixture_close(f);
    return 0;
}
