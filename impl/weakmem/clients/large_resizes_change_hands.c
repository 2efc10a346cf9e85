/* Two threads resize one large fixed object in place, each going by what the
 * other one noted of the block. */
#include "parts.h"

static HLOCAL object;

static void setup(void)
{
    object = LocalAlloc(LMEM_FIXED, 40000);
}

static void first(void)
{
    CHECK(LocalReAlloc(object, 50000, 0) == object);
}

static void second(void)
{
    CHECK(LocalReAlloc(object, 60000, LMEM_ZEROINIT) == object);
}

static void check(void)
{
    CHECK(LocalSize(object) == 50000 || LocalSize(object) == 60000);
}

CLIENT(.setup = setup, .thread = {first, second}, .check = check, .bound = 2);
