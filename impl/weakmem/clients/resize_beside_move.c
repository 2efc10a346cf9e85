/* A resize beside a move by compaction: the bytes are kept, and no block has
 * two owners. */
#include "parts.h"

static HLOCAL object;
static struct mover mover;

static void setup(void)
{
    object = object_new(16, 1);
    word_put(address_of(object), 0, 31);
    word_put(address_of(object), 1, 32);
    mover_aim(&mover, object);
}

static void prepare(int thread)
{
    (void)thread;
    cache_fill(200);
}

static void resize(void)
{
    CHECK(LocalReAlloc(object, 200, LMEM_MOVEABLE) == object);
}

static void move(void)
{
    (void)mover_move(&mover);
}

static void check(void)
{
    char *address = address_of(object);

    CHECK(word_get(address, 0) == 31 && word_get(address, 1) == 32);
    CHECK(LocalSize(object) == 200 && LocalHandle(address) == object);
}

CLIENT(.setup = setup, .prepare = prepare, .thread = {resize, move},
       .check = check);
