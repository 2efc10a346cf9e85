/* What is said of an address in a large block whose run another object takes:
 * handle and size are of the same object. */
#include "handle/lookup.h"
#include "parts.h"

static HLOCAL object, reborn;
static char *address;
static struct found found;
static enum thing thing;

static void setup(void)
{
    object = LocalAlloc(LMEM_MOVEABLE, 40000);
    address = address_of(object);
}

static void ask(void)
{
    thing = hli_lookup((uintptr_t)address, &found);
}

static void replace(void)
{
    (void)LocalFree(object);
    reborn = LocalAlloc(LMEM_MOVEABLE, 50000);
}

static void check(void)
{
    CHECK(address_of(reborn) == address);
    if (thing == THING_NONE)
        return;
    CHECK(found.value == (uintptr_t)object || found.value == (uintptr_t)reborn);
    CHECK(found.size == (found.value == (uintptr_t)object ? 40000u : 50000u));
}

CLIENT(.setup = setup, .thread = {replace, ask}, .check = check);
