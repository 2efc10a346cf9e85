/* vkGetMemoryWin32HandleKHR and its relations: handles out of memory.
 */
#include "memory.h"

#include <fcntl.h>

static void check_type(struct vk_call *call, const struct vk_memory *memory,
                       uint32_t type)
{
    uint64_t id = memory->object.id;

    CHECK(call, VkMemoryGetWin32HandleInfoKHR_handleType_00664,
          (type & (VK_TYPES_NT | VK_TYPES_KMT)) != 0, id);
    CHECK(call, VkMemoryGetWin32HandleInfoKHR_handleType_00662,
          (type & memory->export_types) != 0, id);
    if ((type & memory->nt.exported) != 0)
        vk_call_second_export(
            call, VUID_VkMemoryGetWin32HandleInfoKHR_handleType_00663, id);
}

static void check_get(struct vk_call *call, const struct vk_device *device,
                      const VkMemoryGetWin32HandleInfoKHR *info,
                      struct vk_memory **found)
{
    uint64_t id = VK_ID(info->memory);
    uint32_t type = info->handleType;
    struct vk_memory *memory = vk_object_find(id, VK_KIND_MEMORY);

    if (info->sType != VK_STRUCTURE_TYPE_MEMORY_GET_WIN32_HANDLE_INFO_KHR) {
        vk_call_violate(call, VUID_VkMemoryGetWin32HandleInfoKHR_sType_sType,
                        0);
        return; /* it may be anything: nothing in it is read */
    }
    CHECK(call, VkMemoryGetWin32HandleInfoKHR_pNext_pNext, info->pNext == NULL,
          id);
    CHECK(call, VkMemoryGetWin32HandleInfoKHR_memory_parameter, memory != NULL,
          id);
    CHECK(call, VkMemoryGetWin32HandleInfoKHR_handleType_parameter,
          vk_type_valid(type), id);
    if (memory == NULL)
        return;
    CHECK(call, HLOCAL_vkGetMemoryWin32HandleKHR_memory_parent,
          device == NULL || memory->object.device == device, id);
    CHECK(call, HLOCAL_vkGetMemoryWin32HandleKHR_payload_dead,
          vk_memory_alive(memory), id);
    if (vk_type_valid(type))
        check_type(call, memory, type);
    *found = memory;
}

VKAPI_ATTR VkResult VKAPI_CALL icd_vkGetMemoryWin32HandleKHR(
    VkDevice handle, const VkMemoryGetWin32HandleInfoKHR *info, HANDLE *out)
{
    struct vk_memory *memory = NULL;
    struct vk_call call;

    if (out != NULL)
        *out = NULL;
    if (!vk_call_begin(&call, ENTRY_vkGetMemoryWin32HandleKHR))
        return vk_call_end(&call);
    struct vk_device *device = vk_call_device(
        &call, handle, VUID_vkGetMemoryWin32HandleKHR_device_parameter);
    CHECK(&call, vkGetMemoryWin32HandleKHR_pGetWin32HandleInfo_parameter,
          info != NULL, VK_ID(handle));
    CHECK(&call, vkGetMemoryWin32HandleKHR_pHandle_parameter, out != NULL,
          VK_ID(handle));
    if (info != NULL)
        check_get(&call, device, info, &memory);
    if (vk_call_ok(&call)) {
        VkResult result =
            (info->handleType & VK_TYPES_NT) != 0
                ? vk_share_export_nt(HL_KERNEL_MEMORY, memory->ref,
                                     memory->payload, &memory->nt, out)
                : vk_share_export_kmt(HL_KERNEL_MEMORY, memory->payload, out);
        if (result != VK_SUCCESS)
            vk_call_fail(&call, result);
    }
    return vk_call_end(&call);
}

/* All handles there can be here are opaque or Vulkan's own, so every call
 * answers with an error; which one says what was wrong. */
VKAPI_ATTR VkResult VKAPI_CALL icd_vkGetMemoryWin32HandlePropertiesKHR(
    VkDevice handle, VkExternalMemoryHandleTypeFlagBits type, HANDLE object,
    VkMemoryWin32HandlePropertiesKHR *properties)
{
    struct vk_call call;
    uint64_t id = VK_ID(object);

    if (properties != NULL)
        properties->memoryTypeBits = 0;
    if (!vk_call_begin(&call, ENTRY_vkGetMemoryWin32HandlePropertiesKHR))
        return vk_call_end(&call);
    (void)vk_call_device(
        &call, handle,
        VUID_vkGetMemoryWin32HandlePropertiesKHR_device_parameter);
    CHECK(
        &call,
        vkGetMemoryWin32HandlePropertiesKHR_pMemoryWin32HandleProperties_parameter,
        properties != NULL, id);
    if (properties != NULL) {
        CHECK(&call, VkMemoryWin32HandlePropertiesKHR_sType_sType,
              properties->sType ==
                  VK_STRUCTURE_TYPE_MEMORY_WIN32_HANDLE_PROPERTIES_KHR,
              id);
        CHECK(&call, VkMemoryWin32HandlePropertiesKHR_pNext_pNext,
              properties->sType !=
                      VK_STRUCTURE_TYPE_MEMORY_WIN32_HANDLE_PROPERTIES_KHR ||
                  properties->pNext == NULL,
              id);
    }
    CHECK(&call, vkGetMemoryWin32HandlePropertiesKHR_handleType_parameter,
          vk_type_valid(type), id);
    CHECK(&call, vkGetMemoryWin32HandlePropertiesKHR_handleType_00666,
          !vk_type_valid(type) || (type & VK_TYPES_OPAQUE) == 0, id);
    CHECK(&call, vkGetMemoryWin32HandlePropertiesKHR_handle_00665,
          !vk_type_valid(type) || (type & VK_TYPES_OPAQUE) != 0, id);
    return vk_call_end(&call);
}

static void check_get_fd(struct vk_call *call, const struct vk_device *device,
                         const VkMemoryGetFdInfoKHR *info,
                         struct vk_memory **found)
{
    uint64_t id = VK_ID(info->memory);
    uint32_t type = info->handleType;
    struct vk_memory *memory = vk_object_find(id, VK_KIND_MEMORY);

    if (info->sType != VK_STRUCTURE_TYPE_MEMORY_GET_FD_INFO_KHR) {
        vk_call_violate(call, VUID_VkMemoryGetFdInfoKHR_sType_sType, 0);
        return; /* it may be anything: nothing in it is read */
    }
    CHECK(call, VkMemoryGetFdInfoKHR_pNext_pNext, info->pNext == NULL, id);
    CHECK(call, VkMemoryGetFdInfoKHR_memory_parameter, memory != NULL, id);
    CHECK(call, VkMemoryGetFdInfoKHR_handleType_parameter, vk_type_valid(type),
          id);
    if (memory == NULL)
        return;
    CHECK(call, HLOCAL_vkGetMemoryFdKHR_memory_parent,
          device == NULL || memory->object.device == device, id);
    CHECK(call, VkMemoryGetFdInfoKHR_handleType_00672,
          (type & VK_TYPES_FD) != 0, id);
    CHECK(call, VkMemoryGetFdInfoKHR_handleType_00671,
          (type & memory->export_types) != 0, id);
    *found = memory;
}

/* A new descriptor for each call; the application closes it. */
VKAPI_ATTR VkResult VKAPI_CALL
icd_vkGetMemoryFdKHR(VkDevice handle, const VkMemoryGetFdInfoKHR *info, int *fd)
{
    struct vk_memory *memory = NULL;
    struct vk_call call;

    if (fd != NULL)
        *fd = -1;
    if (!vk_call_begin(&call, ENTRY_vkGetMemoryFdKHR))
        return vk_call_end(&call);
    struct vk_device *device =
        vk_call_device(&call, handle, VUID_vkGetMemoryFdKHR_device_parameter);
    CHECK(&call, vkGetMemoryFdKHR_pGetFdInfo_parameter, info != NULL,
          VK_ID(handle));
    CHECK(&call, vkGetMemoryFdKHR_pFd_parameter, fd != NULL, VK_ID(handle));
    if (info != NULL)
        check_get_fd(&call, device, info, &memory);
    if (vk_call_ok(&call)) {
        *fd = fcntl(memory->fd, F_DUPFD_CLOEXEC, 0);
        if (*fd < 0)
            vk_call_fail(&call, VK_ERROR_TOO_MANY_OBJECTS);
    }
    return vk_call_end(&call);
}

VKAPI_ATTR VkResult VKAPI_CALL icd_vkGetMemoryFdPropertiesKHR(
    VkDevice handle, VkExternalMemoryHandleTypeFlagBits type, int fd,
    VkMemoryFdPropertiesKHR *properties)
{
    struct vk_call call;
    uint64_t id = (uint64_t)fd;

    if (properties != NULL)
        properties->memoryTypeBits = 0;
    if (!vk_call_begin(&call, ENTRY_vkGetMemoryFdPropertiesKHR))
        return vk_call_end(&call);
    (void)vk_call_device(&call, handle,
                         VUID_vkGetMemoryFdPropertiesKHR_device_parameter);
    CHECK(&call, vkGetMemoryFdPropertiesKHR_pMemoryFdProperties_parameter,
          properties != NULL, id);
    bool readable =
        properties != NULL &&
        properties->sType == VK_STRUCTURE_TYPE_MEMORY_FD_PROPERTIES_KHR;
    CHECK(&call, VkMemoryFdPropertiesKHR_sType_sType,
          properties == NULL || readable, id);
    CHECK(&call, VkMemoryFdPropertiesKHR_pNext_pNext,
          !readable || properties->pNext == NULL, id);
    CHECK(&call, vkGetMemoryFdPropertiesKHR_handleType_parameter,
          vk_type_valid(type), id);
    CHECK(&call, vkGetMemoryFdPropertiesKHR_handleType_00674,
          type != VK_EXTERNAL_MEMORY_HANDLE_TYPE_OPAQUE_FD_BIT, id);
    vk_call_violate(&call, VUID_vkGetMemoryFdPropertiesKHR_fd_00673, id);
    return vk_call_end(&call);
}
