/* Rules on creating, binding and dedicating images and buffers, on devices that
 * are gone, NULL pointers and chains without end; see parameters_are_checked.c.
 * Shows VK_DED_IMAGE VK_DED_BUFFER VK_DED_PARENT VK_DED_02964 VK_DED_02965
 * VK_CREATE_DEVICE VK_CREATE_INFO VK_CREATE_OUT VK_CREATE_STYPE VK_BUFFER_TYPES
 * VK_IMAGE_TYPES VK_BUFFER_UNIQUE VK_IMAGE_UNIQUE VK_IMAGE_02251 VK_IMAGE_00944
 * VK_BINDBUF_DEVICE VK_BINDBUF_PARENT VK_BINDIMG_DEVICE VK_BINDIMG_RESOURCE
 * VK_BINDIMG_MEMORY VK_BINDIMG_PARENT VK_BINDIMG_07460 VK_BINDIMG_01046
 * VK_BINDIMG_01048 VK_BINDIMG_01049 VK_BINDIMG_02628 VK_BINDIMG_02728
 * VK_BINDIMG_02989. */
#include "vk_fixture.h"

#define FAIL VK_ERROR_VALIDATION_FAILED
#define REPORTED(call, result, id)                                             \
    do {                                                                       \
        EXPECT_RESULT(call, result);                                           \
        EXPECT(fixture_reported(f, id));                                       \
    } while (0)
#define DIRECT(name)                                                           \
    PFN_##name name##_ =                                                       \
        (PFN_##name)(void *)vkGetDeviceProcAddr(f->device, #name)

static VkResult dedicated(struct fixture *f, VkImage image, VkBuffer buffer,
                          VkDeviceSize size)
{
    VkMemoryDedicatedAllocateInfo dedicated = {
        .sType = VK_STRUCTURE_TYPE_MEMORY_DEDICATED_ALLOCATE_INFO,
        .image = image,
        .buffer = buffer,
    };
    VkMemoryAllocateInfo info = {
        .sType = VK_STRUCTURE_TYPE_MEMORY_ALLOCATE_INFO,
        .pNext = &dedicated,
        .allocationSize = size,
        .memoryTypeIndex = VISIBLE,
    };
    VkDeviceMemory memory;

    return vkAllocateMemory(f->device, &info, NULL, &memory);
}

static VkImage image_new(VkDevice device)
{
    VkExternalMemoryImageCreateInfo external = {
        .sType = VK_STRUCTURE_TYPE_EXTERNAL_MEMORY_IMAGE_CREATE_INFO,
        .handleTypes = KMT,
    };
    VkImageCreateInfo info = {
        .sType = VK_STRUCTURE_TYPE_IMAGE_CREATE_INFO,
        .pNext = &external,
        .imageType = VK_IMAGE_TYPE_2D,
        .format = VK_FORMAT_R8_UNORM,
        .extent = {64, 64, 1},
        .mipLevels = 1,
        .arrayLayers = 1,
        .samples = VK_SAMPLE_COUNT_1_BIT,
        .usage = VK_IMAGE_USAGE_TRANSFER_DST_BIT,
    };
    VkImage image;

    OK(vkCreateImage(device, &info, NULL, &image));
    return image;
}

static void create_images(struct fixture *f, VkDevice destroyed)
{
    DIRECT(vkCreateImage);
    VkExternalMemoryImageCreateInfo external = {
        .sType = VK_STRUCTURE_TYPE_EXTERNAL_MEMORY_IMAGE_CREATE_INFO,
        .handleTypes = KMT,
    };
    VkImageCreateInfo info = {
        .sType = VK_STRUCTURE_TYPE_IMAGE_CREATE_INFO,
        .pNext = &external,
        .imageType = VK_IMAGE_TYPE_2D,
        .format = VK_FORMAT_R8_UNORM,
        .extent = {64, 64, 1},
        .mipLevels = 1,
        .arrayLayers = 1,
        .samples = VK_SAMPLE_COUNT_1_BIT,
        .usage = VK_IMAGE_USAGE_TRANSFER_DST_BIT,
    };
    VkImageCreateInfo bad = info;
    VkImage none;

    REPORTED(vkCreateImage_(destroyed, &info, NULL, &none), FAIL,
             "vkCreateImage-device-parameter");
    REPORTED(vkCreateImage_(f->device, NULL, NULL, &none), FAIL,
             "vkCreateImage-pCreateInfo-parameter");
    REPORTED(vkCreateImage_(f->device, &info, NULL, NULL), FAIL,
             "vkCreateImage-pImage-parameter");
    bad.sType = VK_STRUCTURE_TYPE_APPLICATION_INFO;
    REPORTED(vkCreateImage_(f->device, &bad, NULL, &none), FAIL,
             "VkImageCreateInfo-sType-sType");
    bad = info;
    external.pNext = &external; /* a chain that never ends */
    REPORTED(vkCreateImage_(f->device, &bad, NULL, &none), FAIL,
             "VkImageCreateInfo-sType-unique");
    external.pNext = NULL;
    bad.extent.depth = 0;
    REPORTED(vkCreateImage_(f->device, &bad, NULL, &none), FAIL,
             "VkImageCreateInfo-extent-00944");
    bad = info;
    bad.extent.width = 100000;
    REPORTED(vkCreateImage_(f->device, &bad, NULL, &none), FAIL,
             "VkImageCreateInfo-imageCreateMaxMipLevels-02251");
    external.handleTypes = 0x8000;
    REPORTED(vkCreateImage_(f->device, &info, NULL, &none), FAIL,
             "VkExternalMemoryImageCreateInfo-handleTypes-parameter");
    external.handleTypes = KMT;
}

static void bind_images(struct fixture *f, VkDevice other, VkDevice destroyed)
{
    DIRECT(vkBindImageMemory);
    VkImage image = image_new(f->device), foreign = image_new(other);
    VkDeviceMemory memory = memory_new(f, 65536, 0);
    VkDeviceMemory exported = memory_new(f, 65536, NT), imported;
    HANDLE handle;

    REPORTED(vkBindImageMemory_(destroyed, image, memory, 0), FAIL,
             "vkBindImageMemory-device-parameter");
    REPORTED(vkBindImageMemory_(f->device, VK_NULL_HANDLE, memory, 0), FAIL,
             "vkBindImageMemory-image-parameter");
    REPORTED(vkBindImageMemory_(f->device, image, VK_NULL_HANDLE, 0), FAIL,
             "vkBindImageMemory-memory-parameter");
    REPORTED(vkBindImageMemory_(f->device, foreign, memory, 0), FAIL,
             "vkBindImageMemory-image-parent");
    REPORTED(vkBindImageMemory_(other, foreign, memory, 0), FAIL,
             "vkBindImageMemory-memory-parent");
    REPORTED(vkBindImageMemory_(f->device, image, memory, 65536), FAIL,
             "vkBindImageMemory-memoryOffset-01046");
    REPORTED(vkBindImageMemory_(f->device, image, memory, 8), FAIL,
             "vkBindImageMemory-memoryOffset-01048");
    VkDeviceMemory small = memory_new(f, 100, 0);
    REPORTED(vkBindImageMemory_(f->device, image, small, 0), FAIL,
             "vkBindImageMemory-size-01049");
    REPORTED(vkBindImageMemory_(f->device, image, exported, 0), FAIL,
             "vkBindImageMemory-memory-02728");
    OK(handle_get(f, exported, NT, &handle));
    OK(memory_import(f, f->device, 65536, NT, handle, NULL, NULL, &imported));
    EXPECT(CloseHandle(handle));
    REPORTED(vkBindImageMemory_(f->device, image, imported, 0), FAIL,
             "vkBindImageMemory-memory-02989");
    OK(vkBindImageMemory(f->device, image, memory, 4096));
    REPORTED(vkBindImageMemory_(f->device, image, memory, 0), FAIL,
             "vkBindImageMemory-image-07460");
    vkDestroyImage(other, foreign, NULL);
}

static void dedicated_rules(struct fixture *f, VkDevice other)
{
    DIRECT(vkBindImageMemory);
    VkImage image = image_new(f->device), foreign = image_new(other);
    VkMemoryRequirements needs;
    vkGetImageMemoryRequirements(f->device, image, &needs);
    REPORTED(dedicated(f, (VkImage)f, VK_NULL_HANDLE, 4096), FAIL,
             "VkMemoryDedicatedAllocateInfo-image-parameter");
    REPORTED(dedicated(f, foreign, VK_NULL_HANDLE, needs.size), FAIL,
             "VkMemoryDedicatedAllocateInfo-commonparent");
    REPORTED(dedicated(f, image, VK_NULL_HANDLE, needs.size - 1), FAIL,
             "VkMemoryDedicatedAllocateInfo-image-02964");
    VkImage second = image_new(f->device), third = image_new(f->device);
    VkMemoryDedicatedAllocateInfo for_image = {
        .sType = VK_STRUCTURE_TYPE_MEMORY_DEDICATED_ALLOCATE_INFO,
        .image = second,
    };
    VkMemoryAllocateInfo own = {
        .sType = VK_STRUCTURE_TYPE_MEMORY_ALLOCATE_INFO,
        .pNext = &for_image,
        .allocationSize = needs.size,
        .memoryTypeIndex = VISIBLE,
    };
    VkDeviceMemory owned;
    OK(vkAllocateMemory(f->device, &own, NULL, &owned));
    REPORTED(vkBindImageMemory_(f->device, third, owned, 0), FAIL,
             "vkBindImageMemory-memory-02628");
    vkDestroyImage(other, foreign, NULL);
}

static void buffers(struct fixture *f, VkDevice other, VkDevice destroyed)
{
    DIRECT(vkCreateBuffer);
    DIRECT(vkBindBufferMemory);
    VkDeviceMemory memory = memory_new(f, 65536, 0);
    VkBuffer buffer = buffer_new(f->device, 4096, 0), nobuffer;
    VkBuffer theirs = buffer_new(other, 4096, 0);
    REPORTED(vkBindBufferMemory_(destroyed, buffer, memory, 0), FAIL,
             "vkBindBufferMemory-device-parameter");
    REPORTED(vkBindBufferMemory_(other, theirs, memory, 0), FAIL,
             "vkBindBufferMemory-memory-parent");
    REPORTED(dedicated(f, VK_NULL_HANDLE, (VkBuffer)f, 4096), FAIL,
             "VkMemoryDedicatedAllocateInfo-buffer-parameter");
    REPORTED(dedicated(f, VK_NULL_HANDLE, buffer, 4095), FAIL,
             "VkMemoryDedicatedAllocateInfo-buffer-02965");
    VkExternalMemoryBufferCreateInfo types = {
        .sType = VK_STRUCTURE_TYPE_EXTERNAL_MEMORY_BUFFER_CREATE_INFO,
        .handleTypes = 0x8000,
    };
    VkBufferCreateInfo create = {
        .sType = VK_STRUCTURE_TYPE_BUFFER_CREATE_INFO,
        .pNext = &types,
        .size = 16,
    };
    REPORTED(vkCreateBuffer_(destroyed, &create, NULL, &nobuffer), FAIL,
             "vkCreateBuffer-device-parameter");
    REPORTED(vkCreateBuffer_(f->device, NULL, NULL, &nobuffer), FAIL,
             "vkCreateBuffer-pCreateInfo-parameter");
    REPORTED(vkCreateBuffer_(f->device, &create, NULL, NULL), FAIL,
             "vkCreateBuffer-pBuffer-parameter");
    REPORTED(vkCreateBuffer_(f->device, &create, NULL, &nobuffer), FAIL,
             "VkExternalMemoryBufferCreateInfo-handleTypes-parameter");
    types.pNext = &types;
    REPORTED(vkCreateBuffer_(f->device, &create, NULL, &nobuffer), FAIL,
             "VkBufferCreateInfo-sType-unique");
    create.sType = VK_STRUCTURE_TYPE_APPLICATION_INFO;
    REPORTED(vkCreateBuffer_(f->device, &create, NULL, &nobuffer), FAIL,
             "VkBufferCreateInfo-sType-sType");
    vkDestroyBuffer(other, theirs, NULL);
}

int main(void)
{
    struct fixture fixture, *f = &fixture;

    fixture_open(f, 0);
    VkDevice other = fixture_device(f, f->physical);
    VkDevice destroyed = fixture_device(f, f->physical);
    vkDestroyDevice(destroyed, NULL);
    create_images(f, destroyed);
    bind_images(f, other, destroyed);
    dedicated_rules(f, other);
    buffers(f, other, destroyed);
    vkDestroyDevice(other, NULL);
    EXPECT(fixture_none_reported(f));
    fixture_close(f);
    return 0;
}
