/* Two threads resize one object: it ends with one of the two sizes, its first
 * bytes kept. */
#include "parts.h"

static HLOCAL object;

static void setup(void)
{
    object = object_new(16, 1);
    word_put(address_of(object), 0, 41);
}

static void prepare(int thread)
{
    cache_fill(thread == 0 ? 100 : 200);
}

static void smaller(void)
{
    CHECK(LocalReAlloc(object, 100, LMEM_MOVEABLE) == object);
}

static void larger(void)
{
    CHECK(LocalReAlloc(object, 200, LMEM_MOVEABLE) == object);
}

static void check(void)
{
    char *address = address_of(object);

    CHECK(word_get(address, 0) == 41 && LocalHandle(address) == object);
    CHECK(LocalSize(object) == 100 || LocalSize(object) == 200);
}

CLIENT(.setup = setup, .prepare = prepare, .thread = {smaller, larger},
       .check = check);
