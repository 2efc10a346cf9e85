/* What can be wrong with vkGetMemoryFdKHR and vkGetMemoryFdPropertiesKHR. */
#include "vk_fd_get.h"
#include "vk_type.h"

static uint32_t reads(struct vks_get_fd g)
{
    return g.device_ok == 1 && g.has_info == 1;
}

static uint32_t finds(struct vks_get_fd g)
{
    return reads(g) == 1 && g.memory_ok == 1;
}

int32_t vks_check_get_fd_call(struct vks_get_fd g)
{
    vks_bad[REQ_VK_GETFD_DEVICE] = g.device_ok != 1;
    vks_bad[REQ_VK_GETFD_INFO] = g.has_info != 1;
    vks_bad[REQ_VK_GETFD_FD] = g.has_fd != 1;
    vks_bad[REQ_VK_GETFD_STYPE] = reads(g) == 1 && g.stype_ok != 1;
    vks_bad[REQ_VK_GETFD_PNEXT] = reads(g) == 1 && g.next_null != 1;
    vks_bad[REQ_VK_GETFD_MEMORY] = reads(g) == 1 && g.memory_ok != 1;
    vks_bad[REQ_VK_GETFD_TYPE] = reads(g) == 1 && vkm_is_known(g.type) == 0;
    if (vks_bad[REQ_VK_GETFD_DEVICE] == 1 || vks_bad[REQ_VK_GETFD_INFO] == 1 ||
        vks_bad[REQ_VK_GETFD_FD] == 1 || vks_bad[REQ_VK_GETFD_STYPE] == 1 ||
        vks_bad[REQ_VK_GETFD_PNEXT] == 1 || vks_bad[REQ_VK_GETFD_MEMORY] == 1 ||
        vks_bad[REQ_VK_GETFD_TYPE] == 1)
        return VKM_VALIDATION_FAILED;
    return VKM_OK;
}

int32_t vks_check_get_fd_use(struct vks_get_fd g)
{
    vks_bad[REQ_VK_GETFD_PARENT] = finds(g) == 1 && g.parent_ok != 1;
    vks_bad[REQ_VK_GETFD_00671] = finds(g) == 1 && (g.type & g.can) == 0;
    vks_bad[REQ_VK_GETFD_00672] = finds(g) == 1 && (g.type & 0x201u) == 0;
    if (vks_bad[REQ_VK_GETFD_PARENT] == 1 || vks_bad[REQ_VK_GETFD_00671] == 1 ||
        vks_bad[REQ_VK_GETFD_00672] == 1)
        return VKM_VALIDATION_FAILED;
    return VKM_OK;
}

int32_t vks_get_fd(struct vks_get_fd g)
{
    int32_t call, use;
    vks_hush();
    call = vks_check_get_fd_call(g);
    use = vks_check_get_fd_use(g);
    return call != VKM_OK ? call : use;
}

int32_t vks_fd_properties(struct vks_fd_properties q)
{
    vks_hush();
    vks_bad[REQ_VK_FDPROPS_DEVICE] = q.device_ok != 1;
    vks_bad[REQ_VK_FDPROPS_OUT] = q.has_out != 1;
    vks_bad[REQ_VK_FDPROPS_TYPE] = vkm_is_known(q.type) == 0;
    vks_bad[REQ_VK_FDPROPS_00674] = q.type == VKM_TYPE_FD;
    vks_bad[REQ_VK_FDPROPS_00673] = 1;
    if (vks_bad[REQ_VK_FDPROPS_DEVICE] == 1 ||
        vks_bad[REQ_VK_FDPROPS_OUT] == 1 || vks_bad[REQ_VK_FDPROPS_TYPE] == 1 ||
        vks_bad[REQ_VK_FDPROPS_00674] == 1)
        return VKM_VALIDATION_FAILED;
    return VKM_INVALID_EXTERNAL_HANDLE;
}
