/* What can be wrong with vkGetMemoryWin32HandleKHR: one function for each
 * requirement, named after it, and proven to be its predicate. */
#include "vk/export.h"
#include "vk/type.h"

/*@ DECIDES(vkm_get_read(g)) */
static uint32_t reads(struct vkm_get g)
{
    return g.has_info == 1 && g.stype_ok == 1;
}

int32_t vkm_check_get_call(struct vkm_get g)
{
    vkm_bad[REQ_VK_GETW32_DEVICE] = g.device >= VKM_DEVICE_MAX;
    vkm_bad[REQ_VK_GETW32_INFO] = g.has_info != 1;
    vkm_bad[REQ_VK_GETW32_HANDLE] = g.has_handle != 1;
    vkm_bad[REQ_VK_GETW32_STYPE] = g.has_info == 1 && g.stype_ok != 1;
    vkm_bad[REQ_VK_GETW32_PNEXT] = reads(g) == 1 && g.next_null != 1;
    vkm_bad[REQ_VK_GETW32_MEMORY] = reads(g) == 1 && g.memory >= VKM_MEMORY_MAX;
    vkm_bad[REQ_VK_GETW32_TYPE] = reads(g) == 1 && vkm_is_known(g.type) == 0;
    return VKM_ANY(VKM_GET_CALL_RULES) ? VKM_VALIDATION_FAILED : VKM_OK;
}

/*@ DECIDES(vkm_get_typed(g)) */
static uint32_t typed(struct vkm_get g)
{
    return reads(g) == 1 && g.memory < VKM_MEMORY_MAX &&
           vkm_is_known(g.type) == 1;
}

int32_t vkm_check_get_use(struct vkm_get g)
{
    vkm_bad[REQ_VK_GETW32_PARENT] =
        reads(g) == 1 && g.memory < VKM_MEMORY_MAX &&
        g.device < VKM_DEVICE_MAX && vkm_memory[g.memory].device != g.device;
    vkm_bad[REQ_VK_GETW32_DEAD] =
        reads(g) == 1 && g.memory < VKM_MEMORY_MAX &&
        vkm_memory[g.memory].payload >= VKM_PAYLOAD_MAX;
    vkm_bad[REQ_VK_GETW32_00662] =
        typed(g) == 1 && vkm_exports(g.memory, g.type) == 0;
    vkm_bad[REQ_VK_GETW32_00663] = typed(g) == 1 && g.type == VKM_TYPE_NT &&
                                   vkm_memory[g.memory].can_nt == 1 &&
                                   vkm_memory[g.memory].done_nt == 1;
    vkm_bad[REQ_VK_GETW32_00664] =
        typed(g) == 1 && vkm_is_nt(g.type) == 0 && vkm_is_kmt(g.type) == 0;
    return VKM_ANY(VKM_GET_USE_RULES) ? VKM_VALIDATION_FAILED : VKM_OK;
}
