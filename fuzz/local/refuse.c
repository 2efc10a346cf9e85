/* Linked with --wrap, so that the library's calls come here first. What they
 * are, and where in the library they stand, does not matter; the sanitizers'
 * own go on undisturbed. */
#include <errno.h>
#include <stddef.h>
#include <sys/mman.h>
#include "refuse.h"

static uint32_t refuse_every;
static uint32_t turn;
static uint64_t refused;

void hlf_refuse_every(uint32_t every)
{
    refuse_every = every;
}

uint64_t hlf_refuse_count(void)
{
    return refused;
}

static int refuse(void)
{
    if (refuse_every == 0 || ++turn % refuse_every != 0)
        return 0;
    refused++;
    errno = ENOMEM;
    return 1;
}

void *__real_mmap(void *at, size_t size, int prot, int flags, int fd,
                  off_t offset);
void *__wrap_mmap(void *at, size_t size, int prot, int flags, int fd,
                  off_t offset);
int __real_mprotect(void *at, size_t size, int prot);
int __wrap_mprotect(void *at, size_t size, int prot);
int __real_madvise(void *at, size_t size, int advice);
int __wrap_madvise(void *at, size_t size, int advice);
/* mremap is variadic; its fifth argument is passed all the same. */
void *__real_mremap(void *from, size_t old, size_t new, int flags, ...);
void *__wrap_mremap(void *from, size_t old, size_t new, int flags, void *to);

void *__wrap_mmap(void *at, size_t size, int prot, int flags, int fd,
                  off_t offset)
{
    return refuse() ? MAP_FAILED
                    : __real_mmap(at, size, prot, flags, fd, offset);
}

int __wrap_mprotect(void *at, size_t size, int prot)
{
    return refuse() ? -1 : __real_mprotect(at, size, prot);
}

int __wrap_madvise(void *at, size_t size, int advice)
{
    return refuse() ? -1 : __real_madvise(at, size, advice);
}

void *__wrap_mremap(void *from, size_t old, size_t new, int flags, void *to)
{
    return refuse() ? MAP_FAILED : __real_mremap(from, old, new, flags, to);
}
