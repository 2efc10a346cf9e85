/* What is left in the implementation when every object has been freed.
 */
#ifndef HLOCAL_FUZZ_LOCAL_LEFTOVER_H
#define HLOCAL_FUZZ_LOCAL_LEFTOVER_H

#include <stdint.h>

/* Bytes of blocks that still have memory behind them, and objects that still
 * live, after all free memory was given back. 0 when nothing is left, or when
 * the library has no hl_get_stats. */
uint64_t hlf_impl_leftover(void);

/* The same of address space for large blocks, in the library's own measure;
 * after hlf_impl_leftover. 0 when the library has no hli_runs_top. What is lost
 * because a request was refused, by design, is part of it. */
uint64_t hlf_impl_space_left(void);

#endif /* HLOCAL_FUZZ_LOCAL_LEFTOVER_H */
