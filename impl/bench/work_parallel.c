/* The same work by several threads at once, each on its own processor:
 *
 *   par_lock     lock and unlock of its own objects
 *   par_same     lock and unlock of one object they all share
 *   par_alloc    allocate and free of its own fixed objects
 *   par_movable  the whole life of its own movable objects
 *   par_cross    one allocates, the next one frees (in pairs)
 *
 * The threads live as long as the job and sleep between rounds. Time per
 * operation and thread is reported, so no slowdown means the same figure. */
#include "worker.h"

#include <pthread.h>
#include <stdatomic.h>
#include <string.h>
#ifndef _WIN32
#include <sched.h>
#endif

#define LANES_MAX 16u
#define PER_LANE 1000u
#define RING 1024u /* pointers under way from one thread to the next */
#define GROUP 32u  /* published together, to share the ring's own cost */

enum task { TASK_LOCK, TASK_SAME, TASK_ALLOC, TASK_MOVABLE, TASK_CROSS };

struct ring {
    _Alignas(128) _Atomic size_t head; /* written by the producer */
    _Alignas(128) _Atomic size_t tail; /* written by the consumer */
    _Alignas(128) _Atomic bool ended;  /* no more will be produced */
    void *slot[RING];
};

struct lane {
    _Alignas(128) pthread_t thread;
    struct parallel *all;
    unsigned index;
    uint64_t seed;
    HLOCAL object[PER_LANE];
    struct ring ring; /* from this lane to the next */
    double ns;
    uint64_t ops;
};

struct parallel {
    struct job *job;
    enum task task;
    pthread_mutex_t mutex;
    pthread_cond_t wake; /* a round begins, or the job ends */
    pthread_cond_t done; /* a lane has finished its round */
    unsigned round;      /* under mutex */
    unsigned finished;   /* under mutex */
    bool end;            /* under mutex */
    double ms;           /* written before round is raised */
    HLOCAL same;
    _Atomic unsigned ready; /* lanes that have reached the start */
    struct lane lane[LANES_MAX];
};

/* Let the other thread run where there are too few processors. */
static void wait_a_little(unsigned *turns)
{
    if (++*turns % 256 == 0) {
#ifdef _WIN32
        SwitchToThread();
#else
        sched_yield();
#endif
    } else {
        __builtin_ia32_pause();
    }
}

static void stay_on_processor(unsigned index)
{
#ifdef _WIN32
    SetThreadAffinityMask(GetCurrentThread(), (DWORD_PTR)1 << index);
#else
    cpu_set_t allowed, one;
    sched_getaffinity(0, sizeof allowed, &allowed);
    for (unsigned cpu = 0; cpu < CPU_SETSIZE; cpu++) {
        if (CPU_ISSET(cpu, &allowed) && index-- == 0) {
            CPU_ZERO(&one);
            CPU_SET(cpu, &one);
            sched_setaffinity(0, sizeof one, &one);
            return;
        }
    }
#endif
}

static void lane_fill(struct lane *l)
{
    enum task task = l->all->task;
    if (task == TASK_SAME || task == TASK_CROSS)
        return;
    for (unsigned i = 0; i < PER_LANE; i++)
        l->object[i] = make_object(task != TASK_ALLOC, l->all->job->size);
}

static void lane_drain(struct lane *l)
{
    if (l->object[0])
        for (unsigned i = 0; i < PER_LANE; i++)
            LocalFree(l->object[i]);
}

static uint64_t lane_replace(struct lane *l, size_t size)
{
    for (unsigned i = 0; i < PER_LANE; i++) {
        void **slot = &l->object[draw(&l->seed, PER_LANE)];
        LocalFree(*slot);
        *slot = LocalAlloc(LMEM_FIXED, size);
        touch(*slot);
    }
    return PER_LANE;
}

static uint64_t lane_movable(struct lane *l, size_t size)
{
    for (unsigned i = 0; i < PER_LANE; i++) {
        void **slot = &l->object[draw(&l->seed, PER_LANE)];
        LocalFree(*slot);
        *slot = LocalAlloc(LMEM_MOVEABLE, size);
        touch(LocalLock(*slot));
        LocalUnlock(*slot);
    }
    return PER_LANE;
}

static uint64_t lane_lock(struct lane *l, HLOCAL same)
{
    for (unsigned i = 0; i < PER_LANE; i++) {
        HLOCAL h = same ? same : l->object[i];
        l->seed += (uintptr_t)LocalLock(h);
        LocalUnlock(h);
    }
    return PER_LANE;
}

#ifdef WORKER_BARE
/* The limit of a handover: the ring alone. */
#define HAND_OUT(size) ((void *)(size))
#define TAKE_BACK(p) ((void)(p))
#else
static void *hand_out(size_t size)
{
    void *p = LocalAlloc(LMEM_FIXED, size);
    touch(p);
    return p;
}
#define HAND_OUT(size) hand_out(size)
#define TAKE_BACK(p) LocalFree(p)
#endif

static uint64_t lane_produce(struct ring *r, size_t size)
{
    size_t head = atomic_load_explicit(&r->head, memory_order_relaxed);
    unsigned turns = 0;
    /* Pairs with the consumer's release: its slots may be written again. */
    while (head + GROUP - atomic_load_explicit(&r->tail, memory_order_acquire) >
           RING)
        wait_a_little(&turns);
    for (unsigned i = 0; i < GROUP; i++)
        r->slot[(head + i) % RING] = HAND_OUT(size);
    /* Pairs with the consumer's acquire: the pointers are written. */
    atomic_store_explicit(&r->head, head + GROUP, memory_order_release);
    return GROUP;
}

static uint64_t lane_consume(struct ring *r)
{
    size_t tail = atomic_load_explicit(&r->tail, memory_order_relaxed);
    unsigned turns = 0;
    /* Pairs with the producer's release. */
    while (atomic_load_explicit(&r->head, memory_order_acquire) == tail) {
        if (atomic_load(&r->ended))
            return 0;
        wait_a_little(&turns);
    }
    for (unsigned i = 0; i < GROUP; i++)
        TAKE_BACK(r->slot[(tail + i) % RING]);
    /* Pairs with the producer's acquire. */
    atomic_store_explicit(&r->tail, tail + GROUP, memory_order_release);
    return GROUP;
}

static uint64_t lane_batch(struct lane *l)
{
    struct parallel *all = l->all;
    switch (all->task) {
    case TASK_LOCK:
        return lane_lock(l, NULL);
    case TASK_SAME:
        return lane_lock(l, all->same);
    case TASK_ALLOC:
        return lane_replace(l, all->job->size);
    case TASK_MOVABLE:
        return lane_movable(l, all->job->size);
    case TASK_CROSS:
        break;
    }
    if (l->index % 2 == 1)
        return lane_consume(&all->lane[l->index - 1].ring);
    uint64_t ops = 0;
    while (ops < PER_LANE)
        ops += lane_produce(&l->ring, all->job->size);
    return ops;
}

static void lane_round(struct lane *l)
{
    struct parallel *all = l->all;
    unsigned turns = 0;
    uint64_t ops = 0, got = 1;
    bool consumer = all->task == TASK_CROSS && l->index % 2 == 1;
    atomic_fetch_add(&all->ready, 1);
    while (atomic_load(&all->ready) < all->job->threads)
        wait_a_little(&turns);
    uint64_t start = now_ns();
    uint64_t now = start;
    uint64_t warm = start + (uint64_t)(all->ms * 1e6 / 8);
    uint64_t end = start + (uint64_t)(all->ms * 1e6);
    for (; now < warm && !consumer; now = now_ns())
        lane_batch(l);
    start = now;
    /* The producer ends by the clock, its consumer when nothing comes. */
    while (consumer ? got != 0 : now < end) {
        got = lane_batch(l);
        ops += got;
        now = consumer ? now : now_ns();
    }
    atomic_store(&l->ring.ended, true);
    l->ns = ops ? (double)(now - start) / (double)ops : 0;
    l->ops = ops;
}

static void *lane_main(void *argument)
{
    struct lane *l = argument;
    struct parallel *all = l->all;
    stay_on_processor(l->index);
    lane_fill(l);
    for (unsigned seen = 0;; seen++) {
        pthread_mutex_lock(&all->mutex);
        while (all->round == seen && !all->end)
            pthread_cond_wait(&all->wake, &all->mutex);
        bool end = all->end;
        pthread_mutex_unlock(&all->mutex);
        if (end)
            break;
        lane_round(l);
        pthread_mutex_lock(&all->mutex);
        all->finished++;
        pthread_cond_signal(&all->done);
        pthread_mutex_unlock(&all->mutex);
    }
    lane_drain(l);
    return NULL;
}

static double parallel_round(struct job *job, double ms, uint64_t *ops)
{
    struct parallel *all = job->own;
    unsigned counted = 0;
    double sum = 0;
    for (unsigned i = 0; i < job->threads; i++)
        atomic_store(&all->lane[i].ring.ended, false);
    atomic_store(&all->ready, 0);
    pthread_mutex_lock(&all->mutex);
    all->ms = ms;
    all->finished = 0;
    all->round++;
    pthread_cond_broadcast(&all->wake);
    while (all->finished < job->threads)
        pthread_cond_wait(&all->done, &all->mutex);
    pthread_mutex_unlock(&all->mutex);
    for (unsigned i = 0; i < job->threads; i++) {
        *ops += all->lane[i].ops;
        if (all->task == TASK_CROSS && i % 2 == 1)
            continue; /* waits for its producer: the same time again */
        sum += all->lane[i].ns;
        counted++;
    }
    return sum / counted;
}

static bool open_task(struct job *job, enum task task)
{
    if (job->threads > LANES_MAX || (task == TASK_CROSS && job->threads % 2))
        return false;
    struct parallel *all = job_array(job, sizeof *all);
    job->own = all;
    job->live = PER_LANE;
    all->job = job;
    all->task = task;
    all->same = LocalAlloc(LMEM_MOVEABLE, 64);
    pthread_mutex_init(&all->mutex, NULL);
    pthread_cond_init(&all->wake, NULL);
    pthread_cond_init(&all->done, NULL);
    for (unsigned i = 0; i < job->threads; i++) {
        struct lane *l = &all->lane[i];
        l->all = all;
        l->index = i;
        l->seed = i;
        if (pthread_create(&l->thread, NULL, lane_main, l))
            worker_fail("no thread");
    }
    return true;
}

static void close_parallel(struct job *job)
{
    struct parallel *all = job->own;
    pthread_mutex_lock(&all->mutex);
    all->end = true;
    pthread_cond_broadcast(&all->wake);
    pthread_mutex_unlock(&all->mutex);
    for (unsigned i = 0; i < job->threads; i++)
        pthread_join(all->lane[i].thread, NULL);
    LocalFree(all->same);
}

static bool open_par_lock(struct job *job)
{
    return open_task(job, TASK_LOCK);
}

static bool open_par_same(struct job *job)
{
    return open_task(job, TASK_SAME);
}

static bool open_par_alloc(struct job *job)
{
    return open_task(job, TASK_ALLOC);
}

static bool open_par_movable(struct job *job)
{
    return open_task(job, TASK_MOVABLE);
}

static bool open_par_cross(struct job *job)
{
    return open_task(job, TASK_CROSS);
}

#define PARALLEL(name)                                                         \
    {                                                                          \
#name, open_##name, NULL, parallel_round, NULL, close_parallel         \
    }
const struct workload work_parallel[] = {
    PARALLEL(par_lock),    PARALLEL(par_same),  PARALLEL(par_alloc),
    PARALLEL(par_movable), PARALLEL(par_cross), {0}};
