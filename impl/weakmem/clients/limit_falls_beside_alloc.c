/* The movable limit falls below what is live while a thread allocates from its
 * cache: afterwards nobody has an index at hand. */
#include "parts.h"

static HLOCAL made;

static void setup(void)
{
    CHECK(LocalAlloc(LMEM_MOVEABLE, 0) != NULL);
    CHECK(LocalAlloc(LMEM_MOVEABLE, 0) != NULL);
}

static void make(void)
{
    made = LocalAlloc(LMEM_MOVEABLE, 0);
}

static void fall(void)
{
    hl_set_movable_limit(1);
}

static void check(void)
{
    CHECK(LocalAlloc(LMEM_MOVEABLE, 0) == NULL);
}

CLIENT(.setup = setup, .thread = {make, fall}, .check = check);
