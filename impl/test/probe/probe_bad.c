/* Every call on every value that names no live object. Values inside or
 * beside a live object have an owner, which must come out of the call as it
 * went in. */
#include "probe_values.h"

static void call(const struct family *family, int which, HANDLE value,
                 SIZE_T bytes, UINT flags)
{
    HANDLE found;
    BOOL held;
    SIZE_T size;
    UINT mark;

    seed_error();
    switch (which) {
    case ASK_LOCK:
        found = family->lock(value);
        probe_say("%s, %s", answer_of(found, value), error_name());
        break;
    case ASK_UNLOCK:
        held = family->unlock(value);
        probe_say("%s, %s", held ? "TRUE" : "FALSE", error_name());
        break;
    case ASK_HANDLE:
        found = family->handle(value);
        probe_say("%s, %s", answer_of(found, value), error_name());
        break;
    case ASK_SIZE:
        size = family->size(value);
        probe_say("%u, %s", (unsigned)size, error_name());
        break;
    case ASK_FLAGS:
        mark = family->flags(value);
        probe_say("%#x, %s", (unsigned)mark, error_name());
        break;
    case ASK_FREE:
        found = family->free(value);
        probe_say("%s, %s", answer_of(found, value), error_name());
        break;
    default:
        found = family->realloc(value, bytes, flags);
        probe_say("%s, %s", answer_of(found, value), error_name());
    }
}

/* One case; `how` is what the call is given besides the value. */
static void ask(const struct family *family, const struct value *value,
                int which, const char *row, const char *call_name,
                const char *how, SIZE_T bytes, UINT flags)
{
    struct sample sample;
    UINT before = 0;
    int intact;

    if (!row || !probe_case(row, "%s%s(%s%s)", family->name, call_name,
                            value->name, how))
        return;
    sample = value->take();
    if (which >= ASK_FREE && sample.value && (UINT_PTR)sample.value % 16 == 0)
        probe_harmful();
    if (sample.owner)
        before = LocalFlags(sample.owner);
    call(family, which, sample.value, bytes, flags);
    if (sample.owner) {
        intact = LocalSize(sample.owner) == OWNER_BYTES &&
                 LocalFlags(sample.owner) == before &&
                 all_bytes(block_of(sample.owner), 0, OWNER_BYTES, PROBE_FILL);
        probe_say("; owner %s", intact ? "intact" : "changed");
    }
    probe_answer("%s", "");
    if (sample.owner)
        LocalFree(sample.owner);
}

static const struct question {
    int which;
    const char *name, *how;
    SIZE_T bytes;
    UINT flags;
} questions[] = {
    {ASK_LOCK, "Lock", "", 0, 0},
    {ASK_UNLOCK, "Unlock", "", 0, 0},
    {ASK_HANDLE, "Handle", "", 0, 0},
    {ASK_SIZE, "Size", "", 0, 0},
    {ASK_FLAGS, "Flags", "", 0, 0},
    {ASK_FREE, "Free", "", 0, 0},
    {ASK_REALLOC, "ReAlloc", ", 60, 0", 60, 0},
    {ASK_REALLOC, "ReAlloc", ", 0, MOVEABLE", 0, LMEM_MOVEABLE},
    {ASK_REALLOC, "ReAlloc", ", 4000, MOVEABLE", 4000, LMEM_MOVEABLE},
    {ASK_MODIFY, "ReAlloc", ", 0, MODIFY", 0, LMEM_MODIFY},
    {ASK_MODIFY, "ReAlloc", ", 0, MODIFY|MOVEABLE", 0,
     LMEM_MODIFY | LMEM_MOVEABLE},
};

void probe_bad(void)
{
    size_t f, q, v;

    for (q = 0; q < COUNT_OF(questions); q++)
        for (v = 0; v < value_count; v++)
            for (f = 0; f < FAMILY_COUNT; f++)
                ask(&families[f], &values[v], questions[q].which,
                    values[v].row[questions[q].which], questions[q].name,
                    questions[q].how, questions[q].bytes, questions[q].flags);
}
