/* Importing through NT handles, names and KMT numbers.
 *
 * What comes in from outside is looked up and never trusted: the rule that a
 * bad external handle must be recognised binds implementations, not only
 * applications.
 */
#include "memory.h"

#include <string.h>

/* KMT numbers end in binary 10, so that no NT handle looks like one, unless
 * the tester asked for numbers that do (HLOCAL_VK_KMT=collide). */
#define KMT_MARK 0x40000002u

static uint32_t plain_number(kernel_id payload)
{
    return KMT_MARK | (uint32_t)(payload >> 16 & 0xFFFu) << 18 |
           (uint32_t)(payload & 0xFFFFu) << 2;
}

struct number_search {
    uint32_t number;
    kernel_id found;
};

static BOOL number_visit(kernel_id id, const void *body, void *context)
{
    struct number_search *search = context;
    const struct vk_payload *payload = body;

    if (payload->kmt != search->number)
        return TRUE;
    search->found = id;
    return FALSE;
}

kernel_id vk_kmt_find(uint32_t number)
{
    struct vk_payload payload;

    if (number == 0)
        return 0;
    if ((number & 3) == 2) {
        kernel_id id = hl_kernel_at(HL_KERNEL_MEMORY, number >> 2 & 0xFFFFu);
        if (id != 0 &&
            hl_kernel_read(HL_KERNEL_MEMORY, id, &payload, sizeof payload) ==
                ERROR_SUCCESS &&
            payload.kmt == number)
            return id;
        return 0;
    }
    struct number_search search = {.number = number};
    hl_kernel_each(HL_KERNEL_MEMORY, number_visit, &search);
    return search.found;
}

/* A live NT handle's value that is no payload's KMT number yet. */
static BOOL collide_visit(HANDLE handle, kernel_id id, const char *label,
                          void *context)
{
    uint32_t number = (uint32_t)(uintptr_t)handle;
    uint32_t *choice = context;

    (void)id;
    (void)label;
    if (vk_kmt_find(number) != 0)
        return TRUE;
    *choice = number;
    return FALSE;
}

/* The first to ask decides; later ones get the same number. */
static DWORD number_set(void *body, void *context)
{
    struct vk_payload *payload = body;
    uint32_t *number = context;

    if (payload->kmt == 0)
        payload->kmt = *number;
    *number = payload->kmt;
    return ERROR_SUCCESS;
}

uint32_t vk_kmt_number(kernel_id payload)
{
    struct vk_payload body;
    uint32_t number = 0;

    if (hl_kernel_read(HL_KERNEL_MEMORY, payload, &body, sizeof body) !=
        ERROR_SUCCESS)
        return 0;
    if (body.kmt != 0)
        return body.kmt;
    if (vk_policy.kmt_collides)
        hl_kernel_each_handle(HL_KERNEL_MEMORY, collide_visit, &number);
    if (number == 0)
        number = plain_number(payload);
    if (hl_kernel_update(HL_KERNEL_MEMORY, payload, number_set, &number) !=
        ERROR_SUCCESS)
        return 0;
    return number;
}

/* Shape of the structure: which of handle and name is given, and may be. */
static void check_shape(struct vk_call *call,
                        const VkImportMemoryWin32HandleInfoKHR *info)
{
    uint32_t type = info->handleType;
    uint64_t handle = VK_ID(info->handle);

    CHECK(call, VkImportMemoryWin32HandleInfoKHR_handle_01441,
          info->handle == NULL || info->name == NULL, handle);
    CHECK(call, VkImportMemoryWin32HandleInfoKHR_handleType_parameter,
          vk_type_valid(type), handle);
    if (!vk_type_valid(type))
        return;
    CHECK(call, VkImportMemoryWin32HandleInfoKHR_handleType_00660,
          (type & (VK_TYPES_NT | VK_TYPES_KMT)) != 0, handle);
    CHECK(call, VkImportMemoryWin32HandleInfoKHR_handleType_00658,
          (vk_external_memory(type).externalMemoryFeatures &
           VK_EXTERNAL_MEMORY_FEATURE_IMPORTABLE_BIT) != 0,
          handle);
    CHECK(call, VkImportMemoryWin32HandleInfoKHR_handleType_01439,
          info->name == NULL || (type & VK_TYPES_NT) != 0, handle);
}

/* Find the payload: a ref for NT handles and names, an id for KMT numbers. */
static DWORD payload_find(const VkImportMemoryWin32HandleInfoKHR *info,
                          struct vk_allocation *a)
{
    uint64_t handle = VK_ID(info->handle);
    DWORD error = ERROR_SUCCESS;

    if (info->handleType == VK_EXTERNAL_MEMORY_HANDLE_TYPE_OPAQUE_WIN32_BIT) {
        if (info->name != NULL && info->handle == NULL)
            error = hl_kernel_open_name(HL_KERNEL_MEMORY,
                                        (const uint16_t *)info->name, &a->ref);
        else if (info->name == NULL)
            error =
                hl_kernel_open_handle(HL_KERNEL_MEMORY, info->handle, &a->ref);
        a->id = hl_kernel_id(a->ref);
    } else if (info->name == NULL && handle <= UINT32_MAX) {
        hl_kernel_reap(); /* the number may come from a dead process */
        a->id = vk_kmt_find((uint32_t)handle);
    }
    if (a->id != 0 && hl_kernel_read(HL_KERNEL_MEMORY, a->id, &a->payload,
                                     sizeof a->payload) != ERROR_SUCCESS)
        a->id = 0; /* it died in between */
    return error;
}

static void check_origin(struct vk_call *call, const struct vk_device *device,
                         const struct vk_allocation *a)
{
    const VkImportMemoryWin32HandleInfoKHR *info = a->import_win32;
    uint64_t handle = VK_ID(info->handle);
    uint8_t uuid[VK_UUID_SIZE];

    vk_device_uuid(device->physical->index, uuid);
    bool same_device = memcmp(uuid, a->payload.device_uuid, sizeof uuid) == 0;
    vk_driver_uuid(uuid);
    bool same =
        same_device && memcmp(uuid, a->payload.driver_uuid, sizeof uuid) == 0;
    CHECK(call, VkImportMemoryWin32HandleInfoKHR_handle_00659, same_device,
          handle);
    CHECK(call, VkMemoryAllocateInfo_None_00644, same_device, handle);
    CHECK(call, VkImportMemoryWin32HandleInfoKHR_handle_01518,
          info->handle == NULL || same, handle);
    CHECK(call, VkImportMemoryWin32HandleInfoKHR_name_01519,
          info->name == NULL || same, 0);
}

void vk_import_win32(struct vk_call *call, const struct vk_device *device,
                     struct vk_allocation *a)
{
    const VkImportMemoryWin32HandleInfoKHR *info = a->import_win32;
    uint64_t handle = VK_ID(info->handle);

    check_shape(call, info);
    if (info->handleType != VK_EXTERNAL_MEMORY_HANDLE_TYPE_OPAQUE_WIN32_BIT &&
        info->handleType != VK_EXTERNAL_MEMORY_HANDLE_TYPE_OPAQUE_WIN32_KMT_BIT)
        return; /* there are no handles of other types to look up */
    a->import_type = info->handleType;
    if (payload_find(info, a) == ERROR_NO_SYSTEM_RESOURCES) {
        vk_call_fail(call, VK_ERROR_TOO_MANY_OBJECTS);
        return;
    }
    CHECK(call, VkImportMemoryWin32HandleInfoKHR_handleType_01440,
          a->id != 0 || info->handle != NULL, 0);
    CHECK(call, VkImportMemoryWin32HandleInfoKHR_handleType_00661,
          a->id != 0 || info->name != NULL, handle);
    if (a->id == 0)
        return;
    if (device != NULL)
        check_origin(call, device, a);
    vk_import_match(call, a, false);
}
