/* fork: the forking thread takes every mutex first, so the child's heap is
 * whole; it then goes on with that one thread. What other threads had cached is
 * lost to the child: for each of them up to 64 handle indices and those in its
 * hands, which do not count against its limit, 64 KiB of slots of each size it
 * used, and 2 MiB of freed large blocks. Their pages are the parent's until one
 * of the two writes there.
 */
#ifndef HLOCAL_IMPL_HEAP_FORKING_H
#define HLOCAL_IMPL_HEAP_FORKING_H

enum forking { FORKING_PREPARE, FORKING_PARENT, FORKING_CHILD };

/* See to it that fork does this; called once, when the library is loaded, and
 * so before the program can register handlers of its own: the prepare handlers
 * run from the last registered to the first, the other two from the first to
 * the last, so all of the program's run while the library holds no mutex and
 * may allocate. But handlers registered before the library was loaded, by
 * dlopen, must not. */
void hli_forking_install(void);

/* Each module with mutexes: take them all, or release them, and in the child
 * end what threads that are no more were in the middle of. */
void hli_stripe_fork(enum forking when);
void hli_cache_fork(enum forking when);
void hli_span_fork(enum forking when);
void hli_slab_fork(enum forking when);
void hli_run_cache_fork(enum forking when);
void hli_large_fork(enum forking when);
void hli_table_fork(enum forking when);

#endif /* HLOCAL_IMPL_HEAP_FORKING_H */
