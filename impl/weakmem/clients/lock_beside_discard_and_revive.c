/* A lock while another thread takes the lock off, discards the object and
 * revives it in another class, and in the first class again (A7, C12): an
 * address that it had. */
#include "parts.h"

static HLOCAL object;
static char *had[3], *locked;

static void setup(void)
{
    (void)object_new(200, 1);
    object = object_new(24, 1);
    had[0] = address_of(object);
}

static void prepare(int thread)
{
    (void)thread;
    cache_fill(24);
    cache_fill(200);
}

static void lock(void)
{
    locked = LocalLock(object);
}

static void revive(SIZE_T bytes, int at)
{
    uint32_t bin = BIN_OF(KIND_MOVABLE, hli_span_class[class_sixteens(bytes)]);

    if (LocalReAlloc(object, 0, LMEM_MOVEABLE) == NULL ||
        LocalReAlloc(object, bytes, LMEM_MOVEABLE) == NULL)
        return;
    /* Nobody else resizes it. */
    had[at] = (char *)span_address(bin, table_location(index_of(object)));
}

static void change(void)
{
    (void)LocalUnlock(object);
    revive(200, 1);
    revive(24, 2);
    (void)LocalLock(object);
}

static void check(void)
{
    CHECK(locked == NULL || locked == had[0] || locked == had[1] ||
          locked == had[2]);
}

CLIENT(.setup = setup, .prepare = prepare, .thread = {change, lock},
       .check = check);
