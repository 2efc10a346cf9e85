/* An unlock beside a resize that moves the locked block: the lock is off
 * afterwards, and the size is the new one. */
#include "parts.h"

static HLOCAL object;

static void setup(void)
{
    object = object_new(24, 1);
    CHECK(LocalLock(object) != NULL);
}

static void unlock(void)
{
    CHECK(!LocalUnlock(object) && GetLastError() == NO_ERROR);
}

static void resize(void)
{
    CHECK(LocalReAlloc(object, 200, LMEM_MOVEABLE) == object);
}

static void check(void)
{
    CHECK(LocalFlags(object) == 0 && LocalSize(object) == 200);
}

CLIENT(.setup = setup, .thread = {unlock, resize}, .check = check);
