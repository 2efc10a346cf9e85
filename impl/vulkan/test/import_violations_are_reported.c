/* Each rule of VkImportMemoryWin32HandleInfoKHR and of the export structures:
 * told by its VUID and answered; nothing is imported, nothing leaks.
 * Shows VK_ALLOC_UNIQUE VK_ALLOC_01714 VK_EXPORT_TYPES VK_EXPORT_09860
 * VK_EXPW32_00657 VK_EXPW32_ATTRIBUTES VK_EXPW32_NAME VK_IMPORT_TYPE
 * VK_IMPORT_00660 VK_IMPORT_09861 VK_IMPORT_01439 VK_IMPORT_01441
 * VK_IMPORT_01440 VK_IMPORT_00661 VK_IMPORT_00659 VK_IMPORT_01518 VK_ANSWER_1.
 */
#include "vk_fixture.h"

static const VkExternalMemoryHandleTypeFlagBits heap =
    VK_EXTERNAL_MEMORY_HANDLE_TYPE_D3D12_HEAP_BIT;

struct wrong {
    VkExternalMemoryHandleTypeFlagBits type;
    HANDLE handle;
    const void *name;
    VkResult result;
    const char *id;
};

static void import_rules(struct fixture *f)
{
    VkDeviceMemory memory = memory_new(f, 4096, NT | KMT), copy;
    const VkResult fail = VK_ERROR_VALIDATION_FAILED;
    const VkResult handle = VK_ERROR_INVALID_EXTERNAL_HANDLE;
    HANDLE nt, kmt;

    OK(handle_get(f, memory, NT, &nt));
    OK(handle_get(f, memory, KMT, &kmt));
    const struct wrong wrongs[] = {
        {NT | KMT, nt, NULL, fail, "handleType-parameter"},
        {heap, nt, NULL, fail, "handleType-00658"},
        {FD, nt, NULL, fail, "handleType-00660"},
        {KMT, NULL, u"x", fail, "handleType-01439"},
        {NT, NULL, u"x", handle, "handleType-01440"},
        {NT, NULL, NULL, handle, "handleType-00661"},
        {NT, NULL, NULL, handle, "handleType-01440"},
        {NT, kmt, NULL, handle, "handleType-00661"},
        {KMT, nt, NULL, handle, "handleType-00661"},
        {NT, INVALID_HANDLE_VALUE, NULL, handle, "handleType-00661"},
        {NT, f, NULL, handle, "handleType-00661"},
        {KMT, f, NULL, handle, "handleType-00661"},
        {NT, nt, u"x", fail, "handle-01441"},
    };
    for (size_t i = 0; i < sizeof wrongs / sizeof wrongs[0]; i++) {
        const struct wrong *w = &wrongs[i];
        char id[96];
        snprintf(id, sizeof id, "VkImportMemoryWin32HandleInfoKHR-%s", w->id);
        EXPECT_RESULT(memory_import(f, f->device, 4096, w->type, w->handle,
                                    w->name, NULL, &copy),
                      w->result);
        EXPECT(fixture_reported(f, id));
    }
    /* A semaphore's handle is no memory's. */
    VkExportSemaphoreCreateInfo export = {
        .sType = VK_STRUCTURE_TYPE_EXPORT_SEMAPHORE_CREATE_INFO,
        .handleTypes = VK_EXTERNAL_SEMAPHORE_HANDLE_TYPE_OPAQUE_WIN32_BIT,
    };
    VkSemaphoreCreateInfo info = {
        .sType = VK_STRUCTURE_TYPE_SEMAPHORE_CREATE_INFO, .pNext = &export};
    VkSemaphore semaphore;
    OK(vkCreateSemaphore(f->device, &info, NULL, &semaphore));
    VkSemaphoreGetWin32HandleInfoKHR get = {
        .sType = VK_STRUCTURE_TYPE_SEMAPHORE_GET_WIN32_HANDLE_INFO_KHR,
        .semaphore = semaphore,
        .handleType = VK_EXTERNAL_SEMAPHORE_HANDLE_TYPE_OPAQUE_WIN32_BIT,
    };
    HANDLE stranger;
    OK(f->get_semaphore(f->device, &get, &stranger));
    EXPECT_RESULT(
        memory_import(f, f->device, 4096, NT, stranger, NULL, NULL, &copy),
        handle);
    EXPECT(fixture_reported(
        f, "VkImportMemoryWin32HandleInfoKHR-handleType-00661"));
    EXPECT(CloseHandle(stranger) && CloseHandle(nt));
    vkDestroySemaphore(f->device, semaphore, NULL);
    vkFreeMemory(f->device, memory, NULL);
}

static void export_rule(struct fixture *f, uint32_t types, const void *next,
                        const char *id)
{
    VkExportMemoryAllocateInfo export = {
        .sType = VK_STRUCTURE_TYPE_EXPORT_MEMORY_ALLOCATE_INFO,
        .pNext = next,
        .handleTypes = types,
    };
    VkMemoryAllocateInfo info = {
        .sType = VK_STRUCTURE_TYPE_MEMORY_ALLOCATE_INFO,
        .pNext = &export,
        .allocationSize = 4096,
        .memoryTypeIndex = VISIBLE,
    };
    VkDeviceMemory memory;

    EXPECT_RESULT(vkAllocateMemory(f->device, &info, NULL, &memory),
                  VK_ERROR_VALIDATION_FAILED);
    EXPECT(memory == VK_NULL_HANDLE);
    EXPECT(fixture_reported(f, id));
}

static void export_rules(struct fixture *f)
{
    SECURITY_ATTRIBUTES attributes = {.nLength = 3};
    VkExportMemoryWin32HandleInfoKHR win32 = {
        .sType = VK_STRUCTURE_TYPE_EXPORT_MEMORY_WIN32_HANDLE_INFO_KHR,
        .dwAccess = GENERIC_ALL,
    };
    VkExportMemoryAllocateInfo twice = {
        .sType = VK_STRUCTURE_TYPE_EXPORT_MEMORY_ALLOCATE_INFO};

    export_rule(f, heap, NULL, "VkExportMemoryAllocateInfo-handleTypes-00656");
    export_rule(f, NT | FD, NULL,
                "VkExportMemoryAllocateInfo-handleTypes-00656");
    export_rule(f, 0x40000000, NULL,
                "VkExportMemoryAllocateInfo-handleTypes-parameter");
    export_rule(f, KMT, &win32,
                "VkExportMemoryWin32HandleInfoKHR-handleTypes-00657");
    export_rule(f, NT, &twice, "VkMemoryAllocateInfo-sType-unique");
    win32.pAttributes = &attributes;
    export_rule(f, NT, &win32,
                "VkExportMemoryWin32HandleInfoKHR-pAttributes-parameter");
    win32.pAttributes = NULL;
    win32.name = u"a\\b";
    export_rule(f, NT, &win32,
                "HLOCAL-VkExportMemoryWin32HandleInfoKHR-name-taken");
}

/* A stale handle in a malformed call: both are told, and the answer is the
 * graver one. */
static void gravity(struct fixture *f)
{
    VkImportMemoryWin32HandleInfoKHR import = {
        .sType = VK_STRUCTURE_TYPE_IMPORT_MEMORY_WIN32_HANDLE_INFO_KHR,
        .handleType = NT,
        .handle = INVALID_HANDLE_VALUE,
    };
    VkMemoryAllocateInfo info = {
        .sType = VK_STRUCTURE_TYPE_MEMORY_ALLOCATE_INFO,
        .pNext = &import,
        .allocationSize = 4096,
        .memoryTypeIndex = 32,
    };
    static const char *const rules[] = {
        "VkImportMemoryWin32HandleInfoKHR-handleType-00661",
        "vkAllocateMemory-pAllocateInfo-01714",
    };
    VkDeviceMemory memory;

    for (int i = 0; i < 2; i++) {
        EXPECT_RESULT(vkAllocateMemory(f->device, &info, NULL, &memory),
                      VK_ERROR_VALIDATION_FAILED);
        EXPECT(fixture_reported(f, rules[i]));
    }
}

static void other_device(struct fixture *f, VkPhysicalDevice stranger)
{
    VkDeviceMemory memory = memory_new(f, 4096, NT), copy;
    VkDevice device = fixture_device(f, stranger);
    HANDLE nt;

    OK(handle_get(f, memory, NT, &nt));
    EXPECT_RESULT(memory_import(f, device, 4096, NT, nt, NULL, NULL, &copy),
                  VK_ERROR_INVALID_EXTERNAL_HANDLE);
    EXPECT(
        fixture_reported(f, "VkImportMemoryWin32HandleInfoKHR-handle-00659"));
    EXPECT_RESULT(memory_import(f, device, 4096, NT, nt, NULL, NULL, &copy),
                  VK_ERROR_INVALID_EXTERNAL_HANDLE);
    EXPECT(
        fixture_reported(f, "VkImportMemoryWin32HandleInfoKHR-handle-01518"));
    EXPECT(CloseHandle(nt));
    vkFreeMemory(f->device, memory, NULL);
    vkDestroyDevice(device, NULL);
}

int main(void)
{
    VkPhysicalDevice all[2];
    uint32_t count = 2;
    struct fixture f;

    setenv("HLOCAL_VK_DEVICES", "2", 1);
    fixture_open(&f, 0);
    import_rules(&f);
    export_rules(&f);
    gravity(&f);
    OK(vkEnumeratePhysicalDevices(f.instance, &count, all));
    EXPECT(count == 2);
    other_device(&f, all[1]);
    EXPECT(fixture_none_reported(&f));
    fixture_close(&f);
    EXPECT(fixture_none_reported(&f)); /* no handle was left behind */

    setenv("HLOCAL_VK_PROFILE", "cts", 1); /* there 00657 is only told */
    fixture_open(&f, 0);
    VkExportMemoryWin32HandleInfoKHR win32 = {
        .sType = VK_STRUCTURE_TYPE_EXPORT_MEMORY_WIN32_HANDLE_INFO_KHR,
        .dwAccess = GENERIC_ALL,
    };
    VkExportMemoryAllocateInfo export = {
        .sType = VK_STRUCTURE_TYPE_EXPORT_MEMORY_ALLOCATE_INFO,
        .pNext = &win32,
        .handleTypes = KMT,
    };
    VkMemoryAllocateInfo info = {
        .sType = VK_STRUCTURE_TYPE_MEMORY_ALLOCATE_INFO,
        .pNext = &export,
        .allocationSize = 4096,
        .memoryTypeIndex = VISIBLE,
    };
    VkDeviceMemory memory;
    OK(vkAllocateMemory(f.device, &info, NULL, &memory));
    EXPECT(fixture_reported(
        &f, "VkExportMemoryWin32HandleInfoKHR-handleTypes-00657"));
    vkFreeMemory(f.device, memory, NULL);
    fixture_close(&f);
    return 0;
}
