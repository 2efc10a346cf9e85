/* What a client says: a short concurrent program over the library, and what
 * must hold of it under every interleaving that the memory model allows.
 *
 * setup runs first, alone; prepare runs once for each thread, alone, as that
 * thread, so that the thread has what its cache shall have. Then the threads
 * run, simulated; then check runs, alone, and sees all they did. All static
 * variables begin each execution as setup and prepare left them.
 */
#ifndef HLOCAL_IMPL_WEAKMEM_CLIENT_H
#define HLOCAL_IMPL_WEAKMEM_CLIENT_H

#include <stddef.h>
#include <stdint.h>

#include "client_struct.h"
#include "hlocal.h"
#include "sync.h"

void client_add(const struct client *client);

/* CLIENT(.setup = ..., .thread = {..., ...}, .check = ...); ends a file. */
#define CLIENT(...)                                                            \
    static const struct client client_self = {.name = __FILE__, __VA_ARGS__};  \
    __attribute__((constructor)) static void client_enter(void)                \
    {                                                                          \
        client_add(&client_self);                                              \
    }                                                                          \
    _Static_assert(1, "")

void client_fail(const char *claim, const struct weak_place *here);

#define CHECK(claim)                                                           \
    ((claim) ? (void)0 : client_fail("broken: " #claim, WEAK_HERE))

/* What a program does with its bytes: relaxed, for another thread may move them
 * meanwhile. Sizes are multiples of 8. */
static inline void word_put(void *block, int at, uint64_t value)
{
    atomic_store_explicit((_Atomic uint64_t *)block + at, value,
                          memory_order_relaxed);
}

static inline uint64_t word_get(void *block, int at)
{
    return atomic_load_explicit((_Atomic uint64_t *)block + at,
                                memory_order_relaxed);
}

/* The calling thread ends: what libc then does. */
void client_thread_end(void);

/* The handlers that fork would run, before and after, in the parent. */
void client_fork_prepare(void);
void client_fork_parent(void);

#endif /* HLOCAL_IMPL_WEAKMEM_CLIENT_H */
