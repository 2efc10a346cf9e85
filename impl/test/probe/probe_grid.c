/* The grid: every kind of object, resized in every direction, with every
 * combination of flags, by both families. */
#include "probe.h"

#define DISCARD_MARK 0x10000000u /* the family's DISCARDABLE, in this table */

static const struct flag_set {
    const char *name;
    UINT flags;
} flag_sets[] = {
    {"0", 0},
    {"ZERO", LMEM_ZEROINIT},
    {"MODIFY", LMEM_MODIFY},
    {"MODIFY|DISC", LMEM_MODIFY | DISCARD_MARK},
    {"MOVE", LMEM_MOVEABLE},
    {"MOVE|ZERO", LMEM_MOVEABLE | LMEM_ZEROINIT},
    {"MOVE|MODIFY", LMEM_MOVEABLE | LMEM_MODIFY},
    {"MOVE|MODIFY|ZERO", LMEM_MOVEABLE | LMEM_MODIFY | LMEM_ZEROINIT},
    {"MOVE|MODIFY|DISC", LMEM_MOVEABLE | LMEM_MODIFY | DISCARD_MARK},
    {"MOVE|DISC", LMEM_MOVEABLE | DISCARD_MARK},
    {"DISC", DISCARD_MARK},
    {"NODISCARD", LMEM_NODISCARD},
    {"NOCOMPACT", LMEM_NOCOMPACT},
    {"0x1", 0x1},
    {"0x200", 0x200},
    {"0x1000", 0x1000},
    {"0x8000", 0x8000},
};

#define SMALL 12
#define LARGE 0x20000

static const struct resize {
    const char *name;
    SIZE_T from, to;
} resizes[] = {
    {"12 to 512", SMALL, SMALL + 500},
    {"12 to 12", SMALL, SMALL},
    {"12 to 5", SMALL, 5},
    {"12 to 0", SMALL, 0},
    {"131072 to 131572", LARGE, LARGE + 500},
    {"131072 to 131072", LARGE, LARGE},
    {"131072 to 10", LARGE, 10},
    {"131072 to 0", LARGE, 0},
};

static const struct resize revivals[] = {
    {"to 10", 0, 10},
    {"to 0", 0, 0},
};

/* Which requirement decides a cell. */

static const char *fixed_row(const struct family *family, UINT flags,
                             const struct resize *resize)
{
    if (flags & LMEM_MODIFY) {
        if (flags & LMEM_MOVEABLE)
            return family == &families[1] ? "GRA_43" : "LRA_F11";
        return flags & family->discardable ? "LRA_F12" : "LRA_F10";
    }
    if (flags & family->discardable)
        return "LRA_F6";
    if (family == &families[1] && resize->to == 0)
        return "LRA_F7";
    if (flags & LMEM_MOVEABLE)
        return resize->to ? "LRA_F4" : "LRA_F5";
    if (resize->from == LARGE)
        return "LRA_F2";
    return resize->to > resize->from ? "LRA_F3" : "LRA_F1";
}

static const char *movable_row(const struct family *family, int kind,
                               UINT flags, const struct resize *resize)
{
    int move = (flags & LMEM_MOVEABLE) != 0;

    if (flags & LMEM_MODIFY) {
        if (flags & family->discardable)
            return "LRA_42";
        return family == &families[1] && !move ? "GRA_44" : "LRA_40";
    }
    if (flags & family->discardable)
        return "LRA_6";
    if (kind == KIND_DISCARDED)
        return resize->to ? "LRA_D1" : move ? "LRA_D2" : "LRA_D3";
    if (kind == KIND_UNLOCKED)
        return resize->to ? "LRA_U1" : move ? "LRA_U2" : "LRA_U3";
    if (resize->to == 0)
        return "LRA_K3";
    return move ? "LRA_K2" : "LRA_K1";
}

/* What is left of the contents: the prefix that must be kept, and, where bytes
 * were gained with ZEROINIT, the rest. */
static void say_contents(const void *block, const struct resize *resize,
                         SIZE_T bytes, UINT flags)
{
    SIZE_T least = resize->from < bytes ? resize->from : bytes;

    if (least)
        probe_say(", prefix %s",
                  all_bytes(block, 0, least, PROBE_FILL) ? "kept" : "lost");
    if (bytes > least && (flags & LMEM_ZEROINIT))
        probe_say(", rest %s",
                  all_bytes(block, least, bytes, 0) ? "zero" : "not zero");
}

/* Whether the answer must leave the block where it is. */
static int must_stay(int kind, UINT flags, HANDLE answer)
{
    if (kind == KIND_DISCARDED || kind == KIND_UNLOCKED)
        return 0;
    return !answer || !(flags & (LMEM_MOVEABLE | LMEM_MODIFY)) ||
           (kind == KIND_LOCKED && (flags & LMEM_MODIFY));
}

static void ask(const struct family *family, int kind,
                const struct flag_set *set, const struct resize *resize)
{
    UINT flags = set->flags;
    HANDLE object, answer;
    void *block, *after;

    if (flags & DISCARD_MARK)
        flags = (flags & ~DISCARD_MARK) | family->discardable;
    if (!probe_case(kind == KIND_FIXED
                        ? fixed_row(family, flags, resize)
                        : movable_row(family, kind, flags, resize),
                    "%sReAlloc(%s %s, %s)", family->name, kind_names[kind],
                    resize->name, set->name))
        return;
    object = make_kind(family, kind, resize->from);
    block = block_of(object);
    seed_error();
    answer = family->realloc(object, resize->to, flags);
    if (kind == KIND_FIXED && (flags & LMEM_MOVEABLE) && !(flags & LMEM_MODIFY))
        probe_say("%s, %s", kind_of(answer), error_name());
    else
        probe_say("%s, %s", answer_of(answer, object), error_name());
    if (answer)
        object = answer;
    probe_say("; size %u, flags %#x", (unsigned)family->size(object),
              (unsigned)family->flags(object));
    after = block_of(object);
    say_contents(after, resize, after ? family->size(object) : 0, flags);
    if (must_stay(kind, flags, answer))
        probe_say(", %s", after == block ? "in place" : "moved");
    probe_answer("%s", "");
    family->free(object);
}

void probe_grid(void)
{
    size_t f, s, r;
    int kind;

    for (f = 0; f < FAMILY_COUNT; f++)
        for (s = 0; s < COUNT_OF(flag_sets); s++) {
            for (kind = KIND_FIXED; kind <= KIND_LOCKED; kind++)
                for (r = 0; r < COUNT_OF(resizes); r++)
                    ask(&families[f], kind, &flag_sets[s], &resizes[r]);
            for (r = 0; r < COUNT_OF(revivals); r++)
                ask(&families[f], KIND_DISCARDED, &flag_sets[s], &revivals[r]);
        }
}
