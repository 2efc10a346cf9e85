/* Rules that hold for every call: how handles and addresses look, and when
 * the last error changes. */
#include "probe.h"

#define SIZES 2000

static SIZE_T nth_size(unsigned n)
{
    return (SIZE_T)n * 7 % 5000 + 1;
}

/* ---- Representation ----------------------------------------------------- */

struct tally {
    unsigned identity, alignment, exact;
};

static struct tally count_objects(const struct family *family, UINT flags)
{
    struct tally seen = {0, 0, 0};
    unsigned n;

    for (n = 0; n < SIZES; n++) {
        HANDLE object = family->alloc(flags, nth_size(n));
        void *block = family->lock(object);

        seen.identity += object == block;
        seen.alignment += (UINT_PTR)block % 16 == 0;
        seen.exact += family->size(object) == nth_size(n);
        family->free(object);
    }
    return seen;
}

static unsigned count_handles(const struct family *family)
{
    unsigned n, found = 0;

    for (n = 0; n < SIZES; n++) {
        HANDLE object = family->alloc(LMEM_MOVEABLE, nth_size(n) - 1);

        found += (UINT_PTR)object % 16 == 8;
        family->free(object);
    }
    return found;
}

static void ask_shapes(const struct family *family)
{
    const char *name = family->name;

    if (probe_case("REP_1", "%sAlloc(FIXED), handle == address", name))
        probe_answer("%u of %u", count_objects(family, LMEM_FIXED).identity,
                     SIZES);
    if (probe_case("REP_2", "%sAlloc(MOVEABLE), handle == address", name))
        probe_answer("%u of %u", count_objects(family, LMEM_MOVEABLE).identity,
                     SIZES);
    if (probe_case("REP_3", "%sAlloc(MOVEABLE), handle %% 16 == 8", name))
        probe_answer("%u of %u", count_handles(family), SIZES);
    if (probe_case("REP_4", "%sAlloc(FIXED), address %% 16 == 0", name))
        probe_answer("%u of %u", count_objects(family, LMEM_FIXED).alignment,
                     SIZES);
    if (probe_case("REP_4", "%sAlloc(MOVEABLE), address %% 16 == 0", name))
        probe_answer("%u of %u", count_objects(family, LMEM_MOVEABLE).alignment,
                     SIZES);
    if (probe_case("REP_11", "%sAlloc(FIXED), size as requested", name))
        probe_answer("%u of %u", count_objects(family, LMEM_FIXED).exact,
                     SIZES);
    if (probe_case("REP_11", "%sAlloc(MOVEABLE), size as requested", name))
        probe_answer("%u of %u", count_objects(family, LMEM_MOVEABLE).exact,
                     SIZES);
}

/* The words behind a handle, where programs can see them. */
static void ask_slots(void)
{
    HANDLE object = make_object(&families[0], LMEM_MOVEABLE, 8, 1);
    UINT_PTR *slot = (UINT_PTR *)object;

    if (probe_case("REP_5", "word at a handle is the block's address")) {
        if (!platform_has_slots())
            probe_answer("not promised");
        else
            probe_answer("%u", slot[0] == (UINT_PTR)block_of(object));
    }
    if (probe_case("REP_6", "word before the handle, locked once")) {
        if (!platform_has_slots())
            probe_answer("not promised");
        else
            probe_answer("%#llx", (unsigned long long)(slot[-1] & 0xffffff));
    }
    LocalFree(object);
    if (probe_case("REP_7", "words of a freed handle")) {
        if (!platform_has_slots())
            probe_answer("not promised");
        else
            probe_answer("link %s, address %llx",
                         slot[-1] && slot[-1] % 16 == 0 ? "aligned" : "other",
                         (unsigned long long)slot[0]);
    }
}

static void ask_reuse(void)
{
    HANDLE first, again;
    unsigned n, same = 0;

    if (!probe_case("REP_9", "freed handle values that come back at once"))
        return;
    for (n = 0; n < 100; n++) {
        first = LocalAlloc(LMEM_MOVEABLE, 0);
        LocalFree(first);
        again = LocalAlloc(LMEM_MOVEABLE, 0);
        same += again == first;
        LocalFree(again);
    }
    probe_answer("%u of 100", same);
}

static void ask_foreign(const struct family *family)
{
    void *block = platform_foreign_block();
    HANDLE found;
    SIZE_T bytes;

    if (probe_case("REP_12", "%sHandle(memory of another allocator)",
                   family->name)) {
        seed_error();
        found = family->handle(block);
        probe_answer("%s, %s", answer_of(found, block), error_name());
    }
    if (probe_case("REP_12", "%sSize(16 bytes of another allocator)",
                   family->name)) {
        seed_error();
        bytes = family->size(block);
        probe_answer("%u, %s", (unsigned)bytes, error_name());
    }
}

void probe_representation(void)
{
    ask_shapes(&families[0]);
    ask_shapes(&families[1]);
    ask_slots();
    ask_reuse();
    ask_foreign(&families[0]);
    ask_foreign(&families[1]);
}

/* ---- Last error --------------------------------------------------------- */

/* After each call of a blameless program: was the last error left alone? */
#define SUCCEED(call)                                                          \
    do {                                                                       \
        seed_error();                                                          \
        (void)(call);                                                          \
        kept += GetLastError() == PROBE_ERROR_SEED;                            \
        calls++;                                                               \
    } while (0)

static void ask_success(const struct family *family)
{
    HANDLE fixed = NULL, movable = NULL;
    void *block = NULL;
    unsigned kept = 0, calls = 0;

    if (!probe_case("LE_1", "%s calls that succeed and leave the last error",
                    family->name))
        return;
    SUCCEED(fixed = family->alloc(LMEM_FIXED, 40));
    SUCCEED(fixed = family->realloc(fixed, 20, LMEM_MOVEABLE));
    SUCCEED(family->realloc(fixed, 0, LMEM_MODIFY));
    SUCCEED(family->lock(fixed));
    SUCCEED(family->handle(fixed));
    SUCCEED(family->size(fixed));
    SUCCEED(family->flags(fixed));
    SUCCEED(family->free(fixed));
    SUCCEED(movable = family->alloc(LMEM_MOVEABLE, 40));
    SUCCEED(movable = family->realloc(movable, 4000, 0));
    SUCCEED(family->realloc(movable, 0, LMEM_MODIFY));
    SUCCEED(block = family->lock(movable));
    SUCCEED(family->lock(movable));
    SUCCEED(family->handle(block));
    SUCCEED(family->size(movable));
    SUCCEED(family->flags(movable));
    SUCCEED(family->unlock(movable));
    family->unlock(movable);
    SUCCEED(family->realloc(movable, 0, LMEM_MOVEABLE));
    SUCCEED(family->size(movable));
    SUCCEED(family->flags(movable));
    SUCCEED(family->realloc(movable, 30, 0));
    SUCCEED(family->free(movable));
    probe_answer("%u of %u", kept, calls);
}

static void ask_unlocks(const struct family *family)
{
    HANDLE object;
    BOOL held;

    if (probe_case("LE_2", "%sUnlock from 1 to 0", family->name)) {
        object = make_object(family, LMEM_MOVEABLE, 8, 1);
        seed_error();
        held = family->unlock(object);
        probe_answer("%s, %s", held ? "TRUE" : "FALSE", error_name());
        family->free(object);
    }
    if (probe_case("LE_3", "%sUnlock from 2 to 1", family->name)) {
        object = make_object(family, LMEM_MOVEABLE, 8, 2);
        seed_error();
        held = family->unlock(object);
        probe_answer("%s, %s", held ? "TRUE" : "FALSE", error_name());
        family->free(object);
    }
}

/* After each call that must fail: was the last error set? */
#define FAIL(call)                                                             \
    do {                                                                       \
        seed_error();                                                          \
        (void)(call);                                                          \
        set += GetLastError() != PROBE_ERROR_SEED;                             \
        calls++;                                                               \
    } while (0)

static void ask_failure(const struct family *family)
{
    HANDLE bad = garbage_handle();
    unsigned set = 0, calls = 0;

    if (!probe_case("LE_4", "%s calls that fail and set the last error",
                    family->name))
        return;
    FAIL(family->alloc(LMEM_FIXED, ~(SIZE_T)0));
    FAIL(family->realloc(bad, 10, LMEM_MOVEABLE));
    FAIL(family->realloc(bad, 0, LMEM_MODIFY));
    FAIL(family->lock(bad));
    FAIL(family->unlock(bad));
    FAIL(family->size(bad));
    FAIL(family->flags(bad));
    FAIL(family->free(bad));
    probe_answer("%u of %u", set, calls);
}

static void read_error(void *answer)
{
    *(DWORD *)answer = GetLastError();
    SetLastError(ERROR_DISCARDED);
}

static void ask_threads(void)
{
    DWORD there = PROBE_ERROR_SEED;

    if (!probe_case("LE_5", "last error of a new thread, then of this one"))
        return;
    SetLastError(ERROR_NOT_LOCKED);
    platform_thread(read_error, &there);
    probe_say("%s, ", error_text(there));
    probe_answer("%s", error_name());
}

void probe_last_error(void)
{
    size_t f;

    for (f = 0; f < FAMILY_COUNT; f++) {
        ask_success(&families[f]);
        ask_unlocks(&families[f]);
        ask_failure(&families[f]);
    }
    ask_threads();
}
