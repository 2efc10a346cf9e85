/* A free with a stale handle, whose index is reborn meanwhile, ends the old
 * object or nothing. */
#include "parts.h"

static HLOCAL object, reborn;
static int freed[2];

static void setup(void)
{
    object = object_new(24, 2);
}

static void end(void)
{
    freed[0] = LocalFree(object) == NULL;
}

static void replace(void)
{
    freed[1] = LocalFree(object) == NULL;
    reborn = LocalAlloc(LMEM_MOVEABLE, 24);
    CHECK(LocalLock(reborn) != NULL);
}

static void check(void)
{
    CHECK(freed[0] + freed[1] == 1);
    CHECK(LocalFlags(reborn) == 1);
}

CLIENT(.setup = setup, .thread = {replace, end}, .check = check);
