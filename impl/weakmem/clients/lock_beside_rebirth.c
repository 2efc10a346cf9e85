/* A lock with the handle of an object that is freed while its index and its
 * block come back: never the new object, and never an address of its. */
#include "parts.h"

static HLOCAL object, reborn;
static char *before, *locked;

static void setup(void)
{
    object = object_new(24, 2);
    before = address_of(object);
}

static void lock(void)
{
    locked = LocalLock(object);
}

static void replace(void)
{
    (void)LocalFree(object);
    reborn = LocalAlloc(LMEM_MOVEABLE, 200);
}

static void check(void)
{
    CHECK(locked == NULL || locked == before);
    CHECK(index_of(reborn) == index_of(object) && reborn != object);
    CHECK(LocalFlags(reborn) == 0);
}

CLIENT(.setup = setup, .thread = {replace, lock}, .check = check);
