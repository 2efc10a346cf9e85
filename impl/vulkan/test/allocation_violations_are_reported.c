/* Rules of vkAllocateMemory itself, of vkMapMemory, vkUnmapMemory and
 * vkFreeMemory: told by VUID, answered, nothing changed.
 * Shows VK_ALLOC_STYPE VK_ALLOC_PNEXT VK_ALLOC_01713 VK_ALLOC_01714
 * VK_ALLOC_04101 VK_ALLOC_07897 VK_ALLOC_06657 VK_ALLOC_00640 VK_FREE_MEMORY
 * VK_FREE_PARENT VK_DESTROY_00378 VK_MAP_MEMORY VK_MAP_00678 VK_MAP_00679
 * VK_MAP_00680 VK_MAP_00681 VK_MAP_00682 VK_MAP_1 VK_UNMAP_PARENT
 * VK_UNMAP_00689 VK_MAP_2 VK_RANGE_00684. */
#include "vk_fixture.h"

static void allocate(struct fixture *f, VkMemoryAllocateInfo info,
                     VkResult expected, const char *id)
{
    VkDeviceMemory memory = (VkDeviceMemory)f;

    EXPECT_RESULT(vkAllocateMemory(f->device, &info, NULL, &memory), expected);
    EXPECT(memory == VK_NULL_HANDLE);
    EXPECT(fixture_reported(f, id));
}

static void allocate_rules(struct fixture *f)
{
    const VkResult fail = VK_ERROR_VALIDATION_FAILED;
    VkMemoryAllocateInfo good = {
        .sType = VK_STRUCTURE_TYPE_MEMORY_ALLOCATE_INFO,
        .allocationSize = 4096,
        .memoryTypeIndex = VISIBLE,
    };
    VkMemoryAllocateInfo bad = good;

    bad.allocationSize = 0;
    allocate(f, bad, fail, "VkMemoryAllocateInfo-allocationSize-00638");
    bad.allocationSize = UINT64_MAX;
    allocate(f, bad, fail, "vkAllocateMemory-pAllocateInfo-01713");
    bad = good;
    bad.memoryTypeIndex = 32;
    allocate(f, bad, fail, "vkAllocateMemory-pAllocateInfo-01714");
    bad = good;
    bad.sType = VK_STRUCTURE_TYPE_APPLICATION_INFO;
    allocate(f, bad, fail, "VkMemoryAllocateInfo-sType-sType");
    VkApplicationInfo stranger = {.sType = VK_STRUCTURE_TYPE_APPLICATION_INFO};
    bad = good;
    bad.pNext = &stranger;
    allocate(f, bad, fail, "VkMemoryAllocateInfo-pNext-pNext");

    VkImportMemoryFdInfoKHR fd = {
        .sType = VK_STRUCTURE_TYPE_IMPORT_MEMORY_FD_INFO_KHR,
        .handleType = FD,
        .fd = -1,
    };
    VkImportMemoryWin32HandleInfoKHR win32 = {
        .sType = VK_STRUCTURE_TYPE_IMPORT_MEMORY_WIN32_HANDLE_INFO_KHR,
        .pNext = &fd,
        .handleType = NT,
    };
    bad.pNext = &win32;
    allocate(f, bad, fail, "VkMemoryAllocateInfo-None-06657");
    VkExportMemoryAllocateInfoNV nv = {
        .sType = VK_STRUCTURE_TYPE_EXPORT_MEMORY_ALLOCATE_INFO_NV};
    VkExportMemoryAllocateInfo export = {
        .sType = VK_STRUCTURE_TYPE_EXPORT_MEMORY_ALLOCATE_INFO,
        .pNext = &nv,
        .handleTypes = NT,
    };
    bad.pNext = &export;
    allocate(f, bad, fail, "VkMemoryAllocateInfo-pNext-00640");
    export.pNext = NULL;
    bad.allocationSize = 0;
    allocate(f, bad, fail, "VkMemoryAllocateInfo-allocationSize-00638");
}

static void map(struct fixture *f, VkDeviceMemory memory, VkDeviceSize offset,
                VkDeviceSize size, const char *id)
{
    void *data = f;

    EXPECT_RESULT(vkMapMemory(f->device, memory, offset, size, 0, &data),
                  VK_ERROR_VALIDATION_FAILED);
    EXPECT(data == NULL);
    EXPECT(fixture_reported(f, id));
}

static void map_rules(struct fixture *f)
{
    VkDeviceMemory memory = memory_new(f, 4096, 0);
    VkDevice other = fixture_device(f, f->physical);

    map(f, memory, 4096, 1, "vkMapMemory-offset-00679");
    map(f, memory, 0, 0, "vkMapMemory-size-00680");
    map(f, memory, 4000, 97, "vkMapMemory-size-00681");
    map(f, VK_NULL_HANDLE, 0, 1, "vkMapMemory-memory-parameter");
    vkUnmapMemory(f->device, memory);
    EXPECT(fixture_reported(f, "vkUnmapMemory-memory-00689"));
    memory_map(f->device, memory)[4095] = 1;
    map(f, memory, 0, 1, "vkMapMemory-memory-00678");
    vkUnmapMemory(other, memory);
    EXPECT(fixture_reported(f, "vkUnmapMemory-memory-parent"));
    vkUnmapMemory(f->device, memory);
    EXPECT(fixture_none_reported(f));
    vkFreeMemory(other, memory, NULL);
    EXPECT(fixture_reported(f, "vkFreeMemory-memory-parent"));
    EXPECT(memory_map(f->device, memory)[4095] == 1);
    vkFreeMemory(f->device, memory, NULL);
    vkFreeMemory(f->device, VK_NULL_HANDLE, NULL);
    EXPECT(fixture_none_reported(f));
    vkFreeMemory(f->device, memory, NULL);
    EXPECT(fixture_reported(f, "vkFreeMemory-memory-parameter"));

    VkMemoryAllocateInfo hidden = {
        .sType = VK_STRUCTURE_TYPE_MEMORY_ALLOCATE_INFO,
        .allocationSize = 4096,
        .memoryTypeIndex = 0, /* device local only */
    };
    OK(vkAllocateMemory(f->device, &hidden, NULL, &memory));
    map(f, memory, 0, 1, "vkMapMemory-memory-00682");
    VkMappedMemoryRange range = {
        .sType = VK_STRUCTURE_TYPE_MAPPED_MEMORY_RANGE,
        .memory = memory,
        .size = VK_WHOLE_SIZE,
    };
    EXPECT_RESULT(vkFlushMappedMemoryRanges(f->device, 1, &range),
                  VK_ERROR_VALIDATION_FAILED);
    EXPECT(fixture_reported(f, "VkMappedMemoryRange-memory-00684"));
    vkFreeMemory(f->device, memory, NULL);
    vkDestroyDevice(other, NULL);
}

static void count_rule(struct fixture *f)
{
    VkPhysicalDeviceProperties properties;
    VkMemoryAllocateInfo info = {
        .sType = VK_STRUCTURE_TYPE_MEMORY_ALLOCATE_INFO,
        .allocationSize = 64,
        .memoryTypeIndex = VISIBLE,
    };
    VkDeviceMemory memory;

    vkGetPhysicalDeviceProperties(f->physical, &properties);
    uint32_t limit = properties.limits.maxMemoryAllocationCount;
    EXPECT(limit >= 4096);
    for (uint32_t i = 0; i < limit; i++)
        OK(vkAllocateMemory(f->device, &info, NULL, &memory));
    allocate(f, info, VK_ERROR_TOO_MANY_OBJECTS,
             "vkAllocateMemory-maxMemoryAllocationCount-04101");
    vkFreeMemory(f->device, memory, NULL);
    OK(vkAllocateMemory(f->device, &info, NULL, &memory));
}

int main(void)
{
    struct fixture f;

    fixture_open(&f, 0);
    allocate_rules(&f);
    map_rules(&f);
    count_rule(&f);
    fixture_close(&f);
    EXPECT(fixture_reported(&f, "vkDestroyDevice-device-00378"));
    return 0;
}
