/* A lock beside a discard: either the object is locked and keeps its block, or
 * it is discarded and there is nothing to lock. */
#include "parts.h"

static HLOCAL object, discarded;
static char *before, *locked;

static void setup(void)
{
    object = object_new(24, 1);
    before = address_of(object);
}

static void lock(void)
{
    locked = LocalLock(object);
}

static void discard(void)
{
    discarded = LocalReAlloc(object, 0, LMEM_MOVEABLE);
}

static void check(void)
{
    CHECK((locked == before) == (discarded == NULL));
    CHECK(LocalFlags(object) == (discarded != NULL ? LMEM_DISCARDED : 1u));
}

CLIENT(.setup = setup, .thread = {lock, discard}, .check = check);
