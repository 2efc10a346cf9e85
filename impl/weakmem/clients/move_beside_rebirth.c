/* A move of an object that is freed and whose index is reborn in the same
 * class meanwhile: it moves the one or the other as a whole, or neither. */
#include "parts.h"

static HLOCAL object, other, reborn;
static struct mover mover;

static void setup(void)
{
    object = object_new(16, 2);
    other = object_new(16, 0);
    word_put(address_of(object), 0, 61);
    mover_aim(&mover, object);
}

/* The index of the one comes back with the slot of the other. */
static void replace(void)
{
    (void)LocalFree(object);
    (void)LocalFree(other);
    (void)LocalAlloc(LMEM_MOVEABLE, 0);
    reborn = LocalAlloc(LMEM_MOVEABLE, 16);
    word_put(LocalLock(reborn), 0, 62);
    (void)LocalUnlock(reborn);
}

static void move(void)
{
    (void)mover_move(&mover);
}

static void check(void)
{
    char *address = address_of(reborn);

    CHECK(word_get(address, 0) == 62 && LocalHandle(address) == reborn);
    CHECK(index_of(reborn) == index_of(object));
}

CLIENT(.setup = setup, .thread = {replace, move}, .check = check);
