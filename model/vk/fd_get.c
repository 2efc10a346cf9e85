/* What can be wrong with vkGetMemoryFdKHR and vkGetMemoryFdPropertiesKHR. */
#include "vk/fd_get.h"
#include "vk/type.h"

/*@ DECIDES(vkr_get_fd_read(g)) */
static uint32_t reads(struct vkr_get_fd g)
{
    return g.has_info == 1 && g.stype_ok == 1;
}

/*@ DECIDES(vkr_get_fd_found(g)) */
static uint32_t finds(struct vkr_get_fd g)
{
    return reads(g) == 1 && g.memory_ok == 1;
}

/*@ DECIDES(VK_GETFD_STYPE(g)) */
static uint32_t getfd_stype(struct vkr_get_fd g)
{
    return g.has_info == 1 && g.stype_ok != 1;
}

/*@ DECIDES(VK_GETFD_PNEXT(g)) */
static uint32_t getfd_pnext(struct vkr_get_fd g)
{
    return reads(g) == 1 && g.next_null != 1;
}

/*@ DECIDES(VK_GETFD_MEMORY(g)) */
static uint32_t getfd_memory(struct vkr_get_fd g)
{
    return reads(g) == 1 && g.memory_ok != 1;
}

/*@ DECIDES(VK_GETFD_TYPE(g)) */
static uint32_t getfd_type(struct vkr_get_fd g)
{
    return reads(g) == 1 && vkm_is_known(g.type) == 0;
}

/*@ DECIDES(VK_GETFD_PARENT(g)) */
static uint32_t getfd_parent(struct vkr_get_fd g)
{
    return finds(g) == 1 && g.device_ok == 1 && g.parent_ok != 1;
}

/*@ DECIDES(VK_GETFD_00671(g)) */
static uint32_t getfd_00671(struct vkr_get_fd g)
{
    return finds(g) == 1 && (g.type & g.can) == 0;
}

/*@ DECIDES(VK_GETFD_00672(g)) */
static uint32_t getfd_00672(struct vkr_get_fd g)
{
    return finds(g) == 1 && vkr_have_fd(g.type) == 0;
}

int32_t vkr_check_get_fd_call(struct vkr_get_fd g)
{
    vkr_bad[REQ_VK_GETFD_DEVICE] = g.device_ok != 1;
    vkr_bad[REQ_VK_GETFD_INFO] = g.has_info != 1;
    vkr_bad[REQ_VK_GETFD_FD] = g.has_fd != 1;
    vkr_bad[REQ_VK_GETFD_STYPE] = getfd_stype(g);
    vkr_bad[REQ_VK_GETFD_PNEXT] = getfd_pnext(g);
    vkr_bad[REQ_VK_GETFD_MEMORY] = getfd_memory(g);
    vkr_bad[REQ_VK_GETFD_TYPE] = getfd_type(g);
    return VKR_ANY(VKR_GET_FD_CALL_RULES) ? VKM_VALIDATION_FAILED : VKM_OK;
}

int32_t vkr_check_get_fd_use(struct vkr_get_fd g)
{
    vkr_bad[REQ_VK_GETFD_PARENT] = getfd_parent(g);
    vkr_bad[REQ_VK_GETFD_00671] = getfd_00671(g);
    vkr_bad[REQ_VK_GETFD_00672] = getfd_00672(g);
    return VKR_ANY(VKR_GET_FD_USE_RULES) ? VKM_VALIDATION_FAILED : VKM_OK;
}

int32_t vkr_get_fd(struct vkr_get_fd g)
{
    int32_t call, use;
    vkr_clear_reports();
    call = vkr_check_get_fd_call(g);
    use = vkr_check_get_fd_use(g);
    return call != VKM_OK ? call : use;
}

/*@ DECIDES(VK_FDPROPS_STYPE(q)) */
static uint32_t fdprops_stype(struct vkr_fd_properties q)
{
    return q.has_out == 1 && q.stype_ok != 1;
}

/*@ DECIDES(VK_FDPROPS_PNEXT(q)) */
static uint32_t fdprops_pnext(struct vkr_fd_properties q)
{
    return q.has_out == 1 && q.stype_ok == 1 && q.next_null != 1;
}

int32_t vkr_check_fd_properties(struct vkr_fd_properties q)
{
    vkr_bad[REQ_VK_FDPROPS_DEVICE] = q.device_ok != 1;
    vkr_bad[REQ_VK_FDPROPS_OUT] = q.has_out != 1;
    vkr_bad[REQ_VK_FDPROPS_STYPE] = fdprops_stype(q);
    vkr_bad[REQ_VK_FDPROPS_PNEXT] = fdprops_pnext(q);
    vkr_bad[REQ_VK_FDPROPS_TYPE] = vkm_is_known(q.type) == 0;
    vkr_bad[REQ_VK_FDPROPS_00674] = q.type == VKM_TYPE_FD;
    return VKR_ANY(VKR_FD_PROPERTIES_RULES) ? VKM_VALIDATION_FAILED : VKM_OK;
}

int32_t vkr_fd_properties(struct vkr_fd_properties q)
{
    int32_t answer;
    vkr_clear_reports();
    answer = vkr_check_fd_properties(q);
    vkr_bad[REQ_VK_FDPROPS_00673] = 1;
    return answer != VKM_OK ? answer : VKM_INVALID_EXTERNAL_HANDLE;
}
