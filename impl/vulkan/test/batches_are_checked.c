/* vkBindBufferMemory2 and vkBindImageMemory2 keep the rules of the single calls
 * under VUIDs of their own; the first element that fails ends the batch.
 * Shows VK_BATCHBUF_DEVICE VK_BATCHBUF_INFOS VK_BATCHBUF_COUNT
 * VK_BATCHBUF_STYPE VK_BATCHBUF_RESOURCE VK_BATCHBUF_MEMORY VK_BATCHBUF_PARENT
 * VK_BATCHBUF_07459 VK_BATCHBUF_01031 VK_BATCHBUF_01036 VK_BATCHBUF_01037
 * VK_BATCHBUF_01508 VK_BATCHBUF_02726 VK_BATCHBUF_02985 VK_BATCHIMG_DEVICE
 * VK_BATCHIMG_INFOS VK_BATCHIMG_COUNT VK_BATCHIMG_STYPE VK_BATCHIMG_RESOURCE
 * VK_BATCHIMG_MEMORY VK_BATCHIMG_PARENT VK_BATCHIMG_07460 VK_BATCHIMG_01046
 * VK_BATCHIMG_01616 VK_BATCHIMG_01617 VK_BATCHIMG_02628 VK_BATCHIMG_02728
 * VK_BATCHIMG_02989 VK_BATCH_1. */
#include "vk_fixture.h"

static PFN_vkBindBufferMemory2 bind_buffers;
static PFN_vkBindImageMemory2 bind_images;

/* What is bound to what. Both kinds need the same 4096 bytes. */
struct things {
    uint64_t plain, shared, numbered, foreign; /* buffers or images */
    VkDeviceMemory memory, exported, imported, own;
};

static VkResult bind(bool image, VkDevice device, uint64_t what,
                     VkDeviceMemory memory, VkDeviceSize offset)
{
    VkBindBufferMemoryInfo buffer = {
        .sType = VK_STRUCTURE_TYPE_BIND_BUFFER_MEMORY_INFO,
        .buffer = (VkBuffer)(uintptr_t)what,
        .memory = memory,
        .memoryOffset = offset,
    };
    VkBindImageMemoryInfo same = {
        .sType = VK_STRUCTURE_TYPE_BIND_IMAGE_MEMORY_INFO,
        .image = (VkImage)(uintptr_t)what,
        .memory = memory,
        .memoryOffset = offset,
    };

    return image ? bind_images(device, 1, &same)
                 : bind_buffers(device, 1, &buffer);
}

static void told(struct fixture *f, VkResult result, const char *id)
{
    EXPECT_RESULT(result, VK_ERROR_VALIDATION_FAILED);
    EXPECT(fixture_reported(f, id));
}

static void buffer_rules(struct fixture *f, VkDevice destroyed,
                         struct things *t)
{
    VkDevice device = f->device;
    VkBindBufferMemoryInfo bad = {.sType = VK_STRUCTURE_TYPE_APPLICATION_INFO};

#define REPORTED(dev, what, memory, offset, id)                                \
    told(f, bind(false, dev, what, memory, offset), id)
    told(f, bind_buffers(device, 1, NULL),
         "vkBindBufferMemory2-pBindInfos-parameter");
    told(f, bind_buffers(device, 0, &bad),
         "vkBindBufferMemory2-bindInfoCount-arraylength");
    told(f, bind_buffers(device, 1, &bad),
         "VkBindBufferMemoryInfo-sType-sType");
    REPORTED(destroyed, t->plain, t->memory, 0,
             "vkBindBufferMemory2-device-parameter");
    REPORTED(device, 0, t->memory, 0,
             "VkBindBufferMemoryInfo-buffer-parameter");
    REPORTED(device, t->plain, VK_NULL_HANDLE, 0,
             "VkBindBufferMemoryInfo-memory-parameter");
    REPORTED(device, t->foreign, t->memory, 0,
             "VkBindBufferMemoryInfo-commonparent");
    REPORTED(device, t->plain, t->memory, 8192,
             "VkBindBufferMemoryInfo-memoryOffset-01031");
    REPORTED(device, t->plain, t->memory, 3,
             "VkBindBufferMemoryInfo-memoryOffset-01036");
    REPORTED(device, t->plain, t->memory, 7936,
             "VkBindBufferMemoryInfo-size-01037");
    REPORTED(device, t->plain, t->own, 0,
             "VkBindBufferMemoryInfo-memory-01508");
    REPORTED(device, t->plain, t->exported, 0,
             "VkBindBufferMemoryInfo-memory-02726");
    REPORTED(device, t->numbered, t->imported, 0,
             "VkBindBufferMemoryInfo-memory-02985");
    OK(bind(false, device, t->shared, t->imported, 0));
    REPORTED(device, t->shared, t->imported, 0,
             "VkBindBufferMemoryInfo-buffer-07459");
#undef REPORTED
}

static void image_rules(struct fixture *f, VkDevice destroyed, struct things *t)
{
    VkDevice device = f->device;
    VkBindImageMemoryInfo bad = {.sType = VK_STRUCTURE_TYPE_APPLICATION_INFO};

#define REPORTED(dev, what, memory, offset, id)                                \
    told(f, bind(true, dev, what, memory, offset), id)
    told(f, bind_images(device, 1, NULL),
         "vkBindImageMemory2-pBindInfos-parameter");
    told(f, bind_images(device, 0, &bad),
         "vkBindImageMemory2-bindInfoCount-arraylength");
    told(f, bind_images(device, 1, &bad), "VkBindImageMemoryInfo-sType-sType");
    REPORTED(destroyed, t->plain, t->memory, 0,
             "vkBindImageMemory2-device-parameter");
    REPORTED(device, 0, t->memory, 0, "VkBindImageMemoryInfo-image-parameter");
    REPORTED(device, t->plain, VK_NULL_HANDLE, 0,
             "VkBindImageMemoryInfo-pNext-01632");
    REPORTED(device, t->foreign, t->memory, 0,
             "VkBindImageMemoryInfo-commonparent");
    REPORTED(device, t->plain, t->memory, 8192,
             "VkBindImageMemoryInfo-memoryOffset-01046");
    REPORTED(device, t->plain, t->memory, 3,
             "VkBindImageMemoryInfo-pNext-01616");
    REPORTED(device, t->plain, t->memory, 7936,
             "VkBindImageMemoryInfo-pNext-01617");
    REPORTED(device, t->plain, t->own, 0, "VkBindImageMemoryInfo-memory-02628");
    REPORTED(device, t->plain, t->exported, 0,
             "VkBindImageMemoryInfo-memory-02728");
    REPORTED(device, t->numbered, t->imported, 0,
             "VkBindImageMemoryInfo-memory-02989");
    OK(bind(true, device, t->shared, t->imported, 0));
    REPORTED(device, t->shared, t->imported, 0,
             "VkBindImageMemoryInfo-image-07460");
#undef REPORTED
}

static uint64_t thing_new(bool image, VkDevice device, uint32_t types)
{
    VkExternalMemoryImageCreateInfo external = {
        .sType = VK_STRUCTURE_TYPE_EXTERNAL_MEMORY_IMAGE_CREATE_INFO,
        .handleTypes = types,
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
    VkImage made;

    if (!image)
        return (uint64_t)(uintptr_t)buffer_new(device, 4096, types);
    OK(vkCreateImage(device, &info, NULL, &made));
    return (uint64_t)(uintptr_t)made;
}

static void rules(struct fixture *f, VkDevice other, VkDevice destroyed,
                  bool image)
{
    struct things t = {
        .plain = thing_new(image, f->device, 0),
        .shared = thing_new(image, f->device, NT),
        .numbered = thing_new(image, f->device, KMT),
        .foreign = thing_new(image, other, 0),
        .memory = memory_new(f, 8192, 0),
        .exported = memory_new(f, 8192, NT),
    };
    uint64_t own = thing_new(image, f->device, 0);
    VkMemoryDedicatedAllocateInfo dedicated = {
        .sType = VK_STRUCTURE_TYPE_MEMORY_DEDICATED_ALLOCATE_INFO,
        .buffer = image ? VK_NULL_HANDLE : (VkBuffer)(uintptr_t)own,
        .image = image ? (VkImage)(uintptr_t)own : VK_NULL_HANDLE,
    };
    VkMemoryAllocateInfo info = {
        .sType = VK_STRUCTURE_TYPE_MEMORY_ALLOCATE_INFO,
        .pNext = &dedicated,
        .allocationSize = 4096,
        .memoryTypeIndex = VISIBLE,
    };
    HANDLE handle;

    OK(vkAllocateMemory(f->device, &info, NULL, &t.own));
    OK(handle_get(f, t.exported, NT, &handle));
    OK(memory_import(f, f->device, 8192, NT, handle, NULL, NULL, &t.imported));
    EXPECT(CloseHandle(handle));
    if (image)
        image_rules(f, destroyed, &t);
    else
        buffer_rules(f, destroyed, &t);
    OK(bind(image, f->device, own, t.own, 0));
    EXPECT(fixture_none_reported(f));
}

/* Of three elements the second fails: only the first is bound. */
static void first_failure_ends(struct fixture *f)
{
    VkDeviceMemory memory = memory_new(f, 8192, 0);
    VkBindBufferMemoryInfo info[3];

    for (int i = 0; i < 3; i++)
        info[i] = (VkBindBufferMemoryInfo){
            .sType = VK_STRUCTURE_TYPE_BIND_BUFFER_MEMORY_INFO,
            .buffer = buffer_new(f->device, 4096, 0),
            .memory = memory,
            .memoryOffset = i == 1 ? 1 : 0,
        };
    told(f, bind_buffers(f->device, 3, info),
         "VkBindBufferMemoryInfo-memoryOffset-01036");
    told(f, bind_buffers(f->device, 1, &info[0]),
         "VkBindBufferMemoryInfo-buffer-07459");
    OK(bind_buffers(f->device, 1, &info[2]));
}

int main(void)
{
    struct fixture f;

    fixture_open(&f, 0);
    bind_buffers = (PFN_vkBindBufferMemory2)(void *)vkGetDeviceProcAddr(
        f.device, "vkBindBufferMemory2");
    bind_images = (PFN_vkBindImageMemory2)(void *)vkGetDeviceProcAddr(
        f.device, "vkBindImageMemory2");
    VkDevice other = fixture_device(&f, f.physical);
    VkDevice destroyed = fixture_device(&f, f.physical);
    vkDestroyDevice(destroyed, NULL);
    rules(&f, other, destroyed, false);
    rules(&f, other, destroyed, true);
    first_failure_ends(&f);
    vkDestroyDevice(other, NULL);
    fixture_close(&f);
    return 0;
}
