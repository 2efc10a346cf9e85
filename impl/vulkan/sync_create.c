/* Making semaphores and fences, and their end. The checks are written once,
 * for the two tables of sync_rules.h.
 */
#include "resource.h"
#include "sync.h"
#include "sync_rules.h"

/* What the creation structures of both kinds say. */
struct create_request {
    bool has_info, has_type, has_out;
    bool timeline;
    uint32_t flags;
    uint64_t value;
    bool exports; /* an export structure is there */
    struct vk_sync_export export;
};

/* Read the two structures of an export, which differ in names only. */
#define READ_EXPORT(request, types, win32)                                     \
    do {                                                                       \
        (request)->exports = (types) != NULL;                                  \
        if ((types) != NULL)                                                   \
            (request)->export.types = (types)->handleTypes;                    \
        if ((types) != NULL && (win32) != NULL)                                \
            (request)->export = (struct vk_sync_export){                       \
                .types = (types)->handleTypes,                                 \
                .name = (win32)->name,                                         \
                .attributes = (win32)->pAttributes,                            \
                .access = (win32)->dwAccess,                                   \
                .named = true,                                                 \
            };                                                                 \
    } while (0)

static void check_export(struct vk_call *call, const struct create_rules *rules,
                         const struct vk_sync_export *export)
{
    const SECURITY_ATTRIBUTES *attributes = export->attributes;

    RULE(call, rules->valid, (export->types & ~rules->types) == 0, 0);
    RULE(call, rules->exportable, (export->types & ~VK_SYNC_TYPES) == 0, 0);
    if (!export->named)
        return;
    RULE(call, rules->named, (export->types & rules->nt) != 0, 0);
    RULE(call, rules->attributes,
         attributes == NULL || attributes->nLength == sizeof *attributes, 0);
}

/* The new object's number, 0 when the call fails. */
static VkResult create(const struct create_rules *rules, VkDevice handle,
                       struct create_request *request, uint64_t *id)
{
    struct vk_call call;

    *id = 0;
    if (!vk_call_begin(&call, rules->entry))
        return vk_call_end(&call);
    struct vk_device *device = vk_call_device(&call, handle, rules->device);
    RULE(&call, rules->info, request->has_info, 0);
    RULE(&call, rules->out, request->has_out, 0);
    RULE(&call, rules->s_type, !request->has_info || request->has_type, 0);
    if (request->exports)
        check_export(&call, rules, &request->export);
    if (vk_call_ok(&call)) {
        request->export.name_rule = rules->name;
        struct vk_sync *sync =
            vk_sync_create(&call, device, rules->kind, request->timeline,
                           request->flags, request->value, &request->export);
        if (sync != NULL)
            *id = sync->object.id;
    }
    return vk_call_end(&call);
}

VKAPI_ATTR VkResult VKAPI_CALL
icd_vkCreateFence(VkDevice device, const VkFenceCreateInfo *info,
                  const VkAllocationCallbacks *allocator, VkFence *out)
{
    struct create_request request = {.has_info = info != NULL,
                                     .has_out = out != NULL};
    uint64_t id;

    (void)allocator;
    if (info != NULL && info->sType == create_fence.type) {
        const VkExportFenceCreateInfo *types = vk_chain_find(
            info->pNext, VK_STRUCTURE_TYPE_EXPORT_FENCE_CREATE_INFO);
        const VkExportFenceWin32HandleInfoKHR *win32 = vk_chain_find(
            info->pNext, VK_STRUCTURE_TYPE_EXPORT_FENCE_WIN32_HANDLE_INFO_KHR);
        request.has_type = true;
        request.value = (info->flags & VK_FENCE_CREATE_SIGNALED_BIT) != 0;
        READ_EXPORT(&request, types, win32);
    }
    VkResult result = create(&create_fence, device, &request, &id);
    if (out != NULL)
        *out = VK_HANDLE(VkFence, id);
    return result;
}

VKAPI_ATTR VkResult VKAPI_CALL
icd_vkCreateSemaphore(VkDevice device, const VkSemaphoreCreateInfo *info,
                      const VkAllocationCallbacks *allocator, VkSemaphore *out)
{
    struct create_request request = {.has_info = info != NULL,
                                     .has_out = out != NULL};
    uint64_t id;

    (void)allocator;
    if (info != NULL && info->sType == create_semaphore.type) {
        const VkExportSemaphoreCreateInfo *types = vk_chain_find(
            info->pNext, VK_STRUCTURE_TYPE_EXPORT_SEMAPHORE_CREATE_INFO);
        const VkExportSemaphoreWin32HandleInfoKHR *win32 = vk_chain_find(
            info->pNext,
            VK_STRUCTURE_TYPE_EXPORT_SEMAPHORE_WIN32_HANDLE_INFO_KHR);
        const VkSemaphoreTypeCreateInfo *type = vk_chain_find(
            info->pNext, VK_STRUCTURE_TYPE_SEMAPHORE_TYPE_CREATE_INFO);
        request.has_type = true;
        request.flags = info->flags;
        request.timeline =
            type != NULL && type->semaphoreType == VK_SEMAPHORE_TYPE_TIMELINE;
        request.value = request.timeline ? type->initialValue : 0;
        READ_EXPORT(&request, types, win32);
    }
    VkResult result = create(&create_semaphore, device, &request, &id);
    if (out != NULL)
        *out = VK_HANDLE(VkSemaphore, id);
    return result;
}

VKAPI_ATTR void VKAPI_CALL icd_vkDestroyFence(
    VkDevice device, VkFence fence, const VkAllocationCallbacks *allocator)
{
    (void)allocator;
    vk_destroy(device, VK_ID(fence), VK_KIND_FENCE);
}

VKAPI_ATTR void VKAPI_CALL
icd_vkDestroySemaphore(VkDevice device, VkSemaphore semaphore,
                       const VkAllocationCallbacks *allocator)
{
    (void)allocator;
    vk_destroy(device, VK_ID(semaphore), VK_KIND_SEMAPHORE);
}
