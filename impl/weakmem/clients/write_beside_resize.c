/* What is written under a lock is in the block that a resize moves to: one
 * that must not move a locked block waits, or is refused. */
#include "parts.h"

static HLOCAL object;

static void setup(void)
{
    object = object_new(16, 1);
}

static void prepare(int thread)
{
    (void)thread;
    cache_fill(40);
}

static void write(void)
{
    char *address = LocalLock(object);

    word_put(address, 0, 1);
    word_put(address, 1, 2);
    (void)LocalUnlock(object);
}

static void resize(void)
{
    HLOCAL resized = LocalReAlloc(object, 40, 0);

    CHECK(resized == object || resized == NULL);
}

static void check(void)
{
    char *address = address_of(object);

    CHECK(word_get(address, 0) == 1 && word_get(address, 1) == 2);
    CHECK(LocalFlags(object) == 0);
}

CLIENT(.setup = setup, .prepare = prepare, .thread = {write, resize},
       .check = check);
