/* Free runs of granules: which granules are whose. large.c calls this with
 * its mutex held; nothing here is thread-safe by itself.
 */
#ifndef HLOCAL_IMPL_HEAP_RUNS_H
#define HLOCAL_IMPL_HEAP_RUNS_H

#include <stdint.h>

/* Bare free runs among others at one time. */
#define RUNS_BARE_MAX 8192u

/* A used run of `count` granules, its first granule; LARGE_NONE when there is
 * no such run or its metadata cannot be committed. */
uint32_t hli_runs_take(uint32_t count);

/* Make a used run free again; `bare` when nothing of it is committed. */
void hli_runs_give(uint32_t granule, int bare);

/* Whether one more free run may be bare. Each can cost two of the mappings
 * that the system allows a process, so there is an end to it. Callable without
 * the mutex; an estimate then. */
int hli_runs_may_bare(void);

/* Decommit free runs that are not bare, and what lies above all runs. */
void hli_runs_tidy(void);

/* Lengthen a used run to at least `count` granules, and to `wanted` if it can
 * be had; 0 when what follows is in use. */
int hli_runs_extend(uint32_t granule, uint32_t count, uint32_t wanted);

/* Granules whose metadata may be read. Callable without the mutex. */
uint32_t hli_runs_count(void);

/* Granules below the first that is not and was not needed: 0 when no run is
 * in use or kept. For tests; callable while nobody else allocates. */
uint32_t hli_runs_top(void);

#endif /* HLOCAL_IMPL_HEAP_RUNS_H */
