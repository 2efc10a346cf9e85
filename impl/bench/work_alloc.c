/* Allocate and free: fixed objects, and the whole life of a movable one
 * (allocate, lock, write, unlock, free). With one live object each is freed
 * at once; with more, a random one of them is replaced. */
#include "worker.h"

#include <string.h>

static bool open_fill(struct job *job)
{
    job_fill(job);
    return true;
}

static uint64_t fixed_one(struct job *job)
{
    size_t size = job->size;
    for (unsigned i = 0; i < BATCH; i++) {
        void *p = LocalAlloc(LMEM_FIXED, size);
        touch(p);
        LocalFree(p);
    }
    return BATCH;
}

static uint64_t fixed_many(struct job *job)
{
    size_t size = job->size;
    for (unsigned i = 0; i < BATCH; i++) {
        void **slot = &job->object[draw(&job->seed, job->live)];
        LocalFree(*slot);
        *slot = LocalAlloc(LMEM_FIXED, size);
        touch(*slot);
    }
    return BATCH;
}

static uint64_t fixed_batch(struct job *job)
{
    return job->live == 1 ? fixed_one(job) : fixed_many(job);
}

static inline HLOCAL movable_new(size_t size)
{
    HLOCAL h = LocalAlloc(LMEM_MOVEABLE, size);
    touch(LocalLock(h));
    LocalUnlock(h);
    return h;
}

static uint64_t movable_batch(struct job *job)
{
    size_t size = job->size;
    for (unsigned i = 0; i < BATCH && job->live == 1; i++)
        LocalFree(movable_new(size));
    for (unsigned i = 0; i < BATCH && job->live > 1; i++) {
        void **slot = &job->object[draw(&job->seed, job->live)];
        LocalFree(*slot);
        *slot = movable_new(size);
    }
    return BATCH;
}

static bool open_movable(struct job *job)
{
    job->movable = true;
    if (job->live > SYSTEM_MOVABLE_MAX)
        job->live = SYSTEM_MOVABLE_MAX;
    return open_fill(job);
}

/* A program's mixture over movable objects of 16..1023 bytes: per 16 steps 2
 * replace an object, 2 resize one, 8 lock, write and unlock, 4 ask its size. */
static uint64_t trace_batch(struct job *job)
{
    for (unsigned i = 0; i < BATCH; i++) {
        void **slot = &job->object[draw(&job->seed, job->live)];
        unsigned what = (unsigned)draw(&job->seed, 16);
        if (what < 2) {
            LocalFree(*slot);
            *slot = movable_new(mixed_size(&job->seed));
        } else if (what < 4) {
            HLOCAL h = LocalReAlloc(*slot, mixed_size(&job->seed), 0);
            if (!h)
                worker_fail("resize failed");
        } else if (what < 12) {
            touch(LocalLock(*slot));
            LocalUnlock(*slot);
        } else {
            job->sink += LocalSize(*slot);
        }
    }
    return BATCH;
}

static bool open_trace(struct job *job)
{
    /* The bare words have no blocks that could be resized. */
#ifdef WORKER_BARE
    (void)job;
    return false;
#else
    return open_movable(job);
#endif
}

/* Bursts, as a server's reply is built and dropped: allocate all, write a byte
 * in each page, free all in the same order. */
static bool open_burst(struct job *job)
{
    job->object = job_array(job, job->live * sizeof *job->object);
    return true;
}

static uint64_t burst_batch(struct job *job)
{
    size_t live = job->live, size = job->size;
    for (size_t i = 0; i < live; i++) {
        char *p = LocalAlloc(LMEM_FIXED, size);
        if (!p)
            worker_fail("burst: no memory");
        for (size_t at = 0; at < size; at += 4096)
            touch(p + at);
        job->object[i] = p;
    }
    for (size_t i = 0; i < live; i++)
        LocalFree(job->object[i]);
    return live;
}

/* Every burst ended with nothing alive. */
static void close_burst(struct job *job)
{
    (void)job;
}

const struct workload work_alloc[] = {
    {"fixed", open_fill, fixed_batch, NULL, NULL, job_drain},
    {"movable", open_movable, movable_batch, NULL, NULL, job_drain},
    {"trace", open_trace, trace_batch, NULL, NULL, job_drain},
    {"burst", open_burst, burst_batch, NULL, NULL, close_burst},
    {0}};
