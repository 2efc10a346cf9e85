/* The system allows a process so many mappings (vm.max_map_count, 65,530), for
 * everything it does. However many large blocks live, grow and die, they take
 * few of them: far fewer than one for each block that never grew, a bounded
 * number for those that did and for the holes between; threads can still
 * start; and when all is freed and compacted, none is left over. */
#include <pthread.h>

#include "heap/large.h"
#include "heap/runs.h"
#include "maps.h"

#define MANY 60000u
#define GROWN (LARGE_APART_MAX + 600u)
#define SPARE 40u /* the table's, the metadata's, the sanitizers' */

static HLOCAL held[MANY];

static void *idle(void *argument)
{
    return argument;
}

static void thread_starts(void)
{
    pthread_t thread;

    CHECK(pthread_create(&thread, NULL, idle, NULL) == 0);
    CHECK(pthread_join(thread, NULL) == 0);
}

static void fill(unsigned count, size_t size)
{
    for (unsigned i = 0; i < count; i++)
        CHECK((held[i] = LocalAlloc(LMEM_FIXED, size)) != NULL);
}

/* Free every so many of those that live. */
static void drop(unsigned count, unsigned every)
{
    for (unsigned i = 0; i < count; i += every)
        if (held[i] != NULL) {
            CHECK(LocalFree(held[i]) == NULL);
            held[i] = NULL;
        }
}

static void nothing_left(unsigned long before)
{
    thread_starts();
    (void)hl_compact(0);
    CHECK(hli_runs_top() == 0);
    CHECK(maps_count() <= before + SPARE);
}

/* Blocks that do not grow share one mapping; holes among them take two each,
 * up to a number. */
static void of_one_size(unsigned long before)
{
    fill(MANY, 600000);
    CHECK(maps_count() <= before + SPARE);
    drop(MANY, 2);
    CHECK(maps_count() <= before + SPARE + 2 * RUNS_BARE_MAX);
    thread_starts();
    for (unsigned i = 0; i < MANY; i += 2)
        CHECK((held[i] = LocalAlloc(LMEM_FIXED, 600000)) != NULL);
    CHECK(maps_count() <= before + SPARE);
    drop(MANY, 1);
    nothing_left(before);
}

/* Blocks that have grown have up to three each, up to a number; and not one
 * more than that. */
static void grown(unsigned long before)
{
    unsigned long most = 0;

    for (unsigned i = 0; i < GROWN; i++) {
        unsigned char *p = LocalAlloc(LMEM_FIXED, 140000);

        CHECK(p != NULL);
        p[0] = (unsigned char)i;
        p[139999] = (unsigned char)i;
        held[i] = LocalReAlloc(p, 900000, LMEM_MOVEABLE);
        CHECK(held[i] != NULL);
        p = held[i];
        CHECK(p[0] == (unsigned char)i && p[139999] == (unsigned char)i);
        if (i == 1000)
            CHECK(maps_count() <= before + SPARE + 3 * i);
        if (i == LARGE_APART_MAX)
            most = maps_count();
    }
    CHECK(most > before && most <= before + SPARE + 3 * LARGE_APART_MAX);
    CHECK(maps_count() <= most + SPARE);
    thread_starts();
}

/* What lived between them does not keep mappings either. */
static void churn(unsigned long before)
{
    uint64_t seed = 1;

    for (unsigned step = 0; step < 20000; step++) {
        unsigned i = (unsigned)((seed >> 33) % 1000);
        size_t size = 20000 + (seed >> 40) % 2000000;
        HLOCAL h;

        seed = seed * 6364136223846793005u + 1442695040888963407u;
        if (held[i] == NULL || step % 2 == 0) {
            CHECK(held[i] == NULL || LocalFree(held[i]) == NULL);
            held[i] = LocalAlloc(LMEM_MOVEABLE, size);
            CHECK(held[i] != NULL);
        } else {
            h = LocalReAlloc(held[i], size, 0);
            CHECK(h != NULL);
            held[i] = h;
        }
    }
    CHECK(maps_count() <= before + SPARE + 4 * 1000);
    drop(1000, 1);
    nothing_left(before);
}

/* Whether all memory asked for at once must be there: overcommit mode 2. */
static int system_is_strict(void)
{
    FILE *mode = fopen("/proc/sys/vm/overcommit_memory", "r");
    int strict = mode != NULL && fgetc(mode) == '2';

    if (mode != NULL)
        (void)fclose(mode);
    return strict;
}

int main(void)
{
    unsigned long before;

    if (system_is_strict()) {
        puts("skipped: this system would have to own 36 GB");
        return 0;
    }
    CHECK(LocalFree(LocalAlloc(LMEM_FIXED, 100000)) == NULL);
    (void)hl_compact(0);
    before = maps_count();
    of_one_size(before);
    grown(before);
    drop(GROWN, 1);
    nothing_left(before);
    churn(before);
    return 0;
}
