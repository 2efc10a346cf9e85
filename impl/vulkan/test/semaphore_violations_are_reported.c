/* Each rule of VK_KHR_external_semaphore_win32: told by
 * its VUID and answered; *pHandle NULL on every failure.
 * Shows VK_NEWSEM_DEVICE VK_NEWSEM_INFO VK_NEWSEM_OUT
 * VK_NEWSEM_STYPE
 * VK_EXPSEM_TYPES VK_EXPSEM_01124 VK_EXPSEM_01125
 * VK_EXPSEM_ATTRIBUTES VK_EXPSEM_NAME VK_GETSEM_DEVICE VK_GETSEM_INFO
 * VK_GETSEM_HANDLE VK_GETSEM_STYPE VK_GETSEM_PNEXT VK_GETSEM_SEMAPHORE
 * VK_GETSEM_PARENT VK_GETSEM_TYPE VK_GETSEM_01126 VK_GETSEM_01127
 * VK_GETSEM_01131 VK_GETSEM_DEAD VK_IMPSEM_DEVICE VK_IMPSEM_INFO
 * VK_IMPSEM_STYPE VK_IMPSEM_PNEXT VK_IMPSEM_SEMAPHORE VK_IMPSEM_PARENT
 * VK_IMPSEM_FLAGS VK_IMPSEM_01140 VK_IMPSEM_01466 VK_IMPSEM_01467
 * VK_IMPSEM_01468 VK_IMPSEM_01469 VK_IMPSEM_01542 VK_IMPSEM_01543
 * VK_IMPSEM_03261. */
#include "vk_fixture.h"

#define FAIL VK_ERROR_VALIDATION_FAILED
#define IEH VK_ERROR_INVALID_EXTERNAL_HANDLE
#define D3D12 0x8u /* D3D12_FENCE, of semaphores */
#define REPORTED(call, result, id)                                             \
    do {                                                                       \
        EXPECT_RESULT(call, result);                                           \
        EXPECT(fixture_reported(f, id));                                       \
    } while (0)

static VkSemaphore semaphore_new(struct fixture *f, uint32_t types)
{
    VkExportSemaphoreCreateInfo export = {
        .sType = VK_STRUCTURE_TYPE_EXPORT_SEMAPHORE_CREATE_INFO,
        .handleTypes = types,
    };
    VkSemaphoreCreateInfo info = {
        .sType = VK_STRUCTURE_TYPE_SEMAPHORE_CREATE_INFO, .pNext = &export};
    VkSemaphore semaphore;

    OK(vkCreateSemaphore(f->device, &info, NULL, &semaphore));
    return semaphore;
}

/* What cannot be read is not read. */
static void create_rules(struct fixture *f, VkDevice destroyed)
{
    VkSemaphoreCreateInfo good = {.sType =
                                      VK_STRUCTURE_TYPE_SEMAPHORE_CREATE_INFO};
    VkSemaphoreCreateInfo bad = {.pNext = f};
    /* The driver's own: the loader looks into the device it is given. */
    PFN_vkCreateSemaphore create = (PFN_vkCreateSemaphore)vkGetDeviceProcAddr(
        f->device, "vkCreateSemaphore");
    VkSemaphore made = (VkSemaphore)(uintptr_t)f;

    REPORTED(create(destroyed, &good, NULL, &made), FAIL,
             "vkCreateSemaphore-device-parameter");
    EXPECT(made == VK_NULL_HANDLE);
    REPORTED(create(f->device, NULL, NULL, &made), FAIL,
             "vkCreateSemaphore-pCreateInfo-parameter");
    REPORTED(create(f->device, &good, NULL, NULL), FAIL,
             "vkCreateSemaphore-pSemaphore-parameter");
    REPORTED(create(f->device, &bad, NULL, &made), FAIL,
             "VkSemaphoreCreateInfo-sType-sType");
    EXPECT(made == VK_NULL_HANDLE);
}

static VkResult get(struct fixture *f, VkDevice device,
                    const VkSemaphoreGetWin32HandleInfoKHR *info)
{
    HANDLE handle = f;
    VkResult result = f->get_semaphore(device, info, &handle);

    EXPECT((result == VK_SUCCESS) == (handle != NULL));
    return result;
}

static void get_rules(struct fixture *f, VkDevice other, VkDevice destroyed)
{
    VkSemaphoreGetWin32HandleInfoKHR good = {
        .sType = VK_STRUCTURE_TYPE_SEMAPHORE_GET_WIN32_HANDLE_INFO_KHR,
        .semaphore = semaphore_new(f, NT),
        .handleType = (VkExternalSemaphoreHandleTypeFlagBits)NT,
    };
    VkSemaphoreGetWin32HandleInfoKHR bad = good;

    REPORTED(get(f, destroyed, &good), FAIL,
             "vkGetSemaphoreWin32HandleKHR-device-parameter");
    REPORTED(get(f, f->device, NULL), FAIL,
             "vkGetSemaphoreWin32HandleKHR-pGetWin32HandleInfo-parameter");
    REPORTED(f->get_semaphore(f->device, &good, NULL), FAIL,
             "vkGetSemaphoreWin32HandleKHR-pHandle-parameter");
    bad.sType = VK_STRUCTURE_TYPE_APPLICATION_INFO;
    REPORTED(get(f, f->device, &bad), FAIL,
             "VkSemaphoreGetWin32HandleInfoKHR-sType-sType");
    bad = good;
    bad.pNext = &good;
    REPORTED(get(f, f->device, &bad), FAIL,
             "VkSemaphoreGetWin32HandleInfoKHR-pNext-pNext");
    bad = good;
    bad.semaphore = (VkSemaphore)f;
    REPORTED(get(f, f->device, &bad), FAIL,
             "VkSemaphoreGetWin32HandleInfoKHR-semaphore-parameter");
    REPORTED(get(f, other, &good), FAIL,
             "HLOCAL-vkGetSemaphoreWin32HandleKHR-semaphore-parent");
    bad = good;
    bad.handleType = 0;
    REPORTED(get(f, f->device, &bad), FAIL,
             "VkSemaphoreGetWin32HandleInfoKHR-handleType-parameter");
    bad.handleType = (VkExternalSemaphoreHandleTypeFlagBits)KMT;
    REPORTED(get(f, f->device, &bad), FAIL,
             "VkSemaphoreGetWin32HandleInfoKHR-handleType-01126");
    bad.handleType = (VkExternalSemaphoreHandleTypeFlagBits)FD;
    REPORTED(get(f, f->device, &bad), FAIL,
             "VkSemaphoreGetWin32HandleInfoKHR-handleType-01131");
    bad.handleType = (VkExternalSemaphoreHandleTypeFlagBits)0x20; /* memory's */
    REPORTED(get(f, f->device, &bad), FAIL,
             "VkSemaphoreGetWin32HandleInfoKHR-handleType-parameter");
    bad.handleType = (VkExternalSemaphoreHandleTypeFlagBits)D3D12; /* is NT */
    EXPECT_RESULT(get(f, f->device, &bad), FAIL);
    EXPECT(f->reported_count == 1);
    EXPECT(fixture_reported(
        f, "VkSemaphoreGetWin32HandleInfoKHR-handleType-01126"));
    HANDLE handle;
    OK(f->get_semaphore(f->device, &good, &handle));
    EXPECT(CloseHandle(handle));
    REPORTED(get(f, f->device, &good), FAIL,
             "VkSemaphoreGetWin32HandleInfoKHR-handleType-01127");

    /* Imported by number, and then the owner goes. */
    VkSemaphore owner = semaphore_new(f, KMT), guest = semaphore_new(f, KMT);
    good.semaphore = owner;
    good.handleType = (VkExternalSemaphoreHandleTypeFlagBits)KMT;
    OK(f->get_semaphore(f->device, &good, &handle));
    VkImportSemaphoreWin32HandleInfoKHR import = {
        .sType = VK_STRUCTURE_TYPE_IMPORT_SEMAPHORE_WIN32_HANDLE_INFO_KHR,
        .semaphore = guest,
        .handleType = (VkExternalSemaphoreHandleTypeFlagBits)KMT,
        .handle = handle,
    };
    OK(f->import_semaphore(f->device, &import));
    vkDestroySemaphore(f->device, owner, NULL);
    good.semaphore = guest;
    REPORTED(get(f, f->device, &good), FAIL,
             "HLOCAL-vkGetSemaphoreWin32HandleKHR-payload-dead");
}

static void import_rules(struct fixture *f, VkDevice other, VkDevice destroyed,
                         VkDevice stranger)
{
    VkSemaphore named, mine = semaphore_new(f, NT);
    VkSemaphoreGetWin32HandleInfoKHR info = {
        .sType = VK_STRUCTURE_TYPE_SEMAPHORE_GET_WIN32_HANDLE_INFO_KHR,
        .semaphore = mine,
        .handleType = (VkExternalSemaphoreHandleTypeFlagBits)NT,
    };
    VkImportSemaphoreWin32HandleInfoKHR good = {
        .sType = VK_STRUCTURE_TYPE_IMPORT_SEMAPHORE_WIN32_HANDLE_INFO_KHR,
        .semaphore = semaphore_new(f, 0),
        .handleType = (VkExternalSemaphoreHandleTypeFlagBits)NT,
    };
    OK(f->get_semaphore(f->device, &info, &good.handle));
    VkImportSemaphoreWin32HandleInfoKHR bad = good;

    REPORTED(f->import_semaphore(destroyed, &good), FAIL,
             "vkImportSemaphoreWin32HandleKHR-device-parameter");
    REPORTED(f->import_semaphore(f->device, NULL), FAIL,
             "vkImportSemaphoreWin32HandleKHR-pImportSemaphoreWin32HandleInfo-"
             "parameter");
    bad.sType = VK_STRUCTURE_TYPE_APPLICATION_INFO;
    REPORTED(f->import_semaphore(f->device, &bad), FAIL,
             "VkImportSemaphoreWin32HandleInfoKHR-sType-sType");
    bad = good;
    bad.pNext = &good;
    REPORTED(f->import_semaphore(f->device, &bad), FAIL,
             "VkImportSemaphoreWin32HandleInfoKHR-pNext-pNext");
    bad = good;
    bad.semaphore = VK_NULL_HANDLE;
    REPORTED(f->import_semaphore(f->device, &bad), FAIL,
             "VkImportSemaphoreWin32HandleInfoKHR-semaphore-parameter");
    REPORTED(f->import_semaphore(other, &good), FAIL,
             "HLOCAL-vkImportSemaphoreWin32HandleKHR-semaphore-parent");
    bad = good;
    bad.flags = 6;
    REPORTED(f->import_semaphore(f->device, &bad), FAIL,
             "VkImportSemaphoreWin32HandleInfoKHR-flags-parameter");
    bad = good;
    bad.handleType = (VkExternalSemaphoreHandleTypeFlagBits)FD;
    REPORTED(f->import_semaphore(f->device, &bad), FAIL,
             "VkImportSemaphoreWin32HandleInfoKHR-handleType-01140");
    bad = good;
    bad.handle = NULL;
    bad.handleType = (VkExternalSemaphoreHandleTypeFlagBits)KMT;
    bad.name = u"x";
    REPORTED(f->import_semaphore(f->device, &bad), FAIL,
             "VkImportSemaphoreWin32HandleInfoKHR-handleType-01466");
    bad.handleType = good.handleType;
    REPORTED(f->import_semaphore(f->device, &bad), IEH,
             "VkImportSemaphoreWin32HandleInfoKHR-handleType-01467");
    bad = good;
    bad.name = u"x";
    REPORTED(f->import_semaphore(f->device, &bad), FAIL,
             "VkImportSemaphoreWin32HandleInfoKHR-handle-01469");
    bad = good;
    bad.handle = (HANDLE)(uintptr_t)0x7F0;
    EXPECT_RESULT(f->import_semaphore(f->device, &bad), IEH);
    EXPECT(f->reported_count == 1);
    EXPECT(fixture_reported(
        f, "VkImportSemaphoreWin32HandleInfoKHR-handleType-01468"));
    bad.flags = 6; /* both are told, and the graver one answers */
    REPORTED(f->import_semaphore(f->device, &bad), FAIL,
             "VkImportSemaphoreWin32HandleInfoKHR-flags-parameter");
    REPORTED(f->import_semaphore(f->device, &bad), FAIL,
             "VkImportSemaphoreWin32HandleInfoKHR-handleType-01468");

    VkSemaphoreCreateInfo flagged = {
        .sType = VK_STRUCTURE_TYPE_SEMAPHORE_CREATE_INFO, .flags = 1};
    bad = good;
    OK(vkCreateSemaphore(f->device, &flagged, NULL, &bad.semaphore));
    REPORTED(f->import_semaphore(f->device, &bad), FAIL,
             "VkImportSemaphoreWin32HandleInfoKHR-handleType-03261");

    /* Another physical device. */
    VkSemaphoreCreateInfo plain = {.sType =
                                       VK_STRUCTURE_TYPE_SEMAPHORE_CREATE_INFO};
    bad = good;
    OK(vkCreateSemaphore(stranger, &plain, NULL, &bad.semaphore));
    REPORTED(f->import_semaphore(stranger, &bad), IEH,
             "VkImportSemaphoreWin32HandleInfoKHR-handle-01542");
    VkExportSemaphoreWin32HandleInfoKHR win32 = {
        .sType = VK_STRUCTURE_TYPE_EXPORT_SEMAPHORE_WIN32_HANDLE_INFO_KHR,
        .name = u"semaphore",
    };
    VkExportSemaphoreCreateInfo export = {
        .sType = VK_STRUCTURE_TYPE_EXPORT_SEMAPHORE_CREATE_INFO,
        .pNext = &win32,
        .handleTypes = NT,
    };
    plain.pNext = &export;
    OK(vkCreateSemaphore(f->device, &plain, NULL, &named));
    bad.handle = NULL;
    bad.name = u"semaphore";
    REPORTED(f->import_semaphore(stranger, &bad), IEH,
             "VkImportSemaphoreWin32HandleInfoKHR-name-01543");

    /* Creation. */
    VkSemaphore none;
    REPORTED(vkCreateSemaphore(f->device, &plain, NULL, &none), FAIL,
             "HLOCAL-VkExportSemaphoreWin32HandleInfoKHR-name-taken");
    EXPECT(none == VK_NULL_HANDLE);
    export.handleTypes = KMT;
    REPORTED(vkCreateSemaphore(f->device, &plain, NULL, &none), FAIL,
             "VkExportSemaphoreWin32HandleInfoKHR-handleTypes-01125");
    SECURITY_ATTRIBUTES attributes = {.nLength = 1};
    win32.pAttributes = &attributes;
    REPORTED(vkCreateSemaphore(f->device, &plain, NULL, &none), FAIL,
             "VkExportSemaphoreWin32HandleInfoKHR-pAttributes-parameter");
    export.handleTypes = D3D12;
    REPORTED(vkCreateSemaphore(f->device, &plain, NULL, &none), FAIL,
             "VkExportSemaphoreCreateInfo-handleTypes-01124");
    export.handleTypes = NT | 0x20; /* a type of memory */
    REPORTED(vkCreateSemaphore(f->device, &plain, NULL, &none), FAIL,
             "VkExportSemaphoreCreateInfo-handleTypes-parameter");
    EXPECT(CloseHandle(good.handle));
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
    create_rules(f, destroyed);
    get_rules(f, other, destroyed);
    import_rules(f, other, destroyed, stranger);
    vkDestroyDevice(other, NULL);
    vkDestroyDevice(stranger, NULL);
    fixture_close(f);
    return 0;
}
