/* Two threads resize one fixed object in place: it ends with one of the sizes. */
#include "parts.h"

static HLOCAL object;

static void setup(void)
{
    object = LocalAlloc(LMEM_FIXED, 24);
}

static void first(void)
{
    CHECK(LocalReAlloc(object, 30, 0) == object);
}

static void second(void)
{
    CHECK(LocalReAlloc(object, 32, 0) == object);
}

static void check(void)
{
    CHECK(LocalSize(object) == 30 || LocalSize(object) == 32);
}

CLIENT(.setup = setup, .thread = {first, second}, .check = check);
