/* Values that name no object, at every entry point, in a chosen heap: `large`
 * blocks of 1.2 MB (untouched) and `live` movable objects of 64 bytes beside.
 * Whoever searches for a value pays by the heap's size. Only systems that
 * check may be asked. kind 0 asks the same of live objects, to compare. */
#include "worker.h"

#define VALUES 256u
#define LARGE_SIZE ((size_t)1200 * 1024)

enum kind {
    KIND_LIVE,     /* live movable objects (their blocks, for handle) */
    KIND_WILD,     /* 16-aligned, no memory there */
    KIND_INTERIOR, /* 16-aligned, inside a live block */
    KIND_STALE,    /* freed handles */
    KIND_FORGED,   /* shaped like a handle, never issued */
    KIND_MIXED     /* all of the above but the live ones, in turn */
};

struct garbage {
    void *value[VALUES];
    HLOCAL live[VALUES];
    HLOCAL inside; /* a block for KIND_INTERIOR */
    char *block;
    HLOCAL *large;
};

static void *bad_value(struct job *job, struct garbage *g, unsigned i)
{
    unsigned kind = job->kind == KIND_MIXED ? 1 + i % 4 : job->kind;
    uintptr_t wild = 0x100000000000u + draw(&job->seed, 1u << 31) * 256;
    switch ((enum kind)kind) {
    case KIND_LIVE:
    case KIND_MIXED:
        break;
    case KIND_WILD:
        return (void *)wild;
    case KIND_INTERIOR:
        return g->block + 4096 + draw(&job->seed, 16384) * 16;
    case KIND_STALE:
        return g->live[i];
    case KIND_FORGED:
        return (void *)(wild + 8);
    }
    return g->live[i];
}

static bool open_garbage(struct job *job)
{
    if (!SYSTEM_CHECKS)
        return false;
    struct garbage *g = job_array(job, sizeof *g);
    job->own = g;
    job->movable = true;
    job->size = 64;
    if (job->live > SYSTEM_MOVABLE_MAX)
        job->live = SYSTEM_MOVABLE_MAX;
    job_fill(job);
    g->large = job_array(job, (job->large + 1) * sizeof *g->large);
    for (size_t i = 0; i < job->large; i++)
        if (!(g->large[i] = LocalAlloc(LMEM_FIXED, LARGE_SIZE)))
            worker_fail("no large block");
    /* A search through the blocks in their order comes to this one last. */
    g->inside = LocalAlloc(LMEM_FIXED, LARGE_SIZE);
    g->block = g->inside;
    for (unsigned i = 0; i < VALUES; i++)
        g->live[i] = LocalAlloc(LMEM_MOVEABLE, 64);
    if (!g->inside || !g->live[VALUES - 1])
        worker_fail("allocation failed");
    for (unsigned i = 0; i < VALUES; i++)
        g->value[i] = bad_value(job, g, i);
    if (job->kind == KIND_STALE || job->kind == KIND_MIXED)
        for (unsigned i = 0; i < VALUES; i++)
            LocalFree(g->live[i]);
    return true;
}

/* For `handle` a live value is a block's address. */
static bool open_garbage_handle(struct job *job)
{
    if (!open_garbage(job))
        return false;
    struct garbage *g = job->own;
    for (unsigned i = 0; i < VALUES && job->kind == KIND_LIVE; i++) {
        g->value[i] = LocalLock(g->live[i]);
        LocalUnlock(g->live[i]);
    }
    return true;
}

static void close_garbage(struct job *job)
{
    struct garbage *g = job->own;
    if (job->kind != KIND_STALE && job->kind != KIND_MIXED)
        for (unsigned i = 0; i < VALUES; i++)
            LocalFree(g->live[i]);
    for (size_t i = 0; i < job->large; i++)
        LocalFree(g->large[i]);
    LocalFree(g->inside);
    job_drain(job);
}

static uint64_t ask_size(struct job *job)
{
    struct garbage *g = job->own;
    for (unsigned i = 0; i < VALUES; i++)
        job->sink += LocalSize(g->value[i]);
    return VALUES;
}

static uint64_t ask_flags(struct job *job)
{
    struct garbage *g = job->own;
    for (unsigned i = 0; i < VALUES; i++)
        job->sink += LocalFlags(g->value[i]);
    return VALUES;
}

static uint64_t ask_handle(struct job *job)
{
    struct garbage *g = job->own;
    for (unsigned i = 0; i < VALUES; i++)
        job->sink += (uintptr_t)LocalHandle(g->value[i]);
    return VALUES;
}

static uint64_t ask_lock(struct job *job)
{
    struct garbage *g = job->own;
    for (unsigned i = 0; i < VALUES; i++) {
        job->sink += (uintptr_t)LocalLock(g->value[i]);
        LocalUnlock(g->value[i]);
    }
    return VALUES;
}

static uint64_t ask_realloc(struct job *job)
{
    struct garbage *g = job->own;
    for (unsigned i = 0; i < VALUES; i++)
        job->sink += (uintptr_t)LocalReAlloc(g->value[i], 64, 0);
    return VALUES;
}

/* A live object is freed and made anew: the pair is what can be repeated. */
static uint64_t ask_free(struct job *job)
{
    struct garbage *g = job->own;
    for (unsigned i = 0; i < VALUES && job->kind == KIND_LIVE; i++) {
        LocalFree(g->live[i]);
        g->live[i] = LocalAlloc(LMEM_MOVEABLE, 64);
    }
    for (unsigned i = 0; i < VALUES && job->kind != KIND_LIVE; i++)
        job->sink += (uintptr_t)LocalFree(g->value[i]);
    return VALUES;
}

const struct workload work_garbage[] = {
    {"ask_size", open_garbage, ask_size, NULL, NULL, close_garbage},
    {"ask_flags", open_garbage, ask_flags, NULL, NULL, close_garbage},
    {"ask_handle", open_garbage_handle, ask_handle, NULL, NULL, close_garbage},
    {"ask_lock", open_garbage, ask_lock, NULL, NULL, close_garbage},
    {"ask_realloc", open_garbage, ask_realloc, NULL, NULL, close_garbage},
    {"ask_free", open_garbage, ask_free, NULL, NULL, close_garbage},
    {0}};
