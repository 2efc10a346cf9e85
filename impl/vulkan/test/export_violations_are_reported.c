/* Each rule of vkGetMemoryWin32HandleKHR and of the properties query: told by
 * its VUID, answered, and *pHandle NULL.
 * Shows SEED_VK_13 VK_GETW32_DEVICE VK_GETW32_INFO VK_GETW32_HANDLE
 * VK_GETW32_PARENT VK_GETW32_STYPE VK_GETW32_PNEXT VK_GETW32_MEMORY
 * VK_GETW32_TYPE VK_GETW32_00662 VK_GETW32_00664 VK_DEVICE_1 VK_PROPS_OUT
 * VK_PROPS_TYPE VK_PROPS_00666 VK_PROPS_00665. */
#include "vk_fixture.h"

static void expect_reported(struct fixture *f, VkDevice device,
                            const VkMemoryGetWin32HandleInfoKHR *info,
                            const char *id)
{
    HANDLE handle = f;

    EXPECT_RESULT(f->get(device, info, &handle), VK_ERROR_VALIDATION_FAILED);
    EXPECT(handle == NULL);
    EXPECT(fixture_reported(f, id));
}

static void get_rules(struct fixture *f, VkDeviceMemory memory)
{
    VkMemoryGetWin32HandleInfoKHR good = {
        .sType = VK_STRUCTURE_TYPE_MEMORY_GET_WIN32_HANDLE_INFO_KHR,
        .memory = memory,
        .handleType = NT,
    };
    VkMemoryGetWin32HandleInfoKHR bad = good;

    expect_reported(f, f->device, NULL,
                    "vkGetMemoryWin32HandleKHR-pGetWin32HandleInfo-parameter");
    EXPECT_RESULT(f->get(f->device, &good, NULL), VK_ERROR_VALIDATION_FAILED);
    EXPECT(fixture_reported(f, "vkGetMemoryWin32HandleKHR-pHandle-parameter"));
    bad.sType = VK_STRUCTURE_TYPE_APPLICATION_INFO;
    expect_reported(f, f->device, &bad,
                    "VkMemoryGetWin32HandleInfoKHR-sType-sType");
    bad = good;
    bad.pNext = &good;
    expect_reported(f, f->device, &bad,
                    "VkMemoryGetWin32HandleInfoKHR-pNext-pNext");
    bad = good;
    bad.memory = VK_NULL_HANDLE;
    expect_reported(f, f->device, &bad,
                    "VkMemoryGetWin32HandleInfoKHR-memory-parameter");
    bad.memory = (VkDeviceMemory)f; /* a pointer is no handle */
    expect_reported(f, f->device, &bad,
                    "VkMemoryGetWin32HandleInfoKHR-memory-parameter");
    bad = good;
    bad.handleType = NT | KMT;
    expect_reported(f, f->device, &bad,
                    "VkMemoryGetWin32HandleInfoKHR-handleType-parameter");
    bad.handleType = FD;
    expect_reported(f, f->device, &bad,
                    "VkMemoryGetWin32HandleInfoKHR-handleType-00664");
    expect_reported(f, f->device, &bad, /* both are told */
                    "VkMemoryGetWin32HandleInfoKHR-handleType-00662");
    bad.handleType = KMT;
    expect_reported(f, f->device, &bad,
                    "VkMemoryGetWin32HandleInfoKHR-handleType-00662");
    VkDevice other = fixture_device(f, f->physical);
    expect_reported(f, other, &good,
                    "HLOCAL-vkGetMemoryWin32HandleKHR-memory-parent");
    vkDestroyDevice(other, NULL);
    expect_reported(f, other, &good,
                    "vkGetMemoryWin32HandleKHR-device-parameter");
    vkFreeMemory(f->device, memory, NULL);
    expect_reported(f, f->device, &good,
                    "VkMemoryGetWin32HandleInfoKHR-memory-parameter");
}

static void properties_rules(struct fixture *f)
{
    const VkExternalMemoryHandleTypeFlagBits d3d =
        VK_EXTERNAL_MEMORY_HANDLE_TYPE_D3D12_HEAP_BIT;
    VkDeviceMemory memory = memory_new(f, 4096, NT);
    VkMemoryWin32HandlePropertiesKHR properties = {
        .sType = VK_STRUCTURE_TYPE_MEMORY_WIN32_HANDLE_PROPERTIES_KHR,
        .memoryTypeBits = 9,
    };
    HANDLE handle;

    OK(handle_get(f, memory, NT, &handle));
    EXPECT_RESULT(f->properties(f->device, NT, handle, &properties),
                  VK_ERROR_VALIDATION_FAILED);
    EXPECT(properties.memoryTypeBits == 0);
    EXPECT(fixture_reported(
        f, "vkGetMemoryWin32HandlePropertiesKHR-handleType-00666"));
    EXPECT_RESULT(f->properties(f->device, d3d, handle, &properties),
                  VK_ERROR_INVALID_EXTERNAL_HANDLE);
    EXPECT(fixture_reported(
        f, "vkGetMemoryWin32HandlePropertiesKHR-handle-00665"));
    EXPECT_RESULT(f->properties(f->device, d3d, NULL, NULL),
                  VK_ERROR_VALIDATION_FAILED);
    EXPECT(fixture_reported(f, "vkGetMemoryWin32HandlePropertiesKHR-"
                               "pMemoryWin32HandleProperties-parameter"));
    EXPECT_RESULT(f->properties(f->device, d3d | NT, handle, &properties),
                  VK_ERROR_VALIDATION_FAILED);
    EXPECT(fixture_reported(
        f, "vkGetMemoryWin32HandlePropertiesKHR-handleType-parameter"));
    EXPECT(CloseHandle(handle));
    vkFreeMemory(f->device, memory, NULL);
}

int main(void)
{
    struct fixture f;

    fixture_open(&f, 0);
    get_rules(&f, memory_new(&f, 4096, NT));
    properties_rules(&f);
    EXPECT(fixture_none_reported(&f));
    fixture_close(&f);
    return 0;
}
