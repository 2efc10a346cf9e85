/* vkAllocateMemory: reading what is asked for, and the rules it must keep.
 */
#include "memory.h"
#include "resource.h"

#include <string.h>

/* Structures that may extend VkMemoryAllocateInfo. */
static bool extends_allocation(VkStructureType type)
{
    static const VkStructureType known[] = {
        VK_STRUCTURE_TYPE_DEDICATED_ALLOCATION_MEMORY_ALLOCATE_INFO_NV,
        VK_STRUCTURE_TYPE_EXPORT_MEMORY_ALLOCATE_INFO,
        VK_STRUCTURE_TYPE_EXPORT_MEMORY_ALLOCATE_INFO_NV,
        VK_STRUCTURE_TYPE_EXPORT_MEMORY_WIN32_HANDLE_INFO_KHR,
        VK_STRUCTURE_TYPE_EXPORT_MEMORY_WIN32_HANDLE_INFO_NV,
        VK_STRUCTURE_TYPE_IMPORT_MEMORY_FD_INFO_KHR,
        VK_STRUCTURE_TYPE_IMPORT_MEMORY_HOST_POINTER_INFO_EXT,
        VK_STRUCTURE_TYPE_IMPORT_MEMORY_WIN32_HANDLE_INFO_KHR,
        VK_STRUCTURE_TYPE_IMPORT_MEMORY_WIN32_HANDLE_INFO_NV,
        VK_STRUCTURE_TYPE_MEMORY_ALLOCATE_FLAGS_INFO,
        VK_STRUCTURE_TYPE_MEMORY_DEDICATED_ALLOCATE_INFO,
        VK_STRUCTURE_TYPE_MEMORY_OPAQUE_CAPTURE_ADDRESS_ALLOCATE_INFO,
        VK_STRUCTURE_TYPE_MEMORY_PRIORITY_ALLOCATE_INFO_EXT,
    };

    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
        if (known[i] == type)
            return true;
    return false;
}

/* Read the chain; its own rules are checked here. False when it cannot be
 * read. */
static bool allocation_read(struct vk_call *call,
                            const VkMemoryAllocateInfo *info,
                            struct vk_allocation *a)
{
    const void *next = info->pNext;

    memset(a, 0, sizeof *a);
    a->info = info;
    if (vk_chain_check(next) < 0) {
        vk_call_violate(call, VUID_VkMemoryAllocateInfo_sType_unique, 0);
        return false;
    }
    for (const VkBaseInStructure *at = next; at != NULL; at = at->pNext)
        CHECK(call, VkMemoryAllocateInfo_pNext_pNext,
              extends_allocation(at->sType), 0);
    a->export =
        vk_chain_find(next, VK_STRUCTURE_TYPE_EXPORT_MEMORY_ALLOCATE_INFO);
    a->export_win32 = vk_chain_find(
        next, VK_STRUCTURE_TYPE_EXPORT_MEMORY_WIN32_HANDLE_INFO_KHR);
    a->import_win32 = vk_chain_find(
        next, VK_STRUCTURE_TYPE_IMPORT_MEMORY_WIN32_HANDLE_INFO_KHR);
    a->import_fd =
        vk_chain_find(next, VK_STRUCTURE_TYPE_IMPORT_MEMORY_FD_INFO_KHR);
    a->dedicated =
        vk_chain_find(next, VK_STRUCTURE_TYPE_MEMORY_DEDICATED_ALLOCATE_INFO);
    a->flags =
        vk_chain_find(next, VK_STRUCTURE_TYPE_MEMORY_ALLOCATE_FLAGS_INFO);
    bool old_export =
        vk_chain_find(next, VK_STRUCTURE_TYPE_EXPORT_MEMORY_ALLOCATE_INFO_NV) ||
        vk_chain_find(next,
                      VK_STRUCTURE_TYPE_EXPORT_MEMORY_WIN32_HANDLE_INFO_NV);
    CHECK(call, VkMemoryAllocateInfo_pNext_00640,
          a->export == NULL || !old_export, 0);
    CHECK(call, VkMemoryAllocateInfo_pNext_00641,
          a->import_win32 == NULL ||
              !vk_chain_find(
                  next, VK_STRUCTURE_TYPE_IMPORT_MEMORY_WIN32_HANDLE_INFO_NV),
          0);
    /* A handle type of 0 says: no import after all. */
    if (a->import_win32 != NULL && a->import_win32->handleType == 0)
        a->import_win32 = NULL;
    if (a->import_fd != NULL && a->import_fd->handleType == 0)
        a->import_fd = NULL;
    CHECK(call, VkMemoryAllocateInfo_None_06657,
          a->import_win32 == NULL || a->import_fd == NULL, 0);
    return true;
}

static bool imports(const struct vk_allocation *a)
{
    return a->import_win32 != NULL || a->import_fd != NULL;
}

static uint32_t exports(const struct vk_allocation *a)
{
    return a->export == NULL ? 0 : a->export->handleTypes;
}

/* `device` may be NULL here and below: what can be judged without it is. */
static void check_size(struct vk_call *call, const struct vk_device *device,
                       const struct vk_allocation *a)
{
    const VkMemoryAllocateInfo *info = a->info;
    bool type_known = info->memoryTypeIndex < VK_MEMORY_TYPES;

    CHECK(call, vkAllocateMemory_pAllocateInfo_01714, type_known, 0);
    if (type_known) {
        uint32_t heap =
            vk_memory_properties.memoryTypes[info->memoryTypeIndex].heapIndex;
        VkDeviceSize size = vk_memory_properties.memoryHeaps[heap].size;
        CHECK(call, vkAllocateMemory_pAllocateInfo_01713,
              info->allocationSize <= size, 0);
        if (device != NULL && !imports(a) && info->allocationSize <= size &&
            info->allocationSize > size - device->heap_used[heap])
            vk_call_fail(call, VK_ERROR_OUT_OF_DEVICE_MEMORY);
    }
    CHECK(call, VkMemoryAllocateInfo_allocationSize_00638,
          info->allocationSize > 0 || imports(a) || exports(a) != 0, 0);
    CHECK(call, VkMemoryAllocateInfo_allocationSize_07899,
          info->allocationSize > 0 || exports(a) == 0, 0);
    const VkMemoryOpaqueCaptureAddressAllocateInfo *capture = vk_chain_find(
        info->pNext,
        VK_STRUCTURE_TYPE_MEMORY_OPAQUE_CAPTURE_ADDRESS_ALLOCATE_INFO);
    CHECK(call, VkMemoryAllocateInfo_opaqueCaptureAddress_03333,
          !imports(a) || capture == NULL || capture->opaqueCaptureAddress == 0,
          0);
}

/* What may be exported again from what is imported here. */
static uint32_t reexportable(const struct vk_allocation *a)
{
    uint32_t type = 0;

    if (a->import_win32 != NULL)
        type = a->import_win32->handleType;
    else if (a->import_fd != NULL)
        type = a->import_fd->handleType;
    return type == 0 ? UINT32_MAX
                     : vk_external_memory(type).exportFromImportedHandleTypes;
}

static void check_export(struct vk_call *call, const struct vk_allocation *a)
{
    const VkExportMemoryWin32HandleInfoKHR *win32 = a->export_win32;
    uint32_t types = exports(a);
    bool nt = (types & VK_EXTERNAL_MEMORY_HANDLE_TYPE_OPAQUE_WIN32_BIT) != 0;

    CHECK(call, VkExportMemoryAllocateInfo_handleTypes_parameter,
          (types & ~VK_TYPES_VALID) == 0, 0);
    CHECK(call, VkExportMemoryAllocateInfo_handleTypes_00656,
          vk_types_exportable(types) &&
              (!imports(a) || (types & ~reexportable(a)) == 0),
          0);
    if (a->export == NULL || win32 == NULL)
        return; /* without the first, the second is ignored */
    CHECK(call, VkExportMemoryWin32HandleInfoKHR_handleTypes_00657, nt, 0);
    const SECURITY_ATTRIBUTES *attributes = win32->pAttributes;
    CHECK(call, VkExportMemoryWin32HandleInfoKHR_pAttributes_parameter,
          !nt || attributes == NULL ||
              attributes->nLength == sizeof *attributes,
          0);
    /* Only an original allocation names its payload. */
    CHECK(call, HLOCAL_VkExportMemoryWin32HandleInfoKHR_name_taken,
          !nt || imports(a) || win32->name == NULL ||
              hl_kernel_name_check((const uint16_t *)win32->name) ==
                  ERROR_SUCCESS,
          0);
}

/* What the allocation is dedicated to, and whether it may be. */
static void check_dedicated(struct vk_call *call,
                            const struct vk_device *device,
                            struct vk_allocation *a)
{
    const VkMemoryDedicatedAllocateInfo *info = a->dedicated;
    VkDeviceSize size = a->info->allocationSize;

    if (info == NULL)
        return;
    uint64_t image = VK_ID(info->image), buffer = VK_ID(info->buffer);
    CHECK(call, VkMemoryDedicatedAllocateInfo_image_01432,
          image == 0 || buffer == 0, image);
    a->image = vk_object_find(image, VK_KIND_IMAGE);
    a->buffer = vk_object_find(buffer, VK_KIND_BUFFER);
    CHECK(call, VkMemoryDedicatedAllocateInfo_image_parameter,
          image == 0 || a->image != NULL, image);
    CHECK(call, VkMemoryDedicatedAllocateInfo_buffer_parameter,
          buffer == 0 || a->buffer != NULL, buffer);
    bool own_image =
        a->image == NULL || device == NULL || a->image->object.device == device;
    bool own_buffer = a->buffer == NULL || device == NULL ||
                      a->buffer->object.device == device;
    CHECK(call, VkMemoryDedicatedAllocateInfo_commonparent,
          own_image && own_buffer, own_image ? buffer : image);
    CHECK(call, VkMemoryDedicatedAllocateInfo_image_02964,
          a->image == NULL || size >= a->image->size, image);
    CHECK(call, VkMemoryDedicatedAllocateInfo_buffer_02965,
          a->buffer == NULL || size >= a->buffer->needs, buffer);
}

/* "Identical" means created with the same parameters, not the same object. */
static bool identical(const struct vk_dedicated *a,
                      const struct vk_dedicated *b)
{
    return memcmp(a, b, sizeof *a) == 0;
}

void vk_import_match(struct vk_call *call, const struct vk_allocation *a,
                     bool fd)
{
    const struct vk_payload *payload = &a->payload;
    bool same = payload->size == a->info->allocationSize &&
                payload->type == a->info->memoryTypeIndex;
    uint32_t mask =
        a->flags != NULL &&
                (a->flags->flags & VK_MEMORY_ALLOCATE_DEVICE_MASK_BIT) != 0
            ? a->flags->deviceMask
            : 1;

    RULE(call,
         fd ? VUID_VkMemoryAllocateInfo_allocationSize_01742
            : VUID_VkMemoryAllocateInfo_allocationSize_01743,
         same, 0);
    CHECK(call, VkMemoryAllocateInfo_None_00643, payload->device_mask == mask,
          0);
    if (a->image != NULL)
        RULE(call,
             fd ? VUID_VkMemoryDedicatedAllocateInfo_image_01878
                : VUID_VkMemoryDedicatedAllocateInfo_image_01876,
             identical(&payload->dedicated, &a->image->dedicated),
             a->image->object.id);
    if (a->buffer != NULL)
        RULE(call,
             fd ? VUID_VkMemoryDedicatedAllocateInfo_buffer_01879
                : VUID_VkMemoryDedicatedAllocateInfo_buffer_01877,
             identical(&payload->dedicated, &a->buffer->dedicated),
             a->buffer->object.id);
}

static void check(struct vk_call *call, struct vk_device *device,
                  const VkMemoryAllocateInfo *info, struct vk_allocation *a)
{
    if (info->sType != VK_STRUCTURE_TYPE_MEMORY_ALLOCATE_INFO) {
        vk_call_violate(call, VUID_VkMemoryAllocateInfo_sType_sType, 0);
        return; /* it may be anything: nothing in it is read */
    }
    if (!allocation_read(call, info, a))
        return;
    check_size(call, device, a);
    check_export(call, a);
    check_dedicated(call, device, a);
    if (a->import_win32 != NULL)
        vk_import_win32(call, device, a);
    if (a->import_fd != NULL)
        vk_import_fd(call, device, a);
}

VKAPI_ATTR VkResult VKAPI_CALL icd_vkAllocateMemory(
    VkDevice handle, const VkMemoryAllocateInfo *info,
    const VkAllocationCallbacks *allocator, VkDeviceMemory *out)
{
    struct vk_allocation allocation = {0};
    struct vk_call call;

    (void)allocator;
    if (out != NULL)
        *out = VK_NULL_HANDLE;
    if (!vk_call_begin(&call, ENTRY_vkAllocateMemory))
        return vk_call_end(&call);
    struct vk_device *device =
        vk_call_device(&call, handle, VUID_vkAllocateMemory_device_parameter);
    CHECK(&call, vkAllocateMemory_pAllocateInfo_parameter, info != NULL, 0);
    CHECK(&call, vkAllocateMemory_pMemory_parameter, out != NULL, 0);
    CHECK(&call, vkAllocateMemory_maxMemoryAllocationCount_04101,
          device == NULL || device->memory_count < VK_MEMORY_COUNT_MAX, 0);
    if (info != NULL)
        check(&call, device, info, &allocation);
    struct vk_memory *memory = NULL;
    if (vk_call_ok(&call))
        memory = vk_memory_make(&call, device, &allocation);
    if (memory != NULL)
        *out = VK_HANDLE(VkDeviceMemory, memory->object.id);
    else
        hl_kernel_release(allocation.ref);
    return vk_call_end(&call);
}
