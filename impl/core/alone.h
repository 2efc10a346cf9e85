/* Whether this process has one thread. glibc keeps a flag for that, which its
 * own allocator goes by; while it is set, a plain load and store do what a
 * locked instruction does for threads, at a quarter of the price. It turns
 * false before a second thread can run.
 */
#ifndef HLOCAL_ALONE_H
#define HLOCAL_ALONE_H

#if defined(__has_include) && !defined(__FRAMAC__)
#if __has_include(<sys/single_threaded.h>)
#include <sys/single_threaded.h>
#define alone() (__libc_single_threaded != 0)
#endif
#endif

#ifndef alone
#define alone() 0
#endif

#endif /* HLOCAL_ALONE_H */
