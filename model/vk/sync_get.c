/* What can be wrong with vkGetSemaphoreWin32HandleKHR and
 * vkGetFenceWin32HandleKHR. */
#include "vk/sync_get.h"

/*@ DECIDES(vkr_get_read(g)) */
static uint32_t reads(struct vkr_get g)
{
    return g.has_info == 1 && g.stype_ok == 1;
}

/*@ DECIDES(vkr_get_device_bad(g)) */
static uint32_t bad_device(struct vkr_get g)
{
    return g.device_ok != 1;
}

/*@ DECIDES(vkr_get_info_bad(g)) */
static uint32_t bad_info(struct vkr_get g)
{
    return g.has_info != 1;
}

/*@ DECIDES(vkr_get_handle_bad(g)) */
static uint32_t bad_handle(struct vkr_get g)
{
    return g.has_handle != 1;
}

/*@ DECIDES(vkr_get_stype_bad(g)) */
static uint32_t bad_stype(struct vkr_get g)
{
    return g.has_info == 1 && g.stype_ok != 1;
}

/*@ DECIDES(vkr_get_pnext_bad(g)) */
static uint32_t bad_pnext(struct vkr_get g)
{
    return reads(g) == 1 && g.next_null != 1;
}

/*@ DECIDES(vkr_get_object_bad(g)) */
static uint32_t bad_object(struct vkr_get g)
{
    return reads(g) == 1 && g.object_ok != 1;
}

/*@ DECIDES(vkr_get_typed(g)) */
static uint32_t typed(struct vkr_get g)
{
    return reads(g) == 1 && g.object_ok == 1 &&
           vkr_is_known(g.kind, g.type) == 1;
}

/*@ DECIDES(vkr_get_type_bad(g)) */
static uint32_t bad_type(struct vkr_get g)
{
    return reads(g) == 1 && vkr_is_known(g.kind, g.type) == 0;
}

/*@ DECIDES(vkr_get_parent_bad(g)) */
static uint32_t bad_parent(struct vkr_get g)
{
    return reads(g) == 1 && g.object_ok == 1 && g.device_ok == 1 &&
           g.parent_ok != 1;
}

/*@ DECIDES(vkr_get_export_bad(g)) */
static uint32_t bad_export(struct vkr_get g)
{
    return typed(g) == 1 && (g.type & g.can) == 0;
}

/*@ DECIDES(vkr_get_second_bad(g)) */
static uint32_t bad_second(struct vkr_get g)
{
    return typed(g) == 1 && g.type == VKR_TYPE_NT && g.done_nt == 1;
}

/*@ DECIDES(vkr_get_family_bad(g)) */
static uint32_t bad_family(struct vkr_get g)
{
    return typed(g) == 1 && vkr_is_win32(g.kind, g.type) == 0;
}

/*@ DECIDES(vkr_get_dead_bad(g)) */
static uint32_t bad_dead(struct vkr_get g)
{
    return typed(g) == 1 && g.dead == 1;
}

/* One pair's first or second rule is broken by a call of its kind. */
#define STORE(id, KIND, name)                                                  \
    vkr_bad[REQ_VK_##id] = g.kind == KIND && bad_##name(g) == 1;
#define FIRST(R, first, second, name, ...) STORE(first, VKR_SEMAPHORE, name)
#define SECOND(R, first, second, name, ...) STORE(second, VKR_FENCE, name)

int32_t vkr_check_get_semaphore(struct vkr_get g)
{
    VKR_GET_PAIRS(FIRST, )
    return VKR_ANY(VKR_GET_SEMAPHORE_RULES) ? VKM_VALIDATION_FAILED : VKM_OK;
}

int32_t vkr_check_get_fence(struct vkr_get g)
{
    VKR_GET_PAIRS(SECOND, )
    return VKR_ANY(VKR_GET_FENCE_RULES) ? VKM_VALIDATION_FAILED : VKM_OK;
}

int32_t vkr_get(struct vkr_get g)
{
    int32_t semaphore, fence;
    vkr_clear_reports();
    semaphore = vkr_check_get_semaphore(g);
    fence = vkr_check_get_fence(g);
    return semaphore != VKM_OK ? semaphore : fence;
}
