/* Three threads: who meets a busy object waits, and goes on when its holder is
 * done. */
#include "parts.h"

static HLOCAL object;

static void setup(void)
{
    object = object_new(24, 1);
}

static void prepare(int thread)
{
    (void)thread;
    cache_fill(200);
}

static void resize(void)
{
    CHECK(LocalReAlloc(object, 200, LMEM_MOVEABLE) == object);
}

static void lock(void)
{
    CHECK(LocalLock(object) != NULL);
}

static void free_it(void)
{
    (void)LocalUnlock(object);
}

static void check(void)
{
    CHECK(LocalFlags(object) <= 1 && LocalSize(object) == 200);
}

CLIENT(.setup = setup, .prepare = prepare, .thread = {resize, lock, free_it},
       .check = check, .bound = 2);
