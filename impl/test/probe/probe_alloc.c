/* Allocation: every flag, zeroing, sizes nobody has, and the handle limit. */
#include "probe.h"

#include <stdlib.h>
#include <string.h>

/* ---- Constants ---------------------------------------------------------- */

#define CONSTANT(name)                                                         \
    {                                                                          \
#name, (unsigned long long)(name)                                      \
    }

static const struct {
    const char *name;
    unsigned long long value;
} constants[] = {
    CONSTANT(LMEM_FIXED),
    CONSTANT(LMEM_MOVEABLE),
    CONSTANT(LMEM_NOCOMPACT),
    CONSTANT(LMEM_NODISCARD),
    CONSTANT(LMEM_ZEROINIT),
    CONSTANT(LMEM_MODIFY),
    CONSTANT(LMEM_DISCARDABLE),
    CONSTANT(LMEM_VALID_FLAGS),
    CONSTANT(LMEM_INVALID_HANDLE),
    CONSTANT(LMEM_DISCARDED),
    CONSTANT(LMEM_LOCKCOUNT),
    CONSTANT(LHND),
    CONSTANT(LPTR),
    CONSTANT(NONZEROLHND),
    CONSTANT(NONZEROLPTR),
    CONSTANT(GMEM_FIXED),
    CONSTANT(GMEM_MOVEABLE),
    CONSTANT(GMEM_NOCOMPACT),
    CONSTANT(GMEM_NODISCARD),
    CONSTANT(GMEM_ZEROINIT),
    CONSTANT(GMEM_MODIFY),
    CONSTANT(GMEM_DISCARDABLE),
    CONSTANT(GMEM_NOT_BANKED),
    CONSTANT(GMEM_LOWER),
    CONSTANT(GMEM_SHARE),
    CONSTANT(GMEM_DDESHARE),
    CONSTANT(GMEM_NOTIFY),
    CONSTANT(GMEM_VALID_FLAGS),
    CONSTANT(GMEM_INVALID_HANDLE),
    CONSTANT(GMEM_DISCARDED),
    CONSTANT(GMEM_LOCKCOUNT),
    CONSTANT(GHND),
    CONSTANT(GPTR),
    CONSTANT(ERROR_SUCCESS),
    CONSTANT(NO_ERROR),
    CONSTANT(ERROR_INVALID_HANDLE),
    CONSTANT(ERROR_NOT_ENOUGH_MEMORY),
    CONSTANT(ERROR_INVALID_PARAMETER),
    CONSTANT(ERROR_DISCARDED),
    CONSTANT(ERROR_NOT_LOCKED),
    CONSTANT(ERROR_NOACCESS),
    CONSTANT((UINT_PTR)INVALID_HANDLE_VALUE),
    CONSTANT(sizeof(BOOL)),
    CONSTANT(sizeof(UINT)),
    CONSTANT(sizeof(LONG)),
    CONSTANT(sizeof(DWORD)),
    CONSTANT(sizeof(SIZE_T)),
    CONSTANT(sizeof(HANDLE)),
};

void probe_constants(void)
{
    size_t i;

    for (i = 0; i < COUNT_OF(constants); i++)
        if (probe_case("HL_CONST_1", "%s", constants[i].name))
            probe_answer("%#llx", constants[i].value);
}

/* ---- Flags -------------------------------------------------------------- */

#define LOCAL 1
#define GLOBAL 2

static const struct {
    const char *row;
    int who; /* which families are asked */
    UINT flags;
    SIZE_T bytes;
} allocations[] = {
    {"LA_1", LOCAL | GLOBAL, 0, 12},
    {"LA_2", LOCAL | GLOBAL, LMEM_MOVEABLE, 12},
    {"LA_3", LOCAL | GLOBAL, LMEM_MOVEABLE, 0},
    {"LA_3", LOCAL | GLOBAL, LHND, 0},
    {"LA_4", LOCAL, 0, 0},
    {"LA_4", LOCAL, LPTR, 0},
    {"GA_4", GLOBAL, 0, 0},
    {"GA_4", GLOBAL, GPTR, 0},
    {"LA_7", LOCAL, LMEM_DISCARDABLE, 4},
    {"LA_7", GLOBAL, GMEM_DISCARDABLE, 4},
    {"LA_7b", LOCAL, LMEM_DISCARDABLE, 0},
    {"LA_7b", GLOBAL, GMEM_DISCARDABLE, 0},
    {"LA_8", LOCAL, LMEM_MOVEABLE | LMEM_DISCARDABLE, 4},
    {"LA_8", LOCAL, LMEM_MOVEABLE | LMEM_DISCARDABLE, 0},
    {"LA_8", GLOBAL, GMEM_MOVEABLE | GMEM_DISCARDABLE, 4},
    {"LA_8", GLOBAL, GMEM_MOVEABLE | GMEM_DISCARDABLE, 0},
    {"LA_8c", LOCAL, LMEM_MOVEABLE | 0x100, 4},
    {"LA_8c", LOCAL | GLOBAL, LMEM_MOVEABLE | 0x200, 4},
    {"LA_8c", LOCAL | GLOBAL, LMEM_MOVEABLE | 0x400, 4},
    {"LA_8c", LOCAL | GLOBAL, LMEM_MOVEABLE | 0x800, 4},
    {"LA_9", LOCAL | GLOBAL, LMEM_NOCOMPACT, 4},
    {"LA_9", LOCAL | GLOBAL, LMEM_NODISCARD, 4},
    {"LA_9", LOCAL | GLOBAL, LMEM_MOVEABLE | LMEM_NOCOMPACT, 4},
    {"LA_9", LOCAL | GLOBAL, LMEM_MOVEABLE | LMEM_NODISCARD, 4},
    {"GA_5", GLOBAL, GMEM_MOVEABLE | GMEM_DDESHARE, 4},
    {"GA_5", GLOBAL, GMEM_MOVEABLE | GMEM_DDESHARE, 0},
    {"GA_6", GLOBAL, GMEM_DDESHARE, 4},
    {"GA_7", GLOBAL, GMEM_NOT_BANKED, 4},
    {"GA_7", GLOBAL, GMEM_NOTIFY, 4},
    {"GA_7", GLOBAL, GMEM_MOVEABLE | GMEM_NOT_BANKED, 4},
    {"GA_7", GLOBAL, GMEM_MOVEABLE | GMEM_NOTIFY, 4},
    {"GA_7", GLOBAL, GMEM_VALID_FLAGS, 4},
    {"LA_10", LOCAL, 0x1, 4},
    {"LA_10", LOCAL, 0x4, 4},
    {"LA_10", LOCAL, 0x8, 4},
    {"LA_10", LOCAL, LMEM_MODIFY, 4},
    {"LA_10", LOCAL, LMEM_MOVEABLE | LMEM_MODIFY, 4},
    {"LA_10", LOCAL, 0x1000, 4},
    {"LA_10", LOCAL, 0x2000, 4},
    {"LA_10", LOCAL, 0x4000, 4},
    {"LA_10", LOCAL, 0x8000, 4},
    {"LA_10", LOCAL, 0x10000, 4},
    {"LA_10", LOCAL, 0x80000000, 4},
    {"LA_10", LOCAL, 0x80000002, 0},
    {"GA_10", GLOBAL, 0x1, 4},
    {"GA_10", GLOBAL, 0x4, 4},
    {"GA_10", GLOBAL, 0x8, 4},
    {"GA_10", GLOBAL, GMEM_MODIFY, 4},
    {"GA_10", GLOBAL, GMEM_MOVEABLE | GMEM_MODIFY, 4},
    {"GA_10", GLOBAL, 0x8000, 4},
    {"GA_10", GLOBAL, 0x10000, 4},
    {"GA_10", GLOBAL, 0x80000000, 4},
    {"GA_10", GLOBAL, 0x80000002, 0},
};

static void ask_allocation(const struct family *family, const char *row,
                           UINT flags, SIZE_T bytes)
{
    HANDLE object;

    if (!probe_case(row, "%sAlloc(%#x, %u)", family->name, (unsigned)flags,
                    (unsigned)bytes))
        return;
    seed_error();
    object = family->alloc(flags, bytes);
    probe_say("%s, %s", kind_of(object), error_name());
    if (object) {
        probe_say("; size %u", (unsigned)family->size(object));
        probe_say(", LocalFlags %#x", (unsigned)LocalFlags(object));
        probe_say(", GlobalFlags %#x", (unsigned)GlobalFlags(object));
        family->free(object);
    }
    probe_answer("%s", "");
}

/* ---- Zeroing ------------------------------------------------------------ */

static const SIZE_T zeroed_sizes[] = {
    1, 7, 8, 12, 16, 17, 255, 4096, 0x3fff, 0x4000, 0x4001, 100000, 0x20000};

/* Each size is asked for twice: the second time the first object, full of
 * other bytes, has just been freed. */
static void ask_zeroed(const struct family *family, const char *row, UINT flags)
{
    size_t i, round, zeroed = 0;

    if (!probe_case(row, "%sAlloc(%#x), %u sizes, in memory used before",
                    family->name, (unsigned)flags,
                    (unsigned)COUNT_OF(zeroed_sizes)))
        return;
    for (i = 0; i < COUNT_OF(zeroed_sizes); i++)
        for (round = 0; round < 2; round++) {
            HANDLE object = family->alloc(flags, zeroed_sizes[i]);
            void *block = block_of(object);

            zeroed += block && all_bytes(block, 0, zeroed_sizes[i], 0);
            if (block)
                memset(block, 0xA5, zeroed_sizes[i]);
            family->free(object);
        }
    probe_answer("zero %u of %u times", (unsigned)zeroed,
                 2 * (unsigned)COUNT_OF(zeroed_sizes));
}

/* ---- Sizes nobody has --------------------------------------------------- */

static const SIZE_T huge_sizes[] = {
    ~(SIZE_T)0,     ~(SIZE_T)0 - 7,     ~(SIZE_T)0 - 15, ~(SIZE_T)0 - 31,
    ~(SIZE_T)0 / 2, ~(SIZE_T)0 / 2 + 1, (SIZE_T)1 << 47,
};

static void ask_huge(const struct family *family, UINT flags, SIZE_T bytes)
{
    HANDLE object;

    if (!probe_case(flags ? "LA_12" : "LA_11", "%sAlloc(%#x, %#llx)",
                    family->name, (unsigned)flags, (unsigned long long)bytes))
        return;
    seed_error();
    object = family->alloc(flags, bytes);
    probe_answer("%s, %s", kind_of(object), error_name());
    if (object)
        family->free(object);
}

void probe_alloc(void)
{
    size_t f, i;

    for (i = 0; i < COUNT_OF(allocations); i++)
        for (f = 0; f < FAMILY_COUNT; f++)
            if (allocations[i].who & (1 << f))
                ask_allocation(&families[f], allocations[i].row,
                               allocations[i].flags, allocations[i].bytes);
    for (f = 0; f < FAMILY_COUNT; f++) {
        ask_zeroed(&families[f], "LA_5", LPTR);
        ask_zeroed(&families[f], "LA_6", LHND);
    }
    for (i = 0; i < COUNT_OF(huge_sizes); i++)
        for (f = 0; f < FAMILY_COUNT; f++) {
            ask_huge(&families[f], LMEM_FIXED, huge_sizes[i]);
            ask_huge(&families[f], LMEM_MOVEABLE, huge_sizes[i]);
        }
}
