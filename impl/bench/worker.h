/* A worker is one process that measures one system on command. It reads one
 * command per line and answers each with one line:
 *
 *   open WORKLOAD key=value...   set the workload up  -> "ok live=N", "none"
 *   run MS                       one round of MS ms   -> "ok ns=F ops=N"
 *   step NAME N                  one phase of a run   -> "ok key=value..."
 *   close                        undo open            -> "ok"
 *
 * So the coordinator (bench.py) can let systems take turns, round by round.
 */
#ifndef HLOCAL_IMPL_BENCH_WORKER_H
#define HLOCAL_IMPL_BENCH_WORKER_H

#include "system.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Operations between two looks at the clock, for nanosecond operations. */
#define BATCH 4096u
#define JOB_ARRAYS 8

/* One opened workload. The parameters come from `open`; 0 where not given. */
struct job {
    size_t size;   /* bytes per object; 0 = mixed, see mixed_size */
    size_t live;   /* objects alive while measuring, at least 1 */
    size_t large;  /* further blocks of 1.2 MB alive meanwhile */
    unsigned kind; /* work_garbage.c: which values */
    unsigned threads;
    unsigned ways; /* work_growth.c: blocks growing in turn */
    bool movable;
    bool all; /* write every byte, not one */

    void **object;     /* `live` of them */
    size_t next;       /* cursor into object */
    uint64_t seed;     /* of draw */
    uintptr_t sink;    /* results go here, so that they are computed */
    void *own;         /* the workload's */
    uint64_t batch_ns; /* how long the last batch took */

    struct {
        void *memory;
        size_t bytes;
    } array[JOB_ARRAYS];
    unsigned arrays;
};

struct workload {
    const char *name;
    /* Sets up. False: this system cannot do it. May lower job->live. */
    bool (*open)(struct job *job);
    /* Does some operations and returns how many. NULL with `round` set. */
    uint64_t (*batch)(struct job *job);
    /* Instead of batch, measures by itself: returns ns per operation. */
    double (*round)(struct job *job, double ms, uint64_t *ops);
    /* One phase of a memory run; prints its "key=value" answers. */
    bool (*step)(struct job *job, const char *name, size_t n);
    void (*close)(struct job *job);
};

/* One table per work_*.c, ended by a NULL name. */
extern const struct workload work_alloc[];
extern const struct workload work_query[];
extern const struct workload work_garbage[];
extern const struct workload work_growth[];
extern const struct workload work_parallel[];
extern const struct workload work_footprint[];
extern const struct workload work_compact[];
extern const struct workload work_vulkan[];
extern const struct workload work_machine[];

/* Nanoseconds since some moment. */
uint64_t now_ns(void);

/* Zeroed pages straight from the system, so that the harness does not use the
 * allocator under test; already touched; returned when the job closes. */
void *job_array(struct job *job, size_t bytes);

/* Makes job->live objects of job->size in job->object, in random order. */
void job_fill(struct job *job);
void job_drain(struct job *job);

/* Ends the process with a message the coordinator shows. */
_Noreturn void worker_fail(const char *what);

/* A pseudo-random number below n. */
static inline size_t draw(uint64_t *seed, size_t n)
{
    *seed = *seed * 6364136223846793005u + 1442695040888963407u;
    return (size_t)(((*seed >> 32) * (uint64_t)n) >> 32);
}

/* 16..1023, each power of two equally likely: 252 on average. */
static inline size_t mixed_size(uint64_t *seed)
{
    size_t low = (size_t)16 << draw(seed, 6);
    return low + draw(seed, low);
}

static inline void touch(void *p)
{
    *(volatile char *)p = 1;
}

static inline HLOCAL make_object(bool movable, size_t size)
{
    if (movable)
        return LocalAlloc(LMEM_MOVEABLE, size);
    return LocalAlloc(LMEM_FIXED, size);
}

#endif /* HLOCAL_IMPL_BENCH_WORKER_H */
