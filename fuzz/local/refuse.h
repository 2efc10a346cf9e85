/* Make the system refuse requests for memory: the calls of mmap and its kin
 * fail, below the library's own switch for tests (hli_os_fail_at).
 */
#ifndef HLOCAL_FUZZ_LOCAL_REFUSE_H
#define HLOCAL_FUZZ_LOCAL_REFUSE_H

#include <stdint.h>

/* Refuse each `every`-th call of mmap, mprotect, mremap and madvise from now
 * on; 0 none. Not thread-safe. */
void hlf_refuse_every(uint32_t every);

/* Calls refused so far. */
uint64_t hlf_refuse_count(void);

#endif /* HLOCAL_FUZZ_LOCAL_REFUSE_H */
