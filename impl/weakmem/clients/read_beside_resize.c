/* A reader that locks beside a resize that moves the block finds the bytes,
 * before as after. */
#include "parts.h"

static HLOCAL object;

static void setup(void)
{
    object = object_new(16, 1);
    word_put(address_of(object), 0, 21);
    word_put(address_of(object), 1, 22);
}

static void prepare(int thread)
{
    (void)thread;
    cache_fill(200);
}

static void read(void)
{
    char *address = LocalLock(object);

    CHECK(word_get(address, 0) == 21 && word_get(address, 1) == 22);
    (void)LocalUnlock(object);
}

static void resize(void)
{
    CHECK(LocalReAlloc(object, 200, LMEM_MOVEABLE) == object);
}

CLIENT(.setup = setup, .prepare = prepare, .thread = {resize, read});
