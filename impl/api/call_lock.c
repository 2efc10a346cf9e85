#include "../handle/fast_path.h"
#include "family.h"

/* What is not a movable object that can be locked at once. */
static __attribute__((noinline)) void *lock_slow(void *object,
                                                 uint32_t no_block)
{
    enum movable_answer answer;
    uintptr_t address;
    uint64_t size;

    if (is_address(object)) {
        if (fixed_find((uintptr_t)object, &size))
            return object;
        if (no_block != KEEP_ERROR)
            fail(no_block);
        return NULL;
    }
    answer = hli_movable_lock((uintptr_t)object, &address);
    if (answer == MOVABLE_DONE)
        return as_pointer(address);
    fail(answer == MOVABLE_DISCARDED ? ERROR_DISCARDED : ERROR_INVALID_HANDLE);
    return NULL;
}

/* A movable object that is locked, but other threads changed it meanwhile. What
 * has been freed or discarded since has no lock either. */
static __attribute__((noinline)) void *lock_settle(void *object,
                                                   uint32_t no_block)
{
    uintptr_t address = hli_movable_address((uintptr_t)object);

    return address != 0 ? as_pointer(address) : lock_slow(object, no_block);
}

HL_HOT void *lock(void *object, uint32_t no_block)
{
    uintptr_t address;
    enum fast_lock answer = fast_lock((uintptr_t)object, &address);

    if (LIKELY(answer == FAST_DONE))
        return as_pointer(address);
    return answer == FAST_LOCKED ? lock_settle(object, no_block)
                                 : lock_slow(object, no_block);
}

LPVOID WINAPI LocalLock(HLOCAL object)
{
    return lock(object, KEEP_ERROR);
}

LPVOID WINAPI GlobalLock(HGLOBAL object)
{
    return lock(object, ERROR_INVALID_HANDLE);
}

/* LU_2 to LU_13; the families differ in what they say of bad handles and of
 * addresses. */
static __attribute__((noinline)) BOOL unlock_slow(void *object, BOOL global)
{
    enum movable_answer answer;
    uint32_t left;

    if (is_address(object)) {
        if (!global)
            fail(ERROR_NOT_LOCKED);
        return global;
    }
    answer = hli_movable_unlock((uintptr_t)object, &left);
    if (answer == MOVABLE_DONE) {
        if (left == 0)
            fail(NO_ERROR);
        return left != 0;
    }
    fail(answer == MOVABLE_STALE ? ERROR_INVALID_HANDLE : ERROR_NOT_LOCKED);
    return answer == MOVABLE_STALE && global;
}

HL_HOT BOOL unlock(void *object, BOOL global)
{
    uint32_t left;

    if (UNLIKELY(!fast_unlock((uintptr_t)object, &left)))
        return unlock_slow(object, global);
    if (left != 0)
        return TRUE;
    fail(NO_ERROR);
    return FALSE;
}

BOOL WINAPI LocalUnlock(HLOCAL object)
{
    return unlock(object, FALSE);
}

BOOL WINAPI GlobalUnlock(HGLOBAL object)
{
    return unlock(object, TRUE);
}
