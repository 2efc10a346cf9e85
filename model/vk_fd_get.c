/* What can be wrong with vkGetMemoryFdKHR and vkGetMemoryFdPropertiesKHR. */
#include "vk_fd_get.h"
#include "vk_type.h"

/*@ terminates         \true;
    exits              \false;
    assigns            \nothing;
    ensures   iff:     \result == 1 <==> vks_get_fd_read(g);
    ensures   flag:    \result <= 1;
*/
static uint32_t reads(struct vks_get_fd g)
{
    return g.has_info == 1 && g.stype_ok == 1;
}

/*@ terminates         \true;
    exits              \false;
    assigns            \nothing;
    ensures   iff:     \result == 1 <==> vks_get_fd_found(g);
    ensures   flag:    \result <= 1;
*/
static uint32_t finds(struct vks_get_fd g)
{
    return reads(g) == 1 && g.memory_ok == 1;
}

int32_t vks_check_get_fd_call(struct vks_get_fd g)
{
    vks_bad[REQ_VK_GETFD_DEVICE] = g.device_ok != 1;
    vks_bad[REQ_VK_GETFD_INFO] = g.has_info != 1;
    vks_bad[REQ_VK_GETFD_FD] = g.has_fd != 1;
    vks_bad[REQ_VK_GETFD_STYPE] = g.has_info == 1 && g.stype_ok != 1;
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
    vks_bad[REQ_VK_GETFD_PARENT] =
        finds(g) == 1 && g.device_ok == 1 && g.parent_ok != 1;
    vks_bad[REQ_VK_GETFD_00671] = finds(g) == 1 && (g.type & g.can) == 0;
    vks_bad[REQ_VK_GETFD_00672] = finds(g) == 1 && vks_have_fd(g.type) == 0;
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

int32_t vks_check_fd_properties(struct vks_fd_properties q)
{
    vks_bad[REQ_VK_FDPROPS_DEVICE] = q.device_ok != 1;
    vks_bad[REQ_VK_FDPROPS_OUT] = q.has_out != 1;
    vks_bad[REQ_VK_FDPROPS_STYPE] = q.has_out == 1 && q.stype_ok != 1;
    vks_bad[REQ_VK_FDPROPS_PNEXT] =
        q.has_out == 1 && q.stype_ok == 1 && q.next_null != 1;
    vks_bad[REQ_VK_FDPROPS_TYPE] = vkm_is_known(q.type) == 0;
    vks_bad[REQ_VK_FDPROPS_00674] = q.type == VKM_TYPE_FD;
    if (vks_bad[REQ_VK_FDPROPS_DEVICE] == 1 ||
        vks_bad[REQ_VK_FDPROPS_OUT] == 1 ||
        vks_bad[REQ_VK_FDPROPS_STYPE] == 1 ||
        vks_bad[REQ_VK_FDPROPS_PNEXT] == 1 ||
        vks_bad[REQ_VK_FDPROPS_TYPE] == 1 || vks_bad[REQ_VK_FDPROPS_00674] == 1)
        return VKM_VALIDATION_FAILED;
    return VKM_OK;
}

int32_t vks_fd_properties(struct vks_fd_properties q)
{
    int32_t answer;
    vks_hush();
    answer = vks_check_fd_properties(q);
    vks_bad[REQ_VK_FDPROPS_00673] = 1;
    return answer != VKM_OK ? answer : VKM_INVALID_EXTERNAL_HANDLE;
}
