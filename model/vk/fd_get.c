/* What can be wrong with vkGetMemoryFdKHR and vkGetMemoryFdPropertiesKHR. */
#include "vk/fd_get.h"
#include "vk/type.h"

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

/*@ terminates         \true;
    exits              \false;
    assigns            \nothing;
    ensures   iff:     \result == 1 <==> VK_GETFD_STYPE(g);
    ensures   flag:    \result <= 1;
*/
static uint32_t getfd_stype(struct vks_get_fd g)
{
    return g.has_info == 1 && g.stype_ok != 1;
}

/*@ terminates         \true;
    exits              \false;
    assigns            \nothing;
    ensures   iff:     \result == 1 <==> VK_GETFD_PNEXT(g);
    ensures   flag:    \result <= 1;
*/
static uint32_t getfd_pnext(struct vks_get_fd g)
{
    return reads(g) == 1 && g.next_null != 1;
}

/*@ terminates         \true;
    exits              \false;
    assigns            \nothing;
    ensures   iff:     \result == 1 <==> VK_GETFD_MEMORY(g);
    ensures   flag:    \result <= 1;
*/
static uint32_t getfd_memory(struct vks_get_fd g)
{
    return reads(g) == 1 && g.memory_ok != 1;
}

/*@ terminates         \true;
    exits              \false;
    assigns            \nothing;
    ensures   iff:     \result == 1 <==> VK_GETFD_TYPE(g);
    ensures   flag:    \result <= 1;
*/
static uint32_t getfd_type(struct vks_get_fd g)
{
    return reads(g) == 1 && vkm_is_known(g.type) == 0;
}

/*@ terminates         \true;
    exits              \false;
    assigns            \nothing;
    ensures   iff:     \result == 1 <==> VK_GETFD_PARENT(g);
    ensures   flag:    \result <= 1;
*/
static uint32_t getfd_parent(struct vks_get_fd g)
{
    return finds(g) == 1 && g.device_ok == 1 && g.parent_ok != 1;
}

/*@ terminates         \true;
    exits              \false;
    assigns            \nothing;
    ensures   iff:     \result == 1 <==> VK_GETFD_00671(g);
    ensures   flag:    \result <= 1;
*/
static uint32_t getfd_00671(struct vks_get_fd g)
{
    return finds(g) == 1 && (g.type & g.can) == 0;
}

/*@ terminates         \true;
    exits              \false;
    assigns            \nothing;
    ensures   iff:     \result == 1 <==> VK_GETFD_00672(g);
    ensures   flag:    \result <= 1;
*/
static uint32_t getfd_00672(struct vks_get_fd g)
{
    return finds(g) == 1 && vks_have_fd(g.type) == 0;
}

int32_t vks_check_get_fd_call(struct vks_get_fd g)
{
    uint32_t bad;
    vks_bad[REQ_VK_GETFD_DEVICE] = g.device_ok != 1;
    vks_bad[REQ_VK_GETFD_INFO] = g.has_info != 1;
    vks_bad[REQ_VK_GETFD_FD] = g.has_fd != 1;
    vks_bad[REQ_VK_GETFD_STYPE] = getfd_stype(g);
    vks_bad[REQ_VK_GETFD_PNEXT] = getfd_pnext(g);
    vks_bad[REQ_VK_GETFD_MEMORY] = getfd_memory(g);
    vks_bad[REQ_VK_GETFD_TYPE] = getfd_type(g);
    bad = vks_bad[REQ_VK_GETFD_DEVICE] + vks_bad[REQ_VK_GETFD_INFO] +
          vks_bad[REQ_VK_GETFD_FD] + vks_bad[REQ_VK_GETFD_STYPE] +
          vks_bad[REQ_VK_GETFD_PNEXT] + vks_bad[REQ_VK_GETFD_MEMORY] +
          vks_bad[REQ_VK_GETFD_TYPE];
    return bad > 0 ? VKM_VALIDATION_FAILED : VKM_OK;
}

int32_t vks_check_get_fd_use(struct vks_get_fd g)
{
    uint32_t bad;
    vks_bad[REQ_VK_GETFD_PARENT] = getfd_parent(g);
    vks_bad[REQ_VK_GETFD_00671] = getfd_00671(g);
    vks_bad[REQ_VK_GETFD_00672] = getfd_00672(g);
    bad = vks_bad[REQ_VK_GETFD_PARENT] + vks_bad[REQ_VK_GETFD_00671] +
          vks_bad[REQ_VK_GETFD_00672];
    return bad > 0 ? VKM_VALIDATION_FAILED : VKM_OK;
}

int32_t vks_get_fd(struct vks_get_fd g)
{
    int32_t call, use;
    vks_hush();
    call = vks_check_get_fd_call(g);
    use = vks_check_get_fd_use(g);
    return call != VKM_OK ? call : use;
}

/*@ terminates         \true;
    exits              \false;
    assigns            \nothing;
    ensures   iff:     \result == 1 <==> VK_FDPROPS_STYPE(q);
    ensures   flag:    \result <= 1;
*/
static uint32_t fdprops_stype(struct vks_fd_properties q)
{
    return q.has_out == 1 && q.stype_ok != 1;
}

/*@ terminates         \true;
    exits              \false;
    assigns            \nothing;
    ensures   iff:     \result == 1 <==> VK_FDPROPS_PNEXT(q);
    ensures   flag:    \result <= 1;
*/
static uint32_t fdprops_pnext(struct vks_fd_properties q)
{
    return q.has_out == 1 && q.stype_ok == 1 && q.next_null != 1;
}

int32_t vks_check_fd_properties(struct vks_fd_properties q)
{
    uint32_t bad;
    vks_bad[REQ_VK_FDPROPS_DEVICE] = q.device_ok != 1;
    vks_bad[REQ_VK_FDPROPS_OUT] = q.has_out != 1;
    vks_bad[REQ_VK_FDPROPS_STYPE] = fdprops_stype(q);
    vks_bad[REQ_VK_FDPROPS_PNEXT] = fdprops_pnext(q);
    vks_bad[REQ_VK_FDPROPS_TYPE] = vkm_is_known(q.type) == 0;
    vks_bad[REQ_VK_FDPROPS_00674] = q.type == VKM_TYPE_FD;
    bad = vks_bad[REQ_VK_FDPROPS_DEVICE] + vks_bad[REQ_VK_FDPROPS_OUT] +
          vks_bad[REQ_VK_FDPROPS_STYPE] + vks_bad[REQ_VK_FDPROPS_PNEXT] +
          vks_bad[REQ_VK_FDPROPS_TYPE] + vks_bad[REQ_VK_FDPROPS_00674];
    return bad > 0 ? VKM_VALIDATION_FAILED : VKM_OK;
}

int32_t vks_fd_properties(struct vks_fd_properties q)
{
    int32_t answer;
    vks_hush();
    answer = vks_check_fd_properties(q);
    vks_bad[REQ_VK_FDPROPS_00673] = 1;
    return answer != VKM_OK ? answer : VKM_INVALID_EXTERNAL_HANDLE;
}
