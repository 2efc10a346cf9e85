/* A resize with a stale handle, whose index is reborn meanwhile, changes the
 * old object or nothing. */
#include "parts.h"

static HLOCAL object, reborn;

static void setup(void)
{
    object = object_new(24, 2);
}

static void prepare(int thread)
{
    (void)thread;
    cache_fill(200);
}

static void resize(void)
{
    (void)LocalReAlloc(object, 200, LMEM_MOVEABLE);
}

static void replace(void)
{
    (void)LocalFree(object);
    reborn = LocalAlloc(LMEM_MOVEABLE, 24);
}

static void check(void)
{
    CHECK(LocalSize(reborn) == 24 && LocalLock(reborn) != NULL);
    CHECK(LocalHandle(address_of(reborn)) == reborn);
}

CLIENT(.setup = setup, .prepare = prepare, .thread = {replace, resize},
       .check = check);
