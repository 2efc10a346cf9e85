/* Three threads lock and two of them unlock: no lock is lost. */
#include "parts.h"

static HLOCAL object;

static void setup(void)
{
    object = object_new(24, 0);
}

static void lock(void)
{
    CHECK(LocalLock(object) != NULL);
}

static void lock_unlock(void)
{
    CHECK(LocalLock(object) != NULL);
    (void)LocalUnlock(object);
}

static void check(void)
{
    CHECK(LocalFlags(object) == 1);
}

CLIENT(.setup = setup, .thread = {lock, lock_unlock, lock_unlock},
       .check = check);
