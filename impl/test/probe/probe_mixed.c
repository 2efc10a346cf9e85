/* One heap, two families: what one makes, the other uses. And the calls kept
 * for old programs. */
#include "probe.h"

/* ---- Mixing ------------------------------------------------------------- */

/* What the two Flags calls spell alike. */
#define SHOWN_BY_BOTH (LMEM_LOCKCOUNT | LMEM_DISCARDED | LMEM_INVALID_HANDLE)

static void ask_mixed(const struct family *maker, const struct family *user,
                      UINT flags, const char *kind)
{
    HANDLE object, resized;
    void *block;
    unsigned agree = 0;

    if (!probe_case("REP_10", "%s by %sAlloc, steps that %s calls accept", kind,
                    maker->name, user->name))
        return;
    object = make_object(maker, flags, 40, 0);
    block = user->lock(object);
    agree += block && all_bytes(block, 0, 40, PROBE_FILL);
    agree += user->handle(block) == object;
    agree += maker->handle(block) == object;
    agree += user->size(object) == 40;
    agree +=
        ((user->flags(object) ^ maker->flags(object)) & SHOWN_BY_BOTH) == 0;
    agree += user->unlock(object) == (flags ? FALSE : user == &families[1]);
    resized = user->realloc(object, 80, LMEM_MOVEABLE);
    agree += resized != NULL;
    agree += maker->size(resized) == 80;
    agree += user->free(resized) == NULL;
    seed_error();
    agree += maker->size(flags ? resized : NULL) == 0;
    agree += GetLastError() == ERROR_INVALID_HANDLE;
    probe_answer("%u of 11", agree);
}

/* ---- Old calls ---------------------------------------------------------- */

static void ask_compact(const char *row, const char *name, UINT bytes,
                        SIZE_T(WINAPI *compact)(UINT))
{
    SIZE_T answer;

    if (!probe_case(row, "%s(%#x)", name, (unsigned)bytes))
        return;
    seed_error();
    answer = compact(bytes);
    probe_answer("%llu, %s", (unsigned long long)answer, error_name());
}

static SIZE_T WINAPI global_compact(UINT bytes)
{
    return GlobalCompact((DWORD)bytes);
}

static void ask_shrink(const char *name, HANDLE object)
{
    SIZE_T answer;

    if (probe_case("LSH_1", "LocalShrink(%s, 8)", name)) {
        seed_error();
        answer = LocalShrink(object, 8);
        probe_say("%llu, %s", (unsigned long long)answer, error_name());
        probe_answer("; size %u", (unsigned)LocalSize(object));
    }
    if (object)
        LocalFree(object);
}

/* A movable object of 8 bytes, locked `locks` times: ask what this call says,
 * and the lock count after it. */
static void ask_fix(unsigned locks)
{
    HANDLE object = make_object(&families[1], GMEM_MOVEABLE, 8, locks);

    if (!probe_case("GX_1", "GlobalFix(movable, locked %u times)", locks))
        return;
    seed_error();
    GlobalFix(object);
    probe_answer("%s; flags %#x", error_name(), (unsigned)GlobalFlags(object));
    GlobalFree(object);
}

static void ask_wire(unsigned locks)
{
    HANDLE object = make_object(&families[1], GMEM_MOVEABLE, 8, locks);
    void *block = block_of(object), *wired;

    if (!probe_case("GX_2", "GlobalWire(movable, locked %u times)", locks))
        return;
    seed_error();
    wired = GlobalWire(object);
    probe_say("%s, %s", wired == block ? "its block" : kind_of(wired),
              error_name());
    probe_answer("; flags %#x", (unsigned)GlobalFlags(object));
    GlobalFree(object);
}

static void ask_unwire(unsigned locks)
{
    HANDLE object = make_object(&families[1], GMEM_MOVEABLE, 8, locks);
    BOOL held;

    if (!probe_case("GX_3", "GlobalUnWire(movable, locked %u times)", locks))
        return;
    seed_error();
    held = GlobalUnWire(object);
    probe_say("%s, %s", held ? "TRUE" : "FALSE", error_name());
    probe_answer("; flags %#x", (unsigned)GlobalFlags(object));
    GlobalFree(object);
}

static void ask_unfix(unsigned locks)
{
    HANDLE object = make_object(&families[1], GMEM_MOVEABLE, 8, locks);

    if (!probe_case("GX_4", "GlobalUnfix(movable, locked %u times)", locks))
        return;
    seed_error();
    GlobalUnfix(object);
    probe_answer("%s; flags %#x", error_name(), (unsigned)GlobalFlags(object));
    GlobalFree(object);
}

/* The old names on values that are no objects, and on the one they ignore. */
static void ask_old_bad(void)
{
    if (probe_case("GX_5", "GlobalFix(INVALID_HANDLE_VALUE)")) {
        seed_error();
        GlobalFix(INVALID_HANDLE_VALUE);
        probe_answer("%s", error_name());
    }
    if (probe_case("GX_5", "GlobalUnfix(INVALID_HANDLE_VALUE)")) {
        seed_error();
        GlobalUnfix(INVALID_HANDLE_VALUE);
        probe_answer("%s", error_name());
    }
    if (probe_case("GX_1", "GlobalFix(garbage handle)")) {
        seed_error();
        GlobalFix(garbage_handle());
        probe_answer("%s", error_name());
    }
    if (probe_case("GX_2", "GlobalWire(garbage handle)")) {
        seed_error();
        probe_say("%s", kind_of(GlobalWire(garbage_handle())));
        probe_answer(", %s", error_name());
    }
    if (probe_case("GX_3", "GlobalUnWire(garbage handle)")) {
        seed_error();
        probe_say("%s", GlobalUnWire(garbage_handle()) ? "TRUE" : "FALSE");
        probe_answer(", %s", error_name());
    }
    if (probe_case("GX_4", "GlobalUnfix(garbage handle)")) {
        seed_error();
        GlobalUnfix(garbage_handle());
        probe_answer("%s", error_name());
    }
}

void probe_mixed(void)
{
    size_t f;

    for (f = 0; f < FAMILY_COUNT; f++) {
        const struct family *maker = &families[f], *user = &families[1 - f];

        ask_mixed(maker, user, LMEM_FIXED, "fixed");
        ask_mixed(maker, user, LMEM_MOVEABLE, "movable");
        ask_mixed(maker, user, LMEM_MOVEABLE | 0x100, "discardable");
    }
}

void probe_old_calls(void)
{
    unsigned locks;

    ask_compact("LC_1", "LocalCompact", 0, LocalCompact);
    ask_compact("LC_1", "LocalCompact", ~0u, LocalCompact);
    ask_compact("GC_1", "GlobalCompact", 0, global_compact);
    ask_compact("GC_1", "GlobalCompact", ~0u, global_compact);
    ask_shrink("movable of 64",
               make_object(&families[0], LMEM_MOVEABLE, 64, 0));
    ask_shrink("fixed of 64", make_object(&families[0], LMEM_FIXED, 64, 0));
    ask_shrink("NULL", NULL);
    for (locks = 0; locks <= 2; locks++) {
        ask_fix(locks);
        ask_wire(locks);
        ask_unwire(locks);
        ask_unfix(locks);
    }
    ask_old_bad();
}
