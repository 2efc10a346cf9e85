/* What the Local and the Global family do alike, and the few ways in which
 * they differ. A value's low digit says what it claims to be; the rest of the
 * library finds out whether that is true.
 */
#ifndef HLOCAL_FAMILY_H
#define HLOCAL_FAMILY_H

#include <stdint.h>

#include "../handle/lookup.h"
#include "../handle/movable.h"
#include "../heap/fixed.h"
#include "hlocal.h"
#include "settings.h"

struct family {
    UINT valid_flags;
    UINT discardable;  /* bits that mean DISCARDABLE */
    UINT shown;        /* bits that a discardable object shows */
    UINT ddeshare;     /* the bit, remembered and shown; 0 if there is none */
    uint32_t no_block; /* error for an address at which no object begins */
    SIZE_T fixed_min;  /* size of a fixed object of 0 bytes */
    int converts;      /* MODIFY | MOVEABLE makes fixed objects movable */
};

extern const struct family hl_family_local;
extern const struct family hl_family_global;

/* Addresses are multiples of 16; other values are handles or nonsense. */
static inline int is_address(const void *object)
{
    return (uintptr_t)object % 16u == 0;
}

static inline void *as_pointer(uintptr_t value)
{
    return (void *)value; // NOLINT(performance-no-int-to-ptr)
}

#endif /* HLOCAL_FAMILY_H */
