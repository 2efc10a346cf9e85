/* Attributes: MODIFY, conversion of fixed objects, discarding. */
#include "probe.h"

static void say_object(const struct family *family, HANDLE object)
{
    probe_say("; size %u", (unsigned)family->size(object));
    probe_say(", flags %#x", (unsigned)family->flags(object));
}

/* ---- MODIFY on movable objects ------------------------------------------ */

static const struct {
    const char *row;
    UINT flags; /* at allocation, beside MOVEABLE; 1 stands for DISCARDABLE */
    SIZE_T bytes;
    unsigned locks;
    UINT modify; /* beside MODIFY; 1 stands for DISCARDABLE */
} changes[] = {
    {"LRA_40", 0, 8, 0, 0},
    {"LRA_40", 0, 8, 1, LMEM_MOVEABLE},
    {"LRA_40", 0, 0, 0, LMEM_MOVEABLE},
    {"LRA_41", 1, 8, 0, 0},
    {"LRA_41", 1, 8, 2, LMEM_MOVEABLE},
    {"LRA_41", 1, 0, 0, 0},
    {"LRA_42", 0, 8, 0, 1},
    {"LRA_42", 0, 8, 1, 1},
    {"LRA_42", 0, 8, 255, 1 | LMEM_MOVEABLE},
    {"LRA_42", 0, 0, 0, 1},
    {"LRA_42", 1, 8, 0, 1},
    {"GRA_44", 0, 8, 0, LMEM_ZEROINIT},
};

/* 1 replaced by the family's DISCARDABLE mark. */
static UINT spell(const struct family *family, UINT flags)
{
    return flags & 1 ? (flags & ~1u) | family->discardable : flags;
}

static void ask_change(const struct family *family, size_t i)
{
    UINT flags = spell(family, changes[i].flags) | LMEM_MOVEABLE;
    UINT modify = spell(family, changes[i].modify) | LMEM_MODIFY;
    SIZE_T bytes = changes[i].bytes;
    HANDLE object, again;

    if (changes[i].row[0] == 'G' && family != &families[1])
        return;
    if (!probe_case(changes[i].row,
                    "%sReAlloc(movable %u, flags %#x, %u locks, 99, %#x)",
                    family->name, (unsigned)bytes, (unsigned)flags,
                    changes[i].locks, (unsigned)modify))
        return;
    object = make_object(family, flags, bytes, changes[i].locks);
    seed_error();
    again = family->realloc(object, 99, modify);
    probe_say("%s, %s", answer_of(again, object), error_name());
    say_object(family, object);
    probe_answer("%s", "");
    family->free(object);
}

/* ---- MODIFY on fixed objects -------------------------------------------- */

/* GlobalReAlloc converts; LocalReAlloc never does (LRA_F11). */
static const struct {
    const char *row; /* of the Global call */
    int maker;       /* 0 LocalAlloc, 1 GlobalAlloc */
    SIZE_T bytes;
    UINT modify; /* beside MODIFY|MOVEABLE */
} conversions[] = {
    {"GRA_43", 0, 8, 0},
    {"GRA_43", 1, 8, 0},
    {"GRA_43", 1, 8, GMEM_ZEROINIT},
    {"GRA_43", 1, 8, GMEM_DISCARDABLE},
    {"GRA_43", 1, 0x20000, 0},
    {"GRA_43", 1, 0, 0},
    {"GRA_45", 1, 8, GMEM_DDESHARE},
    {"GRA_45", 1, 8, GMEM_DDESHARE | GMEM_DISCARDABLE},
    {"GRA_47", 0, 0, 0},
};

static void ask_conversion(const struct family *family, size_t i)
{
    const struct family *maker = &families[conversions[i].maker];
    UINT modify = LMEM_MODIFY | LMEM_MOVEABLE | conversions[i].modify;
    SIZE_T bytes = conversions[i].bytes;
    HANDLE object, again;
    void *block;

    if (!probe_case(family == &families[1] ? conversions[i].row : "LRA_F11",
                    "%sReAlloc(fixed %u by %sAlloc, 99, %#x)", family->name,
                    (unsigned)bytes, maker->name, (unsigned)modify))
        return;
    object = make_object(maker, LMEM_FIXED, bytes, 0);
    seed_error();
    again = family->realloc(object, 99, modify);
    probe_say("%s, %s", answer_of(again, object), error_name());
    if (again)
        object = again;
    say_object(family, object);
    block = family->lock(object);
    if (block && !all_bytes(block, 0, bytes, PROBE_FILL))
        probe_say(", content lost");
    probe_say(", locked flags %#x", (unsigned)family->flags(object));
    probe_answer("%s", "");
    family->free(object);
}

/* The address of a converted object is dead; nothing answers to it. */
static void ask_old_address(void)
{
    HANDLE fixed, object;

    if (!probe_case("GRA_43", "GlobalSize(address before conversion)"))
        return;
    fixed = make_object(&families[1], GMEM_FIXED, 8, 0);
    object = GlobalReAlloc(fixed, 0, GMEM_MODIFY | GMEM_MOVEABLE);
    seed_error();
    probe_say("%u", (unsigned)GlobalSize(fixed));
    probe_answer(", %s", error_name());
    GlobalFree(object);
}

/* ---- Discarding --------------------------------------------------------- */

static HANDLE discard(const struct family *family, HANDLE object)
{
    seed_error();
    if (family == &families[0])
        return LocalDiscard(object);
    return GlobalDiscard(object);
}

static const struct {
    const char *row, *name;
    UINT flags;
    SIZE_T bytes;
    unsigned locks;
} discards[] = {
    {"LD_1", "movable", LMEM_MOVEABLE, 64, 0},
    {"LD_1", "movable, large", LMEM_MOVEABLE, 200000, 0},
    {"LD_2", "discarded", LMEM_MOVEABLE, 0, 0},
    {"LD_4", "locked once", LMEM_MOVEABLE, 64, 1},
    {"LD_4", "locked 300 times", LMEM_MOVEABLE, 64, 300},
    {"LD_5", "fixed", LMEM_FIXED, 64, 0},
    {"LD_6", "fixed, large", LMEM_FIXED, 200000, 0},
    {"LD_7", "discardable", LMEM_MOVEABLE | 1, 64, 0},
};

static void ask_discard(const struct family *family, size_t i)
{
    HANDLE object, again;

    if (!probe_case(discards[i].row, "%sDiscard(%s)", family->name,
                    discards[i].name))
        return;
    object = make_object(family, spell(family, discards[i].flags),
                         discards[i].bytes, discards[i].locks);
    again = discard(family, object);
    if (is_movable(object))
        probe_say("%s, %s", answer_of(again, object), error_name());
    else
        probe_say("%s, %s", kind_of(again), error_name());
    if (again)
        object = again;
    say_object(family, object);
    probe_answer("%s", "");
    family->free(object);
}

/* Discarded and brought back: twice a fixed object, once a movable one. */
static void ask_after(const struct family *family)
{
    HANDLE object, again;

    if (probe_case("LD_5", "%sDiscard(fixed) again, then %sReAlloc to 40",
                   family->name, family->name)) {
        object = make_object(family, LMEM_FIXED, 64, 0);
        object = discard(family, discard(family, object));
        object = family->realloc(object, 40, LMEM_MOVEABLE);
        probe_say("%s", kind_of(object));
        say_object(family, object);
        probe_answer("%s", "");
        family->free(object);
    }
    if (probe_case("LRA_D1", "%sReAlloc(discarded, was discardable, 32, 0)",
                   family->name)) {
        object = make_object(family, spell(family, LMEM_MOVEABLE | 1), 64, 0);
        discard(family, object);
        seed_error();
        again = family->realloc(object, 32, 0);
        probe_say("%s, %s", answer_of(again, object), error_name());
        say_object(family, object);
        probe_answer("%s", "");
        family->free(object);
    }
    if (probe_case("LD_10", "%sDiscard(NULL)", family->name)) {
        again = discard(family, NULL);
        probe_answer("%s, %s", kind_of(again), error_name());
    }
}

void probe_modify(void)
{
    size_t f, i;

    for (f = 0; f < FAMILY_COUNT; f++) {
        for (i = 0; i < COUNT_OF(changes); i++)
            ask_change(&families[f], i);
        for (i = 0; i < COUNT_OF(conversions); i++)
            ask_conversion(&families[f], i);
        for (i = 0; i < COUNT_OF(discards); i++)
            ask_discard(&families[f], i);
        ask_after(&families[f]);
    }
    ask_old_address();
}
