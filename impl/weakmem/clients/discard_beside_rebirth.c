/* A discard of an object that is freed and whose index is reborn meanwhile: the
 * new object keeps its block. */
#include "parts.h"

static HLOCAL object, reborn;

static void setup(void)
{
    object = object_new(24, 2);
}

static void discard(void)
{
    (void)LocalReAlloc(object, 0, LMEM_MOVEABLE);
}

static void replace(void)
{
    (void)LocalFree(object);
    reborn = LocalAlloc(LMEM_MOVEABLE, 24);
}

static void check(void)
{
    char *address = address_of(reborn);

    CHECK(address != NULL && LocalHandle(address) == reborn);
    for (int i = 0; i < 4; i++)
        CHECK(address_of(LocalAlloc(LMEM_MOVEABLE, 24)) != address);
}

CLIENT(.setup = setup, .thread = {replace, discard}, .check = check);
