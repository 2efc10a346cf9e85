/* The order in which the library takes its mutexes. Each has a rank; a thread
 * takes a mutex only while all that it holds are of lower rank. Mutexes of one
 * rank are never held together, except that fork takes every one.
 *
 * Builds with HL_CHECKS check this of each thread whenever it takes a mutex,
 * also where nobody waits, and end the program with both names. In other builds
 * the ranks are no code.
 */
#ifndef HLOCAL_IMPL_RANK_H
#define HLOCAL_IMPL_RANK_H

#include "checks.h"
#include "sync.h"

/* RANK(NAME, mutex), the first one first. */
#define RANKS(RANK)                                                            \
    RANK(DRIVER, "the Vulkan driver's lock (vulkan/call.c)")                   \
    RANK(JOIN, "joining a session (kernel/session.c)")                         \
    RANK(SESSION, "a session's segment (kernel/kernel_layout.h)")              \
    RANK(STRIPE, "a stripe (heap/stripe.c)")                                   \
    RANK(SHARED_CACHE, "the shared cache (heap/cache.c)")                      \
    RANK(CACHES, "the list of caches (heap/cache.c)")                          \
    RANK(SPAN, "opening the span (heap/span.c)")                               \
    RANK(BIN, "a bin (heap/bin.h)")                                            \
    RANK(RUN_CACHE, "the cached runs (heap/run_cache.c)")                      \
    RANK(RUNS, "the runs of granules (heap/large.c)")                          \
    RANK(TABLE, "the handle table (heap/table.c)")

#define RANK_ENUM(name, mutex) RANK_##name,
enum rank { RANKS(RANK_ENUM) RANK_COUNT };
#undef RANK_ENUM

#if HL_CHECKS
#define RANK_API __attribute__((visibility("default")))

/* The thread is about to take a mutex of that rank, or one more of it; it has
 * let go of one. Abort when the order does not allow it. */
void hli_rank_take(enum rank rank) RANK_API;
void hli_rank_take_more(enum rank rank) RANK_API;
void hli_rank_drop(enum rank rank) RANK_API;
#else
#define hli_rank_take(rank) ((void)(rank))
#define hli_rank_take_more(rank) ((void)(rank))
#define hli_rank_drop(rank) ((void)(rank))
#endif

/* Macros, for sync.h may note where a mutex is taken. */
#define rank_lock(rank, mutex)                                                 \
    (hli_rank_take(rank), (void)pthread_mutex_lock(mutex))

/* For fork, which takes all mutexes of a rank one after another. */
#define rank_lock_more(rank, mutex)                                            \
    (hli_rank_take_more(rank), (void)pthread_mutex_lock(mutex))

#define rank_unlock(rank, mutex)                                               \
    ((void)pthread_mutex_unlock(mutex), hli_rank_drop(rank))

#endif /* HLOCAL_IMPL_RANK_H */
