/* Two threads whose caches are empty take slots of one class, and one of them
 * makes the slab: their objects lie apart. */
#include "parts.h"

static HLOCAL taken[2];

static void first(void)
{
    taken[0] = LocalAlloc(LMEM_FIXED, 24);
}

static void second(void)
{
    taken[1] = LocalAlloc(LMEM_FIXED, 24);
    CHECK(LocalSize(taken[1]) == 24);
}

static void check(void)
{
    CHECK(taken[0] != NULL && taken[1] != NULL && taken[0] != taken[1]);
}

CLIENT(.thread = {first, second}, .check = check);
