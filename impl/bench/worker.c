/* The worker's command loop and what every workload uses. */
#include "worker.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#ifdef _WIN32
#include <malloc.h>
#else
#include <dlfcn.h>
#include <gnu/libc-version.h>
#include <sys/mman.h>
#include <time.h>
#endif

static const struct workload *const tables[] = {
    work_alloc,    work_query,     work_garbage, work_growth,
    work_parallel, work_footprint, work_compact, work_vulkan,
#ifdef WORKER_BARE
    work_machine,
#endif
};

uint64_t now_ns(void)
{
#ifdef _WIN32
    LARGE_INTEGER count, frequency;
    QueryPerformanceFrequency(&frequency);
    QueryPerformanceCounter(&count);
    return (uint64_t)((double)count.QuadPart * 1e9 /
                      (double)frequency.QuadPart);
#else
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (uint64_t)t.tv_sec * 1000000000u + (uint64_t)t.tv_nsec;
#endif
}

_Noreturn void worker_fail(const char *what)
{
    printf("error %s\n", what);
    fflush(stdout);
    exit(1);
}

void *job_array(struct job *job, size_t bytes)
{
    if (job->arrays == JOB_ARRAYS)
        worker_fail("too many arrays");
#ifdef _WIN32
    void *p =
        VirtualAlloc(NULL, bytes, MEM_COMMIT | MEM_RESERVE, PAGE_READWRITE);
    if (!p)
        worker_fail("no pages");
#else
    void *p = mmap(NULL, bytes, PROT_READ | PROT_WRITE,
                   MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (p == MAP_FAILED)
        worker_fail("no pages");
#endif
    memset(p, 0, bytes);
    job->array[job->arrays].memory = p;
    job->array[job->arrays++].bytes = bytes;
    return p;
}

static void job_release(struct job *job)
{
    while (job->arrays--) {
#ifdef _WIN32
        VirtualFree(job->array[job->arrays].memory, 0, MEM_RELEASE);
#else
        munmap(job->array[job->arrays].memory, job->array[job->arrays].bytes);
#endif
    }
}

void job_fill(struct job *job)
{
    job->object = job_array(job, job->live * sizeof *job->object);
    for (size_t i = 0; i < job->live; i++) {
        size_t size = job->size ? job->size : mixed_size(&job->seed);
        job->object[i] = make_object(job->movable, size);
        if (!job->object[i])
            worker_fail("allocation failed");
    }
    for (size_t i = job->live; i > 1; i--) {
        size_t j = draw(&job->seed, i);
        void *t = job->object[i - 1];
        job->object[i - 1] = job->object[j];
        job->object[j] = t;
    }
}

void job_drain(struct job *job)
{
    for (size_t i = 0; i < job->live; i++)
        LocalFree(job->object[i]);
}

/* The system's own name, so that a preload that did not happen is noticed. */
static void hello(void)
{
#if defined(WORKER_BARE)
    printf("ok system=bare version=-\n");
#elif defined(WORKER_MALLOC)
    int (*mimalloc)(void) = (int (*)(void))dlsym(RTLD_DEFAULT, "mi_version");
    int (*control)(const char *, void *, size_t *, void *, size_t) =
        (int (*)(const char *, void *, size_t *, void *, size_t))dlsym(
            RTLD_DEFAULT, "mallctl");
    const char *jemalloc = "?";
    size_t length = sizeof jemalloc;
    if (mimalloc)
        printf("ok system=mimalloc version=%d\n", mimalloc());
    else if (control && !control("version", &jemalloc, &length, NULL, 0))
        printf("ok system=jemalloc version=%s\n", jemalloc);
    else
        printf("ok system=glibc version=%s\n", gnu_get_libc_version());
#elif defined(_WIN32)
    const char *(*wine)(void) = (const char *(*)(void))(void (*)(
        void))GetProcAddress(GetModuleHandleA("ntdll.dll"), "wine_get_version");
    printf("ok system=%s version=%s\n", wine ? "wine" : "windows",
           wine ? wine() : "-");
#else
    bool raised = hl_set_movable_limit(HL_MOVABLE_LIMIT_MAX);
    printf("ok system=hlocal version=- limit=%d\n", raised);
#endif
}

static const struct workload *find(const char *name)
{
    for (size_t t = 0; t < sizeof tables / sizeof *tables; t++)
        for (const struct workload *w = tables[t]; w->name; w++)
            if (!strcmp(w->name, name))
                return w;
    return NULL;
}

/* "key=value" into the job; false for a key that no job has. */
static bool set_parameter(struct job *job, const char *word)
{
    const char *equals = strchr(word, '=');
    if (!equals)
        return false;
    size_t length = (size_t)(equals - word);
    size_t value = (size_t)strtoull(equals + 1, NULL, 10);
#define IS(key) (length == sizeof key - 1 && !memcmp(word, key, length))
    if (IS("size"))
        job->size = value;
    else if (IS("live"))
        job->live = value;
    else if (IS("large"))
        job->large = value;
    else if (IS("kind"))
        job->kind = (unsigned)value;
    else if (IS("threads"))
        job->threads = (unsigned)value;
    else if (IS("ways"))
        job->ways = (unsigned)value;
    else if (IS("movable"))
        job->movable = value != 0;
    else if (IS("all"))
        job->all = value != 0;
    else
        return false;
#undef IS
    return true;
}

static const struct workload *open_job(struct job *job, char *words)
{
    const struct workload *w = find(strtok(words, " "));
    *job = (struct job){.live = 1, .ways = 1, .threads = 1, .seed = 88172645};
    for (char *word; (word = strtok(NULL, " "));)
        if (!set_parameter(job, word))
            worker_fail("unknown parameter");
    if (job->movable && job->live > SYSTEM_MOVABLE_MAX)
        job->live = SYSTEM_MOVABLE_MAX;
    if (!w || !w->open(job)) {
        job_release(job);
        printf("none\n");
        return NULL;
    }
    printf("ok live=%llu\n", (unsigned long long)job->live);
    return w;
}

static void run_batches(const struct workload *w, struct job *job, double ms)
{
    uint64_t length = (uint64_t)(ms * 1e6);
    uint64_t ops = 0;
    uint64_t start = now_ns();
    /* Other systems ran meanwhile: refill the caches before measuring; but
     * not where one batch is longer than a round and does that by itself. */
    if (job->batch_ns < length)
        while (now_ns() - start < length / 8)
            w->batch(job);
    start = now_ns();
    uint64_t end = start;
    do {
        job->batch_ns = end;
        ops += w->batch(job);
        end = now_ns();
        job->batch_ns = end - job->batch_ns;
    } while (end - start < length);
    printf("ok ns=%.4f ops=%llu\n", (double)(end - start) / (double)ops,
           (unsigned long long)ops);
}

static void run_round(const struct workload *w, struct job *job, double ms)
{
    uint64_t ops = 0;
    if (!w->round) {
        run_batches(w, job, ms);
        return;
    }
    double ns = w->round(job, ms, &ops);
    printf("ok ns=%.4f ops=%llu\n", ns, (unsigned long long)ops);
}

static void run_step(const struct workload *w, struct job *job, char *words)
{
    char *name = strtok(words, " ");
    char *n = strtok(NULL, " ");
    printf("ok");
    if (!w->step || !w->step(job, name, n ? strtoull(n, NULL, 10) : 0))
        worker_fail("step failed");
    printf("\n");
}

int main(void)
{
    static struct job job;
    const struct workload *open = NULL;
    char line[256];
    hello();
    for (;;) {
        fflush(stdout);
        if (!fgets(line, sizeof line, stdin))
            return 0;
        line[strcspn(line, "\r\n")] = 0;
        if (!strncmp(line, "open ", 5) && !open) {
            open = open_job(&job, line + 5);
        } else if (!strncmp(line, "run ", 4) && open) {
            run_round(open, &job, atof(line + 4));
        } else if (!strncmp(line, "step ", 5) && open) {
            run_step(open, &job, line + 5);
        } else if (!strcmp(line, "close") && open) {
            open->close(&job);
            job_release(&job);
            open = NULL;
            printf("ok\n");
        } else {
            worker_fail("unknown command");
        }
    }
}
