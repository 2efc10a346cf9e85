/* A handle whose index the table is just growing to: stale, or live; and
 * nothing is read that is not committed. */
#include "parts.h"

static HLOCAL object;
static HLOCAL guess;

static void setup(void)
{
    HLOCAL last = LocalAlloc(LMEM_MOVEABLE, 0);

    while (index_of(last) != 0x2000 - 1)
        last = LocalAlloc(LMEM_MOVEABLE, 0);
    guess = (HLOCAL)tag_make(0x2000, 0);
}

static void make(void)
{
    object = LocalAlloc(LMEM_MOVEABLE, 0);
}

static void ask(void)
{
    UINT flags = LocalFlags(guess);

    CHECK(flags == LMEM_INVALID_HANDLE || flags == LMEM_DISCARDED);
}

static void check(void)
{
    CHECK(object == guess);
}

CLIENT(.setup = setup, .thread = {make, ask}, .check = check);
