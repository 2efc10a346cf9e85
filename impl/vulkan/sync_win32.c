/* Semaphores and fences through Win32 handles: the checks, written once for
 * the two tables of sync_rules.h.
 */
#include "sync.h"
#include "sync_rules.h"

static VkResult export(struct vk_sync *sync, uint32_t type, HANDLE *out)
{
    enum hl_kernel_kind kind = vk_sync_kernel_kind(sync);
    const struct vk_sync_payload *payload = vk_sync_current(sync);

    if ((type & VK_SYNC_NT) == 0)
        return vk_share_export_kmt(kind, payload->id, out);
    VkResult result =
        vk_share_export_nt(kind, payload->ref, payload->id, &sync->nt, out);
    if (result == VK_SUCCESS)
        sync->object.device->sync_exported = true;
    return result;
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
    if ((type & sync->nt.exported) != 0)
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
        VkResult result = export(sync, info->handleType, out);
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
    VkResult result =
        vk_share_open(kind, (request->type & VK_SYNC_NT) != 0, request->handle,
                      request->name, &payload->ref, &payload->id);

    if (result != VK_SUCCESS)
        vk_call_fail(call, result);
    else
        RULE(call, vuid, payload->id != 0, VK_ID(request->handle));
}

static void check_payload(struct vk_call *call,
                          const struct import_rules *rules,
                          const struct import_request *request,
                          const struct vk_sync *sync,
                          const struct vk_sync_body *body)
{
    RULE(call, request->name == NULL ? rules->handle_uuid : rules->name_uuid,
         vk_origin_same(&body->origin, sync->object.device),
         VK_ID(request->handle));
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
