/* The accesses of sync.h for a scheduler that decides which thread goes on.
 *
 * The build links a function hli_schedule. It is called just before each access,
 * by the thread that makes it, with nothing of the access done; while it does
 * not return, the access is not made. So a scheduler that lets one thread at a
 * time return runs the library sequentially, switching at every access.
 *
 * Before SYNC_LOCK it must not return while the mutex is held: it has seen the
 * SYNC_LOCK and SYNC_UNLOCK of all threads, so it knows. Before SYNC_POINT,
 * SYNC_WAIT and the others it may return at any time; a thread at SYNC_WAIT
 * spins until another one has gone on.
 */
#ifndef HLOCAL_IMPL_SYNC_SCHEDULE_H
#define HLOCAL_IMPL_SYNC_SCHEDULE_H

#include <stdint.h>

enum sync_what {
    SYNC_LOAD,
    SYNC_STORE,
    SYNC_RMW, /* compare-and-swap, exchange, addition */
    SYNC_FENCE,
    SYNC_LOCK,
    SYNC_UNLOCK,
    SYNC_WAIT,  /* waits for something short; nothing is accessed */
    SYNC_POINT, /* a request to the system; nothing is accessed */
};

/* `at` is the atomic object or the mutex; `file` and `line` are where. */
void hli_schedule(enum sync_what what, const volatile void *at,
                  const char *file, int line);

#define SYNC_HERE(what, at)                                                    \
    hli_schedule((what), (const volatile void *)(at), __FILE__, __LINE__)

/* The value's type without _Atomic, and a pointer to it that the compiler's
 * builtins take, gcc's and clang's alike. */
#define SYNC_TYPE(p) __typeof__((void)0, *(p))
#define SYNC_PLAIN(p) ((SYNC_TYPE(p) *)(uintptr_t)(p))

#undef atomic_load_explicit
#undef atomic_store_explicit
#undef atomic_exchange_explicit
#undef atomic_fetch_add_explicit
#undef atomic_fetch_sub_explicit
#undef atomic_compare_exchange_strong_explicit
#undef atomic_compare_exchange_weak_explicit
#undef atomic_signal_fence
#undef atomic_thread_fence

#define atomic_load_explicit(p, order)                                         \
    (SYNC_HERE(SYNC_LOAD, (p)), __atomic_load_n(SYNC_PLAIN(p), (order)))
#define atomic_store_explicit(p, value, order)                                 \
    (SYNC_HERE(SYNC_STORE, (p)),                                               \
     __atomic_store_n(SYNC_PLAIN(p), (value), (order)))
#define atomic_exchange_explicit(p, value, order)                              \
    (SYNC_HERE(SYNC_RMW, (p)),                                                 \
     __atomic_exchange_n(SYNC_PLAIN(p), (value), (order)))
#define atomic_fetch_add_explicit(p, value, order)                             \
    (SYNC_HERE(SYNC_RMW, (p)),                                                 \
     __atomic_fetch_add(SYNC_PLAIN(p), (value), (order)))
#define atomic_fetch_sub_explicit(p, value, order)                             \
    (SYNC_HERE(SYNC_RMW, (p)),                                                 \
     __atomic_fetch_sub(SYNC_PLAIN(p), (value), (order)))
#define atomic_compare_exchange_strong_explicit(p, expected, desired, success, \
                                                failure)                       \
    (SYNC_HERE(SYNC_RMW, (p)),                                                 \
     __atomic_compare_exchange_n(SYNC_PLAIN(p), (expected), (desired), 0,      \
                                 (success), (failure)))
/* Strong as well: one seed, one schedule, one outcome. */
#define atomic_compare_exchange_weak_explicit                                  \
    atomic_compare_exchange_strong_explicit
#define atomic_signal_fence(order)                                             \
    (SYNC_HERE(SYNC_FENCE, (void *)0), __atomic_signal_fence(order))
#define atomic_thread_fence(order)                                             \
    (SYNC_HERE(SYNC_FENCE, (void *)0), __atomic_thread_fence(order))

#define pthread_mutex_lock(mutex)                                              \
    (SYNC_HERE(SYNC_LOCK, (mutex)), (pthread_mutex_lock)(mutex))
#define pthread_mutex_unlock(mutex)                                            \
    (SYNC_HERE(SYNC_UNLOCK, (mutex)), (pthread_mutex_unlock)(mutex))

#define sync_wait() SYNC_HERE(SYNC_WAIT, (void *)0)
#define sync_point() SYNC_HERE(SYNC_POINT, (void *)0)
#define sync_copy_racing(to, from)                                             \
    (SYNC_HERE(SYNC_LOAD, (from)), (void)(*(to) = *(from)))

#endif /* HLOCAL_IMPL_SYNC_SCHEDULE_H */
