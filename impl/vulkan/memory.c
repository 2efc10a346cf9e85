/* Making device memory, its bytes, and its end. allocate.c checks before.
 */
#include "memory.h"
#include "resource.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

bool vk_memory_alive(const struct vk_memory *memory)
{
    return memory->payload == 0 || memory->ref != 0 ||
           hl_kernel_alive(HL_KERNEL_MEMORY, memory->payload);
}

unsigned char *vk_memory_bytes(struct vk_memory *memory)
{
    if (!vk_memory_alive(memory))
        return NULL;
    if (memory->base != NULL)
        return memory->base;
    void *at;
    if (memory->payload != 0)
        at = hl_kernel_map(memory->payload, memory->size);
    else if (memory->fd >= 0)
        at = mmap(NULL, memory->size, PROT_READ | PROT_WRITE, MAP_SHARED,
                  memory->fd, 0);
    else
        at = mmap(NULL, memory->size, PROT_READ | PROT_WRITE,
                  MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    memory->base = at == MAP_FAILED ? NULL : at;
    return memory->base;
}

void vk_memory_destroy(struct vk_memory *memory)
{
    struct vk_device *device = memory->object.device;

    if (memory->base != NULL && memory->payload != 0)
        hl_kernel_unmap(memory->base, memory->size);
    else if (memory->base != NULL)
        munmap(memory->base, memory->size);
    hl_kernel_release(memory->ref);
    if (memory->fd >= 0)
        close(memory->fd);
    device->memory_count--;
    if (memory->import_type == 0)
        device->heap_used[vk_memory_properties.memoryTypes[memory->type]
                              .heapIndex] -= memory->size;
    vk_object_delete(&memory->object);
}

void vk_memory_renamed(struct vk_memory *memory)
{
    if (memory->ref != 0 && memory->import_type == 0)
        hl_kernel_label(memory->payload, memory->object.name);
}

/* The description of a payload that is born here. */
static void payload_describe(const struct vk_device *device,
                             struct vk_allocation *a)
{
    struct vk_payload *payload = &a->payload;

    vk_origin_make(&payload->origin, device);
    payload->size = a->info->allocationSize;
    payload->type = a->info->memoryTypeIndex;
    payload->device_mask = 1;
    if (a->image != NULL)
        payload->dedicated = a->image->dedicated;
    else if (a->buffer != NULL)
        payload->dedicated = a->buffer->dedicated;
}

/* Make the kernel object that handles will name. */
static VkResult payload_create(struct vk_call *call, struct vk_device *device,
                               struct vk_allocation *a)
{
    char label[32];
    struct hl_kernel_new what = {
        .kind = HL_KERNEL_MEMORY,
        .body = &a->payload,
        .body_bytes = sizeof a->payload,
        .bytes = a->payload.size,
        .label = label,
    };

    snprintf(label, sizeof label, "allocation %llu",
             (unsigned long long)device->serial + 1);
    if (a->export_win32 != NULL &&
        (a->export->handleTypes &
         VK_EXTERNAL_MEMORY_HANDLE_TYPE_OPAQUE_WIN32_BIT) != 0)
        what.name = (const uint16_t *)a->export_win32->name;
    VkResult result = vk_share_create(
        call, &what, VUID_HLOCAL_VkExportMemoryWin32HandleInfoKHR_name_taken,
        &a->ref);
    a->id = hl_kernel_id(a->ref);
    return result;
}

struct vk_memory *vk_memory_make(struct vk_call *call, struct vk_device *device,
                                 struct vk_allocation *a)
{
    uint32_t types = a->export == NULL ? 0 : a->export->handleTypes;
    bool import = a->import_type != 0;
    struct vk_memory *memory = vk_new(1, sizeof *memory);
    VkResult result = VK_SUCCESS;

    if (memory == NULL ||
        vk_object_insert(&memory->object, VK_KIND_MEMORY, device) == 0) {
        free(memory);
        vk_call_fail(call, VK_ERROR_OUT_OF_HOST_MEMORY);
        return NULL;
    }
    memory->fd = -1;
    if (!import) {
        payload_describe(device, a);
        if ((types & VK_TYPES_WIN32) != 0)
            result = payload_create(call, device, a);
        else if ((types & VK_TYPES_FD) != 0)
            memory->fd = vk_fd_create(&a->payload);
        if ((types & VK_TYPES_FD) != 0 && memory->fd < 0)
            result = VK_ERROR_TOO_MANY_OBJECTS;
    } else if (a->import_fd != NULL) {
        memory->fd = a->import_fd->fd; /* consumed: the driver's from now on */
    }
    if (result != VK_SUCCESS) {
        vk_object_delete(&memory->object);
        vk_call_fail(call, result);
        return NULL;
    }
    memory->size = a->payload.size;
    memory->type = a->payload.type;
    memory->export_types = types;
    memory->import_type = a->import_type;
    memory->dedicated = a->payload.dedicated;
    if (a->image != NULL)
        memory->dedicated_id = a->image->object.id;
    else if (a->buffer != NULL)
        memory->dedicated_id = a->buffer->object.id;
    memory->ref = a->ref;
    memory->payload = a->id;
    memory->nt.access = GENERIC_ALL;
    if (a->export_win32 != NULL &&
        (types & VK_EXTERNAL_MEMORY_HANDLE_TYPE_OPAQUE_WIN32_BIT) != 0) {
        memory->nt.access = a->export_win32->dwAccess;
        memory->nt.inherit = a->export_win32->pAttributes != NULL &&
                             a->export_win32->pAttributes->bInheritHandle;
    }
    device->memory_count++;
    device->serial++;
    if (!import)
        device->heap_used[vk_memory_properties.memoryTypes[memory->type]
                              .heapIndex] += memory->size;
    return memory;
}
