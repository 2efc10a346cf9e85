#include "vuid.h"

#include <stdio.h>
#include <string.h>

#define V(id, name, old, new, strict, cts, driver, sentence)                   \
    [VUID_##name] = {#name,                                                    \
                     old,                                                      \
                     new,                                                      \
                     {ANSWER_##strict, ANSWER_##cts, ANSWER_##driver},         \
                     sentence},
const struct vuid_info vuid_table[VUID_COUNT] = {
#include "vk/rules.def"
};

void vuid_text(enum vuid vuid, char text[VUID_TEXT_MAX])
{
    const struct vuid_info *info = &vuid_table[vuid];
    const char *end = VK_COMPAT_OLD_VUIDS ? info->old_end : info->new_end;
    const char *last = strrchr(info->name, '_');
    const char *stem = info->name;
    const char *prefix = "VUID-";

    if (end[0] == '\0') /* known to one specification only */
        end = last + 1;
    if (strchr(end, '-') != NULL) /* two parts */
        while (*--last != '_')
            ;
    if (strncmp(stem, "HLOCAL_", 7) == 0)
        prefix = "";
    snprintf(text, VUID_TEXT_MAX, "%s%.*s-%s", prefix, (int)(last - stem), stem,
             end);
    for (char *at = text; *at != '\0'; at++)
        if (*at == '_')
            *at = '-';
}

VkResult vuid_result(enum vuid_answer answer)
{
    switch (answer) {
    case ANSWER_LOG:
    case ANSWER_SKIP:
        return VK_SUCCESS;
    case ANSWER_FAIL:
        return VK_ERROR_VALIDATION_FAILED;
    case ANSWER_HANDLE:
        return VK_ERROR_INVALID_EXTERNAL_HANDLE;
    case ANSWER_MANY:
        return VK_ERROR_TOO_MANY_OBJECTS;
    case ANSWER_DEVMEM:
        return VK_ERROR_OUT_OF_DEVICE_MEMORY;
    case ANSWER_UNKNOWN:
        return VK_ERROR_UNKNOWN;
    }
    return VK_ERROR_UNKNOWN;
}
