/* The first calls of a process, by two threads: one of them lays the span out,
 * and who asks of an address meanwhile finds nothing, or all of it. */
#include "parts.h"

static HLOCAL made[2];

static void make(void)
{
    made[0] = LocalAlloc(LMEM_MOVEABLE, 24);
    CHECK(LocalLock(made[0]) != NULL);
}

static void ask(void)
{
    /* Where the first fixed object of 24 bytes would be. */
    SIZE_T size = LocalSize((HLOCAL)0x200000080000);

    CHECK(size == 0);
}

CLIENT(.thread = {make, ask}, .bound = 1, .is_cold = 1);
