/* The handle types of semaphores and fences, asked one by one. */
#include "vk/sync_type.h"

uint32_t vkr_is_known(uint32_t kind, uint32_t t)
{
    if (t == 0x1u || t == 0x2u || t == 0x4u || t == 0x8u)
        return 1;
    return kind != VKR_FENCE && (t == 0x10u || t == 0x80u);
}

uint32_t vkr_is_win32(uint32_t kind, uint32_t t)
{
    return t == VKR_TYPE_NT || t == VKR_TYPE_KMT ||
           (kind != VKR_FENCE && t == VKR_TYPE_D3D12);
}

uint32_t vkr_have_nt(uint32_t kind, uint32_t types)
{
    return types / 2u % 2u == 1 || (kind != VKR_FENCE && types / 8u % 2u == 1);
}
