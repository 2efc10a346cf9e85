/* The decisions of a reallocation, in the order that satisfies every row:
 * the kind of object, LMEM_MODIFY, a stray DISCARDABLE, size 0, size. */
#include "local/realloc.h"

/* The bits of `flags` that mean DISCARDABLE in this family, as 0 or 1. */
/*@ requires  family:  global <= 1;
    terminates         \true;
    exits              \false;
    assigns            \nothing;
    ensures   bits:    \result == hlm_discardable(global, flags);
    ensures   flag:    \result <= 1;
*/
static uint32_t discardable(uint32_t global, uint32_t flags)
{
    if (global == 0)
        return (flags / 0x100u) % 16u != 0 ? 1u : 0u;
    return (flags / 0x100u) % 2u;
}

/* The answer for a value that is no handle. */
/*@ requires  bad:     kind != HLM_K_FIXED && kind != HLM_K_MOVABLE
                       && kind != HLM_K_DISCARDED;
    terminates         \true;
    exits              \false;
    assigns            hlm_error;
    ensures   result:  \result == 0;
    ensures   error:   hlm_error == (kind == HLM_K_NO_OBJECT
                          || kind == HLM_K_INSIDE
                                    ? ERROR_NOACCESS : ERROR_INVALID_HANDLE);
*/
static uint64_t realloc_bad(uint32_t kind)
{
    if (kind == HLM_K_NO_OBJECT || kind == HLM_K_INSIDE)
        hlm_error = ERROR_NOACCESS;
    else
        hlm_error = ERROR_INVALID_HANDLE;
    return 0;
}

uint64_t hlm_realloc_fixed(uint32_t global, uint32_t at, uint64_t size,
                           uint32_t flags, uint32_t fault_armed, uint32_t fault,
                           uint64_t value, uint64_t addr)
{
    uint32_t move = (flags / 2u) % 2u;
    uint32_t zero = (flags / 0x40u) % 2u;
    uint32_t mark = discardable(global, flags);
    if ((flags / 0x80u) % 2u == 1u) {
        if (global == 0 || move == 0)
            return hlm_tab[at].value;
        return hlm_convert(at, mark, (flags / 0x2000u) % 2u, fault_armed, fault,
                           value, addr);
    }
    if (mark == 1u) {
        hlm_error = ERROR_INVALID_PARAMETER;
        return 0;
    }
    return hlm_resize(at, size, zero, move, fault_armed, fault, addr);
}

uint64_t hlm_realloc_movable(uint32_t global, uint32_t at, uint64_t size,
                             uint32_t flags, uint32_t fault_armed,
                             uint32_t fault, uint64_t addr)
{
    uint32_t move = (flags / 2u) % 2u;
    uint32_t zero = (flags / 0x40u) % 2u;
    uint32_t mark = discardable(global, flags);
    if ((flags / 0x80u) % 2u == 1u)
        return hlm_mark(at, mark);
    if (mark == 1u || (size == 0 && (move == 0 || hlm_tab[at].lock > 0))) {
        hlm_error = ERROR_INVALID_PARAMETER;
        return 0;
    }
    if (size == 0)
        return hlm_discard(at);
    if (hlm_tab[at].lock == 0)
        move = 1;
    return hlm_resize(at, size, zero, move, fault_armed, fault, addr);
}

uint64_t hlm_realloc_discarded(uint32_t global, uint32_t at, uint64_t size,
                               uint32_t flags, uint32_t fault_armed,
                               uint32_t fault, uint64_t addr)
{
    uint32_t move = (flags / 2u) % 2u;
    uint32_t zero = (flags / 0x40u) % 2u;
    uint32_t mark = discardable(global, flags);
    if ((flags / 0x80u) % 2u == 1u)
        return hlm_mark(at, mark);
    if (mark == 1u || (size == 0 && move == 0)) {
        hlm_error = ERROR_INVALID_PARAMETER;
        return 0;
    }
    if (size == 0)
        return hlm_discard(at);
    return hlm_revive(at, size, zero, fault_armed, fault, addr);
}

uint64_t hlm_realloc(uint32_t global, uint64_t v, uint32_t kind, uint32_t at,
                     uint64_t size, uint32_t flags, uint32_t fault_armed,
                     uint32_t fault, uint64_t value, uint64_t addr)
{
    (void)v;
    if (kind == HLM_K_FIXED)
        return hlm_realloc_fixed(global, at, size, flags, fault_armed, fault,
                                 value, addr);
    if (kind == HLM_K_MOVABLE)
        return hlm_realloc_movable(global, at, size, flags, fault_armed, fault,
                                   addr);
    if (kind == HLM_K_DISCARDED)
        return hlm_realloc_discarded(global, at, size, flags, fault_armed,
                                     fault, addr);
    return realloc_bad(kind);
}
