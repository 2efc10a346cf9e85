/* A thread ends, and its slots and indices go back, while another one takes
 * some. */
#include "parts.h"

static HLOCAL made;

static void prepare(int thread)
{
    if (thread == 0)
        CHECK(LocalFree(LocalAlloc(LMEM_MOVEABLE, 24)) == NULL);
}

static void end(void)
{
    client_thread_end();
}

static void make(void)
{
    made = LocalAlloc(LMEM_MOVEABLE, 24);
    CHECK(made != NULL);
}

static void check(void)
{
    HLOCAL other = LocalAlloc(LMEM_MOVEABLE, 24);

    CHECK(other != made && address_of(other) != address_of(made));
}

CLIENT(.prepare = prepare, .thread = {end, make}, .check = check, .bound = 2);
