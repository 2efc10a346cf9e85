/* vkGetMemoryWin32HandleKHR. */
#include "vk/export.h"

uint64_t vkm_out_handle;

int32_t vkm_get_kmt(struct vkm_get g)
{
    uint32_t p = vkm_memory[g.memory].payload;
    vkm_out_handle = 0;
    if (vkm_payload[p].kmt == 0) {
        if (g.value == 0 || g.numbered != VKM_PAYLOAD_MAX)
            return VKM_ILLEGAL_CHOICE;
        vkm_payload[p].kmt = g.value;
    } else if (vkm_payload[p].kmt != g.value) {
        return VKM_ILLEGAL_CHOICE;
    }
    vkm_out_handle = g.value;
    return VKM_OK;
}

int32_t vkm_get_nt(struct vkm_get g)
{
    uint32_t p = vkm_memory[g.memory].payload;
    vkm_out_handle = 0;
    if (vkm_rules.second == VKM_SECOND_SAME &&
        vkm_memory[g.memory].done_nt == 1 && g.open < VKM_HANDLE_MAX &&
        vkm_handle[g.open].payload == p) {
        vkm_out_handle = g.value;
        return VKM_OK;
    }
    if (g.value == 0 || g.value == VKM_PSEUDO || g.open != VKM_HANDLE_MAX)
        return VKM_ILLEGAL_CHOICE;
    if (g.slot >= VKM_HANDLE_MAX)
        return VKM_FULL;
    vkm_handle[g.slot].value = g.value;
    vkm_handle[g.slot].open = 1;
    vkm_handle[g.slot].payload = p;
    vkm_handle[g.slot].inherit = vkm_memory[g.memory].inherit;
    vkm_handle[g.slot].protect = 0;
    vkm_memory[g.memory].done_nt = 1;
    vkm_out_handle = g.value;
    return VKM_OK;
}

/* 1 when the call may fail with this result although nothing is wrong. */
/*@ terminates         \true;
    exits              \false;
    assigns            \nothing;
    ensures   iff:     \result == 1 <==> vkm_get_fault_allowed(g);
    ensures   flag:    \result == 0 || \result == 1;
*/
static uint32_t fault_allowed(struct vkm_get g)
{
    return g.fault_armed == 1 &&
           (g.fault == VKM_OUT_OF_HOST_MEMORY ||
            g.fault == VKM_TOO_MANY_OBJECTS || g.fault == VKM_UNKNOWN);
}

int32_t vkm_get(struct vkm_get g)
{
    int32_t call, use;
    vkm_clear_reports();
    call = vkm_check_get_call(g);
    use = vkm_check_get_use(g);
    vkm_out_handle = 0;
    if (g.fault != VKM_OK)
        return fault_allowed(g) == 1 ? g.fault : VKM_ILLEGAL_CHOICE;
    if (call != VKM_OK || use != VKM_OK)
        return VKM_VALIDATION_FAILED;
    return g.type == VKM_TYPE_KMT ? vkm_get_kmt(g) : vkm_get_nt(g);
}
