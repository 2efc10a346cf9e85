/* A lock beside a resize that moves the locked block to another class: the
 * address is one that the object had, never a mixture of two. */
#include "parts.h"

static HLOCAL object;
static char *before, *locked;

static void setup(void)
{
    (void)object_new(200, 2);
    object = object_new(24, 1);
    before = address_of(object);
}

static void lock(void)
{
    locked = LocalLock(object);
    CHECK(locked != NULL);
}

static void resize(void)
{
    CHECK(LocalReAlloc(object, 200, LMEM_MOVEABLE) == object);
}

static void check(void)
{
    CHECK(locked == before || locked == address_of(object));
    CHECK(LocalFlags(object) == 1);
}

CLIENT(.setup = setup, .thread = {lock, resize}, .check = check);
