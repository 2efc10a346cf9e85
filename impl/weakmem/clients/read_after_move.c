/* A reader that locks twice finds the same bytes both times, wherever two
 * compactions in a row have put them. */
#include "parts.h"

static HLOCAL object;
static struct mover there, back;

static void setup(void)
{
    object = object_new(16, 1);
    word_put(address_of(object), 0, 11);
    word_put(address_of(object), 1, 12);
    mover_aim(&there, object);
    mover_aim(&back, object);
    back.from = there.to;
}

static void read(void)
{
    for (int i = 0; i < 2; i++) {
        char *address = LocalLock(object);

        CHECK(word_get(address, 0) == 11 && word_get(address, 1) == 12);
        (void)LocalUnlock(object);
    }
}

static void move(void)
{
    (void)(mover_move(&there) && mover_move(&back));
}

CLIENT(.setup = setup, .thread = {read, move}, .bound = 3);
