/* The handle of an address whose object is discarded and revived in another
 * class, in the slot of the same number there (C12): not found is right, for
 * another address is wrong. */
#include "parts.h"

static HLOCAL object;
static char *address, *elsewhere;
static HLOCAL found;

static void setup(void)
{
    (void)object_new(200, 1);
    object = object_new(24, 1);
    address = address_of(object);
    elsewhere = (char *)span_address(
        BIN_OF(KIND_MOVABLE, hli_span_class[class_sixteens(24)]), 0);
}

static void ask(void)
{
    found = LocalHandle(elsewhere);
}

static void change(void)
{
    (void)LocalReAlloc(object, 0, LMEM_MOVEABLE);
    (void)LocalReAlloc(object, 200, LMEM_MOVEABLE);
    (void)LocalReAlloc(object, 0, LMEM_MOVEABLE);
    (void)LocalReAlloc(object, 24, LMEM_MOVEABLE);
}

static void check(void)
{
    CHECK(found != object);
}

CLIENT(.setup = setup, .thread = {change, ask}, .check = check);
