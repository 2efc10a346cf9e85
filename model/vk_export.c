/* vkGetMemoryWin32HandleKHR. */
#include "vk_export.h"
#include "vk_type.h"

uint64_t vkm_out_handle;

int32_t vkm_check_get_call(struct vkm_get g)
{
    uint32_t read = g.has_info == 1 && g.stype_ok == 1;
    uint32_t known = vkm_is_known(g.type);
    vkm_bad[REQ_VK_GETW32_DEVICE] = g.device >= VKM_DEVICE_MAX;
    vkm_bad[REQ_VK_GETW32_INFO] = g.has_info != 1;
    vkm_bad[REQ_VK_GETW32_HANDLE] = g.has_handle != 1;
    vkm_bad[REQ_VK_GETW32_STYPE] = g.has_info == 1 && g.stype_ok != 1;
    vkm_bad[REQ_VK_GETW32_PNEXT] = read == 1 && g.next_null != 1;
    vkm_bad[REQ_VK_GETW32_MEMORY] = read == 1 && g.memory >= VKM_MEMORY_MAX;
    vkm_bad[REQ_VK_GETW32_TYPE] = read == 1 && known == 0;
    if (vkm_bad[REQ_VK_GETW32_DEVICE] == 1 ||
        vkm_bad[REQ_VK_GETW32_INFO] == 1 ||
        vkm_bad[REQ_VK_GETW32_HANDLE] == 1 ||
        vkm_bad[REQ_VK_GETW32_STYPE] == 1 ||
        vkm_bad[REQ_VK_GETW32_PNEXT] == 1 ||
        vkm_bad[REQ_VK_GETW32_MEMORY] == 1 || vkm_bad[REQ_VK_GETW32_TYPE] == 1)
        return VKM_VALIDATION_FAILED;
    return VKM_OK;
}

int32_t vkm_check_get_use(struct vkm_get g)
{
    uint32_t read =
        g.has_info == 1 && g.stype_ok == 1 && g.memory < VKM_MEMORY_MAX;
    uint32_t typed = read == 1 && vkm_is_known(g.type) == 1;
    vkm_bad[REQ_VK_GETW32_PARENT] = read == 1 && g.device < VKM_DEVICE_MAX &&
                                    vkm_memory[g.memory].device != g.device;
    vkm_bad[REQ_VK_GETW32_DEAD] =
        read == 1 && vkm_memory[g.memory].payload >= VKM_PAYLOAD_MAX;
    vkm_bad[REQ_VK_GETW32_00662] =
        typed == 1 && vkm_exports(g.memory, g.type) == 0;
    vkm_bad[REQ_VK_GETW32_00663] = typed == 1 && g.type == VKM_TYPE_NT &&
                                   vkm_memory[g.memory].can_nt == 1 &&
                                   vkm_memory[g.memory].done_nt == 1;
    vkm_bad[REQ_VK_GETW32_00664] =
        typed == 1 && vkm_is_nt(g.type) == 0 && vkm_is_kmt(g.type) == 0;
    if (vkm_bad[REQ_VK_GETW32_PARENT] == 1 ||
        vkm_bad[REQ_VK_GETW32_DEAD] == 1 || vkm_bad[REQ_VK_GETW32_00662] == 1 ||
        vkm_bad[REQ_VK_GETW32_00664] == 1 ||
        (vkm_bad[REQ_VK_GETW32_00663] == 1 &&
         vkm_rules.second == VKM_SECOND_FAILS))
        return VKM_VALIDATION_FAILED;
    return VKM_OK;
}

int32_t vkm_get_kmt(struct vkm_get g)
{
    uint32_t p = vkm_memory[g.memory].payload;
    vkm_out_handle = 0;
    if (vkm_payload[p].kmt == 0) {
        if (g.value == 0 || g.numbered != VKM_PAYLOAD_MAX)
            return VKM_REFUSED;
        vkm_payload[p].kmt = g.value;
    } else if (vkm_payload[p].kmt != g.value) {
        return VKM_REFUSED;
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
        return VKM_REFUSED;
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
    ensures   iff:     \result == 1 <==> vkm_get_excused(g);
    ensures   flag:    \result == 0 || \result == 1;
*/
static uint32_t excused(struct vkm_get g)
{
    return g.scarce == 1 &&
           (g.failed == VKM_OUT_OF_HOST_MEMORY ||
            g.failed == VKM_TOO_MANY_OBJECTS || g.failed == VKM_UNKNOWN);
}

int32_t vkm_get(struct vkm_get g)
{
    int32_t call, use;
    vkm_hush();
    call = vkm_check_get_call(g);
    use = vkm_check_get_use(g);
    vkm_out_handle = 0;
    if (g.failed != VKM_OK)
        return excused(g) == 1 ? g.failed : VKM_REFUSED;
    if (call != VKM_OK || use != VKM_OK)
        return VKM_VALIDATION_FAILED;
    return g.type == VKM_TYPE_KMT ? vkm_get_kmt(g) : vkm_get_nt(g);
}
