/* The rules of VK_KHR_external_fence_win32, like those of semaphores in
 * semaphore_violations_are_reported.c.
 * Shows VK_NEWFENCE_DEVICE VK_NEWFENCE_INFO VK_NEWFENCE_OUT
 * VK_NEWFENCE_STYPE
 * VK_EXPFENCE_TYPES VK_EXPFENCE_01446 VK_EXPFENCE_01447
 * VK_EXPFENCE_ATTRIBUTES VK_EXPFENCE_NAME VK_GETFENCE_DEVICE
 * VK_GETFENCE_INFO VK_GETFENCE_HANDLE VK_GETFENCE_STYPE VK_GETFENCE_PNEXT
 * VK_GETFENCE_FENCE VK_GETFENCE_PARENT VK_GETFENCE_TYPE VK_GETFENCE_01448
 * VK_GETFENCE_01449 VK_GETFENCE_01452 VK_GETFENCE_DEAD VK_IMPFENCE_DEVICE
 * VK_IMPFENCE_INFO VK_IMPFENCE_STYPE VK_IMPFENCE_PNEXT VK_IMPFENCE_FENCE
 * VK_IMPFENCE_PARENT VK_IMPFENCE_FLAGS VK_IMPFENCE_04448 VK_IMPFENCE_01457
 * VK_IMPFENCE_01459 VK_IMPFENCE_01460 VK_IMPFENCE_01461 VK_IMPFENCE_01462
 * VK_IMPFENCE_01539 VK_IMPFENCE_01540. */
#include "vk_fixture.h"

#define FAIL VK_ERROR_VALIDATION_FAILED
#define IEH VK_ERROR_INVALID_EXTERNAL_HANDLE
#define REPORTED(call, result, id)                                             \
    do {                                                                       \
        EXPECT_RESULT(call, result);                                           \
        EXPECT(fixture_reported(f, id));                                       \
    } while (0)

static VkFence fence_new(struct fixture *f, uint32_t types)
{
    VkExportFenceCreateInfo export = {
        .sType = VK_STRUCTURE_TYPE_EXPORT_FENCE_CREATE_INFO,
        .handleTypes = types,
    };
    VkFenceCreateInfo info = {.sType = VK_STRUCTURE_TYPE_FENCE_CREATE_INFO,
                              .pNext = &export};
    VkFence fence;

    OK(vkCreateFence(f->device, &info, NULL, &fence));
    return fence;
}

/* What cannot be read is not read. */
static void create_rules(struct fixture *f, VkDevice destroyed)
{
    VkFenceCreateInfo good = {.sType = VK_STRUCTURE_TYPE_FENCE_CREATE_INFO};
    VkFenceCreateInfo bad = {.pNext = f};
    /* The driver's own: the loader looks into the device it is given. */
    PFN_vkCreateFence create =
        (PFN_vkCreateFence)vkGetDeviceProcAddr(f->device, "vkCreateFence");
    VkFence made = (VkFence)(uintptr_t)f;

    REPORTED(create(destroyed, &good, NULL, &made), FAIL,
             "vkCreateFence-device-parameter");
    EXPECT(made == VK_NULL_HANDLE);
    REPORTED(create(f->device, NULL, NULL, &made), FAIL,
             "vkCreateFence-pCreateInfo-parameter");
    REPORTED(create(f->device, &good, NULL, NULL), FAIL,
             "vkCreateFence-pFence-parameter");
    REPORTED(create(f->device, &bad, NULL, &made), FAIL,
             "VkFenceCreateInfo-sType-sType");
    EXPECT(made == VK_NULL_HANDLE);
}

static VkResult get(struct fixture *f, VkDevice device,
                    const VkFenceGetWin32HandleInfoKHR *info)
{
    HANDLE handle = f;
    VkResult result = f->get_fence(device, info, &handle);

    EXPECT((result == VK_SUCCESS) == (handle != NULL));
    return result;
}

static void get_rules(struct fixture *f, VkDevice other, VkDevice destroyed)
{
    VkFenceGetWin32HandleInfoKHR good = {
        .sType = VK_STRUCTURE_TYPE_FENCE_GET_WIN32_HANDLE_INFO_KHR,
        .fence = fence_new(f, NT),
        .handleType = (VkExternalFenceHandleTypeFlagBits)NT,
    };
    VkFenceGetWin32HandleInfoKHR bad = good;

    REPORTED(get(f, destroyed, &good), FAIL,
             "vkGetFenceWin32HandleKHR-device-parameter");
    REPORTED(get(f, f->device, NULL), FAIL,
             "vkGetFenceWin32HandleKHR-pGetWin32HandleInfo-parameter");
    REPORTED(f->get_fence(f->device, &good, NULL), FAIL,
             "vkGetFenceWin32HandleKHR-pHandle-parameter");
    bad.sType = VK_STRUCTURE_TYPE_APPLICATION_INFO;
    REPORTED(get(f, f->device, &bad), FAIL,
             "VkFenceGetWin32HandleInfoKHR-sType-sType");
    bad = good;
    bad.pNext = &good;
    REPORTED(get(f, f->device, &bad), FAIL,
             "VkFenceGetWin32HandleInfoKHR-pNext-pNext");
    bad = good;
    bad.fence = (VkFence)f;
    REPORTED(get(f, f->device, &bad), FAIL,
             "VkFenceGetWin32HandleInfoKHR-fence-parameter");
    REPORTED(get(f, other, &good), FAIL,
             "HLOCAL-vkGetFenceWin32HandleKHR-fence-parent");
    bad = good;
    bad.handleType = 0;
    REPORTED(get(f, f->device, &bad), FAIL,
             "VkFenceGetWin32HandleInfoKHR-handleType-parameter");
    bad.handleType = (VkExternalFenceHandleTypeFlagBits)KMT;
    REPORTED(get(f, f->device, &bad), FAIL,
             "VkFenceGetWin32HandleInfoKHR-handleType-01448");
    bad.handleType = (VkExternalFenceHandleTypeFlagBits)FD;
    REPORTED(get(f, f->device, &bad), FAIL,
             "VkFenceGetWin32HandleInfoKHR-handleType-01452");
    bad.handleType = (VkExternalFenceHandleTypeFlagBits)0x10; /* no fence's */
    REPORTED(get(f, f->device, &bad), FAIL,
             "VkFenceGetWin32HandleInfoKHR-handleType-parameter");
    HANDLE handle;
    OK(f->get_fence(f->device, &good, &handle));
    EXPECT(CloseHandle(handle));
    REPORTED(get(f, f->device, &good), FAIL,
             "VkFenceGetWin32HandleInfoKHR-handleType-01449");

    /* Imported by number, and then the owner goes. */
    VkFence owner = fence_new(f, KMT), guest = fence_new(f, KMT);
    good.fence = owner;
    good.handleType = (VkExternalFenceHandleTypeFlagBits)KMT;
    OK(f->get_fence(f->device, &good, &handle));
    VkImportFenceWin32HandleInfoKHR import = {
        .sType = VK_STRUCTURE_TYPE_IMPORT_FENCE_WIN32_HANDLE_INFO_KHR,
        .fence = guest,
        .handleType = (VkExternalFenceHandleTypeFlagBits)KMT,
        .handle = handle,
    };
    OK(f->import_fence(f->device, &import));
    vkDestroyFence(f->device, owner, NULL);
    good.fence = guest;
    REPORTED(get(f, f->device, &good), FAIL,
             "HLOCAL-vkGetFenceWin32HandleKHR-payload-dead");
}

static void import_rules(struct fixture *f, VkDevice other, VkDevice destroyed,
                         VkDevice stranger)
{
    VkFence named, mine = fence_new(f, NT);
    VkFenceGetWin32HandleInfoKHR info = {
        .sType = VK_STRUCTURE_TYPE_FENCE_GET_WIN32_HANDLE_INFO_KHR,
        .fence = mine,
        .handleType = (VkExternalFenceHandleTypeFlagBits)NT,
    };
    VkImportFenceWin32HandleInfoKHR good = {
        .sType = VK_STRUCTURE_TYPE_IMPORT_FENCE_WIN32_HANDLE_INFO_KHR,
        .fence = fence_new(f, 0),
        .handleType = (VkExternalFenceHandleTypeFlagBits)NT,
    };
    OK(f->get_fence(f->device, &info, &good.handle));
    VkImportFenceWin32HandleInfoKHR bad = good;

    REPORTED(f->import_fence(destroyed, &good), FAIL,
             "vkImportFenceWin32HandleKHR-device-parameter");
    REPORTED(f->import_fence(f->device, NULL), FAIL,
             "vkImportFenceWin32HandleKHR-pImportFenceWin32HandleInfo-"
             "parameter");
    bad.sType = VK_STRUCTURE_TYPE_APPLICATION_INFO;
    REPORTED(f->import_fence(f->device, &bad), FAIL,
             "VkImportFenceWin32HandleInfoKHR-sType-sType");
    bad = good;
    bad.pNext = &good;
    REPORTED(f->import_fence(f->device, &bad), FAIL,
             "VkImportFenceWin32HandleInfoKHR-pNext-pNext");
    bad = good;
    bad.fence = VK_NULL_HANDLE;
    REPORTED(f->import_fence(f->device, &bad), FAIL,
             "VkImportFenceWin32HandleInfoKHR-fence-parameter");
    REPORTED(f->import_fence(other, &good), FAIL,
             "HLOCAL-vkImportFenceWin32HandleKHR-fence-parent");
    bad = good;
    bad.flags = 6;
    REPORTED(f->import_fence(f->device, &bad), FAIL,
             "VkImportFenceWin32HandleInfoKHR-flags-parameter");
    bad = good;
    bad.handleType = (VkExternalFenceHandleTypeFlagBits)FD;
    REPORTED(f->import_fence(f->device, &bad), FAIL,
             "VkImportFenceWin32HandleInfoKHR-handleType-01457");
    bad = good;
    bad.handle = NULL;
    bad.handleType = (VkExternalFenceHandleTypeFlagBits)KMT;
    bad.name = u"x";
    REPORTED(f->import_fence(f->device, &bad), FAIL,
             "VkImportFenceWin32HandleInfoKHR-handleType-01459");
    bad.handleType = good.handleType;
    REPORTED(f->import_fence(f->device, &bad), IEH,
             "VkImportFenceWin32HandleInfoKHR-handleType-01460");
    bad = good;
    bad.name = u"x";
    REPORTED(f->import_fence(f->device, &bad), FAIL,
             "VkImportFenceWin32HandleInfoKHR-handle-01462");
    bad = good;
    bad.handle = (HANDLE)(uintptr_t)0x7F0;
    REPORTED(f->import_fence(f->device, &bad), IEH,
             "VkImportFenceWin32HandleInfoKHR-handleType-01461");
    bad.flags = 6; /* both are told, and the graver one answers */
    REPORTED(f->import_fence(f->device, &bad), FAIL,
             "VkImportFenceWin32HandleInfoKHR-flags-parameter");
    REPORTED(f->import_fence(f->device, &bad), FAIL,
             "VkImportFenceWin32HandleInfoKHR-handleType-01461");

    /* A fence that a submission will signal keeps its payload. */
    VkSemaphoreCreateInfo never = {.sType =
                                       VK_STRUCTURE_TYPE_SEMAPHORE_CREATE_INFO};
    VkSemaphore semaphore;
    OK(vkCreateSemaphore(f->device, &never, NULL, &semaphore));
    VkPipelineStageFlags stage = VK_PIPELINE_STAGE_TRANSFER_BIT;
    VkSubmitInfo submit = {
        .sType = VK_STRUCTURE_TYPE_SUBMIT_INFO,
        .waitSemaphoreCount = 1,
        .pWaitSemaphores = &semaphore,
        .pWaitDstStageMask = &stage,
    };
    bad = good;
    bad.fence = fence_new(f, 0);
    OK(vkQueueSubmit(f->queue, 1, &submit, bad.fence));
    REPORTED(f->import_fence(f->device, &bad), FAIL,
             "vkImportFenceWin32HandleKHR-fence-04448");

    /* Another physical device. */
    VkFenceCreateInfo plain = {.sType = VK_STRUCTURE_TYPE_FENCE_CREATE_INFO};
    bad = good;
    OK(vkCreateFence(stranger, &plain, NULL, &bad.fence));
    REPORTED(f->import_fence(stranger, &bad), IEH,
             "VkImportFenceWin32HandleInfoKHR-handle-01539");
    VkExportFenceWin32HandleInfoKHR win32 = {
        .sType = VK_STRUCTURE_TYPE_EXPORT_FENCE_WIN32_HANDLE_INFO_KHR,
        .name = u"fence",
    };
    VkExportFenceCreateInfo export = {
        .sType = VK_STRUCTURE_TYPE_EXPORT_FENCE_CREATE_INFO,
        .pNext = &win32,
        .handleTypes = NT,
    };
    plain.pNext = &export;
    OK(vkCreateFence(f->device, &plain, NULL, &named));
    bad.handle = NULL;
    bad.name = u"fence";
    REPORTED(f->import_fence(stranger, &bad), IEH,
             "VkImportFenceWin32HandleInfoKHR-name-01540");

    /* Creation. */
    VkFence none;
    REPORTED(vkCreateFence(f->device, &plain, NULL, &none), FAIL,
             "HLOCAL-VkExportFenceWin32HandleInfoKHR-name-taken");
    EXPECT(none == VK_NULL_HANDLE);
    export.handleTypes = KMT;
    REPORTED(vkCreateFence(f->device, &plain, NULL, &none), FAIL,
             "VkExportFenceWin32HandleInfoKHR-handleTypes-01447");
    SECURITY_ATTRIBUTES attributes = {.nLength = 1};
    win32.pAttributes = &attributes;
    REPORTED(vkCreateFence(f->device, &plain, NULL, &none), FAIL,
             "VkExportFenceWin32HandleInfoKHR-pAttributes-parameter");
    export.handleTypes = FD;
    REPORTED(vkCreateFence(f->device, &plain, NULL, &none), FAIL,
             "VkExportFenceCreateInfo-handleTypes-01446");
    export.handleTypes = 0x10; /* a type of semaphores */
    REPORTED(vkCreateFence(f->device, &plain, NULL, &none), FAIL,
             "VkExportFenceCreateInfo-handleTypes-parameter");
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
