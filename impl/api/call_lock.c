#include "family.h"

static uint32_t lock_error(enum movable_answer answer)
{
    return answer == MOVABLE_DISCARDED ? ERROR_DISCARDED : ERROR_INVALID_HANDLE;
}

/* The block of a fixed object is the object; NULL for other addresses. */
static inline void *lock_address(void *object)
{
    uint64_t size;

    return hl_fixed_find((uintptr_t)object, &size) ? object : NULL;
}

static inline void *lock_handle(void *object)
{
    enum movable_answer answer;
    uintptr_t address;

    answer = hl_movable_lock((uintptr_t)object, &address);
    if (LIKELY(answer == MOVABLE_DONE))
        return as_pointer(address);
    fail(lock_error(answer));
    return NULL;
}

/* LU_1, LU_2, LU_3, LU_6; `stale` is what the family says of bad handles. */
static inline BOOL unlock_handle(const void *object, BOOL stale)
{
    enum movable_answer answer;
    uint32_t left;

    answer = hl_movable_unlock((uintptr_t)object, &left);
    if (LIKELY(answer == MOVABLE_DONE)) {
        if (left != 0)
            return TRUE;
        fail(NO_ERROR);
        return FALSE;
    }
    if (answer == MOVABLE_STALE) {
        fail(ERROR_INVALID_HANDLE);
        return stale;
    }
    fail(ERROR_NOT_LOCKED);
    return FALSE;
}

LPVOID WINAPI LocalLock(HLOCAL object)
{
    return is_address(object) ? lock_address(object) : lock_handle(object);
}

LPVOID WINAPI GlobalLock(HGLOBAL object)
{
    void *block;

    if (!is_address(object))
        return lock_handle(object);
    block = lock_address(object);
    if (block == NULL)
        fail(ERROR_INVALID_HANDLE);
    return block;
}

BOOL WINAPI LocalUnlock(HLOCAL object)
{
    if (!is_address(object))
        return unlock_handle(object, FALSE);
    fail(ERROR_NOT_LOCKED);
    return FALSE;
}

BOOL WINAPI GlobalUnlock(HGLOBAL object)
{
    if (!is_address(object))
        return unlock_handle(object, TRUE);
    return TRUE;
}
