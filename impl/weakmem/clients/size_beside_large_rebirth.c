/* The size of a large object that is freed while another one takes its run:
 * its own, or none. */
#include "parts.h"

static HLOCAL object, reborn;
static SIZE_T size;

static void setup(void)
{
    object = LocalAlloc(LMEM_MOVEABLE, 40000);
}

static void ask(void)
{
    size = LocalSize(object);
}

static void replace(void)
{
    (void)LocalFree(object);
    reborn = LocalAlloc(LMEM_MOVEABLE, 50000);
}

static void check(void)
{
    CHECK(size == 40000 || size == 0);
    CHECK(LocalSize(reborn) == 50000);
}

CLIENT(.setup = setup, .thread = {replace, ask}, .check = check);
