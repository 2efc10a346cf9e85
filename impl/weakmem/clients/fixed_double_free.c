/* Two threads free one fixed object: one succeeds, and the block is free once. */
#include "parts.h"

static HLOCAL object;
static int freed[2];

static void setup(void)
{
    object = LocalAlloc(LMEM_FIXED, 24);
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
    CHECK(freed[0] + freed[1] == 1);
    CHECK(LocalAlloc(LMEM_FIXED, 24) != LocalAlloc(LMEM_FIXED, 24));
}

CLIENT(.setup = setup, .thread = {first, second}, .check = check);
