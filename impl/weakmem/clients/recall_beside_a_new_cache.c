/* The limit is reached and caches are recalled while a thread, by its first call,
 * makes its cache: the recall looks at no cache that is not committed. */
#include "parts.h"

static void setup(void)
{
    hl_set_movable_limit(16);
    for (int i = 0; i < 16; i++)
        (void)LocalAlloc(LMEM_MOVEABLE, 0);
}

static void make(void)
{
    CHECK(LocalAlloc(LMEM_MOVEABLE, 0) == NULL);
}

static void begin(void)
{
    CHECK(LocalAlloc(LMEM_FIXED, 24) != NULL);
}

CLIENT(.setup = setup, .thread = {make, begin}, .bound = 1, .is_cold = 1);
