/* Compaction: unlocked movable blocks are moved off sparse slabs, and pages
 * nobody needs go back to the system.
 *
 * Nothing a program can observe changes but the addresses of blocks that are
 * not locked. Other threads go on meanwhile: whoever locks, resizes or frees
 * an object that is being copied wins, and the copy is dropped.
 */
#ifndef HLOCAL_IMPL_HANDLE_COMPACT_H
#define HLOCAL_IMPL_HANDLE_COMPACT_H

#include <stdint.h>

/* Compact for about `budget_us` microseconds, or with 0 the whole heap;
 * returns the bytes given back. Thread-safe; the caller holds no stripe. */
uint64_t hli_compact_heap(uint32_t budget_us);

/* Compact for about `budget_us` microseconds, at least 1, on some of the
 * occasions: the fewer, the longer there was nothing to do. */
void hli_compact_slice(uint32_t budget_us);

/* After an allocation failed: compact, unless that has not helped lately.
 * Returns whether it is worth another try. */
int hli_compact_for_memory(void);

/* Blocks moved so far. */
uint64_t hli_compact_moves(void);

#endif /* HLOCAL_IMPL_HANDLE_COMPACT_H */
