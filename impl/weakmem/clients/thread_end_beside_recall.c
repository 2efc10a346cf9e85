/* A thread ends while the limit is reached and caches are recalled. */
#include "parts.h"

static HLOCAL made;

static void setup(void)
{
    hl_set_movable_limit(16);
    for (int i = 0; i < 14; i++)
        CHECK(LocalAlloc(LMEM_MOVEABLE, 0) != NULL);
}

static void end(void)
{
    client_thread_end();
}

static void make(void)
{
    CHECK(LocalAlloc(LMEM_MOVEABLE, 0) != NULL);
    made = LocalAlloc(LMEM_MOVEABLE, 0);
    CHECK(made != NULL);
}

static void check(void)
{
    CHECK(LocalAlloc(LMEM_MOVEABLE, 0) == NULL);
}

CLIENT(.setup = setup, .thread = {end, make}, .check = check);
