/* H9: whatever is asked, in every profile, each answer is one its reference
 * page lists, and failures leave NULL. Deterministic pseudo-random input.
 * Shows SEED_VK_14 VK_OWN_6 VK_ANSWER_2. */
#include "vk_fixture.h"

static uint32_t state;

static uint32_t random_below(uint32_t limit)
{
    state = state * 1664525u + 1013904223u;
    return (state >> 8) % limit;
}

static bool listed(VkResult result, const VkResult *list, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (list[i] == result)
            return true;
    fprintf(stderr, "result %d is not documented\n", (int)result);
    return false;
}

#define LISTED(result, ...)                                                    \
    EXPECT(listed(result, (VkResult[]){__VA_ARGS__},                           \
                  sizeof((VkResult[]){__VA_ARGS__}) / sizeof(VkResult)))

#define ALWAYS VK_SUCCESS, VK_ERROR_UNKNOWN, VK_ERROR_VALIDATION_FAILED

static uint32_t any_type(void)
{
    return random_below(4) ? 1u << random_below(14) : random_below(0x4000);
}

static void one_get(struct fixture *f, VkDeviceMemory memory, HANDLE *handle)
{
    VkMemoryGetWin32HandleInfoKHR info = {
        .sType = random_below(20) == 0
                     ? VK_STRUCTURE_TYPE_APPLICATION_INFO
                     : VK_STRUCTURE_TYPE_MEMORY_GET_WIN32_HANDLE_INFO_KHR,
        .memory = memory,
        .handleType = (VkExternalMemoryHandleTypeFlagBits)any_type(),
    };

    *handle = &info;
    VkResult result = f->get(f->device, random_below(30) ? &info : NULL,
                             random_below(30) ? handle : NULL);
    LISTED(result, ALWAYS, VK_ERROR_OUT_OF_HOST_MEMORY,
           VK_ERROR_TOO_MANY_OBJECTS);
    if (*handle == &info) /* pHandle was NULL itself */
        *handle = NULL;
    EXPECT(result == VK_SUCCESS || *handle == NULL);
}

static VkDeviceMemory one_allocation(struct fixture *f, HANDLE handle)
{
    static const VkDeviceSize sizes[] = {0, 1, 4096, 65536, UINT64_MAX};
    VkImportMemoryWin32HandleInfoKHR import = {
        .sType = VK_STRUCTURE_TYPE_IMPORT_MEMORY_WIN32_HANDLE_INFO_KHR,
        .handleType = (VkExternalMemoryHandleTypeFlagBits)any_type(),
        .handle = random_below(8) ? handle : (HANDLE)(uintptr_t)state,
        .name = random_below(10) ? NULL : u"nobody",
    };
    VkExportMemoryAllocateInfo export = {
        .sType = VK_STRUCTURE_TYPE_EXPORT_MEMORY_ALLOCATE_INFO,
        .pNext = random_below(2) ? &import : NULL,
        .handleTypes = any_type() | any_type(),
    };
    VkMemoryAllocateInfo info = {
        .sType = VK_STRUCTURE_TYPE_MEMORY_ALLOCATE_INFO,
        .pNext = random_below(4) ? &export : NULL,
        .allocationSize = sizes[random_below(5)],
        .memoryTypeIndex = random_below(6),
    };
    VkDeviceMemory memory = (VkDeviceMemory)&info;
    VkResult result = vkAllocateMemory(f->device, &info, NULL, &memory);

    LISTED(result, ALWAYS, VK_ERROR_OUT_OF_HOST_MEMORY,
           VK_ERROR_OUT_OF_DEVICE_MEMORY, VK_ERROR_INVALID_EXTERNAL_HANDLE,
           VK_ERROR_TOO_MANY_OBJECTS);
    EXPECT((result == VK_SUCCESS) == (memory != VK_NULL_HANDLE));
    return memory;
}

static void one_query(struct fixture *f, HANDLE handle)
{
    VkMemoryWin32HandlePropertiesKHR properties = {
        .sType = VK_STRUCTURE_TYPE_MEMORY_WIN32_HANDLE_PROPERTIES_KHR,
        .memoryTypeBits = 99,
    };
    VkResult result =
        f->properties(f->device, (VkExternalMemoryHandleTypeFlagBits)any_type(),
                      handle, &properties);

    LISTED(result, ALWAYS, VK_ERROR_OUT_OF_HOST_MEMORY,
           VK_ERROR_INVALID_EXTERNAL_HANDLE);
    EXPECT(properties.memoryTypeBits == 0);
}

static void campaign(const char *profile)
{
    VkDeviceMemory memory[16] = {VK_NULL_HANDLE};
    HANDLE handle[16] = {NULL};
    struct fixture f;

    setenv("HLOCAL_VK_PROFILE", profile, 1);
    fixture_open(&f, 0);
    state = 12345;
    for (int i = 0; i < 20000; i++) {
        uint32_t at = random_below(16);
        HANDLE found;
        switch (random_below(4)) {
        case 0:
            vkFreeMemory(f.device, memory[at], NULL);
            memory[at] = one_allocation(&f, handle[random_below(16)]);
            break;
        case 1:
            one_get(&f, random_below(9) ? memory[at] : (VkDeviceMemory)&f,
                    &found);
            if (found != NULL) {
                CloseHandle(handle[at]);
                handle[at] = found;
            }
            break;
        case 2:
            one_query(&f, handle[at]);
            break;
        case 3:
            CloseHandle(handle[at]);
            break;
        }
        f.reported_count = 0;
    }
    for (int i = 0; i < 16; i++) {
        CloseHandle(handle[i]);
        vkFreeMemory(f.device, memory[i], NULL);
    }
    fixture_close(&f);
}

int main(void)
{
    campaign("strict");
    campaign("cts");
    campaign("driver");
    return 0;
}
