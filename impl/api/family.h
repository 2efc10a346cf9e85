/* What the Local and the Global family do alike, and the few ways in which they
 * differ. A value's low four bits say what it claims to be; the rest of the
 * library finds out whether that is true.
 */
#ifndef HLOCAL_IMPL_API_FAMILY_H
#define HLOCAL_IMPL_API_FAMILY_H

#include <stdint.h>

#include "../handle/lookup.h"
#include "../handle/movable.h"
#include "../heap/fixed_fast_path.h"
#include "hlocal.h"
#include "../heap/settings.h"
#include "last_error.h"

/* In place of an error code: the last error stays what it was. */
#define KEEP_ERROR 0xFFFFFFFFu

struct family {
    UINT valid_flags;
    UINT discardable;  /* bits that mean DISCARDABLE */
    UINT shown;        /* bits that a discardable object shows */
    UINT ddeshare;     /* the bit, remembered and shown; 0 if there is none */
    uint32_t no_block; /* error for an address at which no object begins */
    SIZE_T fixed_min;  /* size of a fixed object of 0 bytes */
    int converts;      /* MODIFY | MOVEABLE makes fixed objects movable */
};

static const struct family family_local = {
    .valid_flags = LMEM_VALID_FLAGS,
    .discardable = LMEM_DISCARDABLE,
    .shown = LMEM_DISCARDABLE,
    .ddeshare = 0,
    .no_block = ERROR_NOACCESS,
    .fixed_min = 0,
    .converts = 0,
};

static const struct family family_global = {
    .valid_flags = GMEM_VALID_FLAGS,
    .discardable = GMEM_DISCARDABLE,
    .shown = GMEM_DISCARDABLE,
    .ddeshare = GMEM_DDESHARE,
    .no_block = ERROR_INVALID_HANDLE,
    .fixed_min = 1,
    .converts = 1,
};

/* An object's flags as the family shows them. */
static inline UINT flags_of_word(const struct family *family, uint64_t word)
{
    return (UINT)W_LOCK(word) | (W_DISCARDED(word) ? LMEM_DISCARDED : 0u) |
           (W_DISCARDABLE(word) ? family->shown : 0u) |
           (W_DDESHARE(word) ? family->ddeshare : 0u);
}

/* Addresses are multiples of 16; other values are handles or nonsense. */
static inline int is_address(const void *object)
{
    return (uintptr_t)object % 16u == 0;
}

static inline void *as_pointer(uintptr_t value)
{
    return (void *)value; // NOLINT(performance-no-int-to-ptr)
}

#endif /* HLOCAL_IMPL_API_FAMILY_H */
