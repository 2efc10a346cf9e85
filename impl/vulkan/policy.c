#define _GNU_SOURCE /* secure_getenv */
#include "policy.h"

#include "../environment.h"
#include "../say.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct vk_policy vk_policy;

/* The index of the variable's value among `words`, else 0 and a complaint. */
static int choice(const char *variable, const char *const words[], int count)
{
    const char *value = secure_getenv(variable);

    if (value == NULL || value[0] == '\0')
        return 0;
    for (int i = 0; i < count; i++)
        if (strcmp(value, words[i]) == 0)
            return i;
    char list[128];
    size_t length = 0;
    for (int i = 0; i < count && length < sizeof list; i++)
        length += (size_t)snprintf(list + length, sizeof list - length, "%s%s",
                                   i == 0 ? "" : "|", words[i]);
    hl_say("%s=%s has no effect: it may be %s", variable, value, list);
    return 0;
}

void vk_policy_read(void)
{
    static const char *const profiles[] = {"strict", "cts", "driver"};
    static const char *const reexports[] = {"profile", "fail", "new", "same"};
    static const char *const numbers[] = {"plain", "collide"};
    static const char *const devices[] = {"1", "2"};
    static const char *const drivers[] = {"0", "1"};
    static const char *const logs[] = {"stderr", "off"};

    hl_environment_check();
    vk_policy.profile =
        (enum vk_profile)choice("HLOCAL_VK_PROFILE", profiles, 3);
    vk_policy.reexport =
        (enum vk_reexport)choice("HLOCAL_VK_REEXPORT", reexports, 4);
    vk_policy.kmt_collides = choice("HLOCAL_VK_KMT", numbers, 2) == 1;
    vk_policy.device_count =
        (uint32_t)choice("HLOCAL_VK_DEVICES", devices, 2) + 1;
    vk_policy.driver_number = (uint32_t)choice("HLOCAL_VK_DRIVER", drivers, 2);
    vk_policy.log_stderr = choice("HLOCAL_VK_LOG", logs, 2) == 0;
    vk_faults_read(secure_getenv("HLOCAL_VK_FAULT"));
}
