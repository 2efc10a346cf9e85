/* The handle of an address beside a move from there: the object, or none; and
 * never another one. */
#include "parts.h"

static HLOCAL object;
static struct mover mover;
static char *address;

static void setup(void)
{
    object = object_new(24, 1);
    address = address_of(object);
    mover_aim(&mover, object);
}

static void ask(void)
{
    HLOCAL found = LocalHandle(address);

    CHECK(found == object || found == NULL);
}

static void move(void)
{
    (void)mover_move(&mover);
}

CLIENT(.setup = setup, .thread = {ask, move});
