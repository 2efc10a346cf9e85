/* Lock and unlock. */
#include "local/lock.h"

/* The answer for a value that is no handle: GlobalLock objects to a pointer
 * too, LocalLock only to what is shaped like a handle. */
/*@ requires  family:  global <= 1;
    requires  bad:     kind != HL_K_FIXED && kind != HL_K_MOVABLE
                       && kind != HL_K_DISCARDED;
    terminates         \true;
    exits              \false;
    assigns            hl_error;
    ensures   result:  \result == 0;
    ensures   handle:  kind == HL_K_FREED || kind == HL_K_GARBAGE
                       || kind == HL_K_ODD ==> hl_error == ERROR_INVALID_HANDLE;
    ensures   pointer: kind != HL_K_FREED && kind != HL_K_GARBAGE
                       && kind != HL_K_ODD ==> hl_error ==
                         (global == 1 ? ERROR_INVALID_HANDLE : \old(hl_error));
*/
static uint64_t lock_bad(uint32_t global, uint32_t kind)
{
    if (kind == HL_K_FREED || kind == HL_K_GARBAGE || kind == HL_K_ODD ||
        global == 1u)
        hl_error = ERROR_INVALID_HANDLE;
    return 0;
}

uint64_t hl_lock(uint32_t global, uint64_t v, uint32_t kind, uint32_t at)
{
    if (kind == HL_K_FIXED)
        return v;
    if (kind == HL_K_DISCARDED) {
        hl_error = ERROR_DISCARDED;
        return 0;
    }
    if (kind != HL_K_MOVABLE)
        return lock_bad(global, kind);
    if (hl_tab[at].lock < HL_LOCK_MAX)
        hl_tab[at].lock = hl_tab[at].lock + 1u;
    return hl_tab[at].addr;
}

uint64_t hl_unlock(uint32_t global, uint64_t v, uint32_t kind, uint32_t at)
{
    if (kind == HL_K_FREED || kind == HL_K_GARBAGE || kind == HL_K_ODD) {
        hl_error = ERROR_INVALID_HANDLE;
        return global;
    }
    if (kind != HL_K_MOVABLE && kind != HL_K_DISCARDED) {
        if (global == 0)
            hl_error = ERROR_NOT_LOCKED;
        return global;
    }
    if (hl_tab[at].lock == 0) {
        hl_error = ERROR_NOT_LOCKED;
        return 0;
    }
    hl_tab[at].lock = hl_tab[at].lock - 1u;
    if (hl_tab[at].lock > 0)
        return 1;
    hl_error = NO_ERROR;
    return 0;
}
