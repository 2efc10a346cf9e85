/* A lock beside the revival of a discarded object: nothing to lock, or the new
 * block with its zeros. */
#include "parts.h"

static HLOCAL object;
static char *locked;

static void setup(void)
{
    HLOCAL used = object_new(24, 3);

    word_put(address_of(used), 0, 99);
    object = LocalAlloc(LMEM_MOVEABLE, 0);
    (void)LocalFree(used);
}

static void lock(void)
{
    locked = LocalLock(object);
    CHECK(locked == NULL || word_get(locked, 0) == 0);
}

static void revive(void)
{
    CHECK(LocalReAlloc(object, 24, LMEM_MOVEABLE | LMEM_ZEROINIT) == object);
}

static void check(void)
{
    CHECK(locked == NULL || locked == address_of(object));
    CHECK(LocalFlags(object) == (locked != NULL));
}

CLIENT(.setup = setup, .thread = {revive, lock}, .check = check);
