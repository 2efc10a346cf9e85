/* A thread whose cache is full gives slots to the bin while another, whose
 * cache is empty, takes some: no slot is two threads'. */
#include "parts.h"

static HLOCAL last, taken;

static void setup(void)
{
    for (int i = 0; i < 3 * (int)MAGAZINE_SLOTS; i++)
        last = LocalAlloc(LMEM_FIXED, 24);
}

static void prepare(int thread)
{
    HLOCAL all[MAGAZINE_SLOTS];

    if (thread != 0)
        return;
    for (int i = 0; i < (int)MAGAZINE_SLOTS; i++)
        all[i] = LocalAlloc(LMEM_FIXED, 24);
    for (int i = 0; i < (int)MAGAZINE_SLOTS; i++)
        (void)LocalFree(all[i]);
}

static void give(void)
{
    (void)LocalFree(last);
}

static void take(void)
{
    taken = LocalAlloc(LMEM_FIXED, 24);
    CHECK(taken != NULL);
}

static void check(void)
{
    for (int i = 0; i < 2 * (int)MAGAZINE_SLOTS; i++)
        CHECK(LocalAlloc(LMEM_FIXED, 24) != taken);
}

CLIENT(.setup = setup, .prepare = prepare, .thread = {give, take},
       .check = check);
