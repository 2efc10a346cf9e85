/* The words answers are made of, and the objects questions are made of. */
#include "probe.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const struct family families[FAMILY_COUNT] = {
    {"Local", LMEM_DISCARDABLE, LocalAlloc, LocalReAlloc, LocalLock,
     LocalUnlock, LocalHandle, LocalSize, LocalFlags, LocalFree},
    {"Global", GMEM_DISCARDABLE, GlobalAlloc, GlobalReAlloc, GlobalLock,
     GlobalUnlock, GlobalHandle, GlobalSize, GlobalFlags, GlobalFree},
};

void seed_error(void)
{
    SetLastError(PROBE_ERROR_SEED);
}

const char *error_name(void)
{
    return error_text(GetLastError());
}

const char *error_text(DWORD error)
{
    static char other[20];

    switch (error) {
    case PROBE_ERROR_SEED:
        return "untouched";
    case NO_ERROR:
        return "NO_ERROR";
    case ERROR_INVALID_HANDLE:
        return "INVALID_HANDLE";
    case ERROR_NOT_ENOUGH_MEMORY:
        return "NOT_ENOUGH_MEMORY";
    case ERROR_INVALID_PARAMETER:
        return "INVALID_PARAMETER";
    case ERROR_DISCARDED:
        return "DISCARDED";
    case ERROR_NOT_LOCKED:
        return "NOT_LOCKED";
    case ERROR_NOACCESS:
        return "NOACCESS";
    }
    snprintf(other, sizeof other, "error %u", (unsigned)error);
    return other;
}

const char *kind_of(const void *value)
{
    if (!value)
        return "NULL";
    if ((UINT_PTR)value % 16 == 0)
        return "pointer";
    return (UINT_PTR)value % 16 == 8 ? "handle" : "odd value";
}

const char *answer_of(const void *value, const void *passed)
{
    if (value && value == passed)
        return "itself";
    return kind_of(value);
}

int is_movable(HANDLE object)
{
    return (UINT_PTR)object % 16 == 8;
}

int all_bytes(const void *bytes, SIZE_T from, SIZE_T to, int value)
{
    const unsigned char *p = bytes;
    SIZE_T i;

    for (i = from; i < to; i++)
        if (p[i] != value)
            return 0;
    return 1;
}

void *block_of(HANDLE object)
{
    void *block = LocalLock(object);

    if (block && is_movable(object))
        LocalUnlock(object);
    return block;
}

HANDLE make_object(const struct family *family, UINT flags, SIZE_T bytes,
                   unsigned locks)
{
    HANDLE object = family->alloc(flags, bytes);

    if (!object) {
        fprintf(stderr, "probe: %sAlloc(%#x, %lu) failed\n", family->name,
                (unsigned)flags, (unsigned long)bytes);
        exit(2);
    }
    if (bytes)
        memset(block_of(object), PROBE_FILL, bytes);
    lock_times(family, object, locks);
    return object;
}

const char *const kind_names[] = {"fixed", "unlocked", "locked", "discarded"};

HANDLE make_kind(const struct family *family, enum kind kind, SIZE_T bytes)
{
    return make_object(family, kind == KIND_FIXED ? LMEM_FIXED : LMEM_MOVEABLE,
                       kind == KIND_DISCARDED ? 0 : bytes, kind == KIND_LOCKED);
}

void lock_times(const struct family *family, HANDLE object, unsigned count)
{
    unsigned i;

    for (i = 0; i < count; i++)
        if (!family->lock(object))
            return;
}

HANDLE garbage_handle(void)
{
    return (HANDLE)(UINT_PTR)0xffffffffdeadbee8u;
}

HANDLE unmapped_address(void)
{
    return (HANDLE)(UINT_PTR)0xffffffffdeadbee0u;
}

void *align_16(void *p)
{
    return (void *)(((UINT_PTR)p + 15) / 16 * 16);
}
