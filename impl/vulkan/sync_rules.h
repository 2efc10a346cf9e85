/* The rules of creating semaphores and fences, and of sharing them through
 * VK_KHR_external_semaphore_win32 and VK_KHR_external_fence_win32. The two extensions are one text with different names and numbers.
 */
#ifndef HLOCAL_IMPL_VULKAN_SYNC_RULES_H
#define HLOCAL_IMPL_VULKAN_SYNC_RULES_H

#include "sync.h"

struct create_rules {
    enum vk_entry entry;
    enum vk_kind kind;
    VkStructureType type;
    uint32_t types, nt; /* handle types there are, and which are NT handles */
    enum vuid device, info, out, s_type, valid, exportable, named, attributes,
        name;
};

#define CREATE_RULES(Kind, exportable_number, named_number)                    \
    .entry = ENTRY_vkCreate##Kind,                                             \
    .device = VUID_vkCreate##Kind##_device_parameter,                          \
    .info = VUID_vkCreate##Kind##_pCreateInfo_parameter,                       \
    .out = VUID_vkCreate##Kind##_p##Kind##_parameter,                          \
    .s_type = VUID_Vk##Kind##CreateInfo_sType_sType,                           \
    .valid = VUID_VkExport##Kind##CreateInfo_handleTypes_parameter,            \
    .exportable =                                                              \
        VUID_VkExport##Kind##CreateInfo_handleTypes_##exportable_number,       \
    .named =                                                                   \
        VUID_VkExport##Kind##Win32HandleInfoKHR_handleTypes_##named_number,    \
    .attributes =                                                              \
        VUID_VkExport##Kind##Win32HandleInfoKHR_pAttributes_parameter,         \
    .name = VUID_HLOCAL_VkExport##Kind##Win32HandleInfoKHR_name_taken

static const struct create_rules create_semaphore = {
    .kind = VK_KIND_SEMAPHORE,
    .type = VK_STRUCTURE_TYPE_SEMAPHORE_CREATE_INFO,
    .types = VK_SEMAPHORE_TYPES,
    .nt = VK_SEMAPHORE_NT,
    CREATE_RULES(Semaphore, 01124, 01125),
};

static const struct create_rules create_fence = {
    .kind = VK_KIND_FENCE,
    .type = VK_STRUCTURE_TYPE_FENCE_CREATE_INFO,
    .types = VK_FENCE_TYPES,
    .nt = VK_FENCE_NT,
    CREATE_RULES(Fence, 01446, 01447),
};

struct get_rules {
    VkStructureType type;
    uint32_t types, nt; /* handle types there are, and which are NT handles */
    enum vuid device, info, handle, s_type, next, object, parent, valid,
        exported, once, family, dead;
};

#define GET_RULES(Kind, kind, exported_number, once_number, family_number)     \
    .device = VUID_vkGet##Kind##Win32HandleKHR_device_parameter,               \
    .info = VUID_vkGet##Kind##Win32HandleKHR_pGetWin32HandleInfo_parameter,    \
    .handle = VUID_vkGet##Kind##Win32HandleKHR_pHandle_parameter,              \
    .s_type = VUID_Vk##Kind##GetWin32HandleInfoKHR_sType_sType,                \
    .next = VUID_Vk##Kind##GetWin32HandleInfoKHR_pNext_pNext,                  \
    .object = VUID_Vk##Kind##GetWin32HandleInfoKHR_##kind##_parameter,         \
    .parent = VUID_HLOCAL_vkGet##Kind##Win32HandleKHR_##kind##_parent,         \
    .valid = VUID_Vk##Kind##GetWin32HandleInfoKHR_handleType_parameter,        \
    .exported =                                                                \
        VUID_Vk##Kind##GetWin32HandleInfoKHR_handleType_##exported_number,     \
    .once = VUID_Vk##Kind##GetWin32HandleInfoKHR_handleType_##once_number,     \
    .family = VUID_Vk##Kind##GetWin32HandleInfoKHR_handleType_##family_number, \
    .dead = VUID_HLOCAL_vkGet##Kind##Win32HandleKHR_payload_dead

static const struct get_rules get_semaphore = {
    .type = VK_STRUCTURE_TYPE_SEMAPHORE_GET_WIN32_HANDLE_INFO_KHR,
    .types = VK_SEMAPHORE_TYPES,
    .nt = VK_SEMAPHORE_NT,
    GET_RULES(Semaphore, semaphore, 01126, 01127, 01131),
};

static const struct get_rules get_fence = {
    .type = VK_STRUCTURE_TYPE_FENCE_GET_WIN32_HANDLE_INFO_KHR,
    .types = VK_FENCE_TYPES,
    .nt = VK_FENCE_NT,
    GET_RULES(Fence, fence, 01448, 01449, 01452),
};

struct import_rules {
    VkStructureType type;
    uint32_t nt;
    enum vuid device, info, s_type, next, object, parent, flags, family, name,
        by_name, by_handle, both, handle_uuid, name_uuid;
};

#define IMPORT_RULES(Kind, kind, family_number, name_number, by_name_number,          \
                     by_handle_number, both_number, handle_number,                    \
                     uuid_number)                                                     \
    .device = VUID_vkImport##Kind##Win32HandleKHR_device_parameter,                   \
    .info =                                                                           \
        VUID_vkImport##Kind##Win32HandleKHR_pImport##Kind##Win32HandleInfo_parameter, \
    .s_type = VUID_VkImport##Kind##Win32HandleInfoKHR_sType_sType,                    \
    .next = VUID_VkImport##Kind##Win32HandleInfoKHR_pNext_pNext,                      \
    .object = VUID_VkImport##Kind##Win32HandleInfoKHR_##kind##_parameter,             \
    .parent = VUID_HLOCAL_vkImport##Kind##Win32HandleKHR_##kind##_parent,             \
    .flags = VUID_VkImport##Kind##Win32HandleInfoKHR_flags_parameter,                 \
    .family =                                                                         \
        VUID_VkImport##Kind##Win32HandleInfoKHR_handleType_##family_number,           \
    .name = VUID_VkImport##Kind##Win32HandleInfoKHR_handleType_##name_number,         \
    .by_name =                                                                        \
        VUID_VkImport##Kind##Win32HandleInfoKHR_handleType_##by_name_number,          \
    .by_handle =                                                                      \
        VUID_VkImport##Kind##Win32HandleInfoKHR_handleType_##by_handle_number,        \
    .both = VUID_VkImport##Kind##Win32HandleInfoKHR_handle_##both_number,             \
    .handle_uuid =                                                                    \
        VUID_VkImport##Kind##Win32HandleInfoKHR_handle_##handle_number,               \
    .name_uuid = VUID_VkImport##Kind##Win32HandleInfoKHR_name_##uuid_number

static const struct import_rules import_semaphore = {
    .type = VK_STRUCTURE_TYPE_IMPORT_SEMAPHORE_WIN32_HANDLE_INFO_KHR,
    .nt = VK_SEMAPHORE_NT,
    IMPORT_RULES(Semaphore, semaphore, 01140, 01466, 01467, 01468, 01469, 01542,
                 01543),
};

static const struct import_rules import_fence = {
    .type = VK_STRUCTURE_TYPE_IMPORT_FENCE_WIN32_HANDLE_INFO_KHR,
    .nt = VK_FENCE_NT,
    IMPORT_RULES(Fence, fence, 01457, 01459, 01460, 01461, 01462, 01539, 01540),
};

#endif /* HLOCAL_IMPL_VULKAN_SYNC_RULES_H */
