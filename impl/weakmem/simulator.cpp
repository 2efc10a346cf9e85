/* What the library's accesses come to in a simulation. Outside of one, while a
 * client sets up or checks, they are what they seem: one thread, plain memory.
 */
#include "machine.hpp"

#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <iostream>
#include <sstream>

#include "run.hpp"
#include "simulator.h"
#include "weakening.hpp"

extern "C" {
uint64_t weak_load(const volatile void *, size_t, int, const weak_place *);
void weak_store(volatile void *, size_t, uint64_t, int, const weak_place *);
uint64_t weak_exchange(volatile void *, size_t, uint64_t, int,
                       const weak_place *);
uint64_t weak_add(volatile void *, size_t, uint64_t, int, const weak_place *);
int weak_cas(volatile void *, size_t, void *, uint64_t, int, int, int,
             const weak_place *);
void weak_lock(void *, const weak_place *);
void weak_unlock(void *, const weak_place *);
void weak_point(const weak_place *);
void *weak_memcpy(void *, const void *, size_t);
void client_fail(const char *, const weak_place *);
}

namespace
{

bool simulating;

const struct client *running;
bool is_kept; /* one process runs one client */

template <int N> struct suite : rl::test_suite<suite<N>, N> {
    static machine_of<N> &memory()
    {
        static machine_of<N> one;
        return one;
    }

    void before()
    {
        run_count();
        arena_put_back();
        variables_put_back();
        now = &memory();
        now->begin();
        simulating = true;
    }

    void thread(unsigned index)
    {
        variables_switch(static_cast<int>(index));
        running->thread[index]();
    }

    void after()
    {
        simulating = false;
        now->end();
        variables_switch(0);
        if (running->check != nullptr)
            running->check();
    }
};

template <int N> bool simulate_threads(rl::test_params &params)
{
    return rl::simulate<suite<N>>(params);
}

} // namespace

bool simulate(const struct client *client, rl::test_params &params)
{
    bool held;

    running = client;
    if (!is_kept)
        variables_keep();
    is_kept = true;
    held = client->thread[2] != nullptr ? simulate_threads<3>(params)
                                        : simulate_threads<2>(params);
    simulating = false;
    return held;
}

void simulator_weaken(const char *file, int from, int to, int order,
                      bool of_failure)
{
    weakened = {file, std::strlen(file), from, to, order, of_failure, 0};
}

long simulator_weakened(void)
{
    return weakened.met;
}

void simulator_be(int thread)
{
    variables_switch(thread);
}

/* ---- The library's accesses ---------------------------------------------- */

uint64_t weak_load(const volatile void *at, size_t bytes, int order,
                   const weak_place *here)
{
    if (!simulating)
        return memory_get(at, bytes);
    choose();
    return now->load(at, bytes, order_at(here, order, false), here);
}

void weak_store(volatile void *at, size_t bytes, uint64_t value, int order,
                const weak_place *here)
{
    if (!simulating) {
        memory_set(at, bytes, value);
        return;
    }
    choose();
    now->store(at, bytes, value, order_at(here, order, false), here);
}

uint64_t weak_exchange(volatile void *at, size_t bytes, uint64_t value,
                       int order, const weak_place *here)
{
    uint64_t old = memory_get(at, bytes);

    if (!simulating) {
        memory_set(at, bytes, value);
        return old;
    }
    choose();
    return now->change(at, bytes, value, false, order_at(here, order, false),
                       here);
}

uint64_t weak_add(volatile void *at, size_t bytes, uint64_t value, int order,
                  const weak_place *here)
{
    uint64_t old = memory_get(at, bytes);

    if (!simulating) {
        memory_set(at, bytes, old + value);
        return old;
    }
    choose();
    return now->change(at, bytes, value, true, order_at(here, order, false),
                       here);
}

int weak_cas(volatile void *at, size_t bytes, void *expected, uint64_t desired,
             int success, int failure, int weak, const weak_place *here)
{
    uint64_t wanted = memory_get(expected, bytes);
    bool done = memory_get(at, bytes) == wanted;

    if (!simulating) {
        if (done)
            memory_set(at, bytes, desired);
        else
            wanted = memory_get(at, bytes);
    } else {
        choose();
        done = now->swap(at, bytes, wanted, desired,
                         order_at(here, success, false),
                         order_at(here, failure, true), weak != 0, here);
    }
    if (!done)
        std::memcpy(expected, &wanted, bytes);
    return done;
}

void weak_lock(void *mutex, const weak_place *here)
{
    if (!simulating)
        return;
    (void)now->mutex(mutex)->lock_exclusive(false, info_of(here));
    variables_switch(simulator_thread());
    note(here, "lock", mutex, "");
}

void weak_unlock(void *mutex, const weak_place *here)
{
    if (!simulating)
        return;
    note(here, "unlock", mutex, "");
    now->mutex(mutex)->unlock_exclusive(info_of(here));
    variables_switch(simulator_thread());
}

void weak_point(const weak_place *here)
{
    (void)here;
    if (simulating)
        choose();
}

namespace
{
const weak_place copying = {"memcpy", "memcpy", 0};

/* A program's bytes are relaxed words; one step, for their order is nobody's
 * business before they are published. */
uint64_t word_of(uintptr_t from)
{
    if (!simulating || arena_part(from) != ARENA_BLOCKS)
        return memory_get(reinterpret_cast<void *>(from), 8);
    return now->load(reinterpret_cast<void *>(from), 8, __ATOMIC_RELAXED,
                     &copying);
}

void word_to(uintptr_t to, uint64_t word)
{
    if (!simulating || arena_part(to) != ARENA_BLOCKS)
        memory_set(reinterpret_cast<void *>(to), 8, word);
    else
        now->store(reinterpret_cast<void *>(to), 8, word, __ATOMIC_RELAXED,
                   &copying);
}

void plain_read(uintptr_t at, size_t bytes, const void *where)
{
    if (simulating && arena_part(at) == ARENA_OURS)
        now->read(at, bytes, where);
}

void plain_write(uintptr_t at, size_t bytes, const void *where)
{
    arena_note(at, bytes);
    if (simulating && arena_part(at) == ARENA_OURS)
        now->write(at, bytes, where);
}
} // namespace

void *weak_memcpy(void *to, const void *from, size_t bytes)
{
    const void *where = __builtin_return_address(0);
    uintptr_t target = reinterpret_cast<uintptr_t>(to);
    uintptr_t source = reinterpret_cast<uintptr_t>(from);

    if (arena_part(target) != ARENA_BLOCKS) {
        plain_read(source, bytes, where);
        plain_write(target, bytes, where);
        return std::memmove(to, from, bytes);
    }
    for (size_t i = 0; i + 8 <= bytes; i += 8)
        word_to(target + i, word_of(source + i));
    return to;
}

void *weak_memset(void *to, int value, size_t bytes)
{
    uintptr_t target = reinterpret_cast<uintptr_t>(to);
    uint64_t word = static_cast<unsigned char>(value) * 0x0101010101010101ul;

    if (arena_part(target) != ARENA_BLOCKS) {
        plain_write(target, bytes, __builtin_return_address(0));
        return std::memset(to, value, bytes);
    }
    for (size_t i = 0; i + 8 <= bytes; i += 8)
        word_to(target + i, word);
    return to;
}

int simulator_thread(void)
{
    return simulating ? static_cast<int>(rl::ctx().threadx_->index_)
                      : variables_in_place;
}

void simulator_commit(uintptr_t at, size_t bytes)
{
    if (simulating)
        now->commit(at, bytes);
    else
        arena_commit(at, bytes, 0);
}

void simulator_barrier(void)
{
    static const weak_place here = {"membarrier", "hli_os_barrier", 0};

    if (!simulating)
        return;
    choose();
    rl::ctx().rl_global_fence();
    note(&here, "barrier", nullptr, "");
}

void simulator_wait(void)
{
    if (!simulating)
        return;
    rl::ctx().yield(1, rl::debug_info("hli_os_wait", "waits", 0));
    variables_switch(simulator_thread());
}

void client_fail(const char *claim, const weak_place *here)
{
    if (!rl::is_ctx()) {
        std::printf("%s, in setup, line %d\n", claim, here->line);
        std::exit(1);
    }
    rl::ctx().fail_test(claim, rl::test_result_user_assert_failed,
                        info_of(here));
}

/* ---- Plain accesses, which the compiler reports as it would to TSan ------- */

#define PLAIN(bytes)                                                           \
    extern "C" void __tsan_read##bytes(void *at)                               \
    {                                                                          \
        plain_read(reinterpret_cast<uintptr_t>(at), bytes,                     \
                   __builtin_return_address(0));                               \
    }                                                                          \
    extern "C" void __tsan_write##bytes(void *at)                              \
    {                                                                          \
        plain_write(reinterpret_cast<uintptr_t>(at), bytes,                    \
                    __builtin_return_address(0));                              \
    }

PLAIN(1)
PLAIN(2)
PLAIN(4)
PLAIN(8)
PLAIN(16)

extern "C" void __tsan_read_range(void *at, long bytes)
{
    plain_read(reinterpret_cast<uintptr_t>(at), static_cast<size_t>(bytes),
               __builtin_return_address(0));
}

extern "C" void __tsan_write_range(void *at, long bytes)
{
    plain_write(reinterpret_cast<uintptr_t>(at), static_cast<size_t>(bytes),
                __builtin_return_address(0));
}

extern "C" void __tsan_init(void)
{
}
