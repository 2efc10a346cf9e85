/* The library never calls malloc while it allocates, frees or ends a thread:
 * here malloc itself is made of it, and its thread-specific key is one of those
 * for which libc calls calloc. Built without sanitizers, which bring their own
 * malloc. */
#include <errno.h>
#include <pthread.h>
#include <sys/wait.h>
#include <unistd.h>

#include "check.h"

#define KEYS 40 /* libc has room for 32 in the thread's descriptor */
#define THREADS 8

static _Thread_local int depth, deepest;
static _Atomic unsigned long calls;

static void *allocate(UINT flags, size_t bytes)
{
    void *block;

    if (++depth > deepest)
        deepest = depth;
    if (depth > 4)
        abort(); /* The library came back to us again and again. */
    calls++;
    block = LocalAlloc(flags, bytes);
    depth--;
    if (block == NULL)
        errno = ENOMEM;
    return block;
}

void *malloc(size_t bytes)
{
    return allocate(LMEM_FIXED, bytes);
}

void *calloc(size_t count, size_t bytes)
{
    return allocate(LPTR, count * bytes);
}

void *realloc(void *block, size_t bytes)
{
    if (block == NULL)
        return malloc(bytes);
    return LocalReAlloc(block, bytes, LMEM_MOVEABLE);
}

void free(void *block)
{
    if (block != NULL && LocalFree(block) != NULL)
        abort();
}

static pthread_key_t keys[KEYS];

static void *work(void *argument)
{
    char *text = malloc(1000);

    CHECK(text != NULL);
    CHECK(deepest == 2); /* libc did call us, and only once. */
    CHECK(pthread_setspecific(keys[KEYS - 1], text) == 0);
    free(calloc(100, 1000));
    return argument;
}

static void use_threads(void)
{
    pthread_t threads[THREADS];

    for (int i = 0; i < THREADS; i++)
        CHECK(pthread_create(&threads[i], NULL, work, NULL) == 0);
    for (int i = 0; i < THREADS; i++)
        CHECK(pthread_join(threads[i], NULL) == 0);
}

/* Before the library's key, or else it gets one of the first 32. */
__attribute__((constructor(102))) static void use_up_keys(void)
{
    for (int i = 0; i < KEYS; i++)
        CHECK(pthread_key_create(&keys[i], free) == 0);
}

int main(void)
{
    unsigned long before = calls;
    int status;
    pid_t child;

    use_threads();
    child = fork();
    CHECK(child >= 0);
    if (child == 0) {
        use_threads();
        _exit(0);
    }
    CHECK(waitpid(child, &status, 0) == child);
    CHECK(WIFEXITED(status) && WEXITSTATUS(status) == 0);
    CHECK(calls > before);
    return 0;
}
