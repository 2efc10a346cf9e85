#include "forking.h"

#include "../sync.h"

/* TSan dies of more than 64 mutexes in one hand. */
#if defined(__SANITIZE_THREAD__) && !defined(HL_WEAKMEM)
#define FORKING_UNCHECKED 1
#elif defined(__has_feature)
#if __has_feature(thread_sanitizer)
#define FORKING_UNCHECKED 1
#endif
#endif

/* In the order of ranks (rank.h); released the other way round. */
static void prepare(void)
{
    hli_stripe_fork(FORKING_PREPARE);
    hli_cache_fork(FORKING_PREPARE);
    hli_span_fork(FORKING_PREPARE);
    hli_slab_fork(FORKING_PREPARE);
    hli_run_cache_fork(FORKING_PREPARE);
    hli_large_fork(FORKING_PREPARE);
    hli_table_fork(FORKING_PREPARE);
}

static void release(enum forking when)
{
    hli_table_fork(when);
    hli_large_fork(when);
    hli_run_cache_fork(when);
    hli_slab_fork(when);
    hli_span_fork(when);
    hli_cache_fork(when);
    hli_stripe_fork(when);
}

static void parent(void)
{
    release(FORKING_PARENT);
}

static void child(void)
{
    release(FORKING_CHILD);
}

void hli_forking_install(void)
{
#ifndef FORKING_UNCHECKED
    /* Without memory for the handlers only fork is less safe. */
    (void)pthread_atfork(prepare, parent, child);
#else
    (void)prepare;
    (void)parent;
    (void)child;
#endif
}
