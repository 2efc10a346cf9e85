/* H5: size and memory type must be the exporter's, and a dedicated import
 * needs an identical image or buffer: one created alike, not the same one.
 * Shows VK_ALLOC_01743 VK_DED_01432 VK_DED_01876 VK_DED_01877. */
#include "vk_fixture.h"

static VkResult import_dedicated(struct fixture *f, HANDLE handle,
                                 VkDeviceSize size, VkBuffer buffer,
                                 VkImage image)
{
    VkMemoryDedicatedAllocateInfo dedicated = {
        .sType = VK_STRUCTURE_TYPE_MEMORY_DEDICATED_ALLOCATE_INFO,
        .buffer = buffer,
        .image = image,
    };
    VkDeviceMemory memory;
    VkResult result = memory_import(f, f->device, size, NT, handle, NULL,
                                    &dedicated, &memory);

    if (result == VK_SUCCESS)
        vkFreeMemory(f->device, memory, NULL);
    return result;
}

static VkImage image_new(struct fixture *f, uint32_t width)
{
    VkExternalMemoryImageCreateInfo external = {
        .sType = VK_STRUCTURE_TYPE_EXTERNAL_MEMORY_IMAGE_CREATE_INFO,
        .handleTypes = NT,
    };
    VkImageCreateInfo info = {
        .sType = VK_STRUCTURE_TYPE_IMAGE_CREATE_INFO,
        .pNext = &external,
        .imageType = VK_IMAGE_TYPE_2D,
        .format = VK_FORMAT_R8G8B8A8_UNORM,
        .extent = {width, 64, 1},
        .mipLevels = 1,
        .arrayLayers = 1,
        .samples = VK_SAMPLE_COUNT_1_BIT,
        .usage = VK_IMAGE_USAGE_TRANSFER_DST_BIT,
    };
    VkImage image;

    OK(vkCreateImage(f->device, &info, NULL, &image));
    return image;
}

static HANDLE export_dedicated(struct fixture *f, VkDeviceSize size,
                               VkBuffer buffer, VkImage image)
{
    VkMemoryDedicatedAllocateInfo dedicated = {
        .sType = VK_STRUCTURE_TYPE_MEMORY_DEDICATED_ALLOCATE_INFO,
        .buffer = buffer,
        .image = image,
    };
    VkExportMemoryAllocateInfo export = {
        .sType = VK_STRUCTURE_TYPE_EXPORT_MEMORY_ALLOCATE_INFO,
        .pNext = &dedicated,
        .handleTypes = NT,
    };
    VkMemoryAllocateInfo info = {
        .sType = VK_STRUCTURE_TYPE_MEMORY_ALLOCATE_INFO,
        .pNext = &export,
        .allocationSize = size,
        .memoryTypeIndex = VISIBLE,
    };
    VkDeviceMemory memory;
    HANDLE handle;

    OK(vkAllocateMemory(f->device, &info, NULL, &memory));
    OK(handle_get(f, memory, NT, &handle));
    return handle;
}

static void size_and_type(struct fixture *f, const char *profile)
{
    VkResult expected = strcmp(profile, "driver") == 0
                            ? VK_ERROR_INVALID_EXTERNAL_HANDLE
                            : VK_ERROR_VALIDATION_FAILED;
    VkDeviceMemory memory = memory_new(f, 8192, NT), copy;
    HANDLE handle;

    OK(handle_get(f, memory, NT, &handle));
    EXPECT_RESULT(
        memory_import(f, f->device, 4096, NT, handle, NULL, NULL, &copy),
        expected);
    EXPECT(fixture_reported(f, "VkMemoryAllocateInfo-allocationSize-01743"));
    VkImportMemoryWin32HandleInfoKHR import = {
        .sType = VK_STRUCTURE_TYPE_IMPORT_MEMORY_WIN32_HANDLE_INFO_KHR,
        .handleType = NT,
        .handle = handle,
    };
    VkMemoryAllocateInfo info = {
        .sType = VK_STRUCTURE_TYPE_MEMORY_ALLOCATE_INFO,
        .pNext = &import,
        .allocationSize = 8192,
        .memoryTypeIndex = VISIBLE + 1,
    };
    EXPECT_RESULT(vkAllocateMemory(f->device, &info, NULL, &copy), expected);
    EXPECT(fixture_reported(f, "VkMemoryAllocateInfo-allocationSize-01743"));
    EXPECT(CloseHandle(handle));
    vkFreeMemory(f->device, memory, NULL);
}

static void dedication(struct fixture *f)
{
    VkBuffer mine = buffer_new(f->device, 4096, NT);
    VkBuffer twin = buffer_new(f->device, 4096, NT);
    VkBuffer other = buffer_new(f->device, 4000, NT); /* requires 4096 too */
    VkImage image = image_new(f, 64), like = image_new(f, 64);
    VkImage wider = image_new(f, 65);
    VkMemoryRequirements needs;

    HANDLE handle = export_dedicated(f, 4096, mine, VK_NULL_HANDLE);
    OK(import_dedicated(f, handle, 4096, twin, VK_NULL_HANDLE));
    EXPECT(fixture_none_reported(f));
    EXPECT_RESULT(import_dedicated(f, handle, 4096, other, VK_NULL_HANDLE),
                  VK_ERROR_VALIDATION_FAILED);
    EXPECT(fixture_reported(f, "VkMemoryDedicatedAllocateInfo-buffer-01877"));
    EXPECT(CloseHandle(handle));

    vkGetImageMemoryRequirements(f->device, image, &needs);
    handle = export_dedicated(f, needs.size, VK_NULL_HANDLE, image);
    OK(import_dedicated(f, handle, needs.size, VK_NULL_HANDLE, like));
    EXPECT(fixture_none_reported(f));
    EXPECT_RESULT(
        import_dedicated(f, handle, needs.size, VK_NULL_HANDLE, wider),
        VK_ERROR_VALIDATION_FAILED);
    EXPECT(fixture_reported(f, "VkMemoryDedicatedAllocateInfo-image-01876"));
    EXPECT_RESULT(import_dedicated(f, handle, needs.size, mine, image),
                  VK_ERROR_VALIDATION_FAILED);
    EXPECT(fixture_reported(f, "VkMemoryDedicatedAllocateInfo-image-01432"));
    EXPECT(CloseHandle(handle));

    VkDeviceMemory plain = memory_new(f, needs.size, NT);
    OK(handle_get(f, plain, NT, &handle)); /* not dedicated at all */
    EXPECT_RESULT(
        import_dedicated(f, handle, needs.size, VK_NULL_HANDLE, image),
        VK_ERROR_VALIDATION_FAILED);
    EXPECT(fixture_reported(f, "VkMemoryDedicatedAllocateInfo-image-01876"));
    EXPECT(CloseHandle(handle));
}

int main(void)
{
    static const char *const profiles[] = {"strict", "cts", "driver"};
    struct fixture f;

    for (int i = 0; i < 3; i++) {
        setenv("HLOCAL_VK_PROFILE", profiles[i], 1);
        fixture_open(&f, 0);
        size_and_type(&f, profiles[i]);
        dedication(&f);
        fixture_close(&f);
    }
    return 0;
}
