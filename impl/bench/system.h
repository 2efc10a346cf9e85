/* The calls under test. One set of workloads is compiled four times: on
 * libhlocal, on <windows.h>, on malloc with the handle shim, and on the bare
 * machine, where each call is the least that could possibly do its work.
 *
 *   WORKER_MALLOC   malloc_shim.h; which malloc is LD_PRELOAD's choice
 *   WORKER_BARE     bare.h
 *   _WIN32          the system's kernel32
 *   otherwise       hlocal
 */
#ifndef HLOCAL_IMPL_BENCH_SYSTEM_H
#define HLOCAL_IMPL_BENCH_SYSTEM_H

#if defined(WORKER_MALLOC)
#include "malloc_shim.h"
#elif defined(WORKER_BARE)
#include "bare.h"
#elif defined(_WIN32)
#include <windows.h>
#define SYSTEM_CHECKS 1
/* Wine and Windows have 65,535 movable handles; some belong to the system. */
#define SYSTEM_MOVABLE_MAX 60000u
#else
#include "hlocal.h"
#define SYSTEM_CHECKS 1
#define SYSTEM_COMPACTS 1
#endif

/* Whether bad handles may be passed at all. */
#ifndef SYSTEM_CHECKS
#define SYSTEM_CHECKS 0
#endif
#ifndef SYSTEM_COMPACTS
#define SYSTEM_COMPACTS 0
#endif
#ifndef SYSTEM_MOVABLE_MAX
#define SYSTEM_MOVABLE_MAX UINT32_MAX
#endif

#endif /* HLOCAL_IMPL_BENCH_SYSTEM_H */
