/* Memory: what a million small objects cost beside their bytes, and what
 * remains resident when nine of ten are freed at random. The coordinator
 * reads the process's resident size after each step. Steps:
 *
 *   fill N, free N   until N objects live           -> live= bytes=
 *   purge            give back what can be given    -> ns= given= moved= */
#include "footprint.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#ifdef WORKER_MALLOC
#include <dlfcn.h>
#endif

bool footprint_open(struct job *job)
{
#ifdef WORKER_BARE
    (void)job;
    return false;
#else
    struct footprint *f = job_array(job, sizeof *f);
    job->own = f;
    job->object = job_array(job, job->live * sizeof *job->object);
    f->note = job_array(job, job->live * sizeof *f->note);
    return true;
#endif
}

void footprint_close(struct job *job)
{
    footprint_free(job, 0);
}

static char *block_of(struct job *job, size_t i)
{
    if (!job->movable)
        return job->object[i];
    char *block = LocalLock(job->object[i]);
    LocalUnlock(job->object[i]);
    return block;
}

static unsigned char pattern(uint32_t number)
{
    return (unsigned char)(number % 251 + 1);
}

void footprint_fill(struct job *job, size_t n)
{
    struct footprint *f = job->own;
    for (; f->live < n && f->live < job->live; f->live++) {
        struct object_note *note = &f->note[f->live];
        size_t size = job->size ? job->size : mixed_size(&job->seed);
        job->object[f->live] = make_object(job->movable, size);
        if (!job->object[f->live])
            worker_fail("allocation failed");
        note->size = (uint32_t)size;
        note->number = (uint32_t)f->live;
        memset(block_of(job, f->live), pattern(note->number), size);
        f->bytes += size;
    }
}

void footprint_free(struct job *job, size_t n)
{
    struct footprint *f = job->own;
    while (f->live > n) {
        size_t i = draw(&job->seed, f->live);
        LocalFree(job->object[i]);
        f->bytes -= f->note[i].size;
        f->live--;
        job->object[i] = job->object[f->live];
        f->note[i] = f->note[f->live];
    }
}

void footprint_note(struct job *job)
{
    struct footprint *f = job->own;
    for (size_t i = 0; i < f->live; i++)
        f->note[i].block = block_of(job, i);
}

size_t footprint_verify(struct job *job)
{
    struct footprint *f = job->own;
    size_t moved = 0;
    for (size_t i = 0; i < f->live; i++) {
        char *block = block_of(job, i);
        unsigned char byte = pattern(f->note[i].number);
        for (uint32_t b = 0; b < f->note[i].size; b++)
            if ((unsigned char)block[b] != byte)
                worker_fail("contents changed");
        if (SYSTEM_CHECKS && LocalSize(job->object[i]) != f->note[i].size)
            worker_fail("size changed");
        moved += block != f->note[i].block;
    }
    return moved;
}

size_t footprint_purge(void)
{
#if SYSTEM_COMPACTS
    return hl_compact(0);
#elif defined(WORKER_MALLOC)
    void (*collect)(bool) = (void (*)(bool))dlsym(RTLD_DEFAULT, "mi_collect");
    int (*control)(const char *, void *, size_t *, void *, size_t) =
        (int (*)(const char *, void *, size_t *, void *, size_t))dlsym(
            RTLD_DEFAULT, "mallctl");
    if (collect)
        collect(true);
    else if (control) /* 4096 names all arenas */
        control("arena.4096.purge", NULL, NULL, NULL, 0);
    else
        malloc_trim(0);
    return 0;
#elif defined(_WIN32)
    HeapCompact(GetProcessHeap(), 0);
    return 0;
#else
    return 0;
#endif
}

static bool footprint_step(struct job *job, const char *name, size_t n)
{
    struct footprint *f = job->own;
    if (!strcmp(name, "fill") || !strcmp(name, "free")) {
        if (name[1] == 'i')
            footprint_fill(job, n);
        else
            footprint_free(job, n);
        printf(" live=%llu bytes=%llu", (unsigned long long)f->live,
               (unsigned long long)f->bytes);
        return true;
    }
    if (strcmp(name, "purge"))
        return false;
    footprint_note(job);
    uint64_t start = now_ns();
    size_t given = footprint_purge();
    uint64_t ns = now_ns() - start;
    printf(" ns=%llu given=%llu moved=%llu", (unsigned long long)ns,
           (unsigned long long)given,
           (unsigned long long)footprint_verify(job));
    return true;
}

const struct workload work_footprint[] = {
    {"footprint", footprint_open, NULL, NULL, footprint_step, footprint_close},
    {0}};
