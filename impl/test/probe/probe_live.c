/* Every call that takes no size, on live objects in every state. */
#include "probe.h"

enum {
    ASK_LOCK,
    ASK_UNLOCK,
    ASK_HANDLE,
    ASK_SIZE,
    ASK_FLAGS,
    ASK_FREE,
    ASK_COUNT
};

static const struct state {
    const char *name;
    int family; /* which one allocates: 0 Local, 1 Global */
    UINT flags;
    SIZE_T bytes;
    unsigned locks;
    const char *row[ASK_COUNT]; /* NULL: not asked */
} states[] = {
    {"fixed",
     0,
     LMEM_FIXED,
     0x123,
     0,
     {"LL_1", "LU_4", "LH_3", "LS_2", "LFL_2", "LF_1"}},
    {"fixed, locked twice",
     1,
     LMEM_FIXED,
     0x123,
     2,
     {"LL_1", "LU_4", "LH_3", "LS_2", "LFL_2", "LF_1"}},
    {"fixed, large",
     0,
     LMEM_FIXED,
     0x20000,
     0,
     {"LL_1", "LU_4", "LH_3", "LS_2", "LFL_2", "LF_1"}},
    {"fixed, 0 by LocalAlloc",
     0,
     LMEM_FIXED,
     0,
     0,
     {"LL_5b", "LU_4", "LH_3", "LS_4", "LFL_2", "LF_1"}},
    {"fixed, 0 by GlobalAlloc",
     1,
     GMEM_FIXED,
     0,
     0,
     {"LL_1", "LU_4", "LH_3", "LS_4", "LFL_2", "LF_1"}},
    {"movable",
     0,
     LMEM_MOVEABLE,
     0x123,
     0,
     {"LL_2", "LU_3", "LH_2", "LS_1", "LFL_1", "LF_2"}},
    {"movable, large",
     1,
     LMEM_MOVEABLE,
     0x20000,
     0,
     {"LL_2", "LU_3", "LH_2", "LS_1", "LFL_1", "LF_2"}},
    {"movable, locked once",
     1,
     LMEM_MOVEABLE,
     0x123,
     1,
     {"LL_3", "LU_2", "LH_1", "LS_1", "LFL_1", "LF_4"}},
    {"movable, locked twice",
     0,
     LMEM_MOVEABLE,
     0x123,
     2,
     {"LL_3", "LU_1", "LH_1", "LS_1", "LFL_1", "LF_4"}},
    {"movable, locked 254 times",
     0,
     LMEM_MOVEABLE,
     0x123,
     254,
     {"LL_3", "LU_1", "LH_1", "LS_1", "LFL_1", "LF_4"}},
    {"movable, locked 255 times",
     0,
     LMEM_MOVEABLE,
     0x123,
     255,
     {"LL_4", "LU_1", "LH_1", "LS_1", "LFL_1", "LF_4"}},
    {"movable, locked 600 times",
     1,
     LMEM_MOVEABLE,
     0x123,
     600,
     {"LL_4", "LU_5", "LH_1", "LS_1", "LFL_1", "LF_4"}},
    {"discardable",
     0,
     LMEM_MOVEABLE | LMEM_DISCARDABLE,
     0x123,
     0,
     {"LL_2", "LU_3", "LH_2", "LS_1", "LFL_1", "LF_2"}},
    {"discardable, locked once",
     1,
     GMEM_MOVEABLE | GMEM_DISCARDABLE,
     0x123,
     1,
     {"LL_3", "LU_2", "LH_1", "LS_1", "LFL_1", "LF_4"}},
    {"shared, locked once",
     1,
     GMEM_MOVEABLE | GMEM_DDESHARE,
     0x123,
     1,
     {"LL_3", "LU_2", "LH_1", "LS_1", "LFL_1", "LF_4"}},
    {"discarded",
     0,
     LMEM_MOVEABLE,
     0,
     0,
     {"LL_5", "LU_6", NULL, "LS_3", "LFL_3", "LF_5"}},
    {"discarded, discardable",
     1,
     GMEM_MOVEABLE | GMEM_DISCARDABLE,
     0,
     0,
     {"LL_5", "LU_6", NULL, "LS_3", "LFL_3", "LF_5"}},
};

/* What a pointer or handle is to the object that was asked about. */
static const char *relation(const void *value, HANDLE object, void *block)
{
    if (!value)
        return "NULL";
    if (value == object)
        return "its handle";
    return value == block ? "its block" : kind_of(value);
}

static void call(const struct family *family, int which, HANDLE object,
                 void *block)
{
    const void *found;
    BOOL held;
    SIZE_T bytes;
    UINT flags;

    seed_error();
    switch (which) {
    case ASK_LOCK:
        found = family->lock(object);
        probe_say("%s, %s", relation(found, object, block), error_name());
        break;
    case ASK_UNLOCK:
        held = family->unlock(object);
        probe_say("%s, %s", held ? "TRUE" : "FALSE", error_name());
        break;
    case ASK_HANDLE:
        found = family->handle(block);
        probe_say("%s, %s", relation(found, object, block), error_name());
        break;
    case ASK_SIZE:
        bytes = family->size(object);
        probe_say("%u, %s", (unsigned)bytes, error_name());
        break;
    case ASK_FLAGS:
        flags = family->flags(object);
        probe_say("%#x, %s", (unsigned)flags, error_name());
        break;
    case ASK_FREE:
        found = family->free(object);
        probe_say("%s, %s", relation(found, object, block), error_name());
        break;
    }
}

static void ask(const struct family *family, const struct state *state,
                int which)
{
    static const char *const call_name[ASK_COUNT] = {"Lock", "Unlock", "Handle",
                                                     "Size", "Flags",  "Free"};
    const struct family *maker = &families[state->family];
    HANDLE object;
    void *block;

    if (!state->row[which] ||
        !probe_case(state->row[which], "%s%s(%s)", family->name,
                    call_name[which], state->name))
        return;
    object = make_object(maker, state->flags, state->bytes, state->locks);
    /* Where the count sticks, one lock more needs no unlock. */
    block = state->locks >= 255 ? family->lock(object) : block_of(object);
    call(family, which, object, block);
    if (which == ASK_LOCK || which == ASK_UNLOCK)
        probe_say("; lock count %u",
                  (unsigned)(family->flags(object) & LMEM_LOCKCOUNT));
    if (which == ASK_FREE) {
        /* A fixed object's address may belong to another one by now. */
        if (is_movable(object))
            probe_say("; then size %u", (unsigned)family->size(object));
    } else {
        if (block && !all_bytes(block, 0, state->bytes, PROBE_FILL))
            probe_say(", content lost");
        maker->free(object);
    }
    probe_answer("%s", "");
}

/* The count sticks at 255; locks beyond it need no unlocking. */
static void ask_saturation(const struct family *family)
{
    HANDLE object;
    void *block;
    unsigned n, locked = 0, unlocked = 0;
    BOOL last;

    if (!probe_case("LU_5", "600 times %sLock, then %sUnlock until FALSE",
                    family->name, family->name))
        return;
    object = make_object(family, LMEM_MOVEABLE, 256, 1);
    block = family->lock(object);
    for (n = 2; n < 600; n++)
        locked += family->lock(object) == block;
    while ((last = (seed_error(), family->unlock(object))) && unlocked < 1000)
        unlocked++;
    probe_answer("same block %u times; TRUE %u times, then FALSE, %s; flags "
                 "%#x",
                 locked, unlocked, error_name(),
                 (unsigned)family->flags(object));
    family->free(object);
}

void probe_live(void)
{
    size_t f, s;
    int which;

    for (which = 0; which < ASK_COUNT; which++)
        for (s = 0; s < COUNT_OF(states); s++)
            for (f = 0; f < FAMILY_COUNT; f++)
                ask(&families[f], &states[s], which);
    ask_saturation(&families[0]);
    ask_saturation(&families[1]);
}
