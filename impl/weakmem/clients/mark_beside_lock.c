/* A mark as discardable and a lock both take effect. */
#include "parts.h"

static HLOCAL object;

static void setup(void)
{
    object = object_new(24, 1);
}

static void lock(void)
{
    CHECK(LocalLock(object) != NULL);
}

static void mark(void)
{
    CHECK(LocalReAlloc(object, 0, LMEM_MODIFY | LMEM_DISCARDABLE) == object);
}

static void check(void)
{
    CHECK(LocalFlags(object) == (LMEM_DISCARDABLE | 1u));
}

CLIENT(.setup = setup, .thread = {mark, lock}, .check = check);
