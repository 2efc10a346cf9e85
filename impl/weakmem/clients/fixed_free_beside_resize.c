/* A fixed object is freed by one thread and resized in place by another:
 * either may be first, and the block is free once. */
#include "parts.h"

static HLOCAL object, resized;
static int freed;

static void setup(void)
{
    object = LocalAlloc(LMEM_FIXED, 24);
}

static void end(void)
{
    freed = LocalFree(object) == NULL;
}

static void resize(void)
{
    resized = LocalReAlloc(object, 32, 0);
}

static void check(void)
{
    CHECK(freed);
    CHECK(resized == object || resized == NULL);
    CHECK(LocalSize(object) == 0);
}

CLIENT(.setup = setup, .thread = {end, resize}, .check = check);
