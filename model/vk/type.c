/* VkExternalMemoryHandleTypeFlagBits, asked bit by bit. */
#include "vk/type.h"

uint32_t vkm_is_known(uint32_t t)
{
    switch (t) {
    case 0x1u:
    case 0x2u:
    case 0x4u:
    case 0x8u:
    case 0x10u:
    case 0x20u:
    case 0x40u:
    case 0x80u:
    case 0x100u:
    case 0x200u:
    case 0x400u:
    case 0x800u:
    case 0x1000u:
        return 1;
    }
    return 0;
}

uint32_t vkm_is_nt(uint32_t t)
{
    return t == VKM_TYPE_NT || t == VKM_TYPE_D3D11_TEXTURE ||
           t == VKM_TYPE_D3D12_HEAP || t == VKM_TYPE_D3D12_RESOURCE;
}

uint32_t vkm_is_kmt(uint32_t t)
{
    return t == VKM_TYPE_KMT || t == VKM_TYPE_D3D11_TEXTURE_KMT;
}

uint32_t vkm_is_ours(uint32_t t)
{
    return t == VKM_TYPE_FD || t == VKM_TYPE_NT || t == VKM_TYPE_KMT;
}

uint32_t vkm_exports(uint32_t m, uint32_t t)
{
    if (t == VKM_TYPE_FD)
        return vkm_memory[m].can_fd == 1;
    if (t == VKM_TYPE_NT)
        return vkm_memory[m].can_nt == 1;
    if (t == VKM_TYPE_KMT)
        return vkm_memory[m].can_kmt == 1;
    return 0;
}
