/* fork: the forking thread takes every mutex first, so the child's heap is
 * whole. The child has that one thread alone, so it loses what other threads
 * had cached: for each thread 64 KiB of slots of each size it used, 2 MiB of
 * freed large blocks, up to 64 handle indices, and the indices that its calls
 * were just using. Lost indices do not count against the child's limit. The
 * lost pages stay shared with the parent until one of the two writes there.
 */
#ifndef HLOCAL_IMPL_HEAP_FORKING_H
#define HLOCAL_IMPL_HEAP_FORKING_H

enum forking { FORKING_PREPARE, FORKING_PARENT, FORKING_CHILD };

/* Install the fork handlers. The library calls this once, when it is loaded,
 * and so before the program registers handlers of its own. Prepare handlers
 * run from the last registered to the first, the others from the first to
 * the last; so all of the program's handlers run while the library holds no
 * mutex, and may allocate. Handlers that were registered before a dlopen of
 * the library may not. */
void hli_forking_install(void);

/* Of each module with mutexes: take them all before the fork, release them
 * after it, and in the child end what the lost threads had begun. */
void hli_stripe_fork(enum forking when);
void hli_cache_fork(enum forking when);
void hli_span_fork(enum forking when);
void hli_slab_fork(enum forking when);
void hli_run_cache_fork(enum forking when);
void hli_large_fork(enum forking when);
void hli_table_fork(enum forking when);

#endif /* HLOCAL_IMPL_HEAP_FORKING_H */
