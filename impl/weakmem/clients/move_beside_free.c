/* A free beside a move: the object is gone, and its old slot and the new one
 * are each free once. */
#include "parts.h"

static HLOCAL object;
static struct mover mover;
static int moved;

static void setup(void)
{
    object = object_new(24, 1);
    mover_aim(&mover, object);
}

static void end(void)
{
    CHECK(LocalFree(object) == NULL);
}

static void move(void)
{
    moved = mover_move(&mover);
}

static int is_owned(uint32_t location)
{
    uint32_t bin = BIN_OF(KIND_MOVABLE, mover.from.class);

    return owner_is_index(atomic_load_explicit(
        &hli_span.bin[bin].owner[location], memory_order_relaxed));
}

static void check(void)
{
    CHECK(LocalLock(object) == NULL);
    CHECK(!is_owned(mover.from.location) && !is_owned(mover.to.location));
}

CLIENT(.setup = setup, .thread = {end, move}, .check = check);
