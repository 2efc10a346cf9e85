/* Handles that are still open when their device goes are legal, and usually
 * forgotten: say which. impl/kernel lists those that are open when the
 * process ends.
 */
#include "memory.h"
#include "sync.h"

#include <stdio.h>

struct leak_report {
    struct vk_instance *instance;
    uint64_t creator;
    enum hl_kernel_kind kind;
};

/* Whether the device that goes made the object; its size, 0 if it has none. */
static bool made_here(const struct leak_report *report, kernel_id id,
                      uint64_t *bytes)
{
    struct vk_payload payload; /* of memory; its head is anybody's */

    *bytes = 0;
    if (hl_kernel_read(report->kind, id, &payload, sizeof payload) !=
        ERROR_SUCCESS)
        return false;
    if (report->kind == HL_KERNEL_MEMORY)
        *bytes = payload.size;
    return payload.origin.creator == report->creator;
}

static BOOL leak_visit(HANDLE handle, kernel_id id, const char *label,
                       void *context)
{
    static const char *const kinds[] = {
        [HL_KERNEL_MEMORY] = "memory",
        [HL_KERNEL_SEMAPHORE] = "semaphore",
        [HL_KERNEL_FENCE] = "fence",
    };
    const struct leak_report *report = context;
    char text[256], size[32] = "";
    uint64_t bytes;

    if (!made_here(report, id, &bytes))
        return TRUE;
    if (bytes != 0)
        snprintf(size, sizeof size, " (%llu bytes)", (unsigned long long)bytes);
    snprintf(text, sizeof text,
             "vkDestroyDevice: NT handle 0x%llx to %s \"%s\"%s is still open; "
             "close it with CloseHandle when it is no longer needed",
             (unsigned long long)(uintptr_t)handle, kinds[report->kind], label,
             size);
    vk_say(report->instance, VK_DEBUG_UTILS_MESSAGE_SEVERITY_WARNING_BIT_EXT,
           "HLOCAL-vkDestroyDevice-handle-open", (uint64_t)(uintptr_t)handle,
           VK_OBJECT_TYPE_UNKNOWN, text);
    return TRUE;
}

void vk_report_leaks(const struct vk_device *device)
{
    struct leak_report report = {
        .instance = device->instance,
        .creator = vk_creator(device),
        .kind = HL_KERNEL_MEMORY,
    };

    hl_kernel_each_handle(report.kind, leak_visit, &report);
    if (!device->sync_exported)
        return; /* a walk through the table is not free */
    report.kind = HL_KERNEL_SEMAPHORE;
    hl_kernel_each_handle(report.kind, leak_visit, &report);
    report.kind = HL_KERNEL_FENCE;
    hl_kernel_each_handle(report.kind, leak_visit, &report);
}
