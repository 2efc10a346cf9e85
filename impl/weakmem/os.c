/* heap/os.h for a simulation: memory is there already, and a barrier is what the
 * simulated memory makes of it. Nothing is refused, and no pages are moved. */
#include "heap/os.h"

#include <pthread.h>
#include <time.h>

#include "arena.h"
#include "simulator.h"

#define PAGE 4096u

/* So that the span is the smallest there is. */
#define RESERVE_MOST 0x5000000u

size_t hli_os_page(void)
{
    return PAGE;
}

void *hli_os_reserve(size_t bytes)
{
    return bytes > RESERVE_MOST ? NULL : arena_reserve(bytes);
}

void hli_os_release(void *start, size_t bytes)
{
    (void)start;
    (void)bytes;
}

int hli_os_commit(void *start, size_t bytes)
{
    simulator_commit((uintptr_t)start, bytes);
    return 1;
}

size_t hli_os_discard(void *start, size_t bytes)
{
    for (size_t at = 0; at < bytes; at += PAGE)
        if (arena_is_written((uintptr_t)start + at))
            (void)weak_memset((char *)start + at, 0, PAGE);
    return bytes;
}

int hli_os_decommit(void *start, size_t bytes)
{
    (void)hli_os_discard(start, bytes);
    return 1;
}

int hli_os_move(void *from, void *to, size_t bytes)
{
    (void)from;
    (void)to;
    (void)bytes;
    return 0;
}

int hli_os_resident(void *start, size_t bytes)
{
    (void)start;
    (void)bytes;
    return 1;
}

int hli_os_barrier(void)
{
    simulator_barrier();
    return 1;
}

void hli_os_wait(unsigned turn)
{
    (void)turn;
    simulator_wait();
}

void hli_os_fail_at(unsigned long k)
{
    (void)k;
}

unsigned long hli_os_requests(void)
{
    return 0;
}
