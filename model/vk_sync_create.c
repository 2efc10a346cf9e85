/* What can be wrong with vkCreateSemaphore and vkCreateFence. */
#include "vk_sync_create.h"

/*@ terminates         \true;
    exits              \false;
    assigns            \nothing;
    ensures   iff:     \result == 1 <==> vks_create_win32(c);
    ensures   flag:    \result <= 1;
*/
static uint32_t win32(struct vks_create c)
{
    return c.has_export == 1 && c.has_win32 == 1;
}

/*@ terminates         \true;
    exits              \false;
    assigns            \nothing;
    ensures   iff:     \result == 1 <==> vks_create_types_unknown(c);
    ensures   flag:    \result <= 1;
*/
static uint32_t unknown_types(struct vks_create c)
{
    if (c.has_export != 1)
        return 0;
    if (c.kind == VKS_FENCE)
        return c.types >= 0x10u;
    return c.types >= 0x100u || c.types / 0x20u % 4u != 0;
}

/*@ terminates         \true;
    exits              \false;
    assigns            \nothing;
    ensures   iff:     \result == 1 <==> vks_create_types_bad(c);
    ensures   flag:    \result <= 1;
*/
static uint32_t bad_types(struct vks_create c)
{
    return c.has_export == 1 && c.types != 0 && c.types != 0x2u &&
           c.types != 0x4u && c.types != 0x6u;
}

/*@ terminates         \true;
    exits              \false;
    assigns            \nothing;
    ensures   iff:     \result == 1 <==> vks_create_win32_bad(c);
    ensures   flag:    \result <= 1;
*/
static uint32_t bad_win32(struct vks_create c)
{
    return win32(c) == 1 && vks_have_nt(c.kind, c.types) == 0;
}

/*@ terminates         \true;
    exits              \false;
    assigns            \nothing;
    ensures   iff:     \result == 1 <==> vks_create_attributes_bad(c);
    ensures   flag:    \result <= 1;
*/
static uint32_t bad_attributes(struct vks_create c)
{
    return win32(c) == 1 && c.attributes_ok != 1;
}

/*@ terminates         \true;
    exits              \false;
    assigns            \nothing;
    ensures   iff:     \result == 1 <==> vks_create_name_bad(c);
    ensures   flag:    \result <= 1;
*/
static uint32_t bad_name(struct vks_create c)
{
    return win32(c) == 1 && c.attributes_ok == 1 &&
           (c.types == 0x2u || c.types == 0x6u) && c.has_name == 1 &&
           c.name_ok != 1;
}

int32_t vks_check_create_semaphore(struct vks_create c)
{
    uint32_t mine = c.kind == VKS_SEMAPHORE;
    vks_bad[REQ_VK_EXPSEM_TYPES] = mine == 1 && unknown_types(c) == 1;
    vks_bad[REQ_VK_EXPSEM_01124] = mine == 1 && bad_types(c) == 1;
    vks_bad[REQ_VK_EXPSEM_01125] = mine == 1 && bad_win32(c) == 1;
    vks_bad[REQ_VK_EXPSEM_ATTRIBUTES] = mine == 1 && bad_attributes(c) == 1;
    vks_bad[REQ_VK_EXPSEM_NAME] = mine == 1 && bad_name(c) == 1;
    if (vks_bad[REQ_VK_EXPSEM_TYPES] == 1 ||
        vks_bad[REQ_VK_EXPSEM_01124] == 1 ||
        (vks_bad[REQ_VK_EXPSEM_01125] == 1 &&
         vkm_rules.profile == VKM_STRICT) ||
        vks_bad[REQ_VK_EXPSEM_ATTRIBUTES] == 1 ||
        vks_bad[REQ_VK_EXPSEM_NAME] == 1)
        return VKM_VALIDATION_FAILED;
    return VKM_OK;
}

int32_t vks_check_create_fence(struct vks_create c)
{
    uint32_t mine = c.kind == VKS_FENCE;
    vks_bad[REQ_VK_EXPFENCE_TYPES] = mine == 1 && unknown_types(c) == 1;
    vks_bad[REQ_VK_EXPFENCE_01446] = mine == 1 && bad_types(c) == 1;
    vks_bad[REQ_VK_EXPFENCE_01447] = mine == 1 && bad_win32(c) == 1;
    vks_bad[REQ_VK_EXPFENCE_ATTRIBUTES] = mine == 1 && bad_attributes(c) == 1;
    vks_bad[REQ_VK_EXPFENCE_NAME] = mine == 1 && bad_name(c) == 1;
    if (vks_bad[REQ_VK_EXPFENCE_TYPES] == 1 ||
        vks_bad[REQ_VK_EXPFENCE_01446] == 1 ||
        (vks_bad[REQ_VK_EXPFENCE_01447] == 1 &&
         vkm_rules.profile == VKM_STRICT) ||
        vks_bad[REQ_VK_EXPFENCE_ATTRIBUTES] == 1 ||
        vks_bad[REQ_VK_EXPFENCE_NAME] == 1)
        return VKM_VALIDATION_FAILED;
    return VKM_OK;
}

int32_t vks_create(struct vks_create c)
{
    int32_t semaphore, fence;
    vks_hush();
    semaphore = vks_check_create_semaphore(c);
    fence = vks_check_create_fence(c);
    return semaphore != VKM_OK ? semaphore : fence;
}
