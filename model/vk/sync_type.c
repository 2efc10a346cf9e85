/* The handle types of semaphores and fences, asked one by one. */
#include "vk/sync_type.h"

uint32_t vks_is_known(uint32_t kind, uint32_t t)
{
    if (t == 0x1u || t == 0x2u || t == 0x4u || t == 0x8u)
        return 1;
    return kind != VKS_FENCE && (t == 0x10u || t == 0x80u);
}

uint32_t vks_is_win32(uint32_t kind, uint32_t t)
{
    return t == VKS_TYPE_NT || t == VKS_TYPE_KMT ||
           (kind != VKS_FENCE && t == VKS_TYPE_D3D12);
}

uint32_t vks_have_nt(uint32_t kind, uint32_t types)
{
    return types / 2u % 2u == 1 || (kind != VKS_FENCE && types / 8u % 2u == 1);
}
