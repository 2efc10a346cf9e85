/* Tell memory checkers which bytes the program may access: those of live
 * objects, and no others. The checker is ASan in builds that have it, Valgrind
 * with -DHL_VALGRIND; in other builds all this is nothing.
 *
 * Without it, a checker would miss an overflow into the next block and a use
 * after free, for both stay inside mapped memory.
 */
#ifndef HLOCAL_IMPL_HEAP_POISON_H
#define HLOCAL_IMPL_HEAP_POISON_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#if defined(__SANITIZE_ADDRESS__)
#define POISON_ASAN 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define POISON_ASAN 1
#endif
#endif

#if defined(POISON_ASAN)
#include <sanitizer/asan_interface.h>
#define POISON(p, n) __asan_poison_memory_region((p), (n))
#define UNPOISON(p, n) __asan_unpoison_memory_region((p), (n))
#elif defined(HL_VALGRIND)
#include <valgrind/memcheck.h>
#define POISON(p, n) (void)VALGRIND_MAKE_MEM_NOACCESS((p), (n))
#define UNPOISON(p, n) (void)VALGRIND_MAKE_MEM_DEFINED((p), (n))
#else
#define POISON(p, n) ((void)(p), (void)(n))
#define UNPOISON(p, n) ((void)(p), (void)(n))
#endif

/* No object has these bytes: report every access to them. */
static inline void poison_bytes(uintptr_t address, uint64_t bytes)
{
    POISON((const void *)address, bytes); // NOLINT
}

/* An object has these bytes: allow access. */
static inline void unpoison_bytes(uintptr_t address, uint64_t bytes)
{
    UNPOISON((const void *)address, bytes); // NOLINT
}

/* Zero bytes that may be poisoned, and leave them poisoned. */
#if defined(POISON_ASAN)
__attribute__((no_sanitize_address, noinline, unused)) static void
poison_zero(void *start, size_t bytes)
{
    volatile unsigned char *p = start; /* or it becomes memset, which looks */

    for (size_t i = 0; i < bytes; i++)
        p[i] = 0;
}
#elif defined(HL_VALGRIND)
static inline void poison_zero(void *start, size_t bytes)
{
    VALGRIND_DISABLE_ERROR_REPORTING;
    memset(start, 0, bytes);
    VALGRIND_ENABLE_ERROR_REPORTING;
}
#else
static inline void poison_zero(void *start, size_t bytes)
{
    memset(start, 0, bytes);
}
#endif

#endif /* HLOCAL_IMPL_HEAP_POISON_H */
