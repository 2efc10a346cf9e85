/* What can be wrong with VkImportMemoryFdInfoKHR. */
#include "vk_fd_import.h"
#include "vk_type.h"

/*@ terminates         \true;
    exits              \false;
    assigns            \nothing;
    ensures   iff:     \result == 1 <==> vks_import_fd_right(i);
    ensures   flag:    \result <= 1;
*/
static uint32_t looks(struct vks_import_fd i)
{
    return i.type == VKM_TYPE_FD;
}

/*@ terminates         \true;
    exits              \false;
    assigns            \nothing;
    ensures   iff:     \result == 1 <==> vks_import_fd_found(i);
    ensures   flag:    \result <= 1;
*/
static uint32_t finds(struct vks_import_fd i)
{
    return looks(i) == 1 && i.resolves == 1;
}

/*@ terminates         \true;
    exits              \false;
    assigns            \nothing;
    ensures   iff:     \result == 1 <==> vks_import_fd_alien(i);
    ensures   flag:    \result <= 1;
*/
static uint32_t alien(struct vks_import_fd i)
{
    return finds(i) == 1 && (i.same_device != 1 || i.same_driver != 1);
}

int32_t vks_check_fd_type(struct vks_import_fd i)
{
    vks_bad[REQ_VK_IMPFD_TYPE] = i.type != 0 && vkm_is_known(i.type) == 0;
    vks_bad[REQ_VK_IMPFD_00669] =
        vkm_is_known(i.type) == 1 && vks_have_fd(i.type) == 0;
    vks_bad[REQ_VK_IMPFD_09862] =
        vkm_is_known(i.type) == 1 && vkm_is_ours(i.type) == 0;
    if (vks_bad[REQ_VK_IMPFD_TYPE] == 1 || vks_bad[REQ_VK_IMPFD_00669] == 1 ||
        vks_bad[REQ_VK_IMPFD_09862] == 1)
        return VKM_VALIDATION_FAILED;
    return VKM_OK;
}

int32_t vks_check_fd_origin(struct vks_import_fd i)
{
    vks_bad[REQ_VK_IMPFD_00670] = looks(i) == 1 && i.resolves != 1;
    vks_bad[REQ_VK_IMPFD_00668] = finds(i) == 1 && i.same_device != 1;
    vks_bad[REQ_VK_IMPFD_01746] = alien(i);
    vks_bad[REQ_VK_IMPFD_01520] = alien(i);
    /* 01520 is 01746 again, and what 00668 forbids both do. */
    if (vks_bad[REQ_VK_IMPFD_00670] == 1 || vks_bad[REQ_VK_IMPFD_01746] == 1)
        return VKM_INVALID_EXTERNAL_HANDLE;
    return VKM_OK;
}

int32_t vks_check_fd_match(struct vks_import_fd i)
{
    vks_bad[REQ_VK_ALLOC_01742] = finds(i) == 1 && i.same_size != 1;
    vks_bad[REQ_VK_DED_01878] =
        finds(i) == 1 && i.has_image == 1 && i.same_image != 1;
    vks_bad[REQ_VK_DED_01879] =
        finds(i) == 1 && i.has_buffer == 1 && i.same_buffer != 1;
    if (vks_bad[REQ_VK_DED_01878] == 1 || vks_bad[REQ_VK_DED_01879] == 1)
        return VKM_VALIDATION_FAILED;
    if (vks_bad[REQ_VK_ALLOC_01742] != 1)
        return VKM_OK;
    return vkm_rules.profile == VKM_DRIVER ? VKM_INVALID_EXTERNAL_HANDLE
                                           : VKM_VALIDATION_FAILED;
}

int32_t vks_import_fd(struct vks_import_fd i)
{
    int32_t type, origin, match;
    vks_hush();
    type = vks_check_fd_type(i);
    origin = vks_check_fd_origin(i);
    match = vks_check_fd_match(i);
    if (type != VKM_OK || match == VKM_VALIDATION_FAILED)
        return VKM_VALIDATION_FAILED;
    if (origin != VKM_OK || match != VKM_OK)
        return VKM_INVALID_EXTERNAL_HANDLE;
    return VKM_OK;
}
