/* Semaphores and fences through Win32 handles: the checks, written once for
 * the two tables of sync_rules.h.
 */
#include "sync.h"
#include "sync_rules.h"

#include <stdio.h>
#include <string.h>

/* KMT numbers of these kinds have marks of their own, next to memory's. */
#define KMT_MARK_SEMAPHORE 0x40000001u
#define KMT_MARK_FENCE 0x40000003u

static uint32_t plain_number(enum hl_kernel_kind kind, kernel_id id)
{
    uint32_t mark =
        kind == HL_KERNEL_FENCE ? KMT_MARK_FENCE : KMT_MARK_SEMAPHORE;

    return mark | (uint32_t)(id >> 16 & 0xFFFu) << 18 |
           (uint32_t)(id & 0xFFFFu) << 2;
}

static DWORD number_set(void *at, void *context)
{
    struct vk_sync_body *body = at;
    const uint32_t *number = context;

    body->kmt = *number;
    return ERROR_SUCCESS;
}

static kernel_id number_find(enum hl_kernel_kind kind, uint64_t number)
{
    kernel_id id = hl_kernel_at(kind, (uint32_t)(number >> 2) & 0xFFFFu);
    struct vk_sync_body body;

    if (id == 0 || number > UINT32_MAX ||
        hl_kernel_read(kind, id, &body, sizeof body) != ERROR_SUCCESS ||
        body.kmt != number)
        return 0;
    return id;
}

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
 * value may be another object's by now, and an import may have replaced it. */
static bool still_open(struct vk_sync *sync)
{
    kernel_ref ref;

    if (hl_kernel_open_handle(vk_sync_kernel_kind(sync), sync->last_handle,
                              &ref) != ERROR_SUCCESS)
        return false;
    bool same = hl_kernel_id(ref) == vk_sync_current(sync)->id;
    hl_kernel_release(ref);
    return same;
}

static VkResult export_nt(struct vk_sync *sync, HANDLE *out)
{
    const struct vk_sync_payload *payload = vk_sync_current(sync);
    kernel_ref ref = payload->ref, opened = 0;
    DWORD error = ERROR_SUCCESS;

    if (sync->exported != 0 && vk_policy.reexport == REEXPORT_SAME &&
        still_open(sync)) {
        *out = sync->last_handle;
        return VK_SUCCESS;
    }
    if (ref == 0) { /* imported through KMT: borrow while we export */
        error =
            hl_kernel_open_id(vk_sync_kernel_kind(sync), payload->id, &opened);
        ref = opened;
    }
    if (error == ERROR_SUCCESS)
        error = hl_kernel_export(ref, sync->access, sync->inherit, out);
    hl_kernel_release(opened);
    if (error == ERROR_SUCCESS) {
        sync->exported |= VK_EXTERNAL_SEMAPHORE_HANDLE_TYPE_OPAQUE_WIN32_BIT;
        sync->object.device->sync_exported = true;
        sync->last_handle = *out;
    }
    return result_of(error);
}

static VkResult export_kmt(struct vk_sync *sync, HANDLE *out)
{
    enum hl_kernel_kind kind = vk_sync_kernel_kind(sync);
    kernel_id id = vk_sync_current(sync)->id;
    uint32_t number = plain_number(kind, id);

    if (hl_kernel_update(kind, id, number_set, &number) != ERROR_SUCCESS)
        return VK_ERROR_UNKNOWN;
    *out = (HANDLE)(uintptr_t)number;
    return VK_SUCCESS;
}

/* Exactly one bit, and one that has a meaning. */
static bool type_valid(const struct get_rules *rules, uint32_t type)
{
    return (type & rules->types) == type && vk_type_valid(type);
}

static void check_get(struct vk_call *call, const struct get_rules *rules,
                      struct vk_sync *sync, uint32_t type)
{
    uint64_t id = sync->object.id, value;

    RULE(call, rules->family, (type & (rules->nt | VK_SYNC_KMT)) != 0, id);
    RULE(call, rules->exported, (type & sync->export_types) != 0, id);
    if ((type & sync->exported) != 0)
        vk_call_second_export(call, rules->once, id);
    RULE(call, rules->dead, vk_sync_value(sync, &value), id);
}

static struct vk_sync *
check_get_info(struct vk_call *call, const struct get_rules *rules,
               enum vk_kind kind, const struct vk_device *device,
               const VkSemaphoreGetWin32HandleInfoKHR *info)
{
    uint64_t id = VK_ID(info->semaphore);

    if (info->sType != rules->type) {
        vk_call_violate(call, rules->s_type, 0);
        return NULL; /* it may be anything: nothing in it is read */
    }
    struct vk_sync *sync = vk_object_find(id, kind);
    RULE(call, rules->next, info->pNext == NULL, id);
    RULE(call, rules->object, sync != NULL, id);
    RULE(call, rules->valid, type_valid(rules, info->handleType), id);
    if (sync == NULL)
        return NULL;
    RULE(call, rules->parent, device == NULL || sync->object.device == device,
         id);
    if (type_valid(rules, info->handleType))
        check_get(call, rules, sync, info->handleType);
    return sync;
}

/* What VkSemaphoreGetWin32HandleInfoKHR and its fence twin have in common. */
static VkResult get(enum vk_entry entry, const struct get_rules *rules,
                    enum vk_kind kind, VkDevice handle,
                    const VkSemaphoreGetWin32HandleInfoKHR *info, HANDLE *out)
{
    struct vk_sync *sync = NULL;
    struct vk_call call;

    if (out != NULL)
        *out = NULL;
    if (!vk_call_begin(&call, entry))
        return vk_call_end(&call);
    struct vk_device *device = vk_call_device(&call, handle, rules->device);
    RULE(&call, rules->info, info != NULL, VK_ID(handle));
    RULE(&call, rules->handle, out != NULL, VK_ID(handle));
    if (info != NULL)
        sync = check_get_info(&call, rules, kind, device, info);
    if (vk_call_ok(&call)) {
        VkResult result = (info->handleType & VK_SYNC_NT) != 0
                              ? export_nt(sync, out)
                              : export_kmt(sync, out);
        if (result != VK_SUCCESS)
            vk_call_fail(&call, result);
    }
    return vk_call_end(&call);
}

/* What the import structures of both extensions say. */
struct import_request {
    VkStructureType s_type;
    const void *next;
    uint64_t object;
    uint32_t flags, type;
    HANDLE handle;
    const void *name;
};

static void check_import(struct vk_call *call, const struct import_rules *rules,
                         const struct import_request *request)
{
    uint64_t handle = VK_ID(request->handle);

    RULE(call, rules->next, request->next == NULL, request->object);
    RULE(call, rules->flags,
         (request->flags & ~(uint32_t)VK_SEMAPHORE_IMPORT_TEMPORARY_BIT) == 0,
         request->object);
    RULE(call, rules->family,
         vk_type_valid(request->type) && (request->type & VK_SYNC_TYPES) != 0,
         handle);
    RULE(call, rules->name,
         request->name == NULL || (request->type & rules->nt) != 0, handle);
    RULE(call, rules->both, request->handle == NULL || request->name == NULL,
         handle);
}

static void payload_find(struct vk_call *call, const struct import_rules *rules,
                         enum hl_kernel_kind kind,
                         const struct import_request *request,
                         struct vk_sync_payload *payload)
{
    enum vuid vuid = request->name != NULL ? rules->by_name : rules->by_handle;
    DWORD error = ERROR_SUCCESS;

    if (request->name != NULL) {
        error = hl_kernel_open_name(kind, request->name, &payload->ref);
        payload->id = hl_kernel_id(payload->ref);
    } else if ((request->type & VK_SYNC_NT) != 0) {
        error = hl_kernel_open_handle(kind, request->handle, &payload->ref);
        payload->id = hl_kernel_id(payload->ref);
    } else {
        hl_kernel_reap();
        payload->id = number_find(kind, VK_ID(request->handle));
    }
    if (error == ERROR_NO_SYSTEM_RESOURCES)
        vk_call_fail(call, VK_ERROR_OUT_OF_HOST_MEMORY);
    else
        RULE(call, vuid, payload->id != 0, VK_ID(request->handle));
}

static void check_payload(struct vk_call *call,
                          const struct import_rules *rules,
                          const struct import_request *request,
                          const struct vk_sync *sync,
                          const struct vk_sync_body *body)
{
    const struct vk_device *device = sync->object.device;
    uint8_t uuid[VK_UUID_SIZE];

    vk_device_uuid(device->physical->index, uuid);
    bool same = memcmp(uuid, body->device_uuid, sizeof uuid) == 0;
    vk_driver_uuid(uuid);
    same = same && memcmp(uuid, body->driver_uuid, sizeof uuid) == 0;
    RULE(call, request->name == NULL ? rules->handle_uuid : rules->name_uuid,
         same, VK_ID(request->handle));
    if (sync->object.kind == VK_KIND_FENCE)
        return;
    CHECK(call, VkImportSemaphoreWin32HandleInfoKHR_handleType_03261,
          sync->flags == body->flags, request->object);
    CHECK(call, VkImportSemaphoreWin32HandleInfoKHR_handleType_03262,
          sync->timeline == (body->timeline != 0), request->object);
    CHECK(call, VkImportSemaphoreWin32HandleInfoKHR_flags_03322,
          body->timeline == 0 ||
              (request->flags & VK_SEMAPHORE_IMPORT_TEMPORARY_BIT) == 0,
          request->object);
}

/* Whether the payload can be looked for, whatever else is wrong. */
static bool findable(const struct import_rules *rules,
                     const struct import_request *request)
{
    if (!vk_type_valid(request->type) || (request->type & VK_SYNC_TYPES) == 0)
        return false;
    return request->name == NULL ||
           (request->handle == NULL && (request->type & rules->nt) != 0);
}

static VkResult import(enum vk_entry entry, const struct import_rules *rules,
                       enum vk_kind kind, VkDevice handle,
                       const struct import_request *request)
{
    struct vk_sync_payload payload = {0};
    struct vk_sync_body body;
    struct vk_call call;

    if (!vk_call_begin(&call, entry))
        return vk_call_end(&call);
    struct vk_device *device = vk_call_device(&call, handle, rules->device);
    RULE(&call, rules->info, request != NULL, VK_ID(handle));
    struct vk_sync *sync = NULL;
    if (request != NULL && request->s_type != rules->type) {
        vk_call_violate(&call, rules->s_type, 0);
    } else if (request != NULL) {
        sync = vk_object_find(request->object, kind);
        RULE(&call, rules->object, sync != NULL, request->object);
        RULE(&call, rules->parent,
             sync == NULL || device == NULL || sync->object.device == device,
             request->object);
        CHECK(&call, vkImportFenceWin32HandleKHR_fence_04448,
              sync == NULL || kind != VK_KIND_FENCE || sync->pending == 0,
              request->object);
        check_import(&call, rules, request);
    }
    if (sync != NULL && findable(rules, request)) {
        enum hl_kernel_kind object = vk_sync_kernel_kind(sync);
        payload_find(&call, rules, object, request, &payload);
        payload.import_type = request->type;
        if (payload.id != 0 && hl_kernel_read(object, payload.id, &body,
                                              sizeof body) == ERROR_SUCCESS)
            check_payload(&call, rules, request, sync, &body);
        else if (payload.id != 0) /* it died in between */
            vk_call_violate(&call, rules->by_handle, VK_ID(request->handle));
    }
    if (vk_call_ok(&call))
        vk_sync_replace(
            sync, (request->flags & VK_SEMAPHORE_IMPORT_TEMPORARY_BIT) != 0,
            &payload);
    else
        hl_kernel_release(payload.ref);
    return vk_call_end(&call);
}

VKAPI_ATTR VkResult VKAPI_CALL icd_vkGetSemaphoreWin32HandleKHR(
    VkDevice device, const VkSemaphoreGetWin32HandleInfoKHR *info,
    HANDLE *handle)
{
    return get(ENTRY_vkGetSemaphoreWin32HandleKHR, &get_semaphore,
               VK_KIND_SEMAPHORE, device, info, handle);
}

VKAPI_ATTR VkResult VKAPI_CALL icd_vkGetFenceWin32HandleKHR(
    VkDevice device, const VkFenceGetWin32HandleInfoKHR *info, HANDLE *handle)
{
    VkSemaphoreGetWin32HandleInfoKHR same;

    if (info != NULL) { /* the structures differ in names only */
        same.sType = info->sType;
        same.pNext = info->pNext;
        same.semaphore = VK_HANDLE(VkSemaphore, VK_ID(info->fence));
        same.handleType =
            (VkExternalSemaphoreHandleTypeFlagBits)info->handleType;
    }
    return get(ENTRY_vkGetFenceWin32HandleKHR, &get_fence, VK_KIND_FENCE,
               device, info == NULL ? NULL : &same, handle);
}

VKAPI_ATTR VkResult VKAPI_CALL icd_vkImportSemaphoreWin32HandleKHR(
    VkDevice device, const VkImportSemaphoreWin32HandleInfoKHR *info)
{
    struct import_request request;

    if (info != NULL)
        request = (struct import_request){
            info->sType, info->pNext,      VK_ID(info->semaphore),
            info->flags, info->handleType, info->handle,
            info->name,
        };
    return import(ENTRY_vkImportSemaphoreWin32HandleKHR, &import_semaphore,
                  VK_KIND_SEMAPHORE, device, info == NULL ? NULL : &request);
}

VKAPI_ATTR VkResult VKAPI_CALL icd_vkImportFenceWin32HandleKHR(
    VkDevice device, const VkImportFenceWin32HandleInfoKHR *info)
{
    struct import_request request;

    if (info != NULL)
        request = (struct import_request){
            info->sType,      info->pNext,  VK_ID(info->fence), info->flags,
            info->handleType, info->handle, info->name,
        };
    return import(ENTRY_vkImportFenceWin32HandleKHR, &import_fence,
                  VK_KIND_FENCE, device, info == NULL ? NULL : &request);
}
