/* CloseHandle and its kin on any handle: those of memory are the model's, and
 * those of semaphores and fences, which live in the same table, follow the same
 * contracts (vk/handle.h). */
#include "open_handles.h"
#include "judge.h"

int vkf_is_open(uint64_t value)
{
    return vkm_find_handle(value) < VKM_HANDLE_MAX ||
           vkf_held_find(value) < VKF_LIFE_MAX;
}

int32_t vkf_expect_close(uint64_t value)
{
    uint32_t at = vkf_held_find(value);
    if (at >= VKF_LIFE_MAX)
        return vkm_close(value, vkm_find_handle(value));
    if (vkf_held[at].protect == 1)
        return VKM_ERROR_INVALID_HANDLE;
    vkf_held_drop(&vkf_held[at]);
    return 0;
}

int32_t vkf_expect_duplicate(struct vkm_dup d, uint64_t source)
{
    uint32_t at = vkf_held_find(source);
    int used = vkf_held_find(d.value) < VKF_LIFE_MAX;
    if (at >= VKF_LIFE_MAX && !used)
        return vkm_duplicate(d);
    vkm_out_handle = 0;
    if (used || d.value == 0 || d.value == VKM_PSEUDO ||
        d.open < VKM_HANDLE_MAX)
        return VKM_ILLEGAL_CHOICE;
    vkf_held_add(d.value, vkf_held[at].life, d.inherit);
    if (d.close == 1 && vkf_held[at].protect == 0)
        vkf_held_drop(&vkf_held[at]);
    vkm_out_handle = d.value;
    return 0;
}

int32_t vkf_expect_compare(uint64_t a, uint64_t b)
{
    uint32_t first = vkf_held_find(a), second = vkf_held_find(b);
    if (first >= VKF_LIFE_MAX && second >= VKF_LIFE_MAX)
        return vkm_compare(vkm_find_handle(a), vkm_find_handle(b));
    if (!vkf_is_open(a) || !vkf_is_open(b))
        return VKM_ERROR_INVALID_HANDLE;
    return first < VKF_LIFE_MAX && second < VKF_LIFE_MAX &&
                   vkf_held[first].life == vkf_held[second].life
               ? 0
               : VKM_ERROR_NOT_SAME_OBJECT;
}

int32_t vkf_expect_set_flags(uint64_t value, uint32_t mask, uint32_t flags)
{
    uint32_t at = vkf_held_find(value);
    if (at >= VKF_LIFE_MAX)
        return vkm_set_flags(vkm_find_handle(value), mask, flags);
    if (mask > 3u)
        return VKM_ERROR_INVALID_PARAMETER;
    if ((mask & 1u) != 0)
        vkf_held[at].inherit = flags & 1u;
    if ((mask & 2u) != 0)
        vkf_held[at].protect = flags >> 1 & 1u;
    return 0;
}

int32_t vkf_expect_get_flags(uint64_t value)
{
    uint32_t at = vkf_held_find(value);
    if (at >= VKF_LIFE_MAX)
        return vkm_get_flags(value, vkm_find_handle(value));
    vkm_out_flags = vkf_held[at].inherit + 2u * vkf_held[at].protect;
    return 0;
}

static HANDLE handle_of(uint32_t held)
{
    return (HANDLE)(uintptr_t)vkf_held[held].value;
}

static int judge_one(struct vkf_run *run, uint32_t at)
{
    DWORD flags = 0;
    if (!GetHandleInformation(handle_of(at), &flags))
        return vkf_differ(run, VKF_STATE, "an open handle is not valid");
    (void)vkf_expect_get_flags(vkf_held[at].value);
    if (flags != vkm_out_flags)
        return vkf_differ(run, VKF_STATE,
                          "handle flags: expected %u, actual %u", vkm_out_flags,
                          flags);
    return 1;
}

int vkf_judge_held(struct vkf_run *run)
{
    uint32_t i, last = VKF_LIFE_MAX, count = vkf_held_room();
    for (i = 0; i < count; i++) {
        if (vkf_held[i].open != 1)
            continue;
        if (!judge_one(run, i))
            return 0;
        if (last < VKF_LIFE_MAX &&
            CompareObjectHandles(handle_of(last), handle_of(i)) !=
                (vkf_held[last].life == vkf_held[i].life))
            return vkf_differ(run, VKF_STATE,
                              "two handles are or are not the same object");
        last = i;
    }
    return 1;
}
