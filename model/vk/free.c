/* vkFreeMemory. */
#include "vk/device.h"

void vkm_drop_memory(uint32_t m)
{
    uint32_t p = vkm_memory[m].payload;
    vkm_memory[m].live = 0;
    vkm_memory[m].mapped = 0;
    if (vkm_memory[m].origin != VKM_FROM_KMT)
        vkm_settle(p);
}

void vkm_free(uint32_t device, uint32_t null, uint32_t m)
{
    vkm_clear_reports();
    vkm_bad[REQ_VK_FREE_DEVICE] = device >= VKM_DEVICE_MAX;
    vkm_bad[REQ_VK_FREE_MEMORY] = null != 1 && m >= VKM_MEMORY_MAX;
    if (null == 1 || device >= VKM_DEVICE_MAX || m >= VKM_MEMORY_MAX)
        return;
    vkm_bad[REQ_VK_FREE_PARENT] = vkm_memory[m].device != device;
    if (vkm_memory[m].device == device)
        vkm_drop_memory(m);
}
