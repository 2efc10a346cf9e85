/* The checks as numbers, and what is known of each. specs/vk/rules.def is
 * the table. */
#ifndef HLOCAL_IMPL_VULKAN_VUID_H
#define HLOCAL_IMPL_VULKAN_VUID_H

#include "compat.h"

#define V(id, name, ...) VUID_##name,
enum vuid {
#include "vk/rules.def"
    VUID_COUNT
};

enum vk_profile { PROFILE_STRICT, PROFILE_CTS, PROFILE_DRIVER, PROFILE_COUNT };

/* From the gravest to the lightest. */
enum vuid_answer {
    ANSWER_FAIL,
    ANSWER_HANDLE,
    ANSWER_DEVMEM,
    ANSWER_MANY,
    ANSWER_UNKNOWN,
    ANSWER_SKIP,
    ANSWER_LOG,
};

struct vuid_info {
    const char *name;    /* with "_" */
    const char *old_end; /* the last part in 1.3.239, "" if it has none */
    const char *new_end; /* the same in 1.4.360, "x-00001" if two changed */
    enum vuid_answer answer[PROFILE_COUNT];
    const char *sentence;
};

extern const struct vuid_info vuid_table[VUID_COUNT];

/* "VUID-VkX-y-00123", numbered as in the headers the driver was built with;
 * own rules read "HLOCAL-...". `text` has room for VUID_TEXT_MAX chars. */
#define VUID_TEXT_MAX 128
void vuid_text(enum vuid vuid, char text[VUID_TEXT_MAX]);

VkResult vuid_result(enum vuid_answer answer);

#endif /* HLOCAL_IMPL_VULKAN_VUID_H */
