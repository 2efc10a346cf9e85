/* A lock beside a move by compaction: the address is one that the object had,
 * its bytes are there, and it stays while the lock is held. */
#include "parts.h"

static HLOCAL object;
static struct mover mover;
static int moved;

static void setup(void)
{
    object = object_new(16, 1);
    word_put(address_of(object), 1, 77);
    mover_aim(&mover, object);
}

static void use(void)
{
    char *address = LocalLock(object);

    CHECK(address != NULL);
    CHECK(word_get(address, 1) == 77);
    word_put(address, 0, 5);
}

static void move(void)
{
    moved = mover_move(&mover);
}

static void check(void)
{
    char *address = address_of(object);

    CHECK(word_get(address, 0) == 5 && word_get(address, 1) == 77);
    CHECK(address ==
          (char *)block_address(KIND_MOVABLE, moved ? &mover.to : &mover.from));
    CHECK(LocalFlags(object) == 1);
}

CLIENT(.setup = setup, .thread = {use, move}, .check = check);
