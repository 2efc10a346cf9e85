/* An unlock with a stale handle, whose index is reborn as a locked object
 * meanwhile, takes no lock off the new one. */
#include "parts.h"

static HLOCAL object, reborn;

static void setup(void)
{
    object = object_new(24, 2);
    CHECK(LocalLock(object) != NULL);
}

static void unlock(void)
{
    (void)LocalUnlock(object);
}

static void replace(void)
{
    (void)LocalFree(object);
    reborn = LocalAlloc(LMEM_MOVEABLE, 24);
    CHECK(LocalLock(reborn) != NULL);
}

static void check(void)
{
    CHECK(index_of(reborn) == index_of(object));
    CHECK(LocalFlags(reborn) == 1);
}

CLIENT(.setup = setup, .thread = {replace, unlock}, .check = check);
