#define _GNU_SOURCE
#include "os.h"

#include <errno.h>
#include <sched.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>
#ifdef SYS_membarrier
#include <linux/membarrier.h>
#endif

#include "../sync.h"
#include "poison.h"

#ifndef MREMAP_DONTUNMAP
#define MREMAP_DONTUNMAP 4
#endif

#define SAMPLES 8

/* Counters for tests only; relaxed, since they order nothing. */
static atomic_ulong requests;
static atomic_ulong fail_from;

void hli_os_fail_at(unsigned long k)
{
    unsigned long now = atomic_load_explicit(&requests, memory_order_relaxed);

    atomic_store_explicit(&fail_from, k == 0 ? 0 : now + k,
                          memory_order_relaxed);
}

unsigned long hli_os_requests(void)
{
    return atomic_load_explicit(&requests, memory_order_relaxed);
}

/* Whether what is committed must be locked; whether moving has lost a range
 * once. Relaxed: each only ever turns true, before the memory concerned is
 * known to anybody, or to spare later calls the attempt. */
static atomic_int locks;
static atomic_int moves_end;

static int locks_pages(void)
{
    return atomic_load_explicit(&locks, memory_order_relaxed);
}

static int request_fails(void)
{
    unsigned long from = atomic_load_explicit(&fail_from, memory_order_relaxed);
    unsigned long mine =
        atomic_fetch_add_explicit(&requests, 1, memory_order_relaxed) + 1;

    sync_point();
    return from != 0 && mine >= from;
}

size_t hli_os_page(void)
{
    return (size_t)sysconf(_SC_PAGESIZE);
}

/* Under mlockall(MCL_FUTURE) a reservation counts as locked memory, and where
 * that has a limit, the reservation would be over it. A page that was unlocked
 * stays so when it grows; what is committed is then locked by ourselves. */
static void *reserve_unlocked(size_t bytes)
{
    size_t page = hli_os_page();
    void *first =
        mmap(NULL, page, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    void *all;

    if (first == MAP_FAILED)
        return MAP_FAILED;
    if (munlock(first, page) != 0) {
        (void)munmap(first, page);
        return MAP_FAILED;
    }
    all = mremap(first, page, bytes, MREMAP_MAYMOVE);
    if (all == MAP_FAILED)
        (void)munmap(first, page);
    else
        atomic_store_explicit(&locks, 1, memory_order_relaxed);
    return all;
}

void *hli_os_reserve(size_t bytes)
{
    int kept = errno;
    void *start;

    if (request_fails())
        return NULL;
    /* Not MAP_NORESERVE, which would exempt what is committed later from the
     * system's overcommit check. */
    start = mmap(NULL, bytes, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (start == MAP_FAILED && errno == EAGAIN)
        start = reserve_unlocked(bytes);
    errno = kept;
    return start == MAP_FAILED ? NULL : start;
}

void hli_os_release(void *start, size_t bytes)
{
    int kept = errno;

    (void)munmap(start, bytes);
    errno = kept;
}

/* Whether a mapping of so many bytes would be refused: mlockall(MCL_FUTURE) is
 * still on, and its limit reached. */
static int limit_is_reached(size_t bytes)
{
    void *probe =
        mmap(NULL, bytes, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

    if (probe == MAP_FAILED)
        return 1;
    (void)munmap(probe, bytes);
    return 0;
}

int hli_os_commit(void *start, size_t bytes)
{
    int kept = errno;
    int done;

    if (bytes == 0)
        return 1;
    if (request_fails())
        return 0;
    done = mprotect(start, bytes, PROT_READ | PROT_WRITE) == 0;
    if (done && locks_pages() && mlock(start, bytes) != 0)
        done = !limit_is_reached(bytes);
    errno = kept;
    return done;
}

size_t hli_os_discard(void *start, size_t bytes)
{
    int kept = errno;

    if (bytes == 0)
        return 0;
    if (madvise(start, bytes, MADV_DONTNEED) == 0)
        return bytes;
    errno = kept;
    poison_zero(start, bytes);
    return 0;
}

int hli_os_decommit(void *start, size_t bytes)
{
    int kept = errno;
    int done;

    if (bytes == 0)
        return 1;
    if (request_fails())
        return 0;
    /* A new mapping, for only that ends the charge, and merges with its
     * neighbours whatever the old one was. With locks it would be counted as
     * locked. */
    if (locks_pages())
        done = munlock(start, bytes) == 0 &&
               madvise(start, bytes, MADV_DONTNEED) == 0 &&
               mprotect(start, bytes, PROT_NONE) == 0;
    else
        done =
            mmap(start, bytes, PROT_NONE,
                 MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0) != MAP_FAILED;
    errno = kept;
    return done;
}

#ifdef MREMAP_FIXED
static int move(void *from, void *to, size_t bytes)
{
    void *again;

    if (mremap(from, bytes, bytes,
               MREMAP_MAYMOVE | MREMAP_FIXED | MREMAP_DONTUNMAP,
               to) != MAP_FAILED)
        return 1;
    if (errno == EINVAL)
        return 0;
    /* The kernel may unmap the destination before it fails. Map it again,
     * unless something is there: that may be the destination still, but also
     * what another thread mapped meanwhile, and nobody can tell. */
    again = mmap(to, bytes, PROT_READ | PROT_WRITE,
                 MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE, -1, 0);
    if (again == to)
        return 0;
    if (again != MAP_FAILED)
        (void)munmap(again, bytes);
    atomic_store_explicit(&moves_end, 1, memory_order_relaxed);
    return -1;
}
#endif

int hli_os_move(void *from, void *to, size_t bytes)
{
    int answer = 0;
#ifdef MREMAP_FIXED
    int kept = errno;

    if (request_fails() || locks_pages() ||
        atomic_load_explicit(&moves_end, memory_order_relaxed))
        return 0;
    answer = move(from, to, bytes);
    errno = kept;
#else
    (void)from;
    (void)to;
    (void)bytes;
#endif
    return answer;
}

int hli_os_resident(void *start, size_t bytes)
{
    size_t page = hli_os_page();
    size_t step = bytes / page / SAMPLES * page;
    unsigned char here;
    int kept = errno;
    int count = 0;

    for (size_t i = 0; i < SAMPLES; i++)
        if (mincore((char *)start + i * step, page, &here) == 0)
            count += here & 1;
    errno = kept;
    return count > SAMPLES * 3 / 4;
}

#ifdef SYS_membarrier
static int membarrier(int command)
{
    return syscall(SYS_membarrier, command, 0, 0) == 0;
}

int hli_os_barrier(void)
{
    int kept = errno;
    /* Registered when first needed: that is once, and costs the others a
     * little from then on. */
    int done = membarrier(MEMBARRIER_CMD_PRIVATE_EXPEDITED) ||
               (membarrier(MEMBARRIER_CMD_REGISTER_PRIVATE_EXPEDITED) &&
                membarrier(MEMBARRIER_CMD_PRIVATE_EXPEDITED));

    errno = kept;
    return done;
}
#else
int hli_os_barrier(void)
{
    return 0;
}
#endif

#define YIELDS 64u

void hli_os_wait(unsigned turn)
{
    struct timespec moment = {0, 50000};

    sync_wait();
    /* A thread of lower priority runs only while we sleep; the call in libc
     * would be a cancellation point. */
    if (turn < YIELDS)
        (void)sched_yield();
    else
        (void)syscall(SYS_nanosleep, &moment, NULL);
}
