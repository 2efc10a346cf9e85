/* What can be wrong with VkImportMemoryFdInfoKHR. */
#include "vk/fd_import.h"
#include "vk/type.h"

/*@ DECIDES(vkr_import_fd_right(i)) */
static uint32_t looks(struct vkr_import_fd i)
{
    return i.type == VKM_TYPE_FD;
}

/*@ DECIDES(vkr_import_fd_found(i)) */
static uint32_t finds(struct vkr_import_fd i)
{
    return looks(i) == 1 && i.resolves == 1;
}

/*@ DECIDES(vkr_import_fd_other_uuid(i)) */
static uint32_t other_uuid(struct vkr_import_fd i)
{
    return finds(i) == 1 && (i.same_device != 1 || i.same_driver != 1);
}

/*@ DECIDES(VK_IMPFD_TYPE(i)) */
static uint32_t impfd_type(struct vkr_import_fd i)
{
    return i.type != 0 && vkm_is_known(i.type) == 0;
}

/*@ DECIDES(VK_IMPFD_00669(i)) */
static uint32_t impfd_00669(struct vkr_import_fd i)
{
    return vkm_is_known(i.type) == 1 && vkr_have_fd(i.type) == 0;
}

/*@ DECIDES(VK_IMPFD_09862(i)) */
static uint32_t impfd_09862(struct vkr_import_fd i)
{
    return vkm_is_known(i.type) == 1 && vkm_is_ours(i.type) == 0;
}

/*@ DECIDES(VK_IMPFD_00670(i)) */
static uint32_t impfd_00670(struct vkr_import_fd i)
{
    return looks(i) == 1 && i.resolves != 1;
}

/*@ DECIDES(VK_IMPFD_00668(i)) */
static uint32_t impfd_00668(struct vkr_import_fd i)
{
    return finds(i) == 1 && i.same_device != 1;
}

/*@ DECIDES(VK_ALLOC_01742(i)) */
static uint32_t alloc_01742(struct vkr_import_fd i)
{
    return finds(i) == 1 && i.same_size != 1;
}

/*@ DECIDES(VK_DED_01878(i)) */
static uint32_t ded_01878(struct vkr_import_fd i)
{
    return finds(i) == 1 && i.has_image == 1 && i.same_image != 1;
}

/*@ DECIDES(VK_DED_01879(i)) */
static uint32_t ded_01879(struct vkr_import_fd i)
{
    return finds(i) == 1 && i.has_buffer == 1 && i.same_buffer != 1;
}

int32_t vkr_check_fd_type(struct vkr_import_fd i)
{
    vkr_bad[REQ_VK_IMPFD_TYPE] = impfd_type(i);
    vkr_bad[REQ_VK_IMPFD_00669] = impfd_00669(i);
    vkr_bad[REQ_VK_IMPFD_09862] = impfd_09862(i);
    return VKR_ANY(VKR_FD_TYPE_RULES) ? VKM_VALIDATION_FAILED : VKM_OK;
}

int32_t vkr_check_fd_origin(struct vkr_import_fd i)
{
    vkr_bad[REQ_VK_IMPFD_00670] = impfd_00670(i);
    vkr_bad[REQ_VK_IMPFD_00668] = impfd_00668(i);
    vkr_bad[REQ_VK_IMPFD_01746] = other_uuid(i);
    vkr_bad[REQ_VK_IMPFD_01520] = other_uuid(i);
    /* 01746 and 01520 are one fact under two numbers. */
    if (vkr_bad[REQ_VK_IMPFD_00670] == 1 || vkr_bad[REQ_VK_IMPFD_00668] == 1 ||
        vkr_bad[REQ_VK_IMPFD_01746] == 1)
        return VKM_INVALID_EXTERNAL_HANDLE;
    return VKM_OK;
}

int32_t vkr_check_fd_match(struct vkr_import_fd i)
{
    vkr_bad[REQ_VK_ALLOC_01742] = alloc_01742(i);
    vkr_bad[REQ_VK_DED_01878] = ded_01878(i);
    vkr_bad[REQ_VK_DED_01879] = ded_01879(i);
    if (vkr_bad[REQ_VK_DED_01878] + vkr_bad[REQ_VK_DED_01879] > 0)
        return VKM_VALIDATION_FAILED;
    if (vkr_bad[REQ_VK_ALLOC_01742] == 0)
        return VKM_OK;
    return vkm_rules.profile == VKM_DRIVER ? VKM_INVALID_EXTERNAL_HANDLE
                                           : VKM_VALIDATION_FAILED;
}

int32_t vkr_import_fd(struct vkr_import_fd i)
{
    int32_t type, origin, match;
    vkr_clear_reports();
    type = vkr_check_fd_type(i);
    origin = vkr_check_fd_origin(i);
    match = vkr_check_fd_match(i);
    if (type != VKM_OK || match == VKM_VALIDATION_FAILED)
        return VKM_VALIDATION_FAILED;
    if (origin != VKM_OK || match != VKM_OK)
        return VKM_INVALID_EXTERNAL_HANDLE;
    return VKM_OK;
}
