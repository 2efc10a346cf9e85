/* Is what happened what the model says? */
#include "judge.h"
#include "ids.h"
#include "open_handles.h"
#include "sync.h"

#include <stdio.h>
#include <stdarg.h>
#include <string.h>

int vkf_differ(struct vkf_run *run, enum vkf_field field, const char *format,
               ...)
{
    va_list list;
    if (run->fault.field != VKF_SAME)
        return 0;
    run->fault.field = field;
    va_start(list, format);
    vsnprintf(run->fault.text, sizeof run->fault.text, format, list);
    va_end(list);
    return 0;
}

/* Requirements whose messages look the same count as one. */
static void fold(const uint8_t *from, uint8_t *to)
{
    uint32_t r;
    memset(to, 0, VKF_REQ_MAX);
    for (r = 0; r < VKF_REQ_MAX; r++)
        to[vkf_requirement_class(r)] |= from[r];
}

static int judge_rules(struct vkf_run *run, const struct vkf_event *event)
{
    uint8_t reported[VKF_REQ_MAX], bad[VKF_REQ_MAX];
    uint32_t r;
    fold(event->reported, reported);
    fold(event->bad, bad);
    for (r = 0; r < VKF_REQ_MAX; r++) {
        if (reported[r] == bad[r])
            continue;
        return vkf_differ(run, VKF_RULES, "%s is %s", vkf_requirement_name(r),
                          bad[r] ? "violated, and not reported"
                                 : "reported, and not violated");
    }
    return 1;
}

int vkf_judge(struct vkf_run *run, struct vkf_event *event, int32_t expected,
              int output_ok)
{
    uint32_t r;
    event->expected = expected;
    for (r = 0; r < REQ_MAX; r++)
        event->bad[r] = vkm_bad[r] == 1;
    for (r = 0; r < REQ_VKR_MAX; r++)
        event->bad[REQ_MAX + r] = vkr_bad[r] == 1;
    if (run->fault.field != VKF_SAME)
        return 0;
    if (expected == VKM_ILLEGAL_CHOICE)
        return vkf_differ(run, VKF_CHOICE,
                          "the answer is not one the contract allows");
    if (expected != event->actual)
        return vkf_differ(run, VKF_RESULT, "expected %d, actual %d", expected,
                          event->actual);
    if (!output_ok)
        return vkf_differ(run, VKF_OUTPUT, "what was stored");
    if (event->strange[0] != '\0')
        return vkf_differ(run, VKF_RULES, "a message of its own: %s",
                          event->strange);
    return event->counts == 0 || judge_rules(run, event);
}

static int judge_handle(struct vkf_run *run, uint32_t at)
{
    HANDLE value = (HANDLE)(uintptr_t)vkm_handle[at].value;
    DWORD flags = 0;
    if (!GetHandleInformation(value, &flags))
        return vkf_differ(run, VKF_STATE, "an open handle is not valid");
    if (vkm_get_flags(vkm_handle[at].value, at) != 0 || flags != vkm_out_flags)
        return vkf_differ(run, VKF_STATE,
                          "handle flags: expected %u, "
                          "actual %u",
                          vkm_out_flags, flags);
    return 1;
}

int vkf_judge_state(struct vkf_run *run)
{
    uint32_t i, last = VKM_HANDLE_MAX;
    for (i = 0; i < VKM_HANDLE_MAX; i++) {
        if (vkm_handle[i].open != 1)
            continue;
        if (!judge_handle(run, i))
            return 0;
        if (last < VKM_HANDLE_MAX) {
            int same =
                CompareObjectHandles((HANDLE)(uintptr_t)vkm_handle[last].value,
                                     (HANDLE)(uintptr_t)vkm_handle[i].value);
            if (same != (vkm_compare(last, i) == 0))
                return vkf_differ(run, VKF_STATE,
                                  "two handles are %sthe same object",
                                  same ? "" : "not ");
        }
        last = i;
    }
    if (!vkf_driver_valid())
        return vkf_differ(run, VKF_STATE,
                          "the session's invariant is broken, as told");
    return vkf_judge_held(run) && vkf_judge_sync(run);
}
