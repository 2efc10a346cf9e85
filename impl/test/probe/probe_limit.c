/* The limit on live movable objects, and what a full table answers. */
#include "probe.h"

#include <stdio.h>
#include <stdlib.h>

#define TABLE_MOST 0x20000 /* more than any system's limit here */

struct table {
    HANDLE *object;
    unsigned count;
    DWORD error; /* of the allocation that failed */
};

/* Fill the table, the two families taking turns. */
static struct table fill(UINT flags, SIZE_T bytes)
{
    struct table t = {malloc(TABLE_MOST * sizeof(HANDLE)), 0, 0};

    if (!t.object)
        exit(2);
    for (; t.count < TABLE_MOST; t.count++) {
        seed_error();
        t.object[t.count] = families[t.count % 2].alloc(flags, bytes);
        t.error = GetLastError();
        if (!t.object[t.count])
            break;
    }
    return t;
}

static void empty(struct table *t)
{
    while (t->count)
        LocalFree(t->object[--t->count]);
    free(t->object);
}

static void ask_count(const char *what, UINT flags, SIZE_T bytes)
{
    struct table t;

    if (!probe_case("REP_8", "live movable objects, %s, both families", what))
        return;
    t = fill(flags, bytes);
    probe_answer("%u, then %s", t.count, error_text(t.error));
    empty(&t);
}

static void ask_full(const struct family *family, const char *row, UINT flags,
                     SIZE_T bytes)
{
    struct table t;
    HANDLE object;

    if (!probe_case(row, "table full, %sAlloc(%#x, %u)", family->name,
                    (unsigned)flags, (unsigned)bytes))
        return;
    t = fill(LMEM_MOVEABLE | LMEM_DISCARDABLE, 0);
    seed_error();
    object = family->alloc(flags, bytes);
    probe_answer("%s, %s", kind_of(object), error_name());
    if (object)
        family->free(object);
    empty(&t);
}

static void ask_conversion(void)
{
    struct table t;
    HANDLE fixed, object;

    if (!probe_case("GRA_60", "table full, GlobalReAlloc(fixed, 0, "
                              "MODIFY|MOVEABLE)"))
        return;
    fixed = make_object(&families[1], GMEM_FIXED, 100, 0);
    t = fill(GMEM_MOVEABLE, 0);
    seed_error();
    object = GlobalReAlloc(fixed, 0, GMEM_MODIFY | GMEM_MOVEABLE);
    probe_say("%s, %s; size %u", answer_of(object, fixed), error_name(),
              (unsigned)GlobalSize(fixed));
    probe_answer(", content %s",
                 all_bytes(fixed, 0, 100, PROBE_FILL) ? "kept" : "lost");
    GlobalFree(object ? object : fixed);
    empty(&t);
}

/* An allocation that fails for its size must not use up a handle: with one
 * handle left it fails a thousand times, and then that handle is still left. */
static void ask_leak(const struct family *family)
{
    struct table t;
    unsigned i, refused = 0;

    if (!probe_case("LA_12",
                    "one handle left, %sAlloc(MOVEABLE, 2^47) 1000 "
                    "times",
                    family->name))
        return;
    t = fill(LMEM_MOVEABLE, 0);
    LocalFree(t.object[--t.count]);
    for (i = 0; i < 1000; i++)
        refused += !family->alloc(LMEM_MOVEABLE, (SIZE_T)1 << 47);
    t.object[t.count] = family->alloc(LMEM_MOVEABLE, 1);
    probe_answer("NULL %u times, then %s", refused, kind_of(t.object[t.count]));
    t.count += t.object[t.count] != NULL;
    empty(&t);
}

static void ask_freed(void)
{
    struct table t;
    HANDLE last;

    if (!probe_case("LA_15", "table full, one freed, LocalAlloc(0x2, 1)"))
        return;
    t = fill(LMEM_MOVEABLE, 0);
    LocalFree(t.object[--t.count]);
    seed_error();
    last = LocalAlloc(LMEM_MOVEABLE, 1);
    probe_answer("%s, %s", kind_of(last), error_name());
    LocalFree(last);
    empty(&t);
}

void probe_limit(void)
{
    size_t f;

    ask_count("discarded", LMEM_MOVEABLE, 0);
    ask_count("of 1 byte", LMEM_MOVEABLE, 1);
    for (f = 0; f < FAMILY_COUNT; f++) {
        ask_full(&families[f], "LA_15", LMEM_MOVEABLE, 1);
        ask_full(&families[f], "LA_15", LMEM_MOVEABLE, 0);
        ask_full(&families[f], "LA_15c", LMEM_FIXED, 1);
        ask_full(&families[f], "LA_7b", families[f].discardable, 0);
        ask_leak(&families[f]);
    }
    ask_freed();
    ask_conversion();
}
