/* Lock and unlock, and the questions, of live objects: size, flags, and
 * handle of a block's address. Objects are visited in random order. */
#include "worker.h"

/* The objects' handles; for `handle`, their blocks' addresses. */
static inline void *visit(struct job *job)
{
    void *p = job->object[job->next];
    if (++job->next == job->live)
        job->next = 0;
    return p;
}

static bool open_handles(struct job *job)
{
    job_fill(job);
    return true;
}

static bool open_lock(struct job *job)
{
    job->movable = true;
    if (job->live > SYSTEM_MOVABLE_MAX)
        job->live = SYSTEM_MOVABLE_MAX;
    return open_handles(job);
}

static uint64_t lock_batch(struct job *job)
{
    uintptr_t sink = 0;
    for (unsigned i = 0; i < BATCH; i++) {
        HLOCAL h = visit(job);
        sink += (uintptr_t)LocalLock(h);
        LocalUnlock(h);
    }
    job->sink = sink;
    return BATCH;
}

static uint64_t size_batch(struct job *job)
{
    uintptr_t sink = 0;
    for (unsigned i = 0; i < BATCH; i++)
        sink += LocalSize(visit(job));
    job->sink = sink;
    return BATCH;
}

static uint64_t flags_batch(struct job *job)
{
    uintptr_t sink = 0;
    for (unsigned i = 0; i < BATCH; i++)
        sink += LocalFlags(visit(job));
    job->sink = sink;
    return BATCH;
}

/* The blocks stay where they are after the unlock: nothing compacts here. */
static bool open_blocks(struct job *job)
{
#ifdef WORKER_MALLOC
    /* The shim cannot tell a fixed block from a movable object's. */
    if (!job->movable)
        return false;
#endif
    job_fill(job);
    void **handle = job->object;
    job->own = handle;
    job->object = job_array(job, job->live * sizeof *job->object);
    for (size_t i = 0; i < job->live; i++) {
        job->object[i] = handle[i];
        if (job->movable) {
            job->object[i] = LocalLock(handle[i]);
            LocalUnlock(handle[i]);
        }
    }
    return true;
}

static void close_blocks(struct job *job)
{
    job->object = job->own;
    job_drain(job);
}

static uint64_t handle_batch(struct job *job)
{
    uintptr_t sink = 0;
    for (unsigned i = 0; i < BATCH; i++)
        sink += (uintptr_t)LocalHandle(visit(job));
    job->sink = sink;
    return BATCH;
}

const struct workload work_query[] = {
    {"lock", open_lock, lock_batch, NULL, NULL, job_drain},
    {"size", open_handles, size_batch, NULL, NULL, job_drain},
    {"flags", open_handles, flags_batch, NULL, NULL, job_drain},
    {"handle", open_blocks, handle_batch, NULL, NULL, close_blocks},
    {0}};
