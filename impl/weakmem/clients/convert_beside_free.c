/* A fixed object becomes movable while another thread frees it: one of the two
 * finds it, and its bytes go along. */
#include "parts.h"

static HGLOBAL object, movable;
static int freed;

static void setup(void)
{
    object = GlobalAlloc(GMEM_FIXED, 16);
    word_put(object, 0, 71);
}

static void prepare(int thread)
{
    (void)thread;
    cache_fill(16);
}

static void convert(void)
{
    movable = GlobalReAlloc(object, 0, GMEM_MODIFY | GMEM_MOVEABLE);
}

static void end(void)
{
    freed = GlobalFree(object) == NULL;
}

static void check(void)
{
    CHECK(freed == (movable == NULL));
    CHECK(movable == NULL || word_get(GlobalLock(movable), 0) == 71);
    CHECK(GlobalSize(object) == 0);
}

CLIENT(.setup = setup, .prepare = prepare, .thread = {convert, end},
       .check = check);
