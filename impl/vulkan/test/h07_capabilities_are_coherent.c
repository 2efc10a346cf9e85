/* H7: what the capability queries say is what allocation does, for every
 * handle type: compatible with itself; exportable if and only if export
 * works; dedicated-only if and only if a resource requires it.
 * Shows VK_ALLOC_00639 VK_CAPS_1 VK_BINDBUF_01444. */
#include "vk_fixture.h"

static VkExternalMemoryProperties of_buffer(struct fixture *f, uint32_t type)
{
    VkPhysicalDeviceExternalBufferInfo info = {
        .sType = VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_EXTERNAL_BUFFER_INFO,
        .usage = VK_BUFFER_USAGE_TRANSFER_SRC_BIT,
        .handleType = (VkExternalMemoryHandleTypeFlagBits)type,
    };
    VkExternalBufferProperties properties = {
        .sType = VK_STRUCTURE_TYPE_EXTERNAL_BUFFER_PROPERTIES,
    };

    vkGetPhysicalDeviceExternalBufferProperties(f->physical, &info,
                                                &properties);
    return properties.externalMemoryProperties;
}

static VkResult of_image(struct fixture *f, uint32_t type,
                         VkExternalMemoryProperties *answer)
{
    VkPhysicalDeviceExternalImageFormatInfo external = {
        .sType = VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_EXTERNAL_IMAGE_FORMAT_INFO,
        .handleType = (VkExternalMemoryHandleTypeFlagBits)type,
    };
    VkPhysicalDeviceImageFormatInfo2 info = {
        .sType = VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_IMAGE_FORMAT_INFO_2,
        .pNext = &external,
        .format = VK_FORMAT_R8G8B8A8_UNORM,
        .type = VK_IMAGE_TYPE_2D,
        .usage = VK_IMAGE_USAGE_TRANSFER_DST_BIT,
    };
    VkExternalImageFormatProperties out = {
        .sType = VK_STRUCTURE_TYPE_EXTERNAL_IMAGE_FORMAT_PROPERTIES,
    };
    VkImageFormatProperties2 properties = {
        .sType = VK_STRUCTURE_TYPE_IMAGE_FORMAT_PROPERTIES_2,
        .pNext = &out,
    };
    VkResult result = vkGetPhysicalDeviceImageFormatProperties2(
        f->physical, &info, &properties);

    *answer = out.externalMemoryProperties;
    return result;
}

static VkResult try_export(struct fixture *f, uint32_t types)
{
    VkExportMemoryAllocateInfo export = {
        .sType = VK_STRUCTURE_TYPE_EXPORT_MEMORY_ALLOCATE_INFO,
        .handleTypes = types,
    };
    VkMemoryAllocateInfo info = {
        .sType = VK_STRUCTURE_TYPE_MEMORY_ALLOCATE_INFO,
        .pNext = &export,
        .allocationSize = 4096,
        .memoryTypeIndex = VISIBLE,
    };
    VkDeviceMemory memory;
    VkResult result = vkAllocateMemory(f->device, &info, NULL, &memory);

    if (result == VK_SUCCESS)
        vkFreeMemory(f->device, memory, NULL);
    return result;
}

static bool dedicated_required(struct fixture *f, uint32_t type)
{
    VkBuffer buffer = buffer_new(f->device, 4096, type);
    VkMemoryDedicatedRequirements dedicated = {
        .sType = VK_STRUCTURE_TYPE_MEMORY_DEDICATED_REQUIREMENTS,
        .requiresDedicatedAllocation = 7,
    };
    VkMemoryRequirements2 needs = {
        .sType = VK_STRUCTURE_TYPE_MEMORY_REQUIREMENTS_2,
        .pNext = &dedicated,
    };
    VkBufferMemoryRequirementsInfo2 info = {
        .sType = VK_STRUCTURE_TYPE_BUFFER_MEMORY_REQUIREMENTS_INFO_2,
        .buffer = buffer,
    };

    vkGetBufferMemoryRequirements2(f->device, &info, &needs);
    EXPECT(dedicated.requiresDedicatedAllocation <= 1);
    vkDestroyBuffer(f->device, buffer, NULL);
    return dedicated.requiresDedicatedAllocation;
}

int main(void)
{
    const uint32_t exportable = VK_EXTERNAL_MEMORY_FEATURE_EXPORTABLE_BIT;
    const uint32_t only = VK_EXTERNAL_MEMORY_FEATURE_DEDICATED_ONLY_BIT;
    unsigned works = 0;
    struct fixture f;

    fixture_open(&f, 0);
    for (uint32_t type = 1; type <= 0x1000; type <<= 1) {
        VkExternalMemoryProperties buffer = of_buffer(&f, type), image;
        VkResult result = of_image(&f, type, &image);
        bool able = (buffer.externalMemoryFeatures & exportable) != 0;

        EXPECT((buffer.compatibleHandleTypes & type) == type);
        EXPECT((result == VK_SUCCESS) == able);
        if (result == VK_SUCCESS) {
            EXPECT((image.compatibleHandleTypes & type) == type);
            EXPECT(image.externalMemoryFeatures ==
                   buffer.externalMemoryFeatures);
        }
        EXPECT((try_export(&f, type) == VK_SUCCESS) == able);
        if (able)
            EXPECT(dedicated_required(&f, type) ==
                   ((buffer.externalMemoryFeatures & only) != 0));
        /* Compatibility is mutual, and is what may be combined. */
        for (uint32_t other = 1; other <= 0x1000; other <<= 1) {
            bool with = (buffer.compatibleHandleTypes & other) != 0;
            EXPECT(with ==
                   ((of_buffer(&f, other).compatibleHandleTypes & type) != 0));
            if (able)
                EXPECT((try_export(&f, type | other) == VK_SUCCESS) == with);
        }
        works += able;
    }
    EXPECT(works == 3); /* OPAQUE_FD, OPAQUE_WIN32, OPAQUE_WIN32_KMT */
    fixture_close(&f);
    return 0;
}
