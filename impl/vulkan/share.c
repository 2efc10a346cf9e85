/* Sharing payloads through Win32 handles, for every kind of object.
 */
#include "share.h"

#include <string.h>
#include <unistd.h>

/* What is meant to differ between the kinds. */
static const struct share_kind {
    uint32_t mark; /* KMT numbers begin and end so: see number_make */
    bool collides; /* HLOCAL_VK_KMT=collide gives it other numbers */
    VkResult full; /* what creation and import answer in a full session */
} kinds[] = {
    [HL_KERNEL_MEMORY] = {0x40000002u, true, VK_ERROR_TOO_MANY_OBJECTS},
    [HL_KERNEL_SEMAPHORE] = {0x40000001u, false, VK_ERROR_OUT_OF_HOST_MEMORY},
    [HL_KERNEL_FENCE] = {0x40000003u, false, VK_ERROR_OUT_OF_HOST_MEMORY},
};

uint64_t vk_creator(const struct vk_device *device)
{
    return (uint64_t)getpid() << 32 | device->number;
}

void vk_origin_make(struct vk_origin *origin, const struct vk_device *device)
{
    vk_device_uuid(device->physical->index, origin->device_uuid);
    vk_driver_uuid(origin->driver_uuid);
    origin->creator = vk_creator(device);
}

bool vk_origin_same_device(const struct vk_origin *origin,
                           const struct vk_device *device)
{
    uint8_t uuid[VK_UUID_SIZE];

    vk_device_uuid(device->physical->index, uuid);
    return memcmp(uuid, origin->device_uuid, sizeof uuid) == 0;
}

bool vk_origin_same(const struct vk_origin *origin,
                    const struct vk_device *device)
{
    uint8_t uuid[VK_UUID_SIZE];

    vk_driver_uuid(uuid);
    return vk_origin_same_device(origin, device) &&
           memcmp(uuid, origin->driver_uuid, sizeof uuid) == 0;
}

VkResult vk_share_create(struct vk_call *call, const struct hl_kernel_new *what,
                         enum vuid name_rule, kernel_ref *ref)
{
    DWORD error = hl_kernel_create(what, ref);

    if (error == ERROR_SUCCESS)
        return VK_SUCCESS;
    if (error == ERROR_NO_SYSTEM_RESOURCES)
        return kinds[what->kind].full;
    if (error == ERROR_NOT_ENOUGH_MEMORY)
        return VK_ERROR_OUT_OF_HOST_MEMORY;
    vk_call_violate(call, name_rule, 0);
    return call->result;
}

/* ---- NT handles --------------------------------------------------------- */

static VkResult result_of(DWORD error)
{
    if (error == ERROR_SUCCESS)
        return VK_SUCCESS;
    if (error == ERROR_NO_SYSTEM_RESOURCES)
        return VK_ERROR_TOO_MANY_OBJECTS;
    if (error == ERROR_NOT_ENOUGH_MEMORY)
        return VK_ERROR_OUT_OF_HOST_MEMORY;
    return VK_ERROR_UNKNOWN;
}

/* Whether an earlier handle is still open, and still means this payload: its
 * value may be another object's by now, and an import may have replaced a
 * semaphore's payload. */
static bool still_open(enum hl_kernel_kind kind, HANDLE handle, kernel_id id)
{
    kernel_ref ref;

    if (hl_kernel_open_handle(kind, handle, &ref) != ERROR_SUCCESS)
        return false;
    bool same = hl_kernel_id(ref) == id;
    hl_kernel_release(ref);
    return same;
}

VkResult vk_share_export_nt(enum hl_kernel_kind kind, kernel_ref ref,
                            kernel_id id, struct vk_nt *nt, HANDLE *handle)
{
    kernel_ref opened = 0;
    DWORD error = ERROR_SUCCESS;

    /* A second NT handle is against a rule (00663, 01127, 01449). What the
     * caller then gets is a matter of policy; drivers differ too. */
    if (nt->exported != 0 && vk_policy.reexport == REEXPORT_SAME &&
        still_open(kind, nt->last_handle, id)) {
        *handle = nt->last_handle;
        return VK_SUCCESS;
    }
    if (ref == 0) { /* a KMT import owns nothing; borrow while we export */
        error = hl_kernel_open_id(kind, id, &opened);
        ref = opened;
    }
    if (error == ERROR_SUCCESS)
        error = hl_kernel_export(ref, nt->access, nt->inherit, handle);
    hl_kernel_release(opened);
    if (error == ERROR_SUCCESS) {
        nt->exported |= VK_EXTERNAL_MEMORY_HANDLE_TYPE_OPAQUE_WIN32_BIT;
        nt->last_handle = *handle;
    }
    return result_of(error);
}

/* ---- KMT numbers -------------------------------------------------------- */

/* The number says where its payload stands. NT handles are multiples of four
 * and each kind's numbers leave another remainder, so that none looks like
 * one of the others, unless the tester asked for numbers that do. */
static uint32_t number_make(enum hl_kernel_kind kind, kernel_id id)
{
    return kinds[kind].mark | (uint32_t)(id >> 16 & 0xFFFu) << 18 |
           (uint32_t)(id & 0xFFFFu) << 2;
}

struct number_search {
    uint32_t number;
    kernel_id found;
};

static BOOL number_visit(kernel_id id, const void *body, void *context)
{
    struct number_search *search = context;
    const struct vk_origin *origin = body;

    if (origin->kmt != search->number)
        return TRUE;
    search->found = id;
    return FALSE;
}

/* The payload of a KMT number, 0 when there is none. */
static kernel_id number_find(enum hl_kernel_kind kind, uint64_t number)
{
    struct number_search search = {.number = (uint32_t)number};
    struct vk_origin origin;

    if (number == 0 || number > UINT32_MAX)
        return 0;
    if (((number ^ kinds[kind].mark) & 3) == 0) {
        kernel_id id = hl_kernel_at(kind, (uint32_t)(number >> 2) & 0xFFFFu);
        if (id != 0 &&
            hl_kernel_read(kind, id, &origin, sizeof origin) == ERROR_SUCCESS &&
            origin.kmt == number)
            return id;
    } else if (kinds[kind].collides) {
        hl_kernel_each(kind, number_visit, &search);
    }
    return search.found;
}

struct number_choice {
    enum hl_kernel_kind kind;
    uint32_t number;
};

/* A live NT handle's value that is no payload's KMT number yet. */
static BOOL collide_visit(HANDLE handle, kernel_id id, const char *label,
                          void *context)
{
    struct number_choice *choice = context;

    (void)id;
    (void)label;
    if (number_find(choice->kind, VK_ID(handle)) != 0)
        return TRUE;
    choice->number = (uint32_t)VK_ID(handle);
    return FALSE;
}

/* The first to ask decides; later ones get the same number. */
static DWORD number_set(void *body, void *context)
{
    struct vk_origin *origin = body;
    uint32_t *number = context;

    if (origin->kmt == 0)
        origin->kmt = *number;
    *number = origin->kmt;
    return ERROR_SUCCESS;
}

VkResult vk_share_export_kmt(enum hl_kernel_kind kind, kernel_id id,
                             HANDLE *handle)
{
    struct number_choice choice = {.kind = kind};
    struct vk_origin origin;

    if (hl_kernel_read(kind, id, &origin, sizeof origin) != ERROR_SUCCESS)
        return VK_ERROR_UNKNOWN; /* it died after the check */
    if (origin.kmt == 0) {
        if (kinds[kind].collides && vk_policy.kmt_collides)
            hl_kernel_each_handle(kind, collide_visit, &choice);
        origin.kmt = choice.number != 0 ? choice.number : number_make(kind, id);
        if (hl_kernel_update(kind, id, number_set, &origin.kmt) !=
            ERROR_SUCCESS)
            return VK_ERROR_UNKNOWN;
    }
    *handle = (HANDLE)(uintptr_t)origin.kmt;
    return VK_SUCCESS;
}

/* ---- Looking up --------------------------------------------------------- */

VkResult vk_share_open(enum hl_kernel_kind kind, bool nt, HANDLE handle,
                       const void *name, kernel_ref *ref, kernel_id *id)
{
    DWORD error = ERROR_SUCCESS;

    *ref = 0;
    *id = 0;
    if (name != NULL)
        error = hl_kernel_open_name(kind, name, ref);
    else if (nt)
        error = hl_kernel_open_handle(kind, handle, ref);
    else
        hl_kernel_reap(); /* the number may come from a dead process */
    if (*ref != 0)
        *id = hl_kernel_id(*ref);
    else if (name == NULL && !nt)
        *id = number_find(kind, VK_ID(handle));
    return error == ERROR_NO_SYSTEM_RESOURCES ? kinds[kind].full : VK_SUCCESS;
}
