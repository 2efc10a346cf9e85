/* A handle that is guessed before its object is made: nothing to lock, or the
 * object, at its address and with its zeros. */
#include "parts.h"

static HLOCAL guess, made;
static char *locked;

/* The next index has served a block of another slot number, and its next block
 * another program's bytes. */
static void setup(void)
{
    (void)object_new(200, 4);
    (void)object_new(16, 1);
}

static void prepare(int thread)
{
    HLOCAL last = LocalAlloc(LMEM_MOVEABLE, 16);

    word_put(address_of(last), 0, 99);
    (void)LocalFree(last);
    cache_fill(200);
    if (thread == 0)
        guess = (HLOCAL)tag_make(index_of(last),
                                 tag_generation((uintptr_t)last) + 2);
}

static void make(void)
{
    made = LocalAlloc(LMEM_MOVEABLE | LMEM_ZEROINIT, 16);
}

static void lock(void)
{
    locked = LocalLock(guess);
    CHECK(locked == NULL || word_get(locked, 0) == 0);
}

static void check(void)
{
    CHECK(made == guess);
    CHECK(locked == NULL || locked == address_of(made));
}

CLIENT(.setup = setup, .prepare = prepare, .thread = {make, lock},
       .check = check);
