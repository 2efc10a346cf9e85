/* Two threads take large blocks, and one asks of an address behind the last run
 * that was described: nothing is read that is not committed. */
#include "heap/large.h"
#include "parts.h"

static HLOCAL made;
static char *guess;

static void setup(void)
{
    HLOCAL first = LocalAlloc(LMEM_FIXED, 20000);

    guess = (char *)first + 0x10000ul * 70;
}

static void make(void)
{
    made = LocalAlloc(LMEM_FIXED, 0x10000 * 80);
    CHECK(made != NULL);
}

static void ask(void)
{
    SIZE_T size = LocalSize(guess);

    CHECK(size == 0);
}

CLIENT(.setup = setup, .thread = {make, ask}, .bound = 2);
