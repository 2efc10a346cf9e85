/* vkMapMemory, vkUnmapMemory. */
#include "vk_map.h"

uint32_t vkm_out_data;

int32_t vkm_check_map_call(struct vkm_map q)
{
    vkm_bad[REQ_VK_MAP_DEVICE] = q.device >= VKM_DEVICE_MAX;
    vkm_bad[REQ_VK_MAP_MEMORY] = q.memory >= VKM_MEMORY_MAX;
    vkm_bad[REQ_VK_MAP_PARENT] = q.device < VKM_DEVICE_MAX &&
                                 q.memory < VKM_MEMORY_MAX &&
                                 vkm_memory[q.memory].device != q.device;
    vkm_bad[REQ_VK_MAP_FLAGS] = q.flags != 0;
    vkm_bad[REQ_VK_MAP_DATA] = q.has_data != 1;
    vkm_bad[REQ_VK_MAP_DEAD] = q.memory < VKM_MEMORY_MAX &&
                               vkm_memory[q.memory].payload >= VKM_PAYLOAD_MAX;
    if (vkm_bad[REQ_VK_MAP_DEVICE] == 1 || vkm_bad[REQ_VK_MAP_MEMORY] == 1 ||
        vkm_bad[REQ_VK_MAP_PARENT] == 1 || vkm_bad[REQ_VK_MAP_FLAGS] == 1 ||
        vkm_bad[REQ_VK_MAP_DATA] == 1 || vkm_bad[REQ_VK_MAP_DEAD] == 1)
        return VKM_VALIDATION_FAILED;
    return VKM_OK;
}

int32_t vkm_check_map_range(struct vkm_map q)
{
    uint32_t known = q.memory < VKM_MEMORY_MAX;
    uint64_t size = known == 1 ? vkm_memory[q.memory].size : 0;
    uint32_t begins = q.offset < size;
    vkm_bad[REQ_VK_MAP_00678] = known == 1 && vkm_memory[q.memory].mapped == 1;
    vkm_bad[REQ_VK_MAP_00679] = known == 1 && begins == 0;
    vkm_bad[REQ_VK_MAP_00680] = known == 1 && q.size == 0;
    vkm_bad[REQ_VK_MAP_00681] = known == 1 && begins == 1 &&
                                q.size != VKM_WHOLE && q.size > size - q.offset;
    vkm_bad[REQ_VK_MAP_00682] =
        known == 1 && vkm_type[vkm_memory[q.memory].type].visible != 1;
    if (vkm_bad[REQ_VK_MAP_00678] == 1 || vkm_bad[REQ_VK_MAP_00679] == 1 ||
        vkm_bad[REQ_VK_MAP_00680] == 1 || vkm_bad[REQ_VK_MAP_00681] == 1 ||
        vkm_bad[REQ_VK_MAP_00682] == 1)
        return VKM_VALIDATION_FAILED;
    return VKM_OK;
}

int32_t vkm_map(struct vkm_map q)
{
    int32_t call, range;
    vkm_hush();
    call = vkm_check_map_call(q);
    range = vkm_check_map_range(q);
    vkm_out_data = 0;
    if (q.failed != VKM_OK) {
        if (q.scarce == 1 &&
            (q.failed == VKM_OUT_OF_HOST_MEMORY ||
             q.failed == VKM_OUT_OF_DEVICE_MEMORY ||
             q.failed == VKM_MEMORY_MAP_FAILED || q.failed == VKM_UNKNOWN))
            return q.failed;
        return VKM_REFUSED;
    }
    if (call != VKM_OK || range != VKM_OK)
        return VKM_VALIDATION_FAILED;
    vkm_memory[q.memory].mapped = 1;
    vkm_out_data = 1;
    return VKM_OK;
}

void vkm_unmap(uint32_t d, uint32_t m)
{
    vkm_hush();
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
