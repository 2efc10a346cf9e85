/* At the limit one thread frees an object, keeping its index at hand, while
 * another one allocates: it is refused, or gets an index of its own. */
#include "parts.h"

static HLOCAL object, made;

static void setup(void)
{
    hl_set_movable_limit(16);
    for (int i = 0; i < 16; i++)
        object = LocalAlloc(LMEM_MOVEABLE, 0);
    CHECK(object != NULL);
}

static void end(void)
{
    CHECK(LocalFree(object) == NULL);
}

static void make(void)
{
    made = LocalAlloc(LMEM_MOVEABLE, 0);
}

static void check(void)
{
    HLOCAL other = LocalAlloc(LMEM_MOVEABLE, 0);

    CHECK((made != NULL) + (other != NULL) == 1);
}

CLIENT(.setup = setup, .thread = {end, make}, .check = check, .bound = 2);
