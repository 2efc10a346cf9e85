/* The invariants of the heap's data structures, as code, for builds with
 * HL_CHECKS (checks.h); in others there is nothing of this.
 *
 * Each function returns 1 when the structure is as it must be whenever its
 * mutex is free. Otherwise it says on standard error which part is broken, and
 * returns 0. It reads nothing outside the structures, however broken they are.
 *
 * Quiescent means: no other thread is inside a call of the library, and the
 * calling thread holds none of its mutexes. After a fork with several threads
 * the child's heap is not quiescent for ever: what the other threads had at
 * hand is lost to it.
 */
#ifndef HLOCAL_IMPL_HEAP_VALID_H
#define HLOCAL_IMPL_HEAP_VALID_H

#include <pthread.h>
#include <stdint.h>

#include "../checks.h"
#include "cache.h"

#if HL_CHECKS

/* A bin: its lists, its slabs, the free slots of each, its counts. Takes
 * RANK_BIN. */
int hli_slab_is_valid(uint32_t bin);

/* The runs of granules and the lists of free ones. Takes RANK_RUNS; with
 * `quiescent` also what belongs to each block's owner. */
int hli_runs_is_valid(int quiescent);

/* The runs cached for all threads. Takes RANK_RUN_CACHE. */
int hli_run_cache_is_valid(void);

/* One thread's cache. Quiescent, or called by the thread whose cache it is. */
int hli_cache_is_valid(const struct cache *cache);

/* The handle table, and that each object and its block name each other.
 * Quiescent. */
int hli_table_is_valid(void);

/* All of these, of every bin and cache, and that nothing is in two places or in
 * none. Quiescent. */
int hli_heap_is_valid(void);

/* What is static in a file and belongs to a structure, for these functions, and
 * for the tests that spoil it to see them notice. Read and written under the
 * mutex that the file says. */
struct runs_inside {
    uint32_t *lists; /* RUN_LIST_COUNT of them */
    uint64_t *nonempty;
    uint32_t *top;
    uint32_t *stale_end;
    uint32_t *stale;
    _Atomic uint32_t *bare;
};

struct run_cache_inside {
    pthread_mutex_t *lock;
    _Atomic uint64_t *bytes;
    uint64_t *limit;
};

struct table_inside {
    pthread_mutex_t *lock;
    uint32_t *issued;
    uint32_t *first;
    uint32_t *last;
    uint32_t *fresh;
    int *recalled;
    uint32_t begin; /* the first index that can be issued */
};

void hli_runs_inside(struct runs_inside *inside);
void hli_run_cache_inside(struct run_cache_inside *inside);
void hli_table_inside(struct table_inside *inside);

/* The list of a run that is cached for all; its first and last run + 1. */
uint32_t hli_run_cache_list_of(uint32_t run);
void hli_run_cache_list(uint32_t list, uint32_t *first, uint32_t *last);

/* The mutex of the runs, and how many of them are apart. */
pthread_mutex_t *hli_large_lock(void);
uint32_t hli_large_apart(void);

/* Slots of a bin that have been handed out and not come back, by their entries;
 * of those that are neither free on a slab nor an object's. */
uint64_t hli_slab_at_hand(uint32_t bin);

#endif /* HL_CHECKS */

#endif /* HLOCAL_IMPL_HEAP_VALID_H */
