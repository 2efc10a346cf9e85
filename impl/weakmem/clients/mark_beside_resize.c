/* A mark as discardable beside a resize is not lost, nor is the resize. */
#include "parts.h"

static HLOCAL object;

static void setup(void)
{
    object = object_new(24, 1);
}

static void resize(void)
{
    CHECK(LocalReAlloc(object, 200, LMEM_MOVEABLE) == object);
}

static void mark(void)
{
    CHECK(LocalReAlloc(object, 0, LMEM_MODIFY | LMEM_DISCARDABLE) == object);
}

static void check(void)
{
    CHECK(LocalFlags(object) == LMEM_DISCARDABLE && LocalSize(object) == 200);
}

CLIENT(.setup = setup, .thread = {mark, resize}, .check = check);
