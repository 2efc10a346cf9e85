/* A lock beside the free of its object: an address it had, or NULL; and the
 * lock does not outlive the object. */
#include "parts.h"

static HLOCAL object;
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

static void end(void)
{
    CHECK(LocalFree(object) == NULL);
}

static void check(void)
{
    CHECK(locked == NULL || locked == before);
    CHECK(LocalLock(object) == NULL);
}

CLIENT(.setup = setup, .thread = {lock, end}, .check = check);
