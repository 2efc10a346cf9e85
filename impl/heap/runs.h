/* Free runs of granules: which granules are whose. large.c calls this with
 * its mutex held; nothing here is thread-safe by itself.
 *
 * The invariant is hli_runs_is_valid() (valid.h). In words: runs lie one after
 * another from granule 0 to the top, each used or free. No two free ones are
 * neighbours, and the last one is used. A free run is on the list for its
 * length, and on no other, and its last granule knows its length. The bits of
 * lists that are not empty, and the counts of bare and stale runs, are right.
 * An object begins only at a used run and fits into it.
 */
#ifndef HLOCAL_IMPL_HEAP_RUNS_H
#define HLOCAL_IMPL_HEAP_RUNS_H

#include <stdint.h>

/* At most so many free runs are decommitted ("bare") at one time. */
#define RUNS_BARE_MAX 8192u

/* Take a run of `count` granules; returns its first granule, or LARGE_NONE if
 * there is no such run or its metadata cannot be committed. */
uint32_t hli_runs_take(uint32_t count);

/* Make a used run free again; `bare` when nothing of it is committed. */
void hli_runs_give(uint32_t granule, int bare);

/* Whether one more free run may be bare. Each bare run can cost two
 * mappings, and the system limits the mappings of a process. Without the
 * mutex the answer is an estimate. */
int hli_runs_may_bare(void);

/* Decommit all free runs, and the granules above the last run. */
void hli_runs_tidy(void);

/* Lengthen a used run to at least `count` granules, and to `wanted` if there is
 * room. 0 if the granules that follow are in use. */
int hli_runs_extend(uint32_t granule, uint32_t count, uint32_t wanted);

/* Granules whose metadata may be read. Callable without the mutex. */
uint32_t hli_runs_count(void);

/* Granules up to the end of the last run in use or cached; 0 if there is none.
 * For tests, while no other thread allocates. */
uint32_t hli_runs_top(void);

#endif /* HLOCAL_IMPL_HEAP_RUNS_H */
