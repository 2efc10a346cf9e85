/* Each rule of VK_KHR_external_semaphore_win32 and VK_KHR_external_fence_win32:
 * reported by its VUID and answered; outputs NULL on every failure. The two are
 * one text, so that one set of cases runs for both; `kinds` has what differs.
 * Shows VK_NEWSEM_DEVICE VK_NEWSEM_INFO VK_NEWSEM_OUT VK_NEWSEM_STYPE
 * VK_EXPSEM_TYPES VK_EXPSEM_01124 VK_EXPSEM_01125 VK_EXPSEM_ATTRIBUTES
 * VK_EXPSEM_NAME VK_GETSEM_DEVICE VK_GETSEM_INFO VK_GETSEM_HANDLE
 * VK_GETSEM_STYPE VK_GETSEM_PNEXT VK_GETSEM_SEMAPHORE VK_GETSEM_PARENT
 * VK_GETSEM_TYPE VK_GETSEM_01126 VK_GETSEM_01127 VK_GETSEM_01131
 * VK_GETSEM_DEAD VK_IMPSEM_DEVICE VK_IMPSEM_INFO VK_IMPSEM_STYPE
 * VK_IMPSEM_PNEXT VK_IMPSEM_SEMAPHORE VK_IMPSEM_PARENT VK_IMPSEM_FLAGS
 * VK_IMPSEM_01140 VK_IMPSEM_01466 VK_IMPSEM_01467 VK_IMPSEM_01468
 * VK_IMPSEM_01469 VK_IMPSEM_01542 VK_IMPSEM_01543 VK_IMPSEM_03261
 * VK_NEWFENCE_DEVICE VK_NEWFENCE_INFO VK_NEWFENCE_OUT VK_NEWFENCE_STYPE
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
#define STRANGER VK_STRUCTURE_TYPE_DEVICE_CREATE_INFO
#define TYPE(bits) ((VkExternalSemaphoreHandleTypeFlagBits)(bits))

/* What differs: names, structure types, and the numbers of the rules. */
static const struct kind {
    const char *title, *name;
    VkStructureType create, export, export_win32, get, import;
    const char *exportable, *named;
    const char *exported, *once, *family;
    const char *importable, *nameless, *both, *by_name, *by_handle;
    const char *handle_uuid, *name_uuid;
    uint32_t alien;        /* a handle type that the kind does not have */
    uint32_t unexportable; /* one that it has and this device does not export */
    unsigned broken;       /* the rules that exporting as that type breaks */
    const uint16_t *label;
} kinds[] = {
    {
        "Semaphore",
        "semaphore",
        VK_STRUCTURE_TYPE_SEMAPHORE_CREATE_INFO,
        VK_STRUCTURE_TYPE_EXPORT_SEMAPHORE_CREATE_INFO,
        VK_STRUCTURE_TYPE_EXPORT_SEMAPHORE_WIN32_HANDLE_INFO_KHR,
        VK_STRUCTURE_TYPE_SEMAPHORE_GET_WIN32_HANDLE_INFO_KHR,
        VK_STRUCTURE_TYPE_IMPORT_SEMAPHORE_WIN32_HANDLE_INFO_KHR,
        "01124",
        "01125",
        "01126",
        "01127",
        "01131",
        "01140",
        "01466",
        "01469",
        "01467",
        "01468",
        "01542",
        "01543",
        0x20,
        0x8 /* D3D12_FENCE, an NT handle */,
        1,
        u"semaphore",
    },
    {
        "Fence",
        "fence",
        VK_STRUCTURE_TYPE_FENCE_CREATE_INFO,
        VK_STRUCTURE_TYPE_EXPORT_FENCE_CREATE_INFO,
        VK_STRUCTURE_TYPE_EXPORT_FENCE_WIN32_HANDLE_INFO_KHR,
        VK_STRUCTURE_TYPE_FENCE_GET_WIN32_HANDLE_INFO_KHR,
        VK_STRUCTURE_TYPE_IMPORT_FENCE_WIN32_HANDLE_INFO_KHR,
        "01446",
        "01447",
        "01448",
        "01449",
        "01452",
        "01457",
        "01459",
        "01462",
        "01460",
        "01461",
        "01539",
        "01540",
        0x10,
        0x8 /* SYNC_FD, no Win32 handle */,
        2,
        u"fence",
    },
};

/* The structures of fences are those of semaphores under other names, so that
 * the latter serve both. */
_Static_assert(sizeof(VkFenceCreateInfo) == sizeof(VkSemaphoreCreateInfo) &&
                   sizeof(VkExportFenceWin32HandleInfoKHR) ==
                       sizeof(VkExportSemaphoreWin32HandleInfoKHR) &&
                   sizeof(VkFenceGetWin32HandleInfoKHR) ==
                       sizeof(VkSemaphoreGetWin32HandleInfoKHR) &&
                   sizeof(VkImportFenceWin32HandleInfoKHR) ==
                       sizeof(VkImportSemaphoreWin32HandleInfoKHR),
               "the structures of both kinds are alike");

struct test {
    struct fixture *f;
    const struct kind *kind;
    /* The driver's own: the loader looks into the device it is given. */
    PFN_vkCreateSemaphore create;
    PFN_vkDestroySemaphore end;
    PFN_vkGetSemaphoreWin32HandleKHR get;
    PFN_vkImportSemaphoreWin32HandleKHR import;
    VkDevice device, other; /* of one physical device */
    VkDevice stranger;      /* of another one */
    VkDevice destroyed;     /* destroyed */
};

/* `pattern` with the kind's name for "@", that of a member for "#", and
 * `number` for "%". */
static const char *spelt(const struct test *t, const char *pattern,
                         const char *number)
{
    static char text[128];

    text[0] = '\0';
    for (; *pattern != '\0'; pattern++) {
        char plain[2] = {*pattern, '\0'};
        strncat(text,
                *pattern == '@'   ? t->kind->title
                : *pattern == '#' ? t->kind->name
                : *pattern == '%' ? number
                                  : plain,
                sizeof text - strlen(text) - 1);
    }
    return text;
}

/* `rules` were broken, among them the one that the pattern spells. */
static void expect_reported(const struct test *t, const char *pattern,
                            const char *number, unsigned rules)
{
    const char *id = spelt(t, pattern, number);

    if (t->f->reported_count != rules)
        fprintf(stderr, "%s: %u rules reported, not %u\n", id,
                t->f->reported_count, rules);
    EXPECT(t->f->reported_count == rules);
    if (!fixture_reported(t->f, id)) {
        fprintf(stderr, "%s was not reported\n", id);
        exit(1);
    }
}

/* A copy of `good` with one member changed. */
#define BAD(change)                                                            \
    __extension__({                                                            \
        __typeof__(good) bad_ = good;                                          \
        bad_.change;                                                           \
        bad_;                                                                  \
    })
#define COUNT(cases) (sizeof(cases) / sizeof(cases)[0])

/* What a creation asks for. */
struct make {
    VkStructureType type;
    uint32_t flags, types;
    const void *name;
    const SECURITY_ATTRIBUTES *attributes;
};

static VkResult make(const struct test *t, VkDevice device, struct make m,
                     VkSemaphore *made)
{
    VkExportSemaphoreWin32HandleInfoKHR win32 = {
        .sType = t->kind->export_win32,
        .pAttributes = m.attributes,
        .name = m.name,
    };
    VkExportSemaphoreCreateInfo export = {
        .sType = t->kind->export,
        .pNext = m.name == NULL ? NULL : &win32,
        .handleTypes = m.types,
    };
    VkSemaphoreCreateInfo info = {
        .sType = m.type != 0 ? m.type : t->kind->create,
        /* What cannot be read is not read. */
        .pNext = m.type != 0 ? (const void *)t : &export,
        .flags = m.flags,
    };

    *made = (VkSemaphore)(uintptr_t)t;
    VkResult result = t->create(device, &info, NULL, made);
    EXPECT((result == VK_SUCCESS) != (*made == VK_NULL_HANDLE));
    return result;
}

static VkSemaphore sync_new(const struct test *t, uint32_t types)
{
    VkSemaphore made;

    OK(make(t, t->device, (struct make){.types = types}, &made));
    return made;
}

static void create_rules(const struct test *t)
{
    SECURITY_ATTRIBUTES attributes = {.nLength = 1};
    struct make good = {.types = NT, .name = t->kind->label};
    VkSemaphoreCreateInfo info = {.sType = t->kind->create};
    VkSemaphore first, made = (VkSemaphore)(uintptr_t)t;
    const struct {
        VkDevice device;
        struct make make;
        unsigned rules;
        const char *rule, *number;
    } cases[] = {
        {t->destroyed, good, 1, "vkCreate@-device-parameter", ""},
        {t->device, BAD(type = STRANGER), 1, "Vk@CreateInfo-sType-sType", ""},
        {t->device, good, 1, "HLOCAL-VkExport@Win32HandleInfoKHR-name-taken",
         ""},
        {t->device, BAD(types = KMT), 1,
         "VkExport@Win32HandleInfoKHR-handleTypes-%", t->kind->named},
        {t->device, BAD(attributes = &attributes), 1,
         "VkExport@Win32HandleInfoKHR-pAttributes-parameter", ""},
        {t->device, BAD(types = t->kind->unexportable), t->kind->broken,
         "VkExport@CreateInfo-handleTypes-%", t->kind->exportable},
        {t->device, BAD(types = NT | t->kind->alien), 2,
         "VkExport@CreateInfo-handleTypes-parameter", ""},
    };

    OK(make(t, t->device, good, &first));
    for (size_t i = 0; i < COUNT(cases); i++) {
        EXPECT_RESULT(make(t, cases[i].device, cases[i].make, &made), FAIL);
        expect_reported(t, cases[i].rule, cases[i].number, cases[i].rules);
    }
    EXPECT_RESULT(t->create(t->device, NULL, NULL, &made), FAIL);
    expect_reported(t, "vkCreate@-pCreateInfo-parameter", "", 1);
    EXPECT_RESULT(t->create(t->device, &info, NULL, NULL), FAIL);
    expect_reported(t, "vkCreate@-p@-parameter", "", 1);
    t->end(t->device, first, NULL);
}

static VkResult get(const struct test *t, VkDevice device,
                    const VkSemaphoreGetWin32HandleInfoKHR *info,
                    HANDLE *handle)
{
    *handle = t->f;
    VkResult result = t->get(device, info, handle);
    EXPECT((result == VK_SUCCESS) == (*handle != NULL));
    return result;
}

static void get_rules(const struct test *t)
{
    VkSemaphoreGetWin32HandleInfoKHR good = {
        .sType = t->kind->get,
        .semaphore = sync_new(t, NT),
        .handleType = TYPE(NT),
    };
    HANDLE handle;
    const struct {
        VkDevice device;
        VkSemaphoreGetWin32HandleInfoKHR info;
        unsigned rules;
        const char *rule, *number;
    } cases[] = {
        {t->destroyed, good, 1, "vkGet@Win32HandleKHR-device-parameter", ""},
        {t->other, good, 1, "HLOCAL-vkGet@Win32HandleKHR-#-parent", ""},
        {t->device, BAD(sType = STRANGER), 1,
         "Vk@GetWin32HandleInfoKHR-sType-sType", ""},
        {t->device, BAD(pNext = t), 1, "Vk@GetWin32HandleInfoKHR-pNext-pNext",
         ""},
        {t->device, BAD(semaphore = (VkSemaphore)(uintptr_t)t), 1,
         "Vk@GetWin32HandleInfoKHR-#-parameter", ""},
        {t->device, BAD(handleType = 0), 1,
         "Vk@GetWin32HandleInfoKHR-handleType-parameter", ""},
        {t->device, BAD(handleType = TYPE(t->kind->alien)), 1,
         "Vk@GetWin32HandleInfoKHR-handleType-parameter", ""},
        {t->device, BAD(handleType = TYPE(KMT)), 1,
         "Vk@GetWin32HandleInfoKHR-handleType-%", t->kind->exported},
        {t->device, BAD(handleType = TYPE(t->kind->unexportable)),
         t->kind->broken, "Vk@GetWin32HandleInfoKHR-handleType-%",
         t->kind->exported},
        {t->device, BAD(handleType = TYPE(FD)), 2,
         "Vk@GetWin32HandleInfoKHR-handleType-%", t->kind->family},
    };

    for (size_t i = 0; i < COUNT(cases); i++) {
        EXPECT_RESULT(get(t, cases[i].device, &cases[i].info, &handle), FAIL);
        expect_reported(t, cases[i].rule, cases[i].number, cases[i].rules);
    }
    EXPECT_RESULT(get(t, t->device, NULL, &handle), FAIL);
    expect_reported(t, "vkGet@Win32HandleKHR-pGetWin32HandleInfo-parameter", "",
                    1);
    EXPECT_RESULT(t->get(t->device, &good, NULL), FAIL);
    expect_reported(t, "vkGet@Win32HandleKHR-pHandle-parameter", "", 1);
    OK(get(t, t->device, &good, &handle));
    EXPECT(CloseHandle(handle));
    EXPECT_RESULT(get(t, t->device, &good, &handle), FAIL);
    expect_reported(t, "Vk@GetWin32HandleInfoKHR-handleType-%", t->kind->once,
                    1);
}

/* Imported by number, and then the owner goes. */
static void dead_rule(const struct test *t)
{
    VkSemaphoreGetWin32HandleInfoKHR get_info = {
        .sType = t->kind->get,
        .semaphore = sync_new(t, KMT),
        .handleType = TYPE(KMT),
    };
    VkImportSemaphoreWin32HandleInfoKHR import = {
        .sType = t->kind->import,
        .semaphore = sync_new(t, KMT),
        .handleType = TYPE(KMT),
    };

    OK(get(t, t->device, &get_info, &import.handle));
    OK(t->import(t->device, &import));
    t->end(t->device, get_info.semaphore, NULL);
    get_info.semaphore = import.semaphore;
    HANDLE handle;
    EXPECT_RESULT(get(t, t->device, &get_info, &handle), FAIL);
    expect_reported(t, "HLOCAL-vkGet@Win32HandleKHR-payload-dead", "", 1);
}

/* A fence that a submission will signal keeps its payload. */
static VkSemaphore pending_fence(const struct test *t)
{
    VkSemaphoreCreateInfo info = {.sType =
                                      VK_STRUCTURE_TYPE_SEMAPHORE_CREATE_INFO};
    VkPipelineStageFlags stage = VK_PIPELINE_STAGE_TRANSFER_BIT;
    VkSemaphore never, fence = sync_new(t, 0);
    VkSubmitInfo submit = {
        .sType = VK_STRUCTURE_TYPE_SUBMIT_INFO,
        .waitSemaphoreCount = 1,
        .pWaitSemaphores = &never,
        .pWaitDstStageMask = &stage,
    };

    OK(vkCreateSemaphore(t->device, &info, NULL, &never));
    OK(vkQueueSubmit(t->f->queue, 1, &submit, (VkFence)fence));
    return fence;
}

/* The rules that only one kind has. */
static void own_rules(const struct test *t,
                      VkImportSemaphoreWin32HandleInfoKHR info)
{
    if (t->kind->import ==
        VK_STRUCTURE_TYPE_IMPORT_FENCE_WIN32_HANDLE_INFO_KHR) {
        info.semaphore = pending_fence(t);
        EXPECT_RESULT(t->import(t->device, &info), FAIL);
        expect_reported(t, "vkImportFenceWin32HandleKHR-fence-04448", "", 1);
        return;
    }
    OK(make(t, t->device, (struct make){.flags = 1}, &info.semaphore));
    EXPECT_RESULT(t->import(t->device, &info), FAIL);
    expect_reported(t, "VkImportSemaphoreWin32HandleInfoKHR-handleType-03261",
                    "", 1);
}

static void import_rules(const struct test *t)
{
    VkSemaphoreGetWin32HandleInfoKHR info = {
        .sType = t->kind->get,
        .handleType = TYPE(NT),
    };
    VkImportSemaphoreWin32HandleInfoKHR good = {
        .sType = t->kind->import,
        .semaphore = sync_new(t, 0),
        .handleType = TYPE(NT),
    };
    struct make named = {.types = NT, .name = t->kind->label};
    VkSemaphore abroad;

    OK(make(t, t->device, named, &info.semaphore));
    OK(get(t, t->device, &info, &good.handle));
    OK(make(t, t->stranger, (struct make){0}, &abroad));
    const struct {
        VkDevice device;
        VkImportSemaphoreWin32HandleInfoKHR info;
        VkResult result;
        unsigned rules;
        const char *rule, *number;
    } cases[] = {
        {t->destroyed, good, FAIL, 1,
         "vkImport@Win32HandleKHR-device-parameter", ""},
        {t->other, good, FAIL, 1, "HLOCAL-vkImport@Win32HandleKHR-#-parent",
         ""},
        {t->device, BAD(sType = STRANGER), FAIL, 1,
         "VkImport@Win32HandleInfoKHR-sType-sType", ""},
        {t->device, BAD(pNext = t), FAIL, 1,
         "VkImport@Win32HandleInfoKHR-pNext-pNext", ""},
        {t->device, BAD(semaphore = VK_NULL_HANDLE), FAIL, 1,
         "VkImport@Win32HandleInfoKHR-#-parameter", ""},
        {t->device, BAD(flags = 6), FAIL, 1,
         "VkImport@Win32HandleInfoKHR-flags-parameter", ""},
        {t->device, BAD(handleType = TYPE(FD)), FAIL, 1,
         "VkImport@Win32HandleInfoKHR-handleType-%", t->kind->importable},
        {t->device,
         BAD(handle = NULL; bad_.name = u"x"; bad_.handleType = TYPE(KMT)),
         FAIL, 1, "VkImport@Win32HandleInfoKHR-handleType-%",
         t->kind->nameless},
        {t->device, BAD(handle = NULL; bad_.name = u"x"), IEH, 1,
         "VkImport@Win32HandleInfoKHR-handleType-%", t->kind->by_name},
        {t->device, BAD(name = u"x"), FAIL, 1,
         "VkImport@Win32HandleInfoKHR-handle-%", t->kind->both},
        {t->device, BAD(handle = (HANDLE)(uintptr_t)0x7F0), IEH, 1,
         "VkImport@Win32HandleInfoKHR-handleType-%", t->kind->by_handle},
        /* Both are reported, and the graver one answers. */
        {t->device, BAD(handle = (HANDLE)(uintptr_t)0x7F0; bad_.flags = 6),
         FAIL, 2, "VkImport@Win32HandleInfoKHR-handleType-%",
         t->kind->by_handle},
        {t->stranger, BAD(semaphore = abroad), IEH, 1,
         "VkImport@Win32HandleInfoKHR-handle-%", t->kind->handle_uuid},
        {t->stranger,
         BAD(semaphore = abroad; bad_.handle = NULL;
             bad_.name = t->kind->label),
         IEH, 1, "VkImport@Win32HandleInfoKHR-name-%", t->kind->name_uuid},
    };

    for (size_t i = 0; i < COUNT(cases); i++) {
        EXPECT_RESULT(t->import(cases[i].device, &cases[i].info),
                      cases[i].result);
        expect_reported(t, cases[i].rule, cases[i].number, cases[i].rules);
    }
    EXPECT_RESULT(t->import(t->device, NULL), FAIL);
    expect_reported(
        t, "vkImport@Win32HandleKHR-pImport@Win32HandleInfo-parameter", "", 1);
    own_rules(t, good);
    EXPECT(CloseHandle(good.handle));
}

static PFN_vkVoidFunction driver_call(const struct test *t, const char *pattern)
{
    PFN_vkVoidFunction call =
        vkGetDeviceProcAddr(t->device, spelt(t, pattern, ""));

    EXPECT(call != NULL);
    return call;
}

int main(void)
{
    VkPhysicalDevice all[2];
    uint32_t count = 2;
    struct fixture fixture, *f = &fixture;

    setenv("HLOCAL_VK_DEVICES", "2", 1);
    fixture_open(f, 0);
    OK(vkEnumeratePhysicalDevices(f->instance, &count, all));
    struct test test =
                    {
                        .f = f,
                        .device = f->device,
                        .other = fixture_device(f, all[0]),
                        .stranger = fixture_device(f, all[1]),
                        .destroyed = fixture_device(f, all[0]),
                    },
                *t = &test;
    vkDestroyDevice(t->destroyed, NULL);
    for (size_t i = 0; i < COUNT(kinds); i++) {
        t->kind = &kinds[i];
        t->create = (PFN_vkCreateSemaphore)driver_call(t, "vkCreate@");
        t->end = (PFN_vkDestroySemaphore)driver_call(t, "vkDestroy@");
        t->get = (PFN_vkGetSemaphoreWin32HandleKHR)driver_call(
            t, "vkGet@Win32HandleKHR");
        t->import = (PFN_vkImportSemaphoreWin32HandleKHR)driver_call(
            t, "vkImport@Win32HandleKHR");
        create_rules(t);
        get_rules(t);
        dead_rule(t);
        import_rules(t);
    }
    vkDestroyDevice(t->other, NULL);
    vkDestroyDevice(t->stranger, NULL);
    fixture_close(f);
    return 0;
}
