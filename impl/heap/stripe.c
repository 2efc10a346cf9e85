#include "stripe.h"

#include "../rank.h"
#include "../sync.h"
#include "cache.h"
#include "forking.h"

#define STRIPE_COUNT 64u

static struct {
    pthread_mutex_t lock;
} __attribute__((aligned(64))) stripes[STRIPE_COUNT] = {
    [0 ... STRIPE_COUNT - 1] = {PTHREAD_MUTEX_INITIALIZER}};

void hli_stripe_lock(uint64_t key)
{
    /* A thread that has no cache yet gets it now: libc may then call a calloc
     * that is made of this library, and that may need stripes. */
    cache_leave(cache_enter());
    rank_lock(RANK_STRIPE, &stripes[key % STRIPE_COUNT].lock);
}

void hli_stripe_unlock(uint64_t key)
{
    rank_unlock(RANK_STRIPE, &stripes[key % STRIPE_COUNT].lock);
}

void hli_stripe_wait(uint64_t key)
{
    hli_stripe_lock(key);
    hli_stripe_unlock(key);
}

void hli_stripe_fork(enum forking when)
{
    for (uint64_t i = 0; i < STRIPE_COUNT; i++)
        if (when == FORKING_PREPARE)
            rank_lock_more(RANK_STRIPE, &stripes[i].lock);
        else
            hli_stripe_unlock(i);
}
