/* Importing through NT handles, names and KMT numbers.
 *
 * What comes in from outside is looked up and never trusted: the rule that a
 * bad external handle must be recognised binds implementations, not only
 * applications.
 */
#include "memory.h"

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

/* Find the payload: a ref for NT handles and names, an id for KMT numbers.
 * Where both a handle and a name are given, or a name where there are none,
 * neither counts. */
static VkResult payload_find(const VkImportMemoryWin32HandleInfoKHR *info,
                             struct vk_allocation *a)
{
    bool nt =
        info->handleType == VK_EXTERNAL_MEMORY_HANDLE_TYPE_OPAQUE_WIN32_BIT;
    VkResult result = VK_SUCCESS;

    if (info->name == NULL || (nt && info->handle == NULL))
        result = vk_share_open(HL_KERNEL_MEMORY, nt, info->handle, info->name,
                               &a->ref, &a->id);
    if (a->id != 0 && hl_kernel_read(HL_KERNEL_MEMORY, a->id, &a->payload,
                                     sizeof a->payload) != ERROR_SUCCESS)
        a->id = 0; /* it died in between */
    return result;
}

static void check_origin(struct vk_call *call, const struct vk_device *device,
                         const struct vk_allocation *a)
{
    const VkImportMemoryWin32HandleInfoKHR *info = a->import_win32;
    uint64_t handle = VK_ID(info->handle);
    bool same_device = vk_origin_same_device(&a->payload.origin, device);
    bool same = vk_origin_same(&a->payload.origin, device);

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
    VkResult result = payload_find(info, a);
    if (result != VK_SUCCESS) {
        vk_call_fail(call, result);
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
