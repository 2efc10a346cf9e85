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

static uint64_t choose(struct vkf_run *run, struct vkf_event *event,
                       uint8_t selector, char name[24])
{
    uint64_t value;
    uint32_t index =
        vkf_choose(&run->handle, selector, vkf_last_live(&run->handle), &value);
    (void)event;
    if (selector == '~') {
        snprintf(name, 24, "~0");
        return VKM_PSEUDO;
    }
    vkf_name(&run->handle, index, selector, name);
    return value;
}

static int duplicate(struct vkf_run *run, struct vkf_event *event)
{
    struct vkm_dup d = {0};
    HANDLE made = (HANDLE)(uintptr_t)0x5150u;
    char name[24];
    uint64_t source = choose(run, event, event->op.object, name);
    int32_t expected;
    d.source = vkm_find_handle(source);
    d.slot = vkm_vacant_handle();
    uint32_t held = vkf_held_find(source);
    int known = held < VKF_LIFE_MAX || d.source < VKM_HANDLE_MAX;
    if (source == VKM_PSEUDO || d.slot >= VKM_HANDLE_MAX ||
        vkf_held_room() == VKF_LIFE_MAX || run->handle.count == VKF_THING_MAX)
        return VKF_NOT_MADE;
    d.inherit = (event->op.options & VKF_INHERIT) != 0;
    d.close = (event->op.options & VKF_DROP) != 0;
    vkf_say(event, "DuplicateHandle(%s%s%s)", name,
            d.inherit ? ", inherit" : "", d.close ? ", close source" : "");
    event->actual = error_of(DuplicateHandle(
        GetCurrentProcess(), (HANDLE)(uintptr_t)source, GetCurrentProcess(),
        &made, 0, (BOOL)d.inherit,
        DUPLICATE_SAME_ACCESS | (d.close ? DUPLICATE_CLOSE_SOURCE : 0)));
    d.value = (uint64_t)(uintptr_t)made;
    d.open = vkm_find_handle(d.value);
    vkf_show(event, SHOW_NT_DUP_2, known && d.close == 0);
    expected = vkf_expect_duplicate(d, source);
    vkf_show(event, SHOW_NT_DUP_1, expected == 0);
    vkf_show(event, SHOW_NT_DUP_3, known && !vkf_is_open(source));
    vkf_show(event, SHOW_NT_DUP_4, expected == VKM_ERROR_INVALID_HANDLE);
    if (event->actual == 0) {
        snprintf(event->answer, sizeof event->answer, "handle %u",
                 run->handle.count);
        vkf_add(&run->handle, d.value)->kind = VKM_TYPE_NT;
    }
    return vkf_judge(run, event, expected, d.value == vkm_out_handle);
}

static int compare(struct vkf_run *run, struct vkf_event *event)
{
    char first[24], second[24];
    uint64_t a = choose(run, event, event->op.object, first);
    uint64_t b = choose(run, event, event->op.resource, second);
    if (a == VKM_PSEUDO || b == VKM_PSEUDO)
        return VKF_NOT_MADE;
    vkf_say(event, "CompareObjectHandles(%s, %s)", first, second);
    event->actual = error_of(
        CompareObjectHandles((HANDLE)(uintptr_t)a, (HANDLE)(uintptr_t)b));
    vkf_show(event, SHOW_NT_CMP_1, event->actual == 0);
    vkf_show(event, SHOW_NT_CMP_2, event->actual == VKM_ERROR_NOT_SAME_OBJECT);
    vkf_show(event, SHOW_NT_CMP_3, event->actual == VKM_ERROR_INVALID_HANDLE);
    return vkf_judge(run, event, vkf_expect_compare(a, b), 1);
}

static int set_flags(struct vkf_run *run, struct vkf_event *event)
{
    char name[24];
    uint64_t value = choose(run, event, event->op.object, name);
    uint32_t mask = event->op.number % 4u, flags = event->op.number / 4u % 4u;
    if (value == VKM_PSEUDO)
        return VKF_NOT_MADE;
    if (event->op.number == ' ') /* by default, protect */
        mask = flags = 2;
    if (event->op.number >= 0xF0u)
        mask = 7;
    vkf_say(event, "SetHandleInformation(%s, mask %u, flags %u)", name, mask,
            flags);
    event->actual =
        error_of(SetHandleInformation((HANDLE)(uintptr_t)value, mask, flags));
    vkf_show(event, SHOW_NT_INFO_2, event->actual == 0);
    vkf_show(event, SHOW_NT_INFO_5, mask > 3u);
    vkf_show(event, SHOW_NT_INFO_6, event->actual == VKM_ERROR_INVALID_HANDLE);
    return vkf_judge(run, event, vkf_expect_set_flags(value, mask, flags), 1);
}

static int get_flags(struct vkf_run *run, struct vkf_event *event)
{
    char name[24];
    DWORD flags = 0;
    uint64_t value = choose(run, event, event->op.object, name);
    int32_t expected;
    vkf_say(event, "GetHandleInformation(%s)", name);
    event->actual =
        error_of(GetHandleInformation((HANDLE)(uintptr_t)value, &flags));
    expected = vkf_expect_get_flags(value);
    vkf_show(event, SHOW_NT_INFO_1, event->actual == 0 && value != VKM_PSEUDO);
    vkf_show(event, SHOW_NT_INFO_3, event->actual == VKM_ERROR_INVALID_HANDLE);
    vkf_show(event, SHOW_NT_INFO_4, value == VKM_PSEUDO);
    snprintf(event->answer, sizeof event->answer, "flags %u", flags);
    return vkf_judge(run, event, expected, flags == vkm_out_flags);
}

static int close_one(struct vkf_run *run, struct vkf_event *event)
{
    char name[24];
    uint64_t value = choose(run, event, event->op.object, name);
    vkf_say(event, "CloseHandle(%s)", name);
    event->actual = error_of(CloseHandle((HANDLE)(uintptr_t)value));
    uint32_t at = vkm_find_handle(value);
    vkf_show(event, SHOW_NT_CLOSE_1, event->actual == 0 && value != VKM_PSEUDO);
    vkf_show(event, SHOW_NT_CLOSE_2, event->actual == 0 && value == VKM_PSEUDO);
    vkf_show(event, SHOW_NT_CLOSE_3, event->actual != 0 && !vkf_is_open(value));
    vkf_show(event, SHOW_NT_CLOSE_4, event->actual != 0 && vkf_is_open(value));
    uint32_t p = at < VKM_HANDLE_MAX ? vkm_handle[at].payload : VKM_PAYLOAD_MAX;
    int32_t expected = vkf_expect_close(value);
    if (expected == 0 && p < VKM_PAYLOAD_MAX) {
        vkf_show(event, SHOW_VK_OWN_2, 1);
        vkf_show(event, SHOW_VK_OWN_3, vkm_payload[p].live == 1);
        vkf_show(event, SHOW_VK_OWN_4, vkm_payload[p].live == 0);
    }
    return vkf_judge(run, event, expected, 1);
}

int vkf_do_nt(struct vkf_run *run, struct vkf_event *event)
{
    enum vkf_do does = vkf_calls[event->op.call].does;
    int made;
    SetLastError(UNTOUCHED);
    vkm_clear_reports();
    made = does == VKF_CLOSE       ? close_one(run, event)
           : does == VKF_DUPLICATE ? duplicate(run, event)
           : does == VKF_COMPARE   ? compare(run, event)
           : does == VKF_GET_FLAGS ? get_flags(run, event)
           : does == VKF_SET_FLAGS ? set_flags(run, event)
                                   : vkf_no_case(event);
    if (made == VKF_AGREES && event->actual == 0 && GetLastError() != UNTOUCHED)
        return vkf_differ(run, VKF_OUTPUT, "success changed the last error");
    return made;
}
