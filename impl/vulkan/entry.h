/* The commands, numbered, and where to find them by name. entry.def */
#ifndef HLOCAL_IMPL_VULKAN_ENTRY_H
#define HLOCAL_IMPL_VULKAN_ENTRY_H

#include "compat.h"

#include <stdbool.h>

#define E(name, level, extension, results) ENTRY_##name,
#define A(alias, name)
enum vk_entry {
#include "entry.def"
    ENTRY_COUNT
};
#undef E
#undef A

#define E(name, level, extension, results)                                     \
    __typeof__(*(PFN_##name)NULL) icd_##name;
#define A(alias, name)
#include "entry.def"
#undef E
#undef A

enum vk_level { LEVEL_GLOBAL, LEVEL_INSTANCE, LEVEL_PHYSICAL, LEVEL_DEVICE };

/* Extensions that bring commands. Instances and devices keep sets of them. */
enum vk_extension {
    EXTENSION_CORE = 0,
    EXTENSION_DEBUG_UTILS = 1,
    EXTENSION_MEMORY_WIN32 = 2,
    EXTENSION_MEMORY_FD = 4,
    EXTENSION_SEMAPHORE_WIN32 = 8,
    EXTENSION_FENCE_WIN32 = 16,
    EXTENSION_TIMELINE = 32,
};

/* Failures a command documents. */
enum {
    R_VOID = 0,
    R_OOHM = 1,
    R_OODM = 2,
    R_HANDLE = 4,
    R_MANY = 8,
    R_MAP = 16,
    R_FORMAT = 32,
    R_INIT = 64,
    R_EXTENSION = 128,
    R_LAYER = 256,
    R_DRIVER = 512,
    R_FEATURE = 1024,
    R_LOST = 2048,
    R_CAPTURE = 4096,
    R_COMMON = 8192, /* only what every command may answer */
};

struct vk_entry_info {
    const char *name;
    PFN_vkVoidFunction function;
    enum vk_level level;
    enum vk_extension extension;
    unsigned results;
};

extern const struct vk_entry_info vk_entries[ENTRY_COUNT];

/* The command of that name or alias, NULL when there is none. */
const struct vk_entry_info *vk_entry_find(const char *name);

/* Whether the command's reference page lists this result. */
bool vk_entry_documents(const struct vk_entry_info *entry, VkResult result);

#endif /* HLOCAL_IMPL_VULKAN_ENTRY_H */
