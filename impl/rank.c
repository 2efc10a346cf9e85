#include "rank.h"

#if HL_CHECKS

#include <stdint.h>
#include <stdlib.h>

#include "say.h"

/* The mutexes of each rank that this thread holds: at most 72, the bins. */
static _Thread_local uint8_t held[RANK_COUNT];

static const char *name_of(enum rank rank)
{
#define RANK_NAME(name, mutex) #name ", " mutex,
    static const char *const names[] = {RANKS(RANK_NAME)};
#undef RANK_NAME

    return names[rank];
}

static _Noreturn void fail(const char *what, enum rank rank, const char *beside,
                           enum rank other)
{
    hl_say("mutexes out of order: %s%s%s%s", what, name_of(rank), beside,
           name_of(other));
    abort();
}

static void take(enum rank rank, enum rank free_from)
{
    for (enum rank i = free_from; i < RANK_COUNT; i++)
        if (held[i] != 0)
            fail("taking ", rank, "; the thread holds ", i);
    held[rank]++;
}

void hli_rank_take(enum rank rank)
{
    take(rank, rank);
}

void hli_rank_take_more(enum rank rank)
{
    take(rank, rank + 1);
}

void hli_rank_drop(enum rank rank)
{
    if (held[rank] == 0)
        fail("letting go of ", rank,
             ", which the thread does not hold: ", rank);
    held[rank]--;
}

#else

/* ISO C wants something in every translation unit. */
typedef int hli_no_ranks;

#endif
