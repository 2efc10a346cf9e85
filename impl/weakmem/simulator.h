/* The simulated memory, to those in this folder that are not the library. What
 * the library calls is in sync_weakmem.h. */
#ifndef HLOCAL_IMPL_WEAKMEM_SIMULATOR_H
#define HLOCAL_IMPL_WEAKMEM_SIMULATOR_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* The thread that runs, simulated or preparing: from 0. */
int simulator_thread(void);

/* Pages may be touched from now on, by who knows of it. */
void simulator_commit(uintptr_t at, size_t bytes);

/* All threads pass a full memory barrier. */
void simulator_barrier(void);

/* Nothing to do before another thread has done something. */
void simulator_wait(void);

void *weak_memset(void *to, int value, size_t bytes);

#ifdef __cplusplus
}
#endif

#endif /* HLOCAL_IMPL_WEAKMEM_SIMULATOR_H */
