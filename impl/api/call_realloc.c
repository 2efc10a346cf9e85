#include "../handle/compact.h"
#include "family.h"

/* The order of decisions is part of the promise: first what the object is,
 * then MODIFY, then DISCARDABLE, then size 0, then the rest. */

struct request {
    SIZE_T bytes;
    int modify;
    int movable;
    int discardable;
    int ddeshare;
    int zero;
};

static struct request decode(const struct family *family, SIZE_T bytes,
                             UINT flags)
{
    return (struct request){
        .bytes = bytes,
        .modify = (flags & LMEM_MODIFY) != 0,
        .movable = (flags & LMEM_MOVEABLE) != 0,
        .discardable = (flags & family->discardable) != 0,
        .ddeshare = (flags & family->ddeshare) != 0,
        .zero = (flags & LMEM_ZEROINIT) != 0,
    };
}

/* Whether to try a refused resize again, after a compaction. That helps only if
 * the object may move: what refuses a resize in place is never a shortage. */
static int try_again(const struct request *request)
{
    return request->movable && request->bytes < BLOCK_SIZE_END &&
           hli_compact_for_memory();
}

static void *refuse(uint32_t error)
{
    fail(error);
    return NULL;
}

/* LRA_1, LRA_4, LRA_4b, LRA_6b, LRA_7: no fixed object begins here. */
static void *refuse_address(uintptr_t address)
{
    struct found found;

    if (address == 0 || hli_lookup(address, &found) == THING_BLOCK)
        return refuse(ERROR_INVALID_HANDLE);
    return refuse(ERROR_NOACCESS);
}

/* LRA_F11, GRA_45, GRA_47, GRA_60: a fixed object becomes movable. */
static void *convert(uintptr_t address, const struct request *request)
{
    struct movable_kind kind = {
        .discardable = request->discardable,
        .ddeshare = request->ddeshare,
    };
    struct fixed_claim claim;
    uint64_t value;

    if (!hli_fixed_claim(address, &claim))
        return refuse_address(address);
    value = hli_movable_copy(&claim.block, claim.size, &kind);
    if (value == 0) {
        hli_fixed_keep(&claim, claim.size);
        return refuse(ERROR_NOT_ENOUGH_MEMORY);
    }
    hli_fixed_end(&claim);
    return as_pointer(value);
}

static void *resize_fixed(uintptr_t address, const struct request *request)
{
    int windows = hli_settings_inplace() == HL_INPLACE_WINDOWS;
    uintptr_t moved;
    int answer;

    do
        answer = hli_fixed_resize(address, request->bytes, request->movable,
                                  request->zero, windows, &moved);
    while (answer == FIXED_NO_MEMORY && try_again(request));
    if (answer == FIXED_DONE)
        return as_pointer(moved);
    return answer == FIXED_NO_MEMORY ? refuse(ERROR_NOT_ENOUGH_MEMORY)
                                     : refuse_address(address);
}

static void *realloc_fixed(const struct family *family, uintptr_t address,
                           const struct request *request)
{
    uint64_t size;

    if (request->modify && family->converts && request->movable)
        return convert(address, request);
    if (!request->modify && !request->discardable)
        return resize_fixed(address, request);
    if (!fixed_find(address, &size))
        return refuse_address(address);
    return request->modify ? as_pointer(address)
                           : refuse(ERROR_INVALID_PARAMETER);
}

static enum movable_answer resize_movable(uint64_t value,
                                          const struct request *request)
{
    enum movable_answer answer;

    do
        answer = hli_movable_resize(value, request->bytes, request->movable,
                                    request->zero);
    while (answer == MOVABLE_NO_MEMORY && try_again(request));
    return answer;
}

static enum movable_answer modify(uint64_t value, const struct request *request)
{
    uint64_t word;

    return request->discardable ? hli_movable_mark(value)
                                : movable_word(value, &word);
}

/* LRA_U2, LRA_U3, LRA_K3, LRA_D2, LRA_D3. */
static enum movable_answer empty(uint64_t value, const struct request *request)
{
    uint64_t word;

    if (request->movable)
        return hli_movable_discard(value);
    return movable_word(value, &word) == MOVABLE_DONE ? MOVABLE_NOT_ALLOWED
                                                      : MOVABLE_STALE;
}

static void *realloc_movable(uint64_t value, const struct request *request)
{
    enum movable_answer answer;
    uint64_t word;

    if (request->modify)
        answer = modify(value, request);
    else if (request->discardable)
        answer = movable_word(value, &word) == MOVABLE_DONE
                     ? MOVABLE_NOT_ALLOWED
                     : MOVABLE_STALE;
    else if (request->bytes == 0)
        answer = empty(value, request);
    else
        answer = resize_movable(value, request);

    switch (answer) {
    case MOVABLE_DONE:
        return as_pointer(value);
    case MOVABLE_NO_MEMORY:
        return refuse(ERROR_NOT_ENOUGH_MEMORY);
    case MOVABLE_NOT_ALLOWED:
        return refuse(ERROR_INVALID_PARAMETER);
    case MOVABLE_STALE:
    case MOVABLE_DISCARDED:
    case MOVABLE_UNLOCKED:
        break;
    }
    return refuse(ERROR_INVALID_HANDLE);
}

static void *reallocate(const struct family *family, void *object, SIZE_T bytes,
                        UINT flags)
{
    struct request request = decode(family, bytes, flags);

    if (is_address(object))
        return realloc_fixed(family, (uintptr_t)object, &request);
    return realloc_movable((uintptr_t)object, &request);
}

HLOCAL WINAPI LocalReAlloc(HLOCAL object, SIZE_T bytes, UINT flags)
{
    return reallocate(&family_local, object, bytes, flags);
}

HGLOBAL WINAPI GlobalReAlloc(HGLOBAL object, SIZE_T bytes, UINT flags)
{
    return reallocate(&family_global, object, bytes, flags);
}
