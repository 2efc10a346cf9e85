/* A large fixed object is freed by one thread and resized in place by another. */
#include "parts.h"

static HLOCAL object, resized;
static int freed;

static void setup(void)
{
    object = LocalAlloc(LMEM_FIXED, 40000);
}

static void end(void)
{
    freed = LocalFree(object) == NULL;
}

static void resize(void)
{
    resized = LocalReAlloc(object, 50000, 0);
}

static void check(void)
{
    CHECK(freed);
    CHECK(resized == object || resized == NULL);
    CHECK(LocalSize(object) == 0);
}

CLIENT(.setup = setup, .thread = {end, resize}, .check = check);
