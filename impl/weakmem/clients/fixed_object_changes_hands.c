/* One thread allocates and writes, another one is told the address, reads, and
 * frees; the slot then serves a third object. */
#include "parts.h"

static _Atomic(HLOCAL) box;
static HLOCAL next;

static void prepare(int thread)
{
    (void)thread;
    CHECK(LocalFree(LocalAlloc(LMEM_FIXED, 24)) == NULL);
}

static void give(void)
{
    HLOCAL object = LocalAlloc(LMEM_FIXED, 24);

    word_put(object, 0, 81);
    atomic_store_explicit(&box, object, memory_order_release);
}

static void take(void)
{
    HLOCAL object = atomic_load_explicit(&box, memory_order_acquire);

    if (object == NULL)
        return;
    CHECK(word_get(object, 0) == 81 && LocalSize(object) == 24);
    CHECK(LocalFree(object) == NULL);
    next = LocalAlloc(LMEM_FIXED, 24);
    CHECK(next == object);
}

CLIENT(.prepare = prepare, .thread = {give, take});
