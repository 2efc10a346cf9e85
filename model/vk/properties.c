/* vkGetMemoryWin32HandlePropertiesKHR. */
#include "vk/properties.h"
#include "vk/type.h"

uint32_t vkm_out_bits;

/*@ DECIDES(VK_PROPS_STYPE(q)) */
static uint32_t props_stype(struct vkm_props q)
{
    return q.has_out == 1 && q.stype_ok != 1;
}

/*@ DECIDES(VK_PROPS_PNEXT(q)) */
static uint32_t props_pnext(struct vkm_props q)
{
    return q.has_out == 1 && q.stype_ok == 1 && q.next_null != 1;
}

int32_t vkm_check_props(struct vkm_props q)
{
    vkm_bad[REQ_VK_PROPS_DEVICE] = q.device >= VKM_DEVICE_MAX;
    vkm_bad[REQ_VK_PROPS_OUT] = q.has_out != 1;
    vkm_bad[REQ_VK_PROPS_STYPE] = props_stype(q);
    vkm_bad[REQ_VK_PROPS_PNEXT] = props_pnext(q);
    vkm_bad[REQ_VK_PROPS_TYPE] = vkm_is_known(q.type) == 0;
    vkm_bad[REQ_VK_PROPS_00666] = vkm_is_ours(q.type);
    return VKM_ANY(VKM_PROPS_RULES) ? VKM_VALIDATION_FAILED : VKM_OK;
}

int32_t vkm_properties(struct vkm_props q)
{
    int32_t answer;
    vkm_clear_reports();
    answer = vkm_check_props(q);
    vkm_out_bits = 0;
    vkm_bad[REQ_VK_PROPS_00665] =
        vkm_is_known(q.type) == 1 && vkm_is_ours(q.type) == 0;
    if (q.fault != VKM_OK) {
        if (q.fault_armed == 1 &&
            (q.fault == VKM_OUT_OF_HOST_MEMORY || q.fault == VKM_UNKNOWN))
            return q.fault;
        return VKM_ILLEGAL_CHOICE;
    }
    return answer != VKM_OK ? answer : VKM_INVALID_EXTERNAL_HANDLE;
}
