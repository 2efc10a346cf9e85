/* Atomic accesses, mutexes and fences: the library has all of them from here.
 *
 * A release compiles to <stdatomic.h> and <pthread.h>. With HL_WEAKMEM a
 * simulated memory answers, under the C11 memory model (sync_weakmem.h and
 * weakmem/), so that a checker runs the library's own source.
 *
 * Orders are always written out: impl/orders.csv lists each with its reason.
 * Relaxed accesses of one word need no order between threads; where something
 * else depends on the value, a comment says what orders it.
 */
#ifndef HLOCAL_IMPL_SYNC_H
#define HLOCAL_IMPL_SYNC_H

#include <pthread.h>
#include <stdatomic.h>

#if defined(HL_WEAKMEM)
#include "sync_weakmem.h"
#else

/* Something that is no access to shared memory, but takes so long that other
 * threads do much meanwhile: a request to the system. */
#define sync_point() ((void)0)

/* Something that waits for another thread without a mutex. */
#define sync_wait() ((void)0)

/* Copy one element whose bytes another thread may be writing. The caller finds
 * out whether it did, and then does not use them. */
#define sync_copy_racing(to, from) ((void)(*(to) = *(from)))

#endif

#endif /* HLOCAL_IMPL_SYNC_H */
