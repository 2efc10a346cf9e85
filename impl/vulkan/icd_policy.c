#define _GNU_SOURCE /* secure_getenv */
#include "icd_policy.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct vk_policy vk_policy;

static const struct {
    const char *name;
    VkResult result;
} result_names[] = {
    {"VK_ERROR_OUT_OF_HOST_MEMORY", VK_ERROR_OUT_OF_HOST_MEMORY},
    {"VK_ERROR_OUT_OF_DEVICE_MEMORY", VK_ERROR_OUT_OF_DEVICE_MEMORY},
    {"VK_ERROR_INITIALIZATION_FAILED", VK_ERROR_INITIALIZATION_FAILED},
    {"VK_ERROR_DEVICE_LOST", VK_ERROR_DEVICE_LOST},
    {"VK_ERROR_MEMORY_MAP_FAILED", VK_ERROR_MEMORY_MAP_FAILED},
    {"VK_ERROR_LAYER_NOT_PRESENT", VK_ERROR_LAYER_NOT_PRESENT},
    {"VK_ERROR_EXTENSION_NOT_PRESENT", VK_ERROR_EXTENSION_NOT_PRESENT},
    {"VK_ERROR_FEATURE_NOT_PRESENT", VK_ERROR_FEATURE_NOT_PRESENT},
    {"VK_ERROR_INCOMPATIBLE_DRIVER", VK_ERROR_INCOMPATIBLE_DRIVER},
    {"VK_ERROR_TOO_MANY_OBJECTS", VK_ERROR_TOO_MANY_OBJECTS},
    {"VK_ERROR_FORMAT_NOT_SUPPORTED", VK_ERROR_FORMAT_NOT_SUPPORTED},
    {"VK_ERROR_UNKNOWN", VK_ERROR_UNKNOWN},
    {"VK_ERROR_INVALID_EXTERNAL_HANDLE", VK_ERROR_INVALID_EXTERNAL_HANDLE},
    {"VK_ERROR_VALIDATION_FAILED", VK_ERROR_VALIDATION_FAILED},
    {"VK_ERROR_INVALID_OPAQUE_CAPTURE_ADDRESS",
     VK_ERROR_INVALID_OPAQUE_CAPTURE_ADDRESS},
};

static VkResult result_of(const char *text, size_t length)
{
    for (size_t i = 0; i < sizeof result_names / sizeof result_names[0]; i++)
        if (strlen(result_names[i].name) == length &&
            strncmp(result_names[i].name, text, length) == 0)
            return result_names[i].result;
    return VK_SUCCESS;
}

/* One "vkCommand:k=RESULT" or "vkCommand:k+=RESULT" of `length` chars. */
static bool fault_parse(const char *text, size_t length, struct vk_fault *fault)
{
    char name[96];
    const char *colon = memchr(text, ':', length);
    const char *equal = memchr(text, '=', length);

    if (colon == NULL || equal == NULL || equal < colon ||
        (size_t)(colon - text) >= sizeof name)
        return false;
    memcpy(name, text, (size_t)(colon - text));
    name[colon - text] = '\0';
    const struct vk_entry_info *entry = vk_entry_find(name);
    if (entry == NULL)
        return false;
    char *end;
    unsigned long call = strtoul(colon + 1, &end, 10);
    memset(fault, 0, sizeof *fault);
    fault->entry = (enum vk_entry)(entry - vk_entries);
    fault->call = (unsigned)call;
    fault->onward = *end == '+';
    fault->result = result_of(equal + 1, length - (size_t)(equal + 1 - text));
    return call > 0 && end + fault->onward == equal &&
           vk_entry_documents(entry, fault->result);
}

static void faults_read(const char *text)
{
    while (text != NULL && *text != '\0') {
        size_t length = strcspn(text, ",;");
        if (vk_policy.fault_count < VK_FAULT_MAX &&
            fault_parse(text, length, &vk_policy.fault[vk_policy.fault_count]))
            vk_policy.fault_count++;
        else
            fprintf(stderr,
                    "hlocal: HLOCAL_VK_FAULT: \"%.*s\" is not command:k=RESULT "
                    "with a result that the command documents\n",
                    (int)length, text);
        text += length;
        text += *text != '\0';
    }
}

/* The index of the variable's value among `words`, else 0 and a complaint. */
static int choice(const char *variable, const char *const words[], int count)
{
    const char *value = secure_getenv(variable);

    if (value == NULL || value[0] == '\0')
        return 0;
    for (int i = 0; i < count; i++)
        if (strcmp(value, words[i]) == 0)
            return i;
    fprintf(stderr, "hlocal: %s=%s is not known\n", variable, value);
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

    memset(&vk_policy, 0, sizeof vk_policy);
    vk_policy.profile =
        (enum vk_profile)choice("HLOCAL_VK_PROFILE", profiles, 3);
    vk_policy.reexport =
        (enum vk_reexport)choice("HLOCAL_VK_REEXPORT", reexports, 4);
    vk_policy.kmt_collides = choice("HLOCAL_VK_KMT", numbers, 2) == 1;
    vk_policy.device_count =
        (uint32_t)choice("HLOCAL_VK_DEVICES", devices, 2) + 1;
    vk_policy.driver_number = (uint32_t)choice("HLOCAL_VK_DRIVER", drivers, 2);
    vk_policy.log_stderr = choice("HLOCAL_VK_LOG", logs, 2) == 0;
    faults_read(secure_getenv("HLOCAL_VK_FAULT"));
}

VkResult vk_policy_fault(enum vk_entry entry)
{
    VkResult result = VK_SUCCESS;

    for (unsigned i = 0; i < vk_policy.fault_count; i++) {
        struct vk_fault *fault = &vk_policy.fault[i];
        if (fault->entry != entry)
            continue;
        fault->seen++;
        if (fault->seen == fault->call ||
            (fault->onward && fault->seen > fault->call))
            result = fault->result;
    }
    return result;
}
