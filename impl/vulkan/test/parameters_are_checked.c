/* The remaining rules on parameters: devices that are gone, NULL pointers,
 * wrong sTypes, ranges, imports, submissions. Commands are called as
 * vkGetDeviceProcAddr gives them, so that what the loader would not survive
 * reaches the driver. Shows VK_ALLOC_DEVICE VK_ALLOC_INFO VK_ALLOC_MEMORY
 * VK_ALLOC_07897 VK_ALLOC_07899 VK_ALLOC_00641 VK_ALLOC_03333 VK_ALLOC_00643
 * VK_ALLOC_00644 VK_FREE_DEVICE VK_FREE_00677 VK_PROPS_DEVICE VK_PROPS_STYPE
 * VK_PROPS_PNEXT VK_MAP_DEVICE VK_MAP_PARENT VK_MAP_FLAGS VK_MAP_DATA
 * VK_UNMAP_DEVICE VK_UNMAP_MEMORY VK_RANGE_DEVICE VK_RANGE_RANGES
 * VK_RANGE_COUNT VK_RANGE_STYPE VK_RANGE_PNEXT VK_RANGE_01389
 * VK_RANGE_MEMORY VK_RANGE_00685 VK_RANGE_00686 VK_RANGE_00687
 * VK_RANGE_01390 VK_SUBMIT_FENCE VK_SUBMIT_00063 VK_SUBMIT_WAITS
 * VK_SUBMIT_SIGNALS VK_SUBMIT_COMMANDS VK_SUBMIT_00070. */
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

static void memory_parameters(struct fixture *f, VkDevice other,
                              VkDevice destroyed)
{
    DIRECT(vkAllocateMemory);
    DIRECT(vkMapMemory);
    DIRECT(vkUnmapMemory);
    DIRECT(vkFreeMemory);
    VkMemoryAllocateInfo info = {
        .sType = VK_STRUCTURE_TYPE_MEMORY_ALLOCATE_INFO,
        .allocationSize = 65536,
        .memoryTypeIndex = VISIBLE,
    };
    VkDeviceMemory memory = memory_new(f, 65536, 0), none;
    VkMemoryWin32HandlePropertiesKHR properties = {
        .sType = VK_STRUCTURE_TYPE_APPLICATION_INFO};
    const VkExternalMemoryHandleTypeFlagBits heap =
        VK_EXTERNAL_MEMORY_HANDLE_TYPE_D3D12_HEAP_BIT;
    void *data;

    REPORTED(vkAllocateMemory_(destroyed, &info, NULL, &none), FAIL,
             "vkAllocateMemory-device-parameter");
    REPORTED(vkAllocateMemory_(f->device, NULL, NULL, &none), FAIL,
             "vkAllocateMemory-pAllocateInfo-parameter");
    REPORTED(vkAllocateMemory_(f->device, &info, NULL, NULL), FAIL,
             "vkAllocateMemory-pMemory-parameter");
    REPORTED(vkMapMemory_(destroyed, memory, 0, 1, 0, &data), FAIL,
             "vkMapMemory-device-parameter");
    REPORTED(vkMapMemory_(other, memory, 0, 1, 0, &data), FAIL,
             "vkMapMemory-memory-parent");
    REPORTED(vkMapMemory_(f->device, memory, 0, 1, 0, NULL), FAIL,
             "vkMapMemory-ppData-parameter");
    REPORTED(vkMapMemory_(f->device, memory, 0, 1, 8, &data), FAIL,
             "vkMapMemory-flags-zerobitmask");
    REPORTED(vkMapMemory_(f->device, memory, 0, 1, 1, &data), FAIL,
             "vkMapMemory-flags-zerobitmask");
    vkUnmapMemory_(destroyed, memory);
    EXPECT(fixture_reported(f, "vkUnmapMemory-device-parameter"));
    vkUnmapMemory_(f->device, VK_NULL_HANDLE);
    EXPECT(fixture_reported(f, "vkUnmapMemory-memory-parameter"));
    vkFreeMemory_(destroyed, memory, NULL);
    EXPECT(fixture_reported(f, "vkFreeMemory-device-parameter"));
    REPORTED(f->properties(destroyed, heap, NULL, &properties), FAIL,
             "vkGetMemoryWin32HandlePropertiesKHR-device-parameter");
    REPORTED(f->properties(f->device, heap, NULL, &properties), FAIL,
             "VkMemoryWin32HandlePropertiesKHR-sType-sType");
    properties.sType = VK_STRUCTURE_TYPE_MEMORY_WIN32_HANDLE_PROPERTIES_KHR;
    properties.pNext = &info;
    REPORTED(f->properties(f->device, heap, NULL, &properties), FAIL,
             "VkMemoryWin32HandlePropertiesKHR-pNext-pNext");
    vkFreeMemory(f->device, memory, NULL);
}

/* What both calls check before they look at a range. */
static void range_lists(struct fixture *f, VkDevice destroyed,
                        const VkMappedMemoryRange *good)
{
    VkMappedMemoryRange bad = {.sType = VK_STRUCTURE_TYPE_APPLICATION_INFO};
    DIRECT(vkFlushMappedMemoryRanges);
    DIRECT(vkInvalidateMappedMemoryRanges);

    REPORTED(vkFlushMappedMemoryRanges_(destroyed, 1, good), FAIL,
             "vkFlushMappedMemoryRanges-device-parameter");
    REPORTED(vkInvalidateMappedMemoryRanges_(destroyed, 1, good), FAIL,
             "vkInvalidateMappedMemoryRanges-device-parameter");
    REPORTED(vkFlushMappedMemoryRanges_(f->device, 1, NULL), FAIL,
             "vkFlushMappedMemoryRanges-pMemoryRanges-parameter");
    REPORTED(vkInvalidateMappedMemoryRanges_(f->device, 1, NULL), FAIL,
             "vkInvalidateMappedMemoryRanges-pMemoryRanges-parameter");
    REPORTED(vkFlushMappedMemoryRanges_(f->device, 0, good), FAIL,
             "vkFlushMappedMemoryRanges-memoryRangeCount-arraylength");
    REPORTED(vkInvalidateMappedMemoryRanges_(f->device, 0, good), FAIL,
             "vkInvalidateMappedMemoryRanges-memoryRangeCount-arraylength");
    REPORTED(vkFlushMappedMemoryRanges_(f->device, 1, &bad), FAIL,
             "VkMappedMemoryRange-sType-sType");
    bad = *good;
    bad.pNext = good;
    REPORTED(vkFlushMappedMemoryRanges_(f->device, 1, &bad), FAIL,
             "VkMappedMemoryRange-pNext-pNext");
}

static void ranges(struct fixture *f, VkDevice destroyed)
{
    VkDeviceMemory memory = memory_new(f, 65536, 0);
    VkMappedMemoryRange good = {
        .sType = VK_STRUCTURE_TYPE_MAPPED_MEMORY_RANGE,
        .memory = memory,
        .offset = 4096,
        .size = 4096,
    };
    VkMappedMemoryRange bad = good;
    void *data;

    OK(vkMapMemory(f->device, memory, 4096, 8192, 0, &data));
    OK(vkFlushMappedMemoryRanges(f->device, 1, &good));
    OK(vkInvalidateMappedMemoryRanges(f->device, 1, &good));
    bad.memory = VK_NULL_HANDLE;
    REPORTED(vkFlushMappedMemoryRanges(f->device, 1, &bad), FAIL,
             "VkMappedMemoryRange-memory-parameter");
    bad = good;
    bad.size = 16384;
    REPORTED(vkInvalidateMappedMemoryRanges(f->device, 1, &bad), FAIL,
             "VkMappedMemoryRange-size-00685");
    bad.offset = 0;
    bad.size = VK_WHOLE_SIZE;
    REPORTED(vkFlushMappedMemoryRanges(f->device, 1, &bad), FAIL,
             "VkMappedMemoryRange-size-00686");
    bad = good;
    bad.offset = 4097;
    REPORTED(vkFlushMappedMemoryRanges(f->device, 1, &bad), FAIL,
             "VkMappedMemoryRange-offset-00687");
    bad = good;
    bad.size = 100;
    REPORTED(vkFlushMappedMemoryRanges(f->device, 1, &bad), FAIL,
             "VkMappedMemoryRange-size-01390");
    range_lists(f, destroyed, &good);
    vkUnmapMemory(f->device, memory);
    OK(vkMapMemory(f->device, memory, 4096, 100, 0, &data));
    bad = good;
    bad.size = VK_WHOLE_SIZE;
    REPORTED(vkFlushMappedMemoryRanges(f->device, 1, &bad), FAIL,
             "VkMappedMemoryRange-size-01389");
    vkUnmapMemory(f->device, memory);
    OK(vkMapMemory(f->device, memory, 4096, VK_WHOLE_SIZE, 0, &data));
    OK(vkFlushMappedMemoryRanges(f->device, 1, &bad));
    vkFreeMemory(f->device, memory, NULL);
}

static void imports(struct fixture *f, VkDevice stranger)
{
    VkDeviceMemory memory = memory_new(f, 4096, NT), copy;
    VkMemoryAllocateFlagsInfo flags = {
        .sType = VK_STRUCTURE_TYPE_MEMORY_ALLOCATE_FLAGS_INFO,
        .flags = VK_MEMORY_ALLOCATE_DEVICE_MASK_BIT,
        .deviceMask = 2,
    };
    VkMemoryOpaqueCaptureAddressAllocateInfo capture = {
        .sType = VK_STRUCTURE_TYPE_MEMORY_OPAQUE_CAPTURE_ADDRESS_ALLOCATE_INFO,
        .opaqueCaptureAddress = 64,
    };
    VkImportMemoryWin32HandleInfoNV nv = {
        .sType = VK_STRUCTURE_TYPE_IMPORT_MEMORY_WIN32_HANDLE_INFO_NV};
    VkExportMemoryAllocateInfo export = {
        .sType = VK_STRUCTURE_TYPE_EXPORT_MEMORY_ALLOCATE_INFO,
        .handleTypes = NT,
    };
    VkMemoryAllocateInfo empty = {
        .sType = VK_STRUCTURE_TYPE_MEMORY_ALLOCATE_INFO, .pNext = &export};
    HANDLE nt;

    OK(handle_get(f, memory, NT, &nt));
    REPORTED(memory_import(f, f->device, 4096, NT, nt, NULL, &flags, &copy),
             FAIL, "VkMemoryAllocateInfo-None-00643");
    REPORTED(memory_import(f, f->device, 4096, NT, nt, NULL, &capture, &copy),
             FAIL, "VkMemoryAllocateInfo-opaqueCaptureAddress-03333");
    REPORTED(memory_import(f, f->device, 4096, NT, nt, NULL, &nv, &copy), FAIL,
             "VkMemoryAllocateInfo-pNext-00641");
    REPORTED(memory_import(f, stranger, 4096, NT, nt, NULL, NULL, &copy),
             VK_ERROR_INVALID_EXTERNAL_HANDLE,
             "VkMemoryAllocateInfo-None-00644");
    REPORTED(vkAllocateMemory(f->device, &empty, NULL, &copy), FAIL,
             "VkMemoryAllocateInfo-allocationSize-00638");
    EXPECT(CloseHandle(nt));
}

static void submissions(struct fixture *f)
{
    VkFenceCreateInfo fence_info = {
        .sType = VK_STRUCTURE_TYPE_FENCE_CREATE_INFO,
        .flags = VK_FENCE_CREATE_SIGNALED_BIT,
    };
    VkCommandPoolCreateInfo pool_info = {
        .sType = VK_STRUCTURE_TYPE_COMMAND_POOL_CREATE_INFO};
    VkPipelineStageFlags stage = VK_PIPELINE_STAGE_TRANSFER_BIT;
    VkSemaphore stale = (VkSemaphore)f;
    VkSubmitInfo waits = {
        .sType = VK_STRUCTURE_TYPE_SUBMIT_INFO,
        .waitSemaphoreCount = 1,
        .pWaitSemaphores = &stale,
        .pWaitDstStageMask = &stage,
    };
    VkSubmitInfo signals = {
        .sType = VK_STRUCTURE_TYPE_SUBMIT_INFO,
        .signalSemaphoreCount = 1,
        .pSignalSemaphores = &stale,
    };
    DIRECT(vkQueueSubmit);
    VkCommandPool pool;
    VkFence fence;

    OK(vkCreateFence(f->device, &fence_info, NULL, &fence));
    REPORTED(vkQueueSubmit_(f->queue, 0, NULL, fence), FAIL,
             "vkQueueSubmit-fence-00063");
    REPORTED(vkQueueSubmit_(f->queue, 0, NULL, (VkFence)f), FAIL,
             "vkQueueSubmit-fence-parameter");
    REPORTED(vkQueueSubmit_(f->queue, 1, &waits, VK_NULL_HANDLE), FAIL,
             "VkSubmitInfo-pWaitSemaphores-parameter");
    REPORTED(vkQueueSubmit_(f->queue, 1, &signals, VK_NULL_HANDLE), FAIL,
             "VkSubmitInfo-pSignalSemaphores-parameter");
    OK(vkCreateCommandPool(f->device, &pool_info, NULL, &pool));
    VkCommandBufferAllocateInfo info = {
        .sType = VK_STRUCTURE_TYPE_COMMAND_BUFFER_ALLOCATE_INFO,
        .commandPool = pool,
        .commandBufferCount = 1,
    };
    VkCommandBuffer commands;
    OK(vkAllocateCommandBuffers(f->device, &info, &commands));
    VkSubmitInfo submit = {
        .sType = VK_STRUCTURE_TYPE_SUBMIT_INFO,
        .commandBufferCount = 1,
        .pCommandBuffers = &commands,
    };
    REPORTED(vkQueueSubmit_(f->queue, 1, &submit, VK_NULL_HANDLE), FAIL,
             "vkQueueSubmit-pCommandBuffers-00070");

    /* Memory freed while a waiting submission is about to use it. */
    VkSemaphoreCreateInfo never = {.sType =
                                       VK_STRUCTURE_TYPE_SEMAPHORE_CREATE_INFO};
    VkCommandBufferBeginInfo begin = {
        .sType = VK_STRUCTURE_TYPE_COMMAND_BUFFER_BEGIN_INFO};
    VkBuffer buffer = buffer_new(f->device, 4096, 0);
    VkDeviceMemory memory = memory_new(f, 4096, 0);
    OK(vkBindBufferMemory(f->device, buffer, memory, 0));
    OK(vkBeginCommandBuffer(commands, &begin));
    vkCmdFillBuffer(commands, buffer, 0, 4096, 1);
    OK(vkEndCommandBuffer(commands));
    OK(vkCreateSemaphore(f->device, &never, NULL, &stale));
    submit.waitSemaphoreCount = 1;
    submit.pWaitSemaphores = &stale;
    submit.pWaitDstStageMask = &stage;
    OK(vkQueueSubmit(f->queue, 1, &submit, VK_NULL_HANDLE));
    EXPECT(fixture_none_reported(f));
    vkFreeMemory(f->device, memory, NULL);
    EXPECT(fixture_reported(f, "vkFreeMemory-memory-00677"));
    OK(vkQueueSubmit(f->queue, 1, &signals, VK_NULL_HANDLE));
    vkDestroyCommandPool(f->device, pool, NULL);
    submit.commandBufferCount = 1;
    REPORTED(vkQueueSubmit_(f->queue, 1, &submit, VK_NULL_HANDLE), FAIL,
             "VkSubmitInfo-pCommandBuffers-parameter");
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
    memory_parameters(f, other, destroyed);
    ranges(f, destroyed);
    imports(f, stranger);
    submissions(f);
    vkDestroyDevice(other, NULL);
    vkDestroyDevice(stranger, NULL);
    EXPECT(fixture_none_reported(f));
    fixture_close(f);
    return 0;
}
