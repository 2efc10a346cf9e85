/* Two threads free one movable object: one succeeds, and the block is free
 * once. */
#include "parts.h"

static HLOCAL object;
static int freed[2];

static void setup(void)
{
    object = object_new(24, 1);
}

static void first(void)
{
    freed[0] = LocalFree(object) == NULL;
}

static void second(void)
{
    freed[1] = LocalFree(object) == NULL;
}

static void check(void)
{
    HLOCAL a = LocalAlloc(LMEM_MOVEABLE, 24), b = LocalAlloc(LMEM_MOVEABLE, 24);

    CHECK(freed[0] + freed[1] == 1);
    CHECK(a != b && address_of(a) != address_of(b));
}

CLIENT(.setup = setup, .thread = {first, second}, .check = check);
