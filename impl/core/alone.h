/* Whether this process has one thread. glibc keeps a flag for that, which its
 * own allocator goes by; while it is set, a plain load and store do what a
 * locked instruction does for threads, at a quarter of the price. It turns
 * false before a second thread that pthread_create or thrd_create of this very
 * glibc makes can run.
 *
 * It does not know of other threads: of those made by a raw clone(), or by a
 * second glibc that dlmopen loaded. While such threads are all there are beside
 * the first, the flag stays true, and this library may be called from one
 * thread only: of two, one loses what it changed. The same is true of glibc's
 * own malloc. A program that has such threads starts one with pthread_create
 * first, in the glibc that this library uses, and keeps it.
 */
#ifndef HLOCAL_IMPL_CORE_ALONE_H
#define HLOCAL_IMPL_CORE_ALONE_H

/* A simulator's threads are none of glibc's (sync.h). */
#if defined(__has_include) && !defined(__FRAMAC__) && !defined(HL_WEAKMEM)
#if __has_include(<sys/single_threaded.h>)
#include <sys/single_threaded.h>
#define alone() (__libc_single_threaded != 0)
#endif
#endif

#ifndef alone
#define alone() 0
#endif

#endif /* HLOCAL_IMPL_CORE_ALONE_H */
