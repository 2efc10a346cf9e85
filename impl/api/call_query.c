#include "../handle/fast_path.h"
#include "family.h"

static __attribute__((noinline)) void *handle_slow(const struct family *family,
                                                   const void *block)
{
    uintptr_t address = (uintptr_t)block;
    struct found found;

    if (block == NULL) {
        fail(ERROR_INVALID_PARAMETER);
        return NULL;
    }
    if (!is_address(block)) {
        fail(ERROR_INVALID_HANDLE);
        return NULL;
    }
    switch (hli_lookup(address, &found)) {
    case THING_FIXED:
        return as_pointer(address);
    case THING_BLOCK:
        return as_pointer(found.value);
    case THING_INSIDE:
        fail(ERROR_INVALID_HANDLE);
        return NULL;
    case THING_NONE:
        break;
    }
    fail(family->no_block);
    return NULL;
}

HL_HOT void *handle_of(const struct family *family, const void *block)
{
    uint64_t value = fast_handle((uintptr_t)block);

    return LIKELY(value != 0) ? as_pointer(value) : handle_slow(family, block);
}

/* The block of a movable object, LS_6, or a large object. */
static __attribute__((noinline)) SIZE_T size_slow(const void *object)
{
    struct found found;
    enum thing thing = THING_NONE;

    if (is_address(object))
        thing = hli_lookup((uintptr_t)object, &found);
    else if (movable_size((uintptr_t)object, &found.size) == MOVABLE_DONE)
        return found.size;
    if (thing == THING_BLOCK || thing == THING_FIXED)
        return found.size;
    fail(ERROR_INVALID_HANDLE);
    return 0;
}

/* Small objects here, the others elsewhere: so no variable has an address,
 * and the compiler puts no stack protector here. */
HL_HOT SIZE_T size_of(const void *object)
{
    uintptr_t value = (uintptr_t)object;
    uint64_t word, size;

    if (is_address(object)) {
        if (LIKELY(fixed_fast_find(value, &size)))
            return size;
    } else if (LIKELY(movable_word(value, &word) == MOVABLE_DONE) &&
               LIKELY(W_CLASS(word) != WORD_CLASS_LARGE)) {
        return W_SIZE(word);
    }
    return size_slow(object);
}

static __attribute__((noinline)) UINT
flags_of_address(const struct family *family, const void *object)
{
    struct found found;
    enum thing thing = hli_lookup((uintptr_t)object, &found);

    if (thing == THING_FIXED || thing == THING_BLOCK)
        return 0;
    fail(object == NULL ? ERROR_INVALID_HANDLE : family->no_block);
    return LMEM_INVALID_HANDLE;
}

HL_HOT UINT flags_of(const struct family *family, const void *object)
{
    uint64_t word;

    if (is_address(object))
        return flags_of_address(family, object);
    if (UNLIKELY(movable_word((uintptr_t)object, &word) != MOVABLE_DONE)) {
        fail(ERROR_INVALID_HANDLE);
        return LMEM_INVALID_HANDLE;
    }
    return flags_of_word(family, word);
}

HLOCAL WINAPI LocalHandle(LPCVOID block)
{
    return handle_of(&family_local, block);
}

HGLOBAL WINAPI GlobalHandle(LPCVOID block)
{
    return handle_of(&family_global, block);
}

SIZE_T WINAPI LocalSize(HLOCAL object)
{
    return size_of(object);
}

SIZE_T WINAPI GlobalSize(HGLOBAL object)
{
    return size_of(object);
}

UINT WINAPI LocalFlags(HLOCAL object)
{
    return flags_of(&family_local, object);
}

UINT WINAPI GlobalFlags(HGLOBAL object)
{
    return flags_of(&family_global, object);
}
