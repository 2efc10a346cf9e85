/* vkMapMemory, vkUnmapMemory. */
#include "vk/map.h"

uint32_t vkm_out_data;

/*@ DECIDES(VK_MAP_PARENT(q)) */
static uint32_t map_parent(struct vkm_map q)
{
    return q.device < VKM_DEVICE_MAX && q.memory < VKM_MEMORY_MAX &&
           vkm_memory[q.memory].device != q.device;
}

/*@ DECIDES(VK_MAP_DEAD(q)) */
static uint32_t map_dead(struct vkm_map q)
{
    return q.memory < VKM_MEMORY_MAX &&
           vkm_memory[q.memory].payload >= VKM_PAYLOAD_MAX;
}

int32_t vkm_check_map_call(struct vkm_map q)
{
    vkm_bad[REQ_VK_MAP_DEVICE] = q.device >= VKM_DEVICE_MAX;
    vkm_bad[REQ_VK_MAP_MEMORY] = q.memory >= VKM_MEMORY_MAX;
    vkm_bad[REQ_VK_MAP_PARENT] = map_parent(q);
    vkm_bad[REQ_VK_MAP_FLAGS] = q.flags != 0;
    vkm_bad[REQ_VK_MAP_DATA] = q.has_data != 1;
    vkm_bad[REQ_VK_MAP_DEAD] = map_dead(q);
    return VKM_ANY(VKM_MAP_CALL_RULES) ? VKM_VALIDATION_FAILED : VKM_OK;
}

/*@ DECIDES(VK_MAP_00678(q)) */
static uint32_t map_00678(struct vkm_map q)
{
    return q.memory < VKM_MEMORY_MAX && vkm_memory[q.memory].mapped == 1;
}

/*@ DECIDES(VK_MAP_00679(q)) */
static uint32_t map_00679(struct vkm_map q)
{
    return q.memory < VKM_MEMORY_MAX && q.offset >= vkm_memory[q.memory].size;
}

/*@ DECIDES(VK_MAP_00680(q)) */
static uint32_t map_00680(struct vkm_map q)
{
    return q.memory < VKM_MEMORY_MAX && q.size == 0;
}

/*@ DECIDES(VK_MAP_00681(q)) */
static uint32_t map_00681(struct vkm_map q)
{
    return q.memory < VKM_MEMORY_MAX && q.size != VKM_WHOLE &&
           q.offset < vkm_memory[q.memory].size &&
           q.size > vkm_memory[q.memory].size - q.offset;
}

/*@ requires  inv:     vkm_inv;
    requires  found:   vkm_map_resolves(q);
    terminates         \true;
    exits              \false;
    assigns            \nothing;
    ensures   iff:     \result == 1 <==> VK_MAP_00682(q);
    ensures   flag:    \result <= 1;
*/
static uint32_t map_00682(struct vkm_map q)
{
    return q.memory < VKM_MEMORY_MAX &&
           vkm_type[vkm_memory[q.memory].type].visible != 1;
}

int32_t vkm_check_map_range(struct vkm_map q)
{
    vkm_bad[REQ_VK_MAP_00678] = map_00678(q);
    vkm_bad[REQ_VK_MAP_00679] = map_00679(q);
    vkm_bad[REQ_VK_MAP_00680] = map_00680(q);
    vkm_bad[REQ_VK_MAP_00681] = map_00681(q);
    vkm_bad[REQ_VK_MAP_00682] = map_00682(q);
    return VKM_ANY(VKM_MAP_RANGE_RULES) ? VKM_VALIDATION_FAILED : VKM_OK;
}

int32_t vkm_map(struct vkm_map q)
{
    int32_t call, range;
    vkm_clear_reports();
    call = vkm_check_map_call(q);
    range = vkm_check_map_range(q);
    vkm_out_data = 0;
    if (q.fault != VKM_OK) {
        if (q.fault_armed == 1 &&
            (q.fault == VKM_OUT_OF_HOST_MEMORY ||
             q.fault == VKM_OUT_OF_DEVICE_MEMORY ||
             q.fault == VKM_MEMORY_MAP_FAILED || q.fault == VKM_UNKNOWN))
            return q.fault;
        return VKM_ILLEGAL_CHOICE;
    }
    if (call != VKM_OK || range != VKM_OK)
        return VKM_VALIDATION_FAILED;
    vkm_memory[q.memory].mapped = 1;
    vkm_out_data = 1;
    return VKM_OK;
}

void vkm_unmap(uint32_t d, uint32_t m)
{
    vkm_clear_reports();
    vkm_bad[REQ_VK_UNMAP_DEVICE] = d >= VKM_DEVICE_MAX;
    vkm_bad[REQ_VK_UNMAP_MEMORY] = m >= VKM_MEMORY_MAX;
    if (m >= VKM_MEMORY_MAX)
        return;
    vkm_bad[REQ_VK_UNMAP_PARENT] =
        d < VKM_DEVICE_MAX && vkm_memory[m].device != d;
    vkm_bad[REQ_VK_UNMAP_00689] = vkm_memory[m].mapped == 0;
    if (d < VKM_DEVICE_MAX && vkm_memory[m].device == d)
        vkm_memory[m].mapped = 0;
}
