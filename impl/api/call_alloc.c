#include "family.h"

const struct family hl_family_local = {
    .valid_flags = LMEM_VALID_FLAGS,
    .discardable = LMEM_DISCARDABLE,
    .shown = LMEM_DISCARDABLE,
    .ddeshare = 0,
    .no_block = ERROR_NOACCESS,
    .fixed_min = 0,
    .converts = 0,
};

const struct family hl_family_global = {
    .valid_flags = GMEM_VALID_FLAGS,
    .discardable = GMEM_DISCARDABLE,
    .shown = GMEM_DISCARDABLE,
    .ddeshare = GMEM_DDESHARE,
    .no_block = ERROR_INVALID_HANDLE,
    .fixed_min = 1,
    .converts = 1,
};

static inline void *allocate(const struct family *family, UINT flags,
                             SIZE_T bytes)
{
    uintptr_t value;

    if (UNLIKELY((flags & ~family->valid_flags) != 0)) {
        fail(ERROR_INVALID_PARAMETER);
        return NULL;
    }
    if ((flags & LMEM_MOVEABLE) != 0) {
        struct movable_kind kind = {
            .discardable = (flags & family->discardable) != 0,
            .ddeshare = (flags & family->ddeshare) != 0,
            .zero = (flags & LMEM_ZEROINIT) != 0,
        };

        value = hl_movable_new(bytes, &kind);
    } else {
        value = hl_fixed_new(bytes != 0 ? bytes : family->fixed_min,
                             (flags & LMEM_ZEROINIT) != 0);
    }
    if (UNLIKELY(value == 0))
        fail(ERROR_NOT_ENOUGH_MEMORY);
    return as_pointer(value);
}

HLOCAL WINAPI LocalAlloc(UINT flags, SIZE_T bytes)
{
    return allocate(&hl_family_local, flags, bytes);
}

HGLOBAL WINAPI GlobalAlloc(UINT flags, SIZE_T bytes)
{
    return allocate(&hl_family_global, flags, bytes);
}
