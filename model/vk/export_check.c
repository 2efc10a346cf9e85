/* What can be wrong with vkGetMemoryWin32HandleKHR: one function for each
 * requirement, named after it, and proven to be its predicate. */
#include "vk/export.h"
#include "vk/type.h"

/*@ terminates         \true;
    exits              \false;
    assigns            \nothing;
    ensures   iff:     \result == 1 <==> vkm_get_read(g);
    ensures   flag:    \result <= 1;
*/
static uint32_t reads(struct vkm_get g)
{
    return g.has_info == 1 && g.stype_ok == 1;
}

/*@ terminates         \true;
    exits              \false;
    assigns            \nothing;
    ensures   iff:     \result == 1 <==> VK_GETW32_STYPE(g);
    ensures   flag:    \result <= 1;
*/
static uint32_t getw32_stype(struct vkm_get g)
{
    return g.has_info == 1 && g.stype_ok != 1;
}

/*@ terminates         \true;
    exits              \false;
    assigns            \nothing;
    ensures   iff:     \result == 1 <==> VK_GETW32_PNEXT(g);
    ensures   flag:    \result <= 1;
*/
static uint32_t getw32_pnext(struct vkm_get g)
{
    return reads(g) == 1 && g.next_null != 1;
}

/*@ terminates         \true;
    exits              \false;
    assigns            \nothing;
    ensures   iff:     \result == 1 <==> VK_GETW32_MEMORY(g);
    ensures   flag:    \result <= 1;
*/
static uint32_t getw32_memory(struct vkm_get g)
{
    return reads(g) == 1 && g.memory >= VKM_MEMORY_MAX;
}

/*@ terminates         \true;
    exits              \false;
    assigns            \nothing;
    ensures   iff:     \result == 1 <==> VK_GETW32_TYPE(g);
    ensures   flag:    \result <= 1;
*/
static uint32_t getw32_type(struct vkm_get g)
{
    return reads(g) == 1 && vkm_is_known(g.type) == 0;
}

int32_t vkm_check_get_call(struct vkm_get g)
{
    vkm_bad[REQ_VK_GETW32_DEVICE] = g.device >= VKM_DEVICE_MAX;
    vkm_bad[REQ_VK_GETW32_INFO] = g.has_info != 1;
    vkm_bad[REQ_VK_GETW32_HANDLE] = g.has_handle != 1;
    vkm_bad[REQ_VK_GETW32_STYPE] = getw32_stype(g);
    vkm_bad[REQ_VK_GETW32_PNEXT] = getw32_pnext(g);
    vkm_bad[REQ_VK_GETW32_MEMORY] = getw32_memory(g);
    vkm_bad[REQ_VK_GETW32_TYPE] = getw32_type(g);
    if (vkm_bad[REQ_VK_GETW32_DEVICE] == 1 ||
        vkm_bad[REQ_VK_GETW32_INFO] == 1 ||
        vkm_bad[REQ_VK_GETW32_HANDLE] == 1 ||
        vkm_bad[REQ_VK_GETW32_STYPE] == 1 ||
        vkm_bad[REQ_VK_GETW32_PNEXT] == 1 ||
        vkm_bad[REQ_VK_GETW32_MEMORY] == 1 || vkm_bad[REQ_VK_GETW32_TYPE] == 1)
        return VKM_VALIDATION_FAILED;
    return VKM_OK;
}

/*@ terminates         \true;
    exits              \false;
    assigns            \nothing;
    ensures   iff:     \result == 1 <==> vkm_get_typed(g);
    ensures   flag:    \result <= 1;
*/
static uint32_t typed(struct vkm_get g)
{
    return reads(g) == 1 && g.memory < VKM_MEMORY_MAX &&
           vkm_is_known(g.type) == 1;
}

/*@ terminates         \true;
    exits              \false;
    assigns            \nothing;
    ensures   iff:     \result == 1 <==> VK_GETW32_PARENT(g);
    ensures   flag:    \result <= 1;
*/
static uint32_t getw32_parent(struct vkm_get g)
{
    return reads(g) == 1 && g.memory < VKM_MEMORY_MAX &&
           g.device < VKM_DEVICE_MAX && vkm_memory[g.memory].device != g.device;
}

/*@ terminates         \true;
    exits              \false;
    assigns            \nothing;
    ensures   iff:     \result == 1 <==> VK_GETW32_DEAD(g);
    ensures   flag:    \result <= 1;
*/
static uint32_t getw32_dead(struct vkm_get g)
{
    return reads(g) == 1 && g.memory < VKM_MEMORY_MAX &&
           vkm_memory[g.memory].payload >= VKM_PAYLOAD_MAX;
}

/*@ terminates         \true;
    exits              \false;
    assigns            \nothing;
    ensures   iff:     \result == 1 <==> VK_GETW32_00662(g);
    ensures   flag:    \result <= 1;
*/
static uint32_t getw32_00662(struct vkm_get g)
{
    return typed(g) == 1 && vkm_exports(g.memory, g.type) == 0;
}

/*@ terminates         \true;
    exits              \false;
    assigns            \nothing;
    ensures   iff:     \result == 1 <==> VK_GETW32_00663(g);
    ensures   flag:    \result <= 1;
*/
static uint32_t getw32_00663(struct vkm_get g)
{
    return typed(g) == 1 && g.type == VKM_TYPE_NT &&
           vkm_memory[g.memory].can_nt == 1 &&
           vkm_memory[g.memory].done_nt == 1;
}

/*@ terminates         \true;
    exits              \false;
    assigns            \nothing;
    ensures   iff:     \result == 1 <==> VK_GETW32_00664(g);
    ensures   flag:    \result <= 1;
*/
static uint32_t getw32_00664(struct vkm_get g)
{
    return typed(g) == 1 && vkm_is_nt(g.type) == 0 && vkm_is_kmt(g.type) == 0;
}

int32_t vkm_check_get_use(struct vkm_get g)
{
    vkm_bad[REQ_VK_GETW32_PARENT] = getw32_parent(g);
    vkm_bad[REQ_VK_GETW32_DEAD] = getw32_dead(g);
    vkm_bad[REQ_VK_GETW32_00662] = getw32_00662(g);
    vkm_bad[REQ_VK_GETW32_00663] = getw32_00663(g);
    vkm_bad[REQ_VK_GETW32_00664] = getw32_00664(g);
    if (vkm_bad[REQ_VK_GETW32_PARENT] == 1 ||
        vkm_bad[REQ_VK_GETW32_DEAD] == 1 || vkm_bad[REQ_VK_GETW32_00662] == 1 ||
        (vkm_bad[REQ_VK_GETW32_00663] == 1 &&
         vkm_rules.second == VKM_SECOND_FAILS) ||
        vkm_bad[REQ_VK_GETW32_00664] == 1)
        return VKM_VALIDATION_FAILED;
    return VKM_OK;
}
