/* Compaction's pauses: the shortest steps hl_compact can be asked for, and
 * what another thread's LocalLock waits while the whole heap is compacted.
 * Steps: fill, free as in work_footprint.c, and
 *
 *   small   hl_compact(1) until nothing moves -> calls= p50= p99= max= moved=
 *   calm    locks timed one by one, nothing else running -> p50= p999= max=
 *   race    the same while hl_compact(0) runs            -> p50= p999= max= */
#include "footprint.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#if SYSTEM_COMPACTS

#define SAMPLES 1000000u
#define CALM_MS 100u
/* So many calls in a row that give nothing back mean there is nothing left. */
#define IDLE_CALLS 256u

struct latency {
    struct job *job;
    uint32_t *ns; /* SAMPLES */
    size_t count;
    _Atomic bool ended;
};

static int by_value(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return (x > y) - (x < y);
}

static uint32_t share(const struct latency *l, double part)
{
    return l->ns[(size_t)((double)(l->count - 1) * part)];
}

static void print_latency(struct latency *l)
{
    qsort(l->ns, l->count, sizeof *l->ns, by_value);
    printf(" samples=%llu p50=%u p99=%u p999=%u max=%u",
           (unsigned long long)l->count, share(l, 0.5), share(l, 0.99),
           share(l, 0.999), share(l, 1.0));
}

static void small_steps(struct job *job, struct latency *l)
{
    size_t given = 0;
    footprint_note(job);
    for (unsigned idle = 0; idle < IDLE_CALLS && l->count < SAMPLES;) {
        uint64_t start = now_ns();
        size_t bytes = hl_compact(1);
        l->ns[l->count++] = (uint32_t)(now_ns() - start);
        given += bytes;
        idle = bytes ? 0 : idle + 1;
    }
    l->count -= l->count > IDLE_CALLS ? IDLE_CALLS : 0;
    print_latency(l);
    printf(" calls=%llu given=%llu moved=%llu", (unsigned long long)l->count,
           (unsigned long long)given,
           (unsigned long long)footprint_verify(job));
}

static void *lock_and_time(void *argument)
{
    struct latency *l = argument;
    struct footprint *f = l->job->own;
    uint64_t seed = 7;
    while (!atomic_load(&l->ended) && l->count < SAMPLES) {
        HLOCAL h = l->job->object[draw(&seed, f->live)];
        uint64_t start = now_ns();
        touch(LocalLock(h));
        l->ns[l->count++] = (uint32_t)(now_ns() - start);
        LocalUnlock(h);
    }
    return NULL;
}

/* The touch above writes one byte of every object it visits. */
static void time_locks(struct latency *l, bool race)
{
    pthread_t thread;
    if (pthread_create(&thread, NULL, lock_and_time, l))
        worker_fail("no thread");
    uint64_t start = now_ns();
    do {
        if (race)
            hl_compact(0);
    } while (!race && now_ns() - start < CALM_MS * 1000000u);
    atomic_store(&l->ended, true);
    pthread_join(thread, NULL);
    print_latency(l);
}

static bool compact_step(struct job *job, const char *name, size_t n)
{
    struct latency l = {.job = job};
    if (!strcmp(name, "fill")) {
        footprint_fill(job, n);
        return true;
    }
    if (!strcmp(name, "free")) {
        footprint_free(job, n);
        return true;
    }
    l.ns = job_array(job, SAMPLES * sizeof *l.ns);
    if (!strcmp(name, "small"))
        small_steps(job, &l);
    else
        time_locks(&l, !strcmp(name, "race"));
    return l.count > 0;
}

const struct workload work_compact[] = {
    {"compact", footprint_open, NULL, NULL, compact_step, footprint_close},
    {0}};

#else
const struct workload work_compact[] = {{0}};
#endif
