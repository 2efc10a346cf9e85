/* CloseHandle and the other kernel-style calls. */
#include "run.h"
#include "calls.h"
#include "ids.h"
#include "judge.h"
#include "names.h"
#include "open_handles.h"
#include "report.h"

#define UNTOUCHED 0xBEEFu

/* The last error a call set, 0 when it succeeded. */
static int32_t error_of(BOOL succeeded)
{
    return succeeded ? 0 : (int32_t)GetLastError();
}

static uint64_t choose(struct vkf_run *run, struct vkf_step *step,
                       uint8_t selector, char name[24])
{
    uint64_t value;
    uint32_t index =
        vkf_choose(&run->handle, selector, vkf_last_live(&run->handle), &value);
    (void)step;
    if (selector == '~') {
        snprintf(name, 24, "~0");
        return VKM_PSEUDO;
    }
    vkf_name(&run->handle, index, selector, name);
    return value;
}

static int duplicate(struct vkf_run *run, struct vkf_step *step)
{
    struct vkm_dup d = {0};
    HANDLE made = (HANDLE)(uintptr_t)0x5150u;
    char name[24];
    uint64_t source = choose(run, step, step->op.object, name);
    int32_t expected;
    d.source = vkm_find_handle(source);
    d.slot = vkm_vacant_handle();
    uint32_t held = vkf_held_find(source);
    int known = held < VKF_LIFE_MAX || d.source < VKM_HANDLE_MAX;
    if (source == VKM_PSEUDO || d.slot >= VKM_HANDLE_MAX ||
        vkf_held_room() == VKF_LIFE_MAX || run->handle.count == VKF_THING_MAX)
        return VKF_NOT_MADE;
    d.inherit = (step->op.options & VKF_INHERIT) != 0;
    d.close = (step->op.options & VKF_DROP) != 0;
    vkf_say(step, "DuplicateHandle(%s%s%s)", name, d.inherit ? ", inherit" : "",
            d.close ? ", close source" : "");
    step->actual = error_of(DuplicateHandle(
        GetCurrentProcess(), (HANDLE)(uintptr_t)source, GetCurrentProcess(),
        &made, 0, (BOOL)d.inherit,
        DUPLICATE_SAME_ACCESS | (d.close ? DUPLICATE_CLOSE_SOURCE : 0)));
    d.value = (uint64_t)(uintptr_t)made;
    d.open = vkm_find_handle(d.value);
    vkf_show(step, SHOW_NT_DUP_2, known && d.close == 0);
    expected = vkf_expect_duplicate(d, source);
    vkf_show(step, SHOW_NT_DUP_1, expected == 0);
    vkf_show(step, SHOW_NT_DUP_3, known && !vkf_is_open(source));
    vkf_show(step, SHOW_NT_DUP_4, expected == VKM_ERROR_INVALID_HANDLE);
    if (step->actual == 0) {
        snprintf(step->answer, sizeof step->answer, "handle %u",
                 run->handle.count);
        vkf_add(&run->handle, d.value)->kind = VKM_TYPE_NT;
    }
    return vkf_judge(run, step, expected, d.value == vkm_out_handle);
}

static int compare(struct vkf_run *run, struct vkf_step *step)
{
    char first[24], second[24];
    uint64_t a = choose(run, step, step->op.object, first);
    uint64_t b = choose(run, step, step->op.resource, second);
    if (a == VKM_PSEUDO || b == VKM_PSEUDO)
        return VKF_NOT_MADE;
    vkf_say(step, "CompareObjectHandles(%s, %s)", first, second);
    step->actual = error_of(
        CompareObjectHandles((HANDLE)(uintptr_t)a, (HANDLE)(uintptr_t)b));
    vkf_show(step, SHOW_NT_CMP_1, step->actual == 0);
    vkf_show(step, SHOW_NT_CMP_2, step->actual == VKM_ERROR_NOT_SAME_OBJECT);
    vkf_show(step, SHOW_NT_CMP_3, step->actual == VKM_ERROR_INVALID_HANDLE);
    return vkf_judge(run, step, vkf_expect_compare(a, b), 1);
}

static int set_flags(struct vkf_run *run, struct vkf_step *step)
{
    char name[24];
    uint64_t value = choose(run, step, step->op.object, name);
    uint32_t mask = step->op.number % 4u, flags = step->op.number / 4u % 4u;
    if (value == VKM_PSEUDO)
        return VKF_NOT_MADE;
    if (step->op.number == ' ') /* by default, protect */
        mask = flags = 2;
    if (step->op.number >= 0xF0u)
        mask = 7;
    vkf_say(step, "SetHandleInformation(%s, mask %u, flags %u)", name, mask,
            flags);
    step->actual =
        error_of(SetHandleInformation((HANDLE)(uintptr_t)value, mask, flags));
    vkf_show(step, SHOW_NT_INFO_2, step->actual == 0);
    vkf_show(step, SHOW_NT_INFO_5, mask > 3u);
    vkf_show(step, SHOW_NT_INFO_6, step->actual == VKM_ERROR_INVALID_HANDLE);
    return vkf_judge(run, step, vkf_expect_set_flags(value, mask, flags), 1);
}

static int get_flags(struct vkf_run *run, struct vkf_step *step)
{
    char name[24];
    DWORD flags = 0;
    uint64_t value = choose(run, step, step->op.object, name);
    int32_t expected;
    vkf_say(step, "GetHandleInformation(%s)", name);
    step->actual =
        error_of(GetHandleInformation((HANDLE)(uintptr_t)value, &flags));
    expected = vkf_expect_get_flags(value);
    vkf_show(step, SHOW_NT_INFO_1, step->actual == 0 && value != VKM_PSEUDO);
    vkf_show(step, SHOW_NT_INFO_3, step->actual == VKM_ERROR_INVALID_HANDLE);
    vkf_show(step, SHOW_NT_INFO_4, value == VKM_PSEUDO);
    snprintf(step->answer, sizeof step->answer, "flags %u", flags);
    return vkf_judge(run, step, expected, flags == vkm_out_flags);
}

static int close_one(struct vkf_run *run, struct vkf_step *step)
{
    char name[24];
    uint64_t value = choose(run, step, step->op.object, name);
    vkf_say(step, "CloseHandle(%s)", name);
    step->actual = error_of(CloseHandle((HANDLE)(uintptr_t)value));
    uint32_t at = vkm_find_handle(value);
    vkf_show(step, SHOW_NT_CLOSE_1, step->actual == 0 && value != VKM_PSEUDO);
    vkf_show(step, SHOW_NT_CLOSE_2, step->actual == 0 && value == VKM_PSEUDO);
    vkf_show(step, SHOW_NT_CLOSE_3, step->actual != 0 && !vkf_is_open(value));
    vkf_show(step, SHOW_NT_CLOSE_4, step->actual != 0 && vkf_is_open(value));
    uint32_t p = at < VKM_HANDLE_MAX ? vkm_handle[at].payload : VKM_PAYLOAD_MAX;
    int32_t expected = vkf_expect_close(value);
    if (expected == 0 && p < VKM_PAYLOAD_MAX) {
        vkf_show(step, SHOW_VK_OWN_2, 1);
        vkf_show(step, SHOW_VK_OWN_3, vkm_payload[p].live == 1);
        vkf_show(step, SHOW_VK_OWN_4, vkm_payload[p].live == 0);
    }
    return vkf_judge(run, step, expected, 1);
}

int vkf_do_nt(struct vkf_run *run, struct vkf_step *step)
{
    enum vkf_do does = vkf_calls[step->op.call].does;
    int made;
    SetLastError(UNTOUCHED);
    vkm_hush();
    made = does == VKF_CLOSE       ? close_one(run, step)
           : does == VKF_DUPLICATE ? duplicate(run, step)
           : does == VKF_COMPARE   ? compare(run, step)
           : does == VKF_GET_FLAGS ? get_flags(run, step)
           : does == VKF_SET_FLAGS ? set_flags(run, step)
                                   : vkf_no_case(step);
    if (made == VKF_AGREES && step->actual == 0 && GetLastError() != UNTOUCHED)
        return vkf_differ(run, VKF_OUTPUT, "success changed the last error");
    return made;
}
