#include "../handle/compact.h"
#include "../handle/fast_path.h"
#include "family.h"

/* LF_8, LF_9, LF_12, LF_13: an address that cannot be freed. */
static uint32_t free_error(uintptr_t address)
{
    struct found found;

    return hli_lookup(address, &found) == THING_BLOCK ? ERROR_INVALID_HANDLE
                                                      : ERROR_NOACCESS;
}

static __attribute__((noinline)) void *free_slow(void *object)
{
    uintptr_t value = (uintptr_t)object;

    if (object == NULL)
        return NULL;
    if (is_address(object) ? !hli_fixed_free(value)
                           : hli_movable_free(value) != MOVABLE_DONE) {
        fail(is_address(object) ? free_error(value) : ERROR_INVALID_HANDLE);
        return object;
    }
    if (UNLIKELY(hli_settings_slice() != 0))
        hli_compact_slice(hli_settings_slice());
    return NULL;
}

HL_HOT void *release(void *object)
{
    uintptr_t value = (uintptr_t)object;

    if (LIKELY(is_address(object) ? fixed_fast_free(value) : fast_free(value)))
        return NULL;
    return free_slow(object);
}

HLOCAL WINAPI LocalFree(HLOCAL object)
{
    return release(object);
}

HGLOBAL WINAPI GlobalFree(HGLOBAL object)
{
    return release(object);
}
