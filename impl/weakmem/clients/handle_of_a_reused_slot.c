/* The handle of an address at which another object comes to lie, under the index
 * of a third one that lay elsewhere: never the third one's. */
#include "parts.h"

static HLOCAL object, other, reborn, found;
static char *address;

static void setup(void)
{
    object = object_new(24, 2);
    other = object_new(24, 0);
    address = address_of(other);
}

static void ask(void)
{
    found = LocalHandle(address);
}

/* The index of the one comes back with the slot of the other. */
static void replace(void)
{
    (void)LocalFree(object);
    (void)LocalFree(other);
    (void)LocalAlloc(LMEM_MOVEABLE, 0);
    reborn = LocalAlloc(LMEM_MOVEABLE, 24);
}

static void check(void)
{
    CHECK(address_of(reborn) == address &&
          index_of(reborn) == index_of(object));
    CHECK(found == other || found == reborn || found == NULL);
}

CLIENT(.setup = setup, .thread = {replace, ask}, .check = check);
