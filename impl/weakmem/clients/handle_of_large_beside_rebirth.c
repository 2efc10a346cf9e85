/* The handle of an address inside a large block that ends, and whose run
 * another one takes. */
#include "parts.h"

static HLOCAL object, reborn;
static char *address;
static HLOCAL found;

static void setup(void)
{
    object = LocalAlloc(LMEM_MOVEABLE, 40000);
    address = address_of(object);
}

static void ask(void)
{
    found = LocalHandle(address);
}

static void replace(void)
{
    (void)LocalFree(object);
    reborn = LocalAlloc(LMEM_MOVEABLE, 40000);
}

static void check(void)
{
    CHECK(found == object || found == reborn || found == NULL);
    CHECK(LocalHandle(address) == reborn);
}

CLIENT(.setup = setup, .thread = {replace, ask}, .check = check);
