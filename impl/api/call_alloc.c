#include "../handle/compact.h"
#include "../handle/fast_path.h"
#include "family.h"
#include "last_error.h"

/* Refer to the exit report here, or a static link leaves call_stats.o out. */
__attribute__((used)) static void (*const reports)(void) = hli_report_at_exit;

static struct movable_kind kind_of(const struct family *family, UINT flags)
{
    return (struct movable_kind){
        .discardable = (flags & family->discardable) != 0,
        .ddeshare = (flags & family->ddeshare) != 0,
        .zero = (flags & LMEM_ZEROINIT) != 0,
    };
}

static uintptr_t attempt(UINT flags, SIZE_T bytes,
                         const struct movable_kind *kind)
{
    return (flags & LMEM_MOVEABLE) != 0 ? hli_movable_new(bytes, kind)
                                        : hli_fixed_new(bytes, kind->zero);
}

/* When the thread's cache had not what it takes, or the flags are wrong. */
static __attribute__((noinline)) void *
allocate_slow(const struct family *family, UINT flags, SIZE_T bytes)
{
    struct movable_kind kind = kind_of(family, flags);
    uintptr_t value;

    if ((flags & ~family->valid_flags) != 0) {
        fail(ERROR_INVALID_PARAMETER);
        return NULL;
    }
    if ((flags & LMEM_MOVEABLE) == 0 && bytes == 0)
        bytes = family->fixed_min;
    value = attempt(flags, bytes, &kind);
    if (value == 0 && bytes < BLOCK_SIZE_END && hli_compact_for_memory())
        value = attempt(flags, bytes, &kind);
    if (value == 0)
        fail(ERROR_NOT_ENOUGH_MEMORY);
    else if (UNLIKELY(hli_settings_slice() != 0))
        hli_compact_slice(hli_settings_slice());
    return as_pointer(value);
}

/* What the thread's cache has at hand, or 0. */
HL_HOT uintptr_t at_hand(const struct family *family, UINT flags, SIZE_T bytes,
                         int zero)
{
    struct movable_kind kind = kind_of(family, flags);

    kind.zero = zero;
    if ((flags & LMEM_MOVEABLE) != 0)
        return fast_new(bytes, &kind);
    return fixed_fast_new(bytes != 0 ? bytes : family->fixed_min, zero);
}

/* Apart, so that the others need not save registers around memset. */
static __attribute__((noinline)) void *
allocate_zeroed(const struct family *family, UINT flags, SIZE_T bytes)
{
    uintptr_t value = at_hand(family, flags, bytes, 1);

    return LIKELY(value != 0) ? as_pointer(value)
                              : allocate_slow(family, flags, bytes);
}

HL_HOT void *allocate(const struct family *family, UINT flags, SIZE_T bytes)
{
    uintptr_t value = 0;

    if (LIKELY((flags & ~family->valid_flags) == 0)) {
        if ((flags & LMEM_ZEROINIT) != 0)
            return allocate_zeroed(family, flags, bytes);
        value = at_hand(family, flags, bytes, 0);
    }
    return LIKELY(value != 0) ? as_pointer(value)
                              : allocate_slow(family, flags, bytes);
}

HLOCAL WINAPI LocalAlloc(UINT flags, SIZE_T bytes)
{
    return allocate(&family_local, flags, bytes);
}

HGLOBAL WINAPI GlobalAlloc(UINT flags, SIZE_T bytes)
{
    return allocate(&family_global, flags, bytes);
}
