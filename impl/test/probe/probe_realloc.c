/* Resizing beyond the grid: contents, sizes nobody has, crowded heaps. */
#include "probe.h"

#include <string.h>

/* ---- Contents ----------------------------------------------------------- */

static const struct {
    int kind;
    SIZE_T from, to;
    UINT flags;
} resizes[] = {
    {KIND_FIXED, 12, 4000, LMEM_MOVEABLE},
    {KIND_FIXED, 12, 4000, LMEM_MOVEABLE | LMEM_ZEROINIT},
    {KIND_FIXED, 12, 16, LMEM_MOVEABLE | LMEM_ZEROINIT},
    {KIND_FIXED, 4000, 12, LMEM_MOVEABLE},
    {KIND_FIXED, 300000, 700000, LMEM_MOVEABLE | LMEM_ZEROINIT},
    {KIND_UNLOCKED, 12, 4000, LMEM_ZEROINIT},
    {KIND_UNLOCKED, 12, 13, LMEM_ZEROINIT},
    {KIND_UNLOCKED, 4000, 12, 0},
    {KIND_UNLOCKED, 4000, 300000, LMEM_ZEROINIT},
    {KIND_UNLOCKED, 300000, 700000, LMEM_ZEROINIT},
    {KIND_UNLOCKED, 700000, 300000, 0},
    {KIND_LOCKED, 12, 4000, LMEM_MOVEABLE | LMEM_ZEROINIT},
    {KIND_LOCKED, 4000, 12, 0},
    {KIND_LOCKED, 300000, 700000, LMEM_MOVEABLE | LMEM_ZEROINIT},
    {KIND_DISCARDED, 0, 4096, LMEM_ZEROINIT},
    {KIND_DISCARDED, 0, 300000, LMEM_MOVEABLE | LMEM_ZEROINIT},
};

static void ask_resize(const struct family *family, int kind, SIZE_T from,
                       SIZE_T to, UINT flags)
{
    HANDLE before, object;
    SIZE_T least = from < to ? from : to;
    void *block;

    if (!probe_case("LRA_Z", "%sReAlloc(%s %u, %u, %#x)", family->name,
                    kind_names[kind], (unsigned)from, (unsigned)to,
                    (unsigned)flags))
        return;
    before = make_kind(family, kind, from);
    object = family->realloc(before, to, flags);
    if (!object) {
        probe_answer("NULL");
        family->free(before);
        return;
    }
    block = block_of(object);
    probe_say("prefix %s",
              all_bytes(block, 0, least, PROBE_FILL) ? "kept" : "lost");
    if (flags & LMEM_ZEROINIT)
        probe_say(", rest %s",
                  all_bytes(block, least, to, 0) ? "zero" : "not zero");
    probe_answer("%s", "");
    family->free(object);
}

/* Bytes given up by shrinking come back as zeros. */
static void ask_regrown(const struct family *family, SIZE_T most, SIZE_T least)
{
    HANDLE object;

    if (!probe_case("LRA_Z", "%sReAlloc(unlocked %u, to %u and back, ZEROINIT)",
                    family->name, (unsigned)most, (unsigned)least))
        return;
    object = make_object(family, LMEM_MOVEABLE, most, 0);
    object = family->realloc(object, least, 0);
    object = family->realloc(object, most, LMEM_ZEROINIT);
    probe_say("prefix %s", all_bytes(block_of(object), 0, least, PROBE_FILL)
                               ? "kept"
                               : "lost");
    probe_answer(", rest %s", all_bytes(block_of(object), least, most, 0)
                                  ? "zero"
                                  : "not zero");
    family->free(object);
}

/* Allocated with ZEROINIT is not a lasting attribute: reviving without it
 * promises nothing about the bytes, only the object. */
static void ask_revived(const struct family *family)
{
    HANDLE object, again;

    if (!probe_case("LRA_D1", "%sReAlloc(discarded, allocated LHND, 64, 0)",
                    family->name))
        return;
    object = family->alloc(LHND, 0);
    seed_error();
    again = family->realloc(object, 64, 0);
    probe_say("%s, %s", answer_of(again, object), error_name());
    probe_answer("; size %u", (unsigned)family->size(object));
    family->free(object);
}

/* ---- Sizes nobody has --------------------------------------------------- */

static const SIZE_T huge_sizes[] = {~(SIZE_T)0, ~(SIZE_T)0 - 7, ~(SIZE_T)0 / 2,
                                    (SIZE_T)1 << 47};

static void ask_huge(const struct family *family, int kind, SIZE_T bytes,
                     UINT flags)
{
    HANDLE object, again;
    void *block;

    if (!probe_case(kind == KIND_DISCARDED ? "LRA_31" : "LRA_30",
                    "%sReAlloc(%s 100, %#llx, %s)", family->name,
                    kind_names[kind], (unsigned long long)bytes,
                    flags ? "MOVEABLE" : "0"))
        return;
    object = make_kind(family, kind, 100);
    block = block_of(object);
    seed_error();
    again = family->realloc(object, bytes, flags);
    probe_say("%s, %s", answer_of(again, object), error_name());
    probe_say("; size %u, flags %#x", (unsigned)family->size(object),
              (unsigned)family->flags(object));
    if (block)
        probe_say(", content %s",
                  all_bytes(block_of(object), 0, 100, PROBE_FILL) ? "kept"
                                                                  : "lost");
    if (kind == KIND_FIXED || kind == KIND_LOCKED)
        probe_say(", %s", block_of(object) == block ? "in place" : "moved");
    probe_answer("%s", "");
    family->free(object);
}

void probe_realloc(void)
{
    size_t f, i;
    int kind;

    for (f = 0; f < FAMILY_COUNT; f++) {
        for (i = 0; i < COUNT_OF(resizes); i++)
            ask_resize(&families[f], resizes[i].kind, resizes[i].from,
                       resizes[i].to, resizes[i].flags);
        ask_regrown(&families[f], 4000, 8);
        ask_regrown(&families[f], 16, 3);
        ask_regrown(&families[f], 300000, 40);
        ask_revived(&families[f]);
    }
    for (i = 0; i < COUNT_OF(huge_sizes); i++)
        for (kind = KIND_FIXED; kind <= KIND_DISCARDED; kind++)
            for (f = 0; f < FAMILY_COUNT; f++) {
                ask_huge(&families[f], kind, huge_sizes[i], LMEM_MOVEABLE);
                ask_huge(&families[f], kind, huge_sizes[i], 0);
            }
}

/* ---- Crowded ------------------------------------------------------------ */

#define NEIGHBOURS 64

static void make_neighbours(HANDLE *neighbour, UINT flags, SIZE_T bytes)
{
    unsigned n;

    for (n = 0; n < NEIGHBOURS; n++)
        neighbour[n] = make_object(&families[0], flags, bytes, 1);
}

static void free_neighbours(HANDLE *neighbour)
{
    unsigned n;

    for (n = 0; n < NEIGHBOURS; n++)
        LocalFree(neighbour[n]);
}

/* Growth to three times the size, with locked objects of the same kind and
 * size before and behind. */
static void ask_crowded(const struct family *family, int kind, SIZE_T bytes,
                        UINT flags)
{
    static const char *const row[3][2] = {
        {"LRA_F3", "LRA_F4"}, {"LRA_U1", "LRA_U1"}, {"LRA_K1", "LRA_K2"}};
    HANDLE before[NEIGHBOURS], behind[NEIGHBOURS], object, again;
    UINT like = kind == KIND_FIXED ? LMEM_FIXED : LMEM_MOVEABLE;
    void *block;

    if (!probe_case(row[kind][flags != 0],
                    "%sReAlloc(%s %u among others, %u, %s)", family->name,
                    kind_names[kind], (unsigned)bytes, (unsigned)bytes * 3,
                    flags ? "MOVEABLE" : "0"))
        return;
    make_neighbours(before, like, bytes);
    object = make_kind(family, kind, bytes);
    make_neighbours(behind, like, bytes);
    block = block_of(object);
    seed_error();
    again = family->realloc(object, bytes * 3, flags);
    probe_say("%s, %s",
              kind == KIND_FIXED ? kind_of(again) : answer_of(again, object),
              error_name());
    if (again)
        object = again;
    probe_say("; size %u, flags %#x", (unsigned)family->size(object),
              (unsigned)family->flags(object));
    probe_say(", prefix %s", all_bytes(block_of(object), 0, bytes, PROBE_FILL)
                                 ? "kept"
                                 : "lost");
    if (!flags && kind != KIND_UNLOCKED)
        probe_say(", %s", block_of(object) == block ? "in place" : "moved");
    probe_answer("%s", "");
    family->free(object);
    free_neighbours(before);
    free_neighbours(behind);
}

void probe_crowded(void)
{
    static const SIZE_T sizes[] = {12, 0x8000};
    size_t f, s;
    int kind;

    for (f = 0; f < FAMILY_COUNT; f++)
        for (s = 0; s < COUNT_OF(sizes); s++)
            for (kind = KIND_FIXED; kind <= KIND_LOCKED; kind++) {
                ask_crowded(&families[f], kind, sizes[s], 0);
                ask_crowded(&families[f], kind, sizes[s], LMEM_MOVEABLE);
            }
}
