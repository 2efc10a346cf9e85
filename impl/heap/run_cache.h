/* Freed runs that keep their pages for a while, because a page fault costs
 * more than an allocation: a few small ones with the thread that freed them,
 * all others for all threads. What nobody took again for a second goes back
 * to the system the next time anyone comes by, all of it when asked.
 *
 * How much is kept for all follows what the program does. At first 128 MiB; who
 * misses within a second what was given back for that limit, raises it by as
 * much; what is given back unused lowers it. So a program that works in bursts
 * keeps what a burst needs, and no more than was in use within a second; one
 * that frees a lot for good keeps little.
 */
#ifndef HLOCAL_IMPL_HEAP_RUN_CACHE_H
#define HLOCAL_IMPL_HEAP_RUN_CACHE_H

#include <stdint.h>

#define RUN_CACHE_EXTENT_MAX 16u /* granules; larger runs are for all threads */
#define RUN_CACHE_DEPTH 4u       /* runs of each extent that a thread keeps */

/* A thread's kept runs, part of its cache. */
struct run_cache {
    uint32_t count[RUN_CACHE_EXTENT_MAX + 1u];
    uint32_t run[RUN_CACHE_EXTENT_MAX + 1u][RUN_CACHE_DEPTH];
    uint64_t bytes; /* that may be resident */
    uint32_t since; /* milliseconds; last use, or not long before it */
    uint32_t turn;  /* runs kept so far */
};

/* A kept run of `extent` granules, or a little more, for a block of `size`
 * bytes; LARGE_NONE. For one that is `growing` also a much longer one: its
 * pages are those the block would else have to ask for. */
uint32_t hli_run_cache_take(uint32_t extent, uint64_t size, int growing);

/* Whether there is such a longer one, with pages that a growing block of
 * `size` bytes has not got yet. Another thread may be quicker. */
int hli_run_cache_has_grown(uint32_t extent, uint64_t size);

/* Keep a run that no object uses any more; 0 when it is not to be kept. */
int hli_run_cache_give(uint32_t run);

/* Release what a thread keeps; what is kept for all, `most` runs of it (1 or
 * more), or with UINT32_MAX all, and then the limit is what it was at first.
 * Returns bytes. */
uint64_t hli_run_cache_empty(struct run_cache *runs);
uint64_t hli_run_cache_trim(uint32_t most);

/* Release some of what is kept for all and has waited too long. For whoever
 * comes by, no more dear than a look when there is nothing. */
void hli_run_cache_decay(uint32_t now);

/* Bytes kept for all threads. For tests. */
uint64_t hli_run_cache_bytes(void);

#endif /* HLOCAL_IMPL_HEAP_RUN_CACHE_H */
