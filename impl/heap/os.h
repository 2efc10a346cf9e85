/* Pages from the operating system. os.c is the only file that asks for them, so
 * it is also the place where tests make such requests fail.
 *
 * Ranges given to hli_os_commit, hli_os_discard, hli_os_decommit and
 * hli_os_move start and end on pages (hli_os_page) and lie inside one
 * reservation. All calls are thread-safe and keep errno.
 */
#ifndef HLOCAL_IMPL_HEAP_OS_H
#define HLOCAL_IMPL_HEAP_OS_H

#include <stddef.h>

/* Bytes of a page. */
size_t hli_os_page(void);

/* Reserve address space without memory behind it; NULL when there is none.
 * Nothing is charged for it. The caller owns it until hli_os_release. */
void *hli_os_reserve(size_t bytes);
void hli_os_release(void *start, size_t bytes);

/* Make a range readable and writable; 0 when memory is short, and then the
 * range's bytes are as they were. The system charges and refuses the range by
 * the rules that apply to malloc's mappings. A page that was never written, or
 * was discarded or decommitted, reads as zero. Committing twice is harmless. */
int hli_os_commit(void *start, size_t bytes);

/* Give a committed range's pages back; the range stays committed and reads as
 * zero. Returns the bytes given back: `bytes`, or 0 if the pages are locked in
 * memory, so that they were zeroed instead. */
size_t hli_os_discard(void *start, size_t bytes);

/* Return a range to the state that hli_os_reserve gave it: no access, no pages,
 * no charge, one mapping with neighbours in the same state. 0 when the system
 * refuses, and then the range's bytes are as they were. */
int hli_os_decommit(void *start, size_t bytes);

/* Move pages from one committed range to another instead of copying bytes;
 * the source stays committed and then reads as zero. The destination is a
 * mapping by itself from then on, until it is decommitted. 1 when done. 0 when
 * the system cannot: the source is as it was, the destination committed, its
 * bytes as they were or zero. -1: the destination's addresses may be another
 * mapping's by now and must never be used again; the source is as it was. That
 * happens once: all later calls answer 0. */
int hli_os_move(void *from, void *to, size_t bytes);

/* Whether most pages of a committed range have memory behind them, judging
 * by a few of them. */
int hli_os_resident(void *start, size_t bytes);

/* Every other thread of the process has passed a full memory barrier between
 * the call and its return; 0 when the system cannot do that (Linux before
 * 4.14, or a filter forbids membarrier). Keeps errno. */
int hli_os_barrier(void);

/* Wait a little for another thread that is in a short critical section:
 * yield at first, sleep later. `turn` counts the calls of one wait, from 0.
 * No cancellation point. */
void hli_os_wait(unsigned turn);

/* For tests: the k-th request for memory from now on, and all later ones,
 * fail; 0 lets all succeed. Requests are hli_os_reserve, hli_os_commit,
 * hli_os_decommit and hli_os_move. */
void hli_os_fail_at(unsigned long k);
unsigned long hli_os_requests(void);

#endif /* HLOCAL_IMPL_HEAP_OS_H */
