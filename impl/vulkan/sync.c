#include "sync.h"

#include <stdlib.h>
#include <string.h>

enum hl_kernel_kind vk_sync_kernel_kind(const struct vk_sync *sync)
{
    return sync->object.kind == VK_KIND_FENCE ? HL_KERNEL_FENCE
                                              : HL_KERNEL_SEMAPHORE;
}

struct vk_sync_payload *vk_sync_current(struct vk_sync *sync)
{
    return sync->replaced ? &sync->temporary : &sync->permanent;
}

/* Make the kernel object for a payload that handles may name. */
static VkResult payload_create(struct vk_call *call, struct vk_sync *sync,
                               uint64_t value,
                               const struct vk_sync_export *export)
{
    struct vk_sync_body body = {
        .value = value, .timeline = sync->timeline, .flags = sync->flags};
    struct hl_kernel_new what = {
        .kind = vk_sync_kernel_kind(sync),
        .body = &body,
        .body_bytes = sizeof body,
        .name = (export->types & VK_SYNC_NT) != 0 ? export->name : NULL,
        .label = vk_object_kind_name(sync->object.kind),
    };

    vk_origin_make(&body.origin, sync->object.device);
    VkResult result =
        vk_share_create(call, &what, export->name_rule, &sync->permanent.ref);
    sync->permanent.id = hl_kernel_id(sync->permanent.ref);
    return result;
}

struct vk_sync *vk_sync_create(struct vk_call *call, struct vk_device *device,
                               enum vk_kind kind, bool timeline, uint32_t flags,
                               uint64_t value,
                               const struct vk_sync_export *export)
{
    struct vk_sync *sync = vk_new(1, sizeof *sync);

    if (sync == NULL || vk_object_insert(&sync->object, kind, device) == 0) {
        free(sync);
        vk_call_fail(call, VK_ERROR_OUT_OF_HOST_MEMORY);
        return NULL;
    }
    sync->timeline = timeline;
    sync->flags = flags;
    sync->permanent.local = value;
    sync->export_types = export->types;
    sync->nt.access = GENERIC_ALL;
    if (export->named) {
        sync->nt.access = export->access;
        sync->nt.inherit =
            export->attributes != NULL && export->attributes->bInheritHandle;
    }
    if (export->types == 0)
        return sync;
    VkResult result = payload_create(call, sync, value, export);
    if (result == VK_SUCCESS)
        return sync;
    vk_call_fail(call, result);
    vk_object_delete(&sync->object);
    return NULL;
}

void vk_sync_destroy(struct vk_sync *sync)
{
    hl_kernel_release(sync->permanent.ref);
    if (sync->replaced)
        hl_kernel_release(sync->temporary.ref);
    vk_object_delete(&sync->object);
}

void vk_sync_renamed(struct vk_sync *sync)
{
    if (sync->permanent.ref != 0 && sync->permanent.import_type == 0)
        hl_kernel_label(sync->permanent.id, sync->object.name);
}

void vk_sync_restore(struct vk_sync *sync)
{
    if (!sync->replaced)
        return;
    hl_kernel_release(sync->temporary.ref);
    sync->replaced = false;
}

void vk_sync_replace(struct vk_sync *sync, bool temporary,
                     const struct vk_sync_payload *payload)
{
    vk_sync_restore(sync);
    if (temporary) {
        sync->temporary = *payload;
        sync->replaced = true;
        return;
    }
    hl_kernel_release(sync->permanent.ref);
    sync->permanent = *payload; /* what was exported stays exported: 01127 */
}

bool vk_sync_value(struct vk_sync *sync, uint64_t *value)
{
    const struct vk_sync_payload *payload = vk_sync_current(sync);
    struct vk_sync_body body;

    *value = payload->local;
    if (payload->id == 0)
        return true;
    if (hl_kernel_read(vk_sync_kernel_kind(sync), payload->id, &body,
                       sizeof body) != ERROR_SUCCESS)
        return false;
    *value = body.value;
    return true;
}

static DWORD body_set(void *at, void *context)
{
    struct vk_sync_body *body = at;
    const uint64_t *value = context;

    if (!body->timeline || *value > body->value)
        body->value = *value;
    return ERROR_SUCCESS;
}

void vk_sync_set(struct vk_sync *sync, uint64_t value)
{
    struct vk_sync_payload *payload = vk_sync_current(sync);

    if (payload->id != 0)
        (void)hl_kernel_update(vk_sync_kernel_kind(sync), payload->id, body_set,
                               &value);
    else if (!sync->timeline || value > payload->local)
        payload->local = value;
}

struct wait_for {
    uint64_t value;
    bool over;
};

/* No last-error value: the object lives, and nothing in it changed, so that
 * nobody need be woken. */
#define NOT_YET 0x10000u

static DWORD body_wait(void *at, void *context)
{
    struct vk_sync_body *body = at;
    struct wait_for *wait = context;

    wait->over = body->value >= wait->value;
    if (!wait->over)
        return NOT_YET;
    body->value = 0;
    return ERROR_SUCCESS;
}

bool vk_sync_wait(struct vk_sync *sync, uint64_t value)
{
    struct vk_sync_payload *payload = vk_sync_current(sync);
    struct wait_for wait = {.value = sync->timeline ? value : 1};

    if (payload->id == 0) {
        wait.over = payload->local >= wait.value;
        if (wait.over && !sync->timeline)
            payload->local = 0;
    } else if (sync->timeline) {
        uint64_t now;
        wait.over = !vk_sync_value(sync, &now) || now >= wait.value;
    } else if (hl_kernel_update(vk_sync_kernel_kind(sync), payload->id,
                                body_wait, &wait) == ERROR_INVALID_HANDLE) {
        wait.over = true;
    }
    if (wait.over && !sync->timeline && sync->object.kind == VK_KIND_SEMAPHORE)
        vk_sync_restore(sync);
    return wait.over;
}
