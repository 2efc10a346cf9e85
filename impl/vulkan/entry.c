#include "entry.h"

#include <stddef.h>
#include <string.h>

#define E(symbol, where, needs, answers)                                       \
    [ENTRY_##symbol] = {.name = #symbol,                                       \
                        .function = (PFN_vkVoidFunction)icd_##symbol,          \
                        .level = LEVEL_##where,                                \
                        .extension = EXTENSION_##needs,                        \
                        .results = answers},
#define A(alias, name)
const struct vk_entry_info vk_entries[ENTRY_COUNT] = {
#include "entry.def"
};
#undef E
#undef A

static const struct {
    const char *name;
    enum vk_entry entry;
} aliases[] = {
#define E(symbol, where, needs, answers)
#define A(alias, name) {#alias, ENTRY_##name},
#include "entry.def"
#undef E
#undef A
};

const struct vk_entry_info *vk_entry_find(const char *name)
{
    for (size_t i = 0; i < ENTRY_COUNT; i++)
        if (strcmp(vk_entries[i].name, name) == 0)
            return &vk_entries[i];
    for (size_t i = 0; i < sizeof aliases / sizeof aliases[0]; i++)
        if (strcmp(aliases[i].name, name) == 0)
            return &vk_entries[aliases[i].entry];
    return NULL;
}

bool vk_entry_documents(const struct vk_entry_info *entry, VkResult result)
{
    static const struct {
        VkResult result;
        unsigned flag;
    } flags[] = {
        {VK_ERROR_OUT_OF_HOST_MEMORY, R_OOHM},
        {VK_ERROR_OUT_OF_DEVICE_MEMORY, R_OODM},
        {VK_ERROR_INVALID_EXTERNAL_HANDLE, R_HANDLE},
        {VK_ERROR_TOO_MANY_OBJECTS, R_MANY},
        {VK_ERROR_MEMORY_MAP_FAILED, R_MAP},
        {VK_ERROR_FORMAT_NOT_SUPPORTED, R_FORMAT},
        {VK_ERROR_INITIALIZATION_FAILED, R_INIT},
        {VK_ERROR_EXTENSION_NOT_PRESENT, R_EXTENSION},
        {VK_ERROR_LAYER_NOT_PRESENT, R_LAYER},
        {VK_ERROR_INCOMPATIBLE_DRIVER, R_DRIVER},
        {VK_ERROR_FEATURE_NOT_PRESENT, R_FEATURE},
        {VK_ERROR_DEVICE_LOST, R_LOST},
        {VK_ERROR_INVALID_OPAQUE_CAPTURE_ADDRESS, R_CAPTURE},
    };

    if (entry->results == R_VOID)
        return false;
    if (result == VK_ERROR_UNKNOWN || result == VK_ERROR_VALIDATION_FAILED)
        return true;
    for (size_t i = 0; i < sizeof flags / sizeof flags[0]; i++)
        if (flags[i].result == result)
            return (entry->results & flags[i].flag) != 0;
    return false;
}
