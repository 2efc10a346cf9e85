/* Two compactions move one object at once: one of them does, and the bytes are
 * kept. */
#include "parts.h"

static HLOCAL object;
static struct mover mover[2];
static int moved[2];

static void setup(void)
{
    object = object_new(16, 1);
    word_put(address_of(object), 0, 51);
    word_put(address_of(object), 1, 52);
    mover_aim(&mover[0], object);
    mover_aim(&mover[1], object);
}

static void first(void)
{
    moved[0] = mover_move(&mover[0]);
}

static void second(void)
{
    moved[1] = mover_move(&mover[1]);
}

static void check(void)
{
    char *address = address_of(object);

    CHECK(moved[0] + moved[1] == 1);
    CHECK(address == (char *)block_address(KIND_MOVABLE, &mover[moved[1]].to));
    CHECK(word_get(address, 0) == 51 && word_get(address, 1) == 52);
}

CLIENT(.setup = setup, .thread = {first, second}, .check = check);
