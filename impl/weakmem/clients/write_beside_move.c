/* What is written under a lock is there under the next one, whatever
 * compaction did between and meanwhile. */
#include "parts.h"

static HLOCAL object;
static struct mover mover;

static void setup(void)
{
    object = object_new(16, 1);
    mover_aim(&mover, object);
}

static void write(void)
{
    char *address = LocalLock(object);

    word_put(address, 0, 1);
    word_put(address, 1, 2);
    (void)LocalUnlock(object);
}

static void move(void)
{
    (void)mover_move(&mover);
}

static void check(void)
{
    char *address = address_of(object);

    CHECK(word_get(address, 0) == 1 && word_get(address, 1) == 2);
    CHECK(LocalFlags(object) == 0);
}

CLIENT(.setup = setup, .thread = {write, move}, .check = check);
