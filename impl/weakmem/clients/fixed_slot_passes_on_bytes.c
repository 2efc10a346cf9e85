/* A fixed object is written, moved by a resize of another thread, and read there:
 * the bytes go along. */
#include "parts.h"

static HLOCAL object;

static void setup(void)
{
    object = LocalAlloc(LMEM_FIXED, 16);
    word_put(object, 0, 5);
}

static void prepare(int thread)
{
    (void)thread;
    (void)LocalFree(LocalAlloc(LMEM_FIXED, 16));
    (void)LocalFree(LocalAlloc(LMEM_FIXED, 200));
}

/* In place, with bytes gained that are zero. */
static void widen(void)
{
    HLOCAL resized = LocalReAlloc(object, 16, LMEM_ZEROINIT);

    CHECK(resized == object || resized == NULL);
}

static void move(void)
{
    HLOCAL moved = LocalReAlloc(object, 200, LMEM_MOVEABLE);

    CHECK(moved != NULL && word_get(moved, 0) == 5);
}

CLIENT(.setup = setup, .prepare = prepare, .thread = {move, widen});
