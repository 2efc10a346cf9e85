/* The size of a large block beside a resize to a small one and back to a large
 * one: always one that the object had. */
#include "parts.h"

static HLOCAL object;
static SIZE_T size;

static void setup(void)
{
    object = LocalAlloc(LMEM_MOVEABLE, 40000);
}

static void ask(void)
{
    size = LocalSize(object);
}

static void resize(void)
{
    CHECK(LocalReAlloc(object, 70000, LMEM_MOVEABLE) == object);
}

static void check(void)
{
    CHECK(size == 40000 || size == 70000);
}

CLIENT(.setup = setup, .thread = {resize, ask}, .check = check);
