/* What the machine charges for what allocators cannot avoid. One operation is
 * one page of 4 KiB, one call, one load: as named. */
#if defined(WORKER_BARE)
#include "worker.h"

#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

char *bare_arena;
size_t bare_used;
_Thread_local void *bare_last;
_Thread_local size_t bare_next, bare_end;

#define PAGE ((size_t)4096)
#define SPAN ((size_t)4 << 20) /* mapped, touched and returned at a time */
#define CHAIN ((size_t)1024)   /* pointers, well within the first cache */

static bool open_span(struct job *job)
{
    job->own = mmap(NULL, SPAN, PROT_READ | PROT_WRITE,
                    MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    return job->own != MAP_FAILED;
}

static void close_span(struct job *job)
{
    munmap(job->own, SPAN);
}

static void touch_span(char *span)
{
    for (size_t i = 0; i < SPAN; i += PAGE)
        touch(span + i);
}

/* Both halves of a page's life are timed by themselves. */
static double page_round(struct job *job, double ms, uint64_t *ops, bool fault)
{
    uint64_t spent = 0;
    uint64_t end = now_ns() + (uint64_t)(ms * 1e6);
    do {
        uint64_t start = now_ns();
        touch_span(job->own);
        uint64_t touched = now_ns();
        madvise(job->own, SPAN, MADV_DONTNEED);
        spent += fault ? touched - start : now_ns() - touched;
        *ops += SPAN / PAGE;
    } while (now_ns() < end);
    return (double)spent / (double)*ops;
}

static double fault_round(struct job *job, double ms, uint64_t *ops)
{
    return page_round(job, ms, ops, true);
}

static double return_round(struct job *job, double ms, uint64_t *ops)
{
    return page_round(job, ms, ops, false);
}

static uint64_t syscall_batch(struct job *job)
{
    for (unsigned i = 0; i < 256; i++)
        job->sink += (uintptr_t)syscall(SYS_getppid);
    return 256;
}

static void nothing(struct job *job)
{
    (void)job;
}

static bool open_chain(struct job *job)
{
    void **chain = job_array(job, CHAIN * sizeof *chain);
    for (size_t i = 0; i < CHAIN; i++)
        chain[i] = &chain[(i + 9) % CHAIN];
    job->own = chain;
    return true;
}

/* Each load needs the one before: its latency. */
static uint64_t load_batch(struct job *job)
{
    void **p = job->own;
    for (unsigned i = 0; i < BATCH; i++)
        p = *(void **volatile *)p;
    job->sink = (uintptr_t)p;
    return BATCH;
}

static bool open_moving(struct job *job)
{
    job->own = mmap(NULL, job->size, PROT_READ | PROT_WRITE,
                    MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (job->own == MAP_FAILED)
        return false;
    memset(job->own, 1, job->size);
    return true;
}

static void close_moving(struct job *job)
{
    munmap(job->own, job->size);
}

/* mremap of a touched mapping to an address of our choice: always a move. */
static uint64_t moving_batch(struct job *job)
{
    for (unsigned i = 0; i < 16; i++) {
        void *to = mmap(NULL, job->size, PROT_NONE,
                        MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
        job->own = mremap(job->own, job->size, job->size,
                          MREMAP_MAYMOVE | MREMAP_FIXED, to);
        if (job->own == MAP_FAILED)
            worker_fail("mremap failed");
    }
    return 16;
}

static bool open_copy(struct job *job)
{
    job->object = job_array(job, job->size);
    job->own = job_array(job, job->size);
    return true;
}

static uint64_t copy_batch(struct job *job)
{
    for (unsigned i = 0; i < 16; i++) {
        memcpy(job->own, job->object, job->size);
        __asm__ volatile("" ::: "memory");
    }
    return 16;
}

const struct workload work_machine[] = {
    {"page_fault", open_span, NULL, fault_round, NULL, close_span},
    {"page_return", open_span, NULL, return_round, NULL, close_span},
    {"syscall", open_span, syscall_batch, NULL, NULL, close_span},
    {"load", open_chain, load_batch, NULL, NULL, nothing},
    {"mremap", open_moving, moving_batch, NULL, NULL, close_moving},
    {"memcpy", open_copy, copy_batch, NULL, NULL, nothing},
    {0}};
#endif /* WORKER_BARE */
