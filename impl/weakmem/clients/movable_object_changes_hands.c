/* One thread makes a movable object and tells its handle in a way that orders
 * nothing: who locks it finds its bytes all the same. */
#include "parts.h"

static _Atomic(HLOCAL) box;

static void setup(void)
{
    (void)object_new(200, 4);
}

/* The next index has served a block of another slot number. */
static void prepare(int thread)
{
    (void)thread;
    cache_fill(16);
    cache_fill(200);
}

static void give(void)
{
    HLOCAL object = LocalAlloc(LMEM_MOVEABLE | LMEM_ZEROINIT, 16);
    char *address = LocalLock(object);

    word_put(address, 0, 91);
    (void)LocalUnlock(object);
    atomic_store_explicit(&box, object, memory_order_relaxed);
}

static void take(void)
{
    HLOCAL object = atomic_load_explicit(&box, memory_order_relaxed);
    char *address;

    if (object == NULL)
        return;
    address = LocalLock(object);
    CHECK(address == NULL || word_get(address, 1) == 0);
    CHECK(address == NULL || LocalHandle(address) == object);
}

CLIENT(.setup = setup, .prepare = prepare, .thread = {give, take});
