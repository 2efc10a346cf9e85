#include "family.h"

/* LF_8, LF_9, LF_12, LF_13: an address that cannot be freed. */
static uint32_t free_error(uintptr_t address)
{
    struct found found;

    return hl_lookup(address, &found) == THING_BLOCK ? ERROR_INVALID_HANDLE
                                                     : ERROR_NOACCESS;
}

static inline void *release(void *object)
{
    uintptr_t value = (uintptr_t)object;

    if (!is_address(object)) {
        if (LIKELY(hl_movable_free(value) == MOVABLE_DONE))
            return NULL;
        fail(ERROR_INVALID_HANDLE);
        return object;
    }
    if (LIKELY(hl_fixed_free(value)) || object == NULL)
        return NULL;
    fail(free_error(value));
    return object;
}

HLOCAL WINAPI LocalFree(HLOCAL object)
{
    return release(object);
}

HGLOBAL WINAPI GlobalFree(HGLOBAL object)
{
    return release(object);
}
