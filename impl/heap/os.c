#define _GNU_SOURCE
#include "os.h"

#include <errno.h>
#include <stdatomic.h>
#include <sched.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>
#ifdef SYS_membarrier
#include <linux/membarrier.h>
#endif

#include "poison.h"

#ifndef MREMAP_DONTUNMAP
#define MREMAP_DONTUNMAP 4
#endif

#define SAMPLES 8

/* Counters for tests only; relaxed, since they order nothing. */
static atomic_ulong requests;
static atomic_ulong fail_from;

void hl_os_fail_at(unsigned long k)
{
    unsigned long now = atomic_load_explicit(&requests, memory_order_relaxed);

    atomic_store_explicit(&fail_from, k == 0 ? 0 : now + k,
                          memory_order_relaxed);
}

unsigned long hl_os_requests(void)
{
    return atomic_load_explicit(&requests, memory_order_relaxed);
}

static int request_fails(void)
{
    unsigned long from = atomic_load_explicit(&fail_from, memory_order_relaxed);
    unsigned long mine =
        atomic_fetch_add_explicit(&requests, 1, memory_order_relaxed) + 1;

    return from != 0 && mine >= from;
}

size_t hl_os_page(void)
{
    return (size_t)sysconf(_SC_PAGESIZE);
}

void *hl_os_reserve(size_t bytes)
{
    void *start;

    if (request_fails())
        return NULL;
    start = mmap(NULL, bytes, PROT_NONE,
                 MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    return start == MAP_FAILED ? NULL : start;
}

void hl_os_release(void *start, size_t bytes)
{
    (void)munmap(start, bytes);
}

int hl_os_commit(void *start, size_t bytes)
{
    if (bytes == 0)
        return 1;
    if (request_fails())
        return 0;
    return mprotect(start, bytes, PROT_READ | PROT_WRITE) == 0;
}

size_t hl_os_discard(void *start, size_t bytes)
{
    if (bytes == 0)
        return 0;
    if (madvise(start, bytes, MADV_DONTNEED) == 0)
        return bytes;
    poison_zero(start, bytes);
    return 0;
}

int hl_os_move(void *from, void *to, size_t bytes)
{
#ifdef MREMAP_FIXED
    void *again;

    if (request_fails())
        return 0;
    if (mremap(from, bytes, bytes,
               MREMAP_MAYMOVE | MREMAP_FIXED | MREMAP_DONTUNMAP,
               to) != MAP_FAILED)
        return 1;
    if (errno == EINVAL)
        return 0;
    /* The kernel may unmap the destination before it fails. Map it again,
     * unless another thread's mapping got there first. */
    again = mmap(to, bytes, PROT_READ | PROT_WRITE,
                 MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE, -1, 0);
    if (again == to || (again == MAP_FAILED && errno == EEXIST &&
                        mprotect(to, bytes, PROT_READ | PROT_WRITE) == 0))
        return 0;
    if (again != MAP_FAILED)
        (void)munmap(again, bytes);
    return -1;
#else
    (void)from;
    (void)to;
    (void)bytes;
    return 0;
#endif
}

int hl_os_resident(void *start, size_t bytes)
{
    size_t page = hl_os_page();
    size_t step = bytes / page / SAMPLES * page;
    unsigned char here;
    int count = 0;

    for (size_t i = 0; i < SAMPLES; i++)
        if (mincore((char *)start + i * step, page, &here) == 0)
            count += here & 1;
    return count > SAMPLES * 3 / 4;
}

#ifdef SYS_membarrier
static int membarrier(int command)
{
    return syscall(SYS_membarrier, command, 0, 0) == 0;
}

int hl_os_barrier(void)
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
int hl_os_barrier(void)
{
    return 0;
}
#endif

#define YIELDS 64u

void hl_os_wait(unsigned turn)
{
    struct timespec moment = {0, 50000};

    /* A thread of lower priority runs only while we sleep; the call in libc
     * would be a cancellation point. */
    if (turn < YIELDS)
        (void)sched_yield();
    else
        (void)syscall(SYS_nanosleep, &moment, NULL);
}
