/* The handle of an address at which one object ends and another begins: the
 * one, the other or none. */
#include "parts.h"

static HLOCAL object, reborn;
static char *address;

static HLOCAL found;

static void setup(void)
{
    object = object_new(24, 2);
    address = address_of(object);
}

static void ask(void)
{
    found = LocalHandle(address);
}

static void replace(void)
{
    (void)LocalFree(object);
    reborn = LocalAlloc(LMEM_MOVEABLE, 24);
}

static void check(void)
{
    CHECK(found == object || found == reborn || found == NULL);
    CHECK(LocalHandle(address) == reborn);
}

CLIENT(.setup = setup, .thread = {replace, ask}, .check = check);
