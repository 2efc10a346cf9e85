/* A cache of freed runs that keep their pages, because a page fault costs more
 * than an allocation. Each thread caches a few small runs; all other runs go
 * to a cache that the threads share. A run that nobody took for a second is
 * released at the next call into the shared cache; hli_run_cache_trim releases
 * on demand.
 *
 * The shared cache's limit adapts. It starts at 128 MiB. An allocation that
 * finds no run, within a second after runs were released for the limit, raises
 * the limit by the bytes it needed; a release of runs that stayed unused lowers
 * it. So a program that works in bursts keeps the pages of one burst, and a
 * program that frees a lot for good keeps little.
 *
 * The invariant is hli_run_cache_is_valid() (valid.h), and for the runs of one
 * thread hli_cache_is_valid(). In words: a cached run is used, as far as runs.c
 * knows, and no object lives in it. It is on one list, that of its dirty pages,
 * or with one thread. The sums of bytes are right.
 */
#ifndef HLOCAL_IMPL_HEAP_RUN_CACHE_H
#define HLOCAL_IMPL_HEAP_RUN_CACHE_H

#include <stdint.h>

#define RUN_CACHE_EXTENT_MAX 16u /* granules; larger runs are for all threads */
#define RUN_CACHE_DEPTH 4u       /* runs of each extent that a thread keeps */

/* One thread's cached runs, a part of its struct cache. */
struct run_cache {
    uint32_t count[RUN_CACHE_EXTENT_MAX + 1u];
    uint32_t run[RUN_CACHE_EXTENT_MAX + 1u][RUN_CACHE_DEPTH];
    uint64_t bytes; /* that may be resident */
    uint32_t since; /* milliseconds; last use, or not long before it */
    uint32_t turn;  /* runs cached so far */
};

/* Take a cached run of `extent` granules, or a little more, for a block of
 * `size` bytes; LARGE_NONE if there is none. A `growing` block may also get a
 * much longer run, to reuse its committed pages. */
uint32_t hli_run_cache_take(uint32_t extent, uint64_t size, int growing);

/* Whether the shared cache has such a longer run, with more dirty pages than a
 * growing block of `size` bytes. Another thread may take it first. */
int hli_run_cache_has_grown(uint32_t extent, uint64_t size);

/* Cache a run that no object uses any more; 0 if the caches have no room. */
int hli_run_cache_give(uint32_t run);

/* Release all runs of one thread's cache. hli_run_cache_trim releases `most`
 * runs (1 or more) of the shared cache; UINT32_MAX releases all and resets the
 * limit to its start value. Both return the bytes released. */
uint64_t hli_run_cache_empty(struct run_cache *runs);
uint64_t hli_run_cache_trim(uint32_t most);

/* Release some runs of the shared cache that nobody took for a second. With
 * nothing to release this costs a load or two. */
void hli_run_cache_decay(uint32_t now);

/* Bytes in the shared cache. For tests. */
uint64_t hli_run_cache_bytes(void);

#endif /* HLOCAL_IMPL_HEAP_RUN_CACHE_H */
