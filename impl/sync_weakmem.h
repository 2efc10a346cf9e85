/* The accesses of sync.h for a simulated memory, which may answer a load with
 * an old value where the C11 memory model allows it; see weakmem/README.md.
 *
 * The simulator keeps the values; the bytes at `at` are the last ones stored.
 */
#ifndef HLOCAL_IMPL_SYNC_WEAKMEM_H
#define HLOCAL_IMPL_SYNC_WEAKMEM_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* Where an access stands in the source. */
struct weak_place {
    const char *file;
    const char *function;
    int line;
};

#define WEAK_HERE (&(const struct weak_place){__FILE__, __func__, __LINE__})

/* `bytes` is the object's width, 1 to 8; orders are those of the compiler. */
uint64_t weak_load(const volatile void *at, size_t bytes, int order,
                   const struct weak_place *here);
void weak_store(volatile void *at, size_t bytes, uint64_t value, int order,
                const struct weak_place *here);
uint64_t weak_exchange(volatile void *at, size_t bytes, uint64_t value,
                       int order, const struct weak_place *here);
uint64_t weak_add(volatile void *at, size_t bytes, uint64_t value, int order,
                  const struct weak_place *here);
/* `weak` may fail although the values are equal. */
int weak_cas(volatile void *at, size_t bytes, void *expected, uint64_t desired,
             int success, int failure, int weak, const struct weak_place *here);
void weak_lock(void *mutex, const struct weak_place *here);
void weak_unlock(void *mutex, const struct weak_place *here);
void weak_point(const struct weak_place *here);

/* memcpy, memmove and memset: of a program's bytes word by word, relaxed; of
 * the library's own, plainly, and looked after as any plain access. */
void *weak_memcpy(void *to, const void *from, size_t bytes);
void *weak_memset(void *to, int value, size_t bytes);

#define WEAK_TYPE(p) __typeof__((void)0, *(p))

#undef atomic_load_explicit
#undef atomic_store_explicit
#undef atomic_exchange_explicit
#undef atomic_fetch_add_explicit
#undef atomic_fetch_sub_explicit
#undef atomic_compare_exchange_strong_explicit
#undef atomic_compare_exchange_weak_explicit
#undef atomic_signal_fence

#define atomic_load_explicit(p, order)                                         \
    ((WEAK_TYPE(p))weak_load((p), sizeof *(p), (order), WEAK_HERE))
#define atomic_store_explicit(p, value, order)                                 \
    weak_store((p), sizeof *(p), (uint64_t)(WEAK_TYPE(p))(value), (order),     \
               WEAK_HERE)
#define atomic_exchange_explicit(p, value, order)                              \
    ((WEAK_TYPE(p))weak_exchange((p), sizeof *(p),                             \
                                 (uint64_t)(WEAK_TYPE(p))(value), (order),     \
                                 WEAK_HERE))
#define atomic_fetch_add_explicit(p, value, order)                             \
    ((WEAK_TYPE(p))weak_add((p), sizeof *(p), (uint64_t)(value), (order),      \
                            WEAK_HERE))
#define atomic_fetch_sub_explicit(p, value, order)                             \
    ((WEAK_TYPE(p))weak_add((p), sizeof *(p), -(uint64_t)(value), (order),     \
                            WEAK_HERE))
#define atomic_compare_exchange_strong_explicit(p, expected, desired, success, \
                                                failure)                       \
    weak_cas((p), sizeof *(p), (expected), (uint64_t)(WEAK_TYPE(p))(desired),  \
             (success), (failure), 0, WEAK_HERE)
#define atomic_compare_exchange_weak_explicit(p, expected, desired, success,   \
                                              failure)                         \
    weak_cas((p), sizeof *(p), (expected), (uint64_t)(WEAK_TYPE(p))(desired),  \
             (success), (failure), 1, WEAK_HERE)
/* It is for the compiler, which does not come in between here. */
#define atomic_signal_fence(order) ((void)(order))

#define pthread_mutex_lock(mutex) (weak_lock((mutex), WEAK_HERE), 0)
#define pthread_mutex_unlock(mutex) (weak_unlock((mutex), WEAK_HERE), 0)

#define memcpy(to, from, bytes) weak_memcpy((to), (from), (bytes))
#define memmove(to, from, bytes) weak_memcpy((to), (from), (bytes))
#define memset(to, value, bytes) weak_memset((to), (value), (bytes))

#define sync_point() weak_point(WEAK_HERE)
#define sync_copy_racing(to, from)                                             \
    weak_store((to), sizeof *(to),                                             \
               weak_load((from), sizeof *(from), __ATOMIC_RELAXED, WEAK_HERE), \
               __ATOMIC_RELAXED, WEAK_HERE)

#endif /* HLOCAL_IMPL_SYNC_WEAKMEM_H */
