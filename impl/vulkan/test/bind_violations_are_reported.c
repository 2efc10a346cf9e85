/* Rules of binding and of creating resources for external memory.
 * Shows VK_BUFFER_00912 VK_BUFFER_00920 VK_IMAGE_00990 VK_IMAGE_01443
 * VK_RESOURCE_1 VK_RESOURCE_2 VK_BINDBUF_RESOURCE VK_BINDBUF_MEMORY
 * VK_BINDBUF_PARENT VK_BINDBUF_07459 VK_BINDBUF_01031 VK_BINDBUF_01036
 * VK_BINDBUF_01037 VK_BINDBUF_01508 VK_BINDBUF_02726 VK_BINDBUF_02985
 * VK_BIND_1. */
#include "vk_fixture.h"

static void bind(struct fixture *f, VkBuffer buffer, VkDeviceMemory memory,
                 VkDeviceSize offset, const char *id)
{
    EXPECT_RESULT(vkBindBufferMemory(f->device, buffer, memory, offset),
                  VK_ERROR_VALIDATION_FAILED);
    EXPECT(fixture_reported(f, id));
}

static void bind_rules(struct fixture *f)
{
    VkBuffer plain = buffer_new(f->device, 4096, 0);
    VkBuffer shared = buffer_new(f->device, 4096, NT);
    VkBuffer numbered = buffer_new(f->device, 4096, KMT);
    VkDeviceMemory memory = memory_new(f, 8192, 0);
    VkDeviceMemory exported = memory_new(f, 8192, NT), imported;
    VkDevice other = fixture_device(f, f->physical);
    HANDLE handle;

    bind(f, plain, VK_NULL_HANDLE, 0, "vkBindBufferMemory-memory-parameter");
    bind(f, VK_NULL_HANDLE, memory, 0, "vkBindBufferMemory-buffer-parameter");
    bind(f, plain, memory, 8192, "vkBindBufferMemory-memoryOffset-01031");
    bind(f, plain, memory, 3, "vkBindBufferMemory-memoryOffset-01036");
    bind(f, plain, memory, 4352, "vkBindBufferMemory-size-01037");
    bind(f, plain, exported, 0, "vkBindBufferMemory-memory-02726");
    EXPECT_RESULT(vkBindBufferMemory(other, plain, memory, 0),
                  VK_ERROR_VALIDATION_FAILED);
    EXPECT(fixture_reported(f, "vkBindBufferMemory-buffer-parent"));
    OK(handle_get(f, exported, NT, &handle));
    OK(memory_import(f, f->device, 8192, NT, handle, NULL, NULL, &imported));
    bind(f, numbered, imported, 0, "vkBindBufferMemory-memory-02985");
    OK(vkBindBufferMemory(f->device, shared, imported, 4096));
    bind(f, shared, imported, 0, "vkBindBufferMemory-buffer-07459");
    OK(vkBindBufferMemory(f->device, plain, memory, 4096));
    EXPECT(CloseHandle(handle));
    EXPECT(fixture_none_reported(f));

    VkMemoryDedicatedAllocateInfo dedicated = {
        .sType = VK_STRUCTURE_TYPE_MEMORY_DEDICATED_ALLOCATE_INFO,
        .buffer = numbered,
    };
    VkMemoryAllocateInfo info = {
        .sType = VK_STRUCTURE_TYPE_MEMORY_ALLOCATE_INFO,
        .pNext = &dedicated,
        .allocationSize = 4096,
        .memoryTypeIndex = VISIBLE,
    };
    VkDeviceMemory own;
    OK(vkAllocateMemory(f->device, &info, NULL, &own));
    VkBuffer twin = buffer_new(f->device, 4096, KMT);
    bind(f, twin, own, 0, "vkBindBufferMemory-memory-01508");
    OK(vkBindBufferMemory(f->device, numbered, own, 0));
    vkDestroyBuffer(f->device, numbered, NULL);
    bind(f, twin, own, 0, "vkBindBufferMemory-memory-01508"); /* for nobody */
    vkDestroyDevice(other, NULL);
}

static void create_rules(struct fixture *f)
{
    VkExternalMemoryBufferCreateInfo external = {
        .sType = VK_STRUCTURE_TYPE_EXTERNAL_MEMORY_BUFFER_CREATE_INFO,
        .handleTypes = NT | FD,
    };
    VkBufferCreateInfo info = {
        .sType = VK_STRUCTURE_TYPE_BUFFER_CREATE_INFO,
        .pNext = &external,
        .size = 64,
        .usage = VK_BUFFER_USAGE_TRANSFER_SRC_BIT,
    };
    VkExternalMemoryImageCreateInfo external_image = {
        .sType = VK_STRUCTURE_TYPE_EXTERNAL_MEMORY_IMAGE_CREATE_INFO,
        .handleTypes = NT | KMT,
    };
    VkImageCreateInfo image_info = {
        .sType = VK_STRUCTURE_TYPE_IMAGE_CREATE_INFO,
        .pNext = &external_image,
        .imageType = VK_IMAGE_TYPE_2D,
        .format = VK_FORMAT_R8_UNORM,
        .extent = {8, 8, 1},
        .mipLevels = 1,
        .arrayLayers = 1,
        .samples = VK_SAMPLE_COUNT_1_BIT,
        .usage = VK_IMAGE_USAGE_TRANSFER_DST_BIT,
        .initialLayout = VK_IMAGE_LAYOUT_PREINITIALIZED,
    };
    VkBuffer buffer;
    VkImage image;

    EXPECT_RESULT(vkCreateBuffer(f->device, &info, NULL, &buffer),
                  VK_ERROR_VALIDATION_FAILED);
    EXPECT(buffer == VK_NULL_HANDLE);
    EXPECT(fixture_reported(f, "VkBufferCreateInfo-pNext-00920"));
    info.pNext = NULL;
    info.size = 0;
    EXPECT_RESULT(vkCreateBuffer(f->device, &info, NULL, &buffer),
                  VK_ERROR_VALIDATION_FAILED);
    EXPECT(fixture_reported(f, "VkBufferCreateInfo-size-00912"));
    EXPECT_RESULT(vkCreateImage(f->device, &image_info, NULL, &image),
                  VK_ERROR_VALIDATION_FAILED);
    EXPECT(image == VK_NULL_HANDLE);
    EXPECT(fixture_reported(f, "VkImageCreateInfo-pNext-01443"));
    image_info.initialLayout = VK_IMAGE_LAYOUT_UNDEFINED;
    external_image.handleTypes = KMT | FD;
    EXPECT_RESULT(vkCreateImage(f->device, &image_info, NULL, &image),
                  VK_ERROR_VALIDATION_FAILED);
    EXPECT(fixture_reported(f, "VkImageCreateInfo-pNext-00990"));
    external_image.handleTypes = KMT | NT;
    OK(vkCreateImage(f->device, &image_info, NULL, &image));
    vkDestroyImage(f->device, image, NULL);
}

int main(void)
{
    struct fixture f;

    fixture_open(&f, 0);
    bind_rules(&f);
    create_rules(&f);
    fixture_close(&f);
    return 0;
}
