/* What can be wrong with vkCreateSemaphore and vkCreateFence. One function for
 * each rule that the two have in common, asked for one kind. */
#include "vk/sync_create.h"

/*@ DECIDES(vkr_create_win32(c)) */
static uint32_t win32(struct vkr_create c)
{
    return c.has_export == 1 && c.has_win32 == 1;
}

/*@ DECIDES(vkr_create_bits_bad(c)) */
static uint32_t unknown(struct vkr_create c)
{
    if (c.kind == VKR_FENCE)
        return c.has_export == 1 && c.types / 0x10u != 0;
    return c.has_export == 1 &&
           (c.types / 0x100u != 0 || c.types / 0x20u % 4u != 0);
}

/*@ DECIDES(c.kind == kind && vkr_create_bits_bad(c)) */
static uint32_t bad_bits(uint32_t kind, struct vkr_create c)
{
    return c.kind == kind && unknown(c) == 1;
}

/*@ DECIDES(c.kind == kind && vkr_create_types_bad(c)) */
static uint32_t bad_types(uint32_t kind, struct vkr_create c)
{
    return c.kind == kind && c.has_export == 1 && c.types != 0 &&
           c.types != 0x2u && c.types != 0x4u && c.types != 0x6u;
}

/*@ DECIDES(c.kind == kind && vkr_create_win32_bad(c)) */
static uint32_t bad_win32(uint32_t kind, struct vkr_create c)
{
    return c.kind == kind && win32(c) == 1 && vkr_have_nt(c.kind, c.types) == 0;
}

/*@ DECIDES(c.kind == kind && vkr_create_attributes_bad(c)) */
static uint32_t bad_attributes(uint32_t kind, struct vkr_create c)
{
    return c.kind == kind && win32(c) == 1 && c.attributes_ok != 1;
}

/*@ DECIDES(c.kind == kind && vkr_create_name_bad(c)) */
static uint32_t bad_name(uint32_t kind, struct vkr_create c)
{
    return c.kind == kind && win32(c) == 1 && c.attributes_ok == 1 &&
           (c.types == 0x2u || c.types == 0x6u) && c.has_name == 1 &&
           c.name_ok != 1;
}

#define FIRST(R, first, second, name, ...)                                     \
    vkr_bad[REQ_VK_##first] = bad_##name(VKR_SEMAPHORE, c);
#define SECOND(R, first, second, name, ...)                                    \
    vkr_bad[REQ_VK_##second] = bad_##name(VKR_FENCE, c);

int32_t vkr_check_create_semaphore(struct vkr_create c)
{
    VKR_CREATE_PAIRS(FIRST, )
    return VKR_ANY(VKR_CREATE_SEMAPHORE_RULES) ? VKM_VALIDATION_FAILED : VKM_OK;
}

int32_t vkr_check_create_fence(struct vkr_create c)
{
    VKR_CREATE_PAIRS(SECOND, )
    return VKR_ANY(VKR_CREATE_FENCE_RULES) ? VKM_VALIDATION_FAILED : VKM_OK;
}

int32_t vkr_create(struct vkr_create c)
{
    int32_t semaphore, fence;
    vkr_clear_reports();
    semaphore = vkr_check_create_semaphore(c);
    fence = vkr_check_create_fence(c);
    return semaphore != VKM_OK ? semaphore : fence;
}
