/* The last index of the limit is in one thread's cache; another one allocates
 * while the first does so, too: one gets it. */
#include "parts.h"

static HLOCAL made[2];

static void setup(void)
{
    HLOCAL object = NULL;

    hl_set_movable_limit(16);
    for (int i = 0; i < 15; i++)
        object = LocalAlloc(LMEM_MOVEABLE, 0);
    CHECK(object != NULL);
}

static void first(void)
{
    made[0] = LocalAlloc(LMEM_MOVEABLE, 0);
}

static void second(void)
{
    made[1] = LocalAlloc(LMEM_MOVEABLE, 0);
}

static void check(void)
{
    CHECK((made[0] != NULL) + (made[1] != NULL) == 1);
}

CLIENT(.setup = setup, .thread = {first, second}, .check = check);
