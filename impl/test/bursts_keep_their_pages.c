/* A program that allocates many blocks, frees them all and begins again soon
 * makes no more requests to the system, whatever the size. How much is kept
 * for that is bounded: little for a program that frees a lot once. What nobody
 * takes again goes back when it calls something else later, and at once with a
 * compaction. */
#include <time.h>
#include <unistd.h>

#include "check.h"
#include "heap/run_cache.h"
#include "heap/os.h"
#include "heap_is_valid.h"

#define COUNT 800u
#define ONCE_MOST 0x8000000u /* bytes; what a program keeps at first */
#define PATIENCE 100         /* tenths of a second */

static HLOCAL held[COUNT];

static void burst(unsigned count, size_t size)
{
    for (unsigned i = 0; i < count; i++)
        CHECK((held[i] = LocalAlloc(LMEM_FIXED, size)) != NULL);
    for (unsigned i = 0; i < count; i++)
        CHECK(LocalFree(held[i]) == NULL);
}

/* Some burst makes no request. A slow one proves nothing, for what is kept goes
 * back after a second; that all are slow is out of the question. */
static void settles(unsigned count, size_t size)
{
    for (int round = 0; round < 50; round++) {
        unsigned long before = hli_os_requests();

        burst(count, size);
        if (hli_os_requests() == before)
            return;
    }
    CHECK(!"every burst asks the system");
}

/* Calls that have to do with other sizes. */
static void other_calls(void)
{
    burst(COUNT, 100);
    burst(COUNT, 2000);
}

static void goes_back(void)
{
    const struct timespec tenth = {0, 100000000};

    for (int i = 0; i < PATIENCE && hli_run_cache_bytes() != 0; i++) {
        CHECK(nanosleep(&tenth, NULL) == 0);
        other_calls();
    }
    CHECK(hli_run_cache_bytes() == 0);
}

int main(void)
{
    burst(COUNT, 1000000);
    CHECK(hli_run_cache_bytes() <= ONCE_MOST);
    (void)hl_compact(0);
    CHECK(hli_run_cache_bytes() == 0);

    settles(COUNT, 16400);
    settles(COUNT, 70000);
    settles(100, 1000000);
    settles(10, 10000000);
    CHECK(hli_run_cache_bytes() != 0);
    (void)hl_compact(0);
    CHECK(hli_run_cache_bytes() == 0);

    settles(COUNT, 500000);
    CHECK(hli_run_cache_bytes() > 2 * ONCE_MOST);
    goes_back();
    burst(COUNT, 500000);
    CHECK(hli_run_cache_bytes() <= 2 * ONCE_MOST);
    CHECK_HEAP();
    return 0;
}
