/* Lock and unlock. */
#include "local/lock.h"

/* The answer for a value that is no handle: GlobalLock objects to a pointer
 * too, LocalLock only to what is shaped like a handle. */
/*@ requires  family:  global <= 1;
    requires  bad:     kind != HLM_K_FIXED && kind != HLM_K_MOVABLE
                       && kind != HLM_K_DISCARDED;
    terminates         \true;
    exits              \false;
    assigns            hlm_error;
    ensures   result:  \result == 0;
    ensures   handle:  kind == HLM_K_FREED || kind == HLM_K_GARBAGE
                       || kind == HLM_K_MISALIGNED
                          ==> hlm_error == ERROR_INVALID_HANDLE;
    ensures   pointer: kind != HLM_K_FREED && kind != HLM_K_GARBAGE
                       && kind != HLM_K_MISALIGNED ==> hlm_error ==
                         (global == 1 ? ERROR_INVALID_HANDLE : \old(hlm_error));
*/
static uint64_t lock_bad(uint32_t global, uint32_t kind)
{
    if (kind == HLM_K_FREED || kind == HLM_K_GARBAGE ||
        kind == HLM_K_MISALIGNED || global == 1u)
        hlm_error = ERROR_INVALID_HANDLE;
    return 0;
}

uint64_t hlm_lock(uint32_t global, uint64_t v, uint32_t kind, uint32_t at)
{
    if (kind == HLM_K_FIXED)
        return v;
    if (kind == HLM_K_DISCARDED) {
        hlm_error = ERROR_DISCARDED;
        return 0;
    }
    if (kind != HLM_K_MOVABLE)
        return lock_bad(global, kind);
    if (hlm_tab[at].lock < HLM_LOCK_MAX)
        hlm_tab[at].lock = hlm_tab[at].lock + 1u;
    return hlm_tab[at].addr;
}

uint64_t hlm_unlock(uint32_t global, uint64_t v, uint32_t kind, uint32_t at)
{
    if (kind == HLM_K_FREED || kind == HLM_K_GARBAGE ||
        kind == HLM_K_MISALIGNED) {
        hlm_error = ERROR_INVALID_HANDLE;
        return global;
    }
    if (kind != HLM_K_MOVABLE && kind != HLM_K_DISCARDED) {
        if (global == 0)
            hlm_error = ERROR_NOT_LOCKED;
        return global;
    }
    if (hlm_tab[at].lock == 0) {
        hlm_error = ERROR_NOT_LOCKED;
        return 0;
    }
    hlm_tab[at].lock = hlm_tab[at].lock - 1u;
    if (hlm_tab[at].lock > 0)
        return 1;
    hlm_error = NO_ERROR;
    return 0;
}
