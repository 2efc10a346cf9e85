/* Growing: doubling from 64 bytes to 64 MiB, and appending 4 KiB at a time up
 * to 16 MiB (one block) or 8 MiB each (two blocks in turn). One operation is
 * a whole doubling run, or one appended step. `movable` grows an unlocked
 * movable object; otherwise a fixed one that may move. */
#include "worker.h"

#include <string.h>

#define DOUBLE_FROM ((size_t)64)
#define DOUBLE_TO ((size_t)64 << 20)
#define APPEND_STEP ((size_t)4096)
#define APPEND_TOTAL ((size_t)16 << 20)
#define WAYS_MAX 4

static bool open_growth(struct job *job)
{
    return job->ways <= WAYS_MAX;
}

static void close_growth(struct job *job)
{
    (void)job;
}

static HLOCAL grow(struct job *job, HLOCAL h, size_t size)
{
    h = job->movable ? LocalReAlloc(h, size, 0)
                     : LocalReAlloc(h, size, LMEM_MOVEABLE);
    if (!h)
        worker_fail("growth failed");
    return h;
}

/* Write what was gained: all of it, or the first byte of it and the last. */
static void use(struct job *job, HLOCAL h, size_t from, size_t to)
{
    char *p = job->movable ? LocalLock(h) : (char *)h;
    if (job->all)
        memset(p + from, 1, to - from);
    touch(p + from);
    touch(p + to - 1);
    if (job->movable)
        LocalUnlock(h);
}

static uint64_t double_batch(struct job *job)
{
    HLOCAL h = make_object(job->movable, DOUBLE_FROM);
    use(job, h, 0, DOUBLE_FROM);
    for (size_t size = DOUBLE_FROM; size < DOUBLE_TO; size *= 2) {
        h = grow(job, h, size * 2);
        use(job, h, size, size * 2);
    }
    LocalFree(h);
    return 1;
}

static uint64_t append_batch(struct job *job)
{
    HLOCAL h[WAYS_MAX];
    size_t most = APPEND_TOTAL / job->ways;
    for (unsigned w = 0; w < job->ways; w++)
        h[w] = make_object(job->movable, APPEND_STEP);
    for (size_t size = APPEND_STEP; size < most; size += APPEND_STEP) {
        for (unsigned w = 0; w < job->ways; w++) {
            h[w] = grow(job, h[w], size + APPEND_STEP);
            use(job, h[w], size, size + APPEND_STEP);
        }
    }
    for (unsigned w = 0; w < job->ways; w++)
        LocalFree(h[w]);
    return (most / APPEND_STEP - 1) * job->ways;
}

const struct workload work_growth[] = {
    {"double", open_growth, double_batch, NULL, NULL, close_growth},
    {"append", open_growth, append_batch, NULL, NULL, close_growth},
    {0}};
