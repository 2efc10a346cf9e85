/* A size asked for beside a resize is the one before or the one after. */
#include "parts.h"

static HLOCAL object;
static SIZE_T size;

static void setup(void)
{
    object = object_new(24, 1);
}

static void ask(void)
{
    size = LocalSize(object);
}

static void resize(void)
{
    CHECK(LocalReAlloc(object, 200, LMEM_MOVEABLE) == object);
}

static void check(void)
{
    CHECK(size == 24 || size == 200);
}

CLIENT(.setup = setup, .thread = {ask, resize}, .check = check);
