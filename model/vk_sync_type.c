/* The handle types of semaphores and fences, asked one by one. */
#include "vk_sync_type.h"

uint32_t vks_is_known(uint32_t kind, uint32_t t)
{
    if (kind == VKS_FENCE)
        return t == 0x1u || t == 0x2u || t == 0x4u || t == 0x8u;
    return t == 0x1u || t == 0x2u || t == 0x4u || t == 0x8u || t == 0x10u ||
           t == 0x80u;
}

uint32_t vks_is_shared(uint32_t kind, uint32_t t)
{
    return t == VKS_TYPE_NT || t == VKS_TYPE_KMT ||
           (kind != VKS_FENCE && t == 0x8u);
}

uint32_t vks_has_nt(uint32_t kind, uint32_t types)
{
    if (kind == VKS_FENCE)
        return (types & 0x2u) != 0;
    return (types & 0xAu) != 0;
}
