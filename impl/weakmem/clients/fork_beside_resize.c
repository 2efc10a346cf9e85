/* fork takes all mutexes while a thread resizes: it finds no object busy. */
#include "parts.h"

static HLOCAL object;

static void setup(void)
{
    object = object_new(24, 1);
}

static void prepare(int thread)
{
    (void)thread;
    cache_fill(200);
}

static void fork_now(void)
{
    client_fork_prepare();
    CHECK(W_MOVE(word_load(table_word_at(index_of(object)))) != WORD_BUSY);
    client_fork_parent();
}

static void resize(void)
{
    CHECK(LocalReAlloc(object, 200, LMEM_MOVEABLE) == object);
}

CLIENT(.setup = setup, .prepare = prepare, .thread = {resize, fork_now},
       .bound = 2);
