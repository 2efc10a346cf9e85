/* Large blocks: runs of 64 KiB granules, described out of band.
 *
 * The granule map answers for any address in constant time; free runs are found
 * by size through segregated lists and merge with their neighbours.
 *
 * The kernel limits the mappings of a process (vm.max_map_count), so most runs
 * are committed from end to end, and neighbours share one mapping. A block that
 * grows gets a run apart: eight times the address space it needs, of which only
 * a part is committed, and pages may be moved there by mremap. A run apart
 * costs up to three mappings, so there are LARGE_APART_MAX of them at most.
 *
 * One mutex guards the runs (RANK_RUNS). A block's bytes, `dirty_bytes` and
 * `committed_bytes` belong to the block's owner: the thread that allocates it,
 * then the thread that holds its claim.
 */
#ifndef HLOCAL_IMPL_HEAP_LARGE_H
#define HLOCAL_IMPL_HEAP_LARGE_H

#include "../core/large_state.h"
#include "span.h"

#define LARGE_NONE 0xFFFFFFFFu
#define LARGE_APART_MAX 4096u

/* What a run is; RUN_STALE: free, and parts of it are committed. */
enum { RUN_USED, RUN_BARE, RUN_STALE };

struct large {
    _Atomic uint64_t state;   /* see core/large_state.h */
    _Atomic uint64_t serial;  /* of this use of the granule; never repeats */
    uint64_t dirty_bytes;     /* bytes from here on that may not be zero */
    uint64_t committed_bytes; /* bytes from here on that are committed */
    _Atomic uint32_t owner;   /* handle index of a movable block */
    uint32_t extent;          /* granules of the run; guarded by the mutex, */
    uint32_t before;          /* as are: length of the free run ending here, */
    uint32_t next;            /* the run's neighbours in its list, by */
    uint32_t previous; /* granule + 1 (kept runs: see run_cache.c), and */
    uint8_t is_free;   /* what the run is */
    uint8_t is_apart;  /* see above; its owner's */
    uint32_t since;    /* milliseconds; when it was kept */
};

/* Take a committed run for a block of `size` bytes; its bytes from
 * `dirty_bytes` on are zero. A `growing` block gets room to grow. LARGE_NONE
 * when address space or memory is short. No other thread sees a block in the
 * run until hli_large_publish. */
uint32_t hli_large_take(uint64_t size, int growing);
void hli_large_publish(uint32_t granule, uint64_t kind, uint32_t owner,
                       uint64_t size);

/* Give a run back whose state is LARGE_FREE already: hli_large_give may put it
 * into the run cache (run_cache.h); hli_large_release gives its pages back and
 * merges it with free neighbours. */
void hli_large_give(uint32_t granule);
uint64_t hli_large_release(uint32_t granule);

/* Make room for `size` bytes in place. 0 if the block cannot grow here, or
 * if it may move and a cached run with more committed pages exists. Only the
 * block's owner may call this. */
int hli_large_fit(uint32_t granule, uint64_t size, int may_move);

/* Note that bytes below `to` are the program's from now on; with `zero`,
 * bytes from `from` on are made zero. */
void hli_large_expose(uint32_t granule, uint64_t from, uint64_t to, int zero);

/* Give the pages above `size` bytes back, if there are enough to bother. */
void hli_large_shrink(uint32_t granule, uint64_t size);

/* Carry `size` bytes over to another run, by pages where that pays. 0 when
 * that run's mapping was lost; it must then not be given back, and another
 * try with another run succeeds. */
int hli_large_carry(uint32_t from, uint32_t to, uint64_t size);

/* Join the mappings of free runs. They have no pages. */
void hli_large_tidy(void);

/* Bytes of live large blocks that may have memory behind them. */
uint64_t hli_large_resident(void);

uintptr_t hli_large_address(uint32_t granule);

/* The live block that holds granule `granule`, or LARGE_NONE. */
uint32_t hli_large_head(uint32_t granule);

#endif /* HLOCAL_IMPL_HEAP_LARGE_H */
