/* The driver without the loader: its objects are linked in, and its policy is
 * set from inside, which the environment could do only once a process. */
#include "open.h"
#include "vk/state.h"
#include "kernel/kernel.h"
#include "vulkan/call.h"

#include <stdlib.h>

PFN_vkVoidFunction vk_icdGetInstanceProcAddr(VkInstance instance,
                                             const char *name);

void vkf_driver_open(void)
{
    setenv("HLOCAL_SESSION", "private", 1);
    setenv("HLOCAL_VK_DEVICES", "2", 1);
    setenv("HLOCAL_VK_LOG", "off", 1);
    setenv("HLOCAL_LEAKS", "off", 1);
    unsetenv("HLOCAL_VK_PROFILE");
    unsetenv("HLOCAL_VK_REEXPORT");
    unsetenv("HLOCAL_VK_KMT");
    unsetenv("HLOCAL_VK_FAULT");
    vkf_open_with(vk_icdGetInstanceProcAddr);
}

int vkf_driver_fail(const char *command, VkResult result)
{
    const struct vk_entry_info *entry = vk_entry_find(command);
    struct vk_fault fault = {.call = 1, .result = result};
    if (entry == NULL || !vk_entry_documents(entry, result))
        return 0;
    fault.entry = (enum vk_entry)(entry - vk_entries);
    vk_policy.fault[0] = fault;
    vk_policy.fault_count = 1;
    return 1;
}

void vkf_driver_calm(void)
{
    vk_policy.fault_count = 0;
}

int vkf_driver_policy(uint32_t profile, uint32_t second, uint32_t collide)
{
    static const enum vk_reexport reexport[] = {
        [VKM_SECOND_FAILS] = REEXPORT_FAIL,
        [VKM_SECOND_NEW] = REEXPORT_NEW,
        [VKM_SECOND_SAME] = REEXPORT_SAME,
    };
    vk_policy.profile = (enum vk_profile)profile;
    vk_policy.reexport = reexport[second];
    vk_policy.kmt_collides = collide == 1;
    return 1;
}

static BOOL count(kernel_id id, const void *body, void *context)
{
    (void)id;
    (void)body;
    ++*(uint32_t *)context;
    return TRUE;
}

uint32_t vkf_driver_payloads(void)
{
    uint32_t payloads = 0;
    hl_kernel_each(HL_KERNEL_MEMORY, count, &payloads);
    hl_kernel_each(HL_KERNEL_SEMAPHORE, count, &payloads);
    hl_kernel_each(HL_KERNEL_FENCE, count, &payloads);
    return payloads;
}

/* Of kernel/valid.h, in builds where the library checks itself. */
extern BOOL hl_kernel_is_valid(void) __attribute__((weak));

int vkf_driver_valid(void)
{
    return hl_kernel_is_valid == NULL || hl_kernel_is_valid();
}
