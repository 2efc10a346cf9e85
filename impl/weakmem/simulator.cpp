/* What the library's accesses come to in a simulation. Outside of one, while a
 * client sets up or checks, they are what they seem: one thread, plain memory.
 */
#include "memory.hpp"

#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <iostream>
#include <sstream>

#include "run.hpp"
#include "simulator.h"

extern "C" {
struct weak_place {
    const char *file;
    const char *function;
    int line;
};
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

/* Thread-local variables: one copy for each simulated thread, and whose is in
 * place. */
unsigned char variables_of[CLIENT_THREADS][256];
int variables_in_place;
unsigned char variables_kept[CLIENT_THREADS][256];

void variables_switch(int thread)
{
    size_t bytes;
    void *place = arena_thread_variables(&bytes);

    if (variables_in_place == thread)
        return;
    if (bytes > sizeof variables_of[0])
        std::abort();
    std::memcpy(variables_of[variables_in_place], place, bytes);
    std::memcpy(place, variables_of[thread], bytes);
    variables_in_place = thread;
}

/* As setup left them, or back to that; setup ends as thread 0. */
void variables_keep()
{
    size_t bytes;
    const void *place = arena_thread_variables(&bytes);

    std::memcpy(variables_kept, variables_of, sizeof variables_kept);
    std::memcpy(variables_kept[0], place, bytes);
}

void variables_put_back()
{
    size_t bytes;
    void *place = arena_thread_variables(&bytes);

    std::memcpy(variables_of, variables_kept, sizeof variables_kept);
    std::memcpy(place, variables_kept[0], bytes);
    variables_in_place = 0;
}

rl::debug_info info_of(const weak_place *here)
{
    const char *file = here->file;

    for (const char *up; (up = std::strstr(file, "../")) != nullptr;)
        file = up + 3;
    return rl::debug_info(here->function, file,
                          static_cast<unsigned>(here->line));
}

/* One order of the source made weaker: of the accesses of a file between two
 * lines, either the order or the order of a failed compare-and-swap. */
struct weakening {
    const char *file;
    size_t length;
    int from, to, order;
    bool of_failure;
    long met;
} weakened;

/* Without a string: relacy has taken over `new`. */
int order_at(const weak_place *here, int order, bool of_failure)
{
    size_t length;

    if (here->line < weakened.from || here->line > weakened.to ||
        of_failure != weakened.of_failure)
        return order;
    length = std::strlen(here->file);
    if (length < weakened.length ||
        std::strcmp(here->file + length - weakened.length, weakened.file) != 0)
        return order;
    weakened.met++;
    return weakened.order;
}

uint64_t memory_get(const volatile void *at, size_t bytes)
{
    uint64_t value = 0;

    std::memcpy(&value, const_cast<const void *>(at), bytes);
    return value;
}

void memory_set(volatile void *at, size_t bytes, uint64_t value)
{
    arena_note(reinterpret_cast<uintptr_t>(at), bytes);
    std::memcpy(const_cast<void *>(at), &value, bytes);
}

const char *order_name(int order)
{
    static const char *const names[] = {"relaxed", "consume", "acquire",
                                        "release", "acq_rel", "seq_cst"};

    return names[order];
}

/* One line of the trace. */
void note(const weak_place *here, const char *what, const volatile void *at,
          const char *rest)
{
    rl::context &c = rl::ctx();
    char name[128], line[320];

    if (!c.collecting_history())
        return;
    arena_describe(reinterpret_cast<uintptr_t>(at), name, sizeof name);
    std::snprintf(line, sizeof line, "%-8s %s%s", what, name, rest);
    c.exec_log_msg(info_of(here), line);
}

void note_value(const weak_place *here, const char *what,
                const volatile void *at, size_t bytes, uint64_t value,
                const char *order, const char *more)
{
    char text[128], rest[224];

    if (!rl::ctx().collecting_history())
        return;
    arena_describe_value(reinterpret_cast<uintptr_t>(at), bytes, value, text,
                         sizeof text);
    std::snprintf(rest, sizeof rest, " = %s  (%s)%s", text, order, more);
    note(here, what, at, rest);
}

const weak_place plainly = {"plain access", "plain access", 0};

/* What differs by the number of threads. */
struct machine {
    virtual uint64_t load(const volatile void *, size_t, int,
                          const weak_place *) = 0;
    virtual void store(volatile void *, size_t, uint64_t, int,
                       const weak_place *) = 0;
    virtual uint64_t change(volatile void *, size_t, uint64_t value, bool add,
                            int, const weak_place *) = 0;
    virtual bool swap(volatile void *, size_t, uint64_t &expected,
                      uint64_t desired, int, int, bool weak,
                      const weak_place *) = 0;
    virtual rl::generic_mutex_data *mutex(void *) = 0;
    virtual void read(uintptr_t, size_t, const void *where) = 0;
    virtual void write(uintptr_t, size_t, const void *where) = 0;
    virtual void commit(uintptr_t, size_t) = 0;
    virtual void begin() = 0;
    virtual void end() = 0;
};

machine *now;

/* Random schedules go on with one thread for so many accesses on average: what
 * goes wrong needs much of one thread between two accesses of another. */
const unsigned RUN_LENGTH = 6;

/* Let the scheduler choose who goes on; then it is this thread again. */
void choose()
{
    rl::context &c = rl::ctx();

    if (c.is_random_sched() && c.rand(RUN_LENGTH, rl::sched_type_user) != 0)
        return;
    c.sched();
    variables_switch(static_cast<int>(c.threadx_->index_));
}

template <int N> struct machine_of : machine {
    table<atom<N>, 0x4000> atoms;
    table<rl::generic_mutex_data *, 0x400> mutexes;
    cells<N> plain;
    bool has_failed;

    atom<N> &at(const volatile void *address, size_t bytes)
    {
        bool made;
        atom<N> &found = atoms.find(reinterpret_cast<uintptr_t>(address), made);

        if (made)
            found.begin(memory_get(address, bytes));
        return found;
    }

    /* What is touched must have been committed, as far as this thread can
     * know. */
    void touch(uintptr_t address, const weak_place *here)
    {
        rl::thread_info_base &self = *rl::ctx().threadx_;
        uint64_t token;

        if (arena_part(address) == ARENA_NONE || !arena_is_inside(address))
            return;
        if (arena_is_committed(address, &token) &&
            self.acq_rel_order_[token % N] >= token / N)
            return;
        note(here, "touches", reinterpret_cast<void *>(address), "");
        rl::ctx().fail_test(
            "memory is touched that, for all this thread knows, "
            "is not committed",
            rl::test_result_unitialized_access, info_of(here));
    }

    void commit(uintptr_t address, size_t bytes) override
    {
        rl::thread_info_base &self = *rl::ctx().threadx_;

        self.own_acq_rel_order_ += 1;
        arena_commit(address, bytes, self.own_acq_rel_order_ * N + self.index_);
    }

    uint64_t load(const volatile void *address, size_t bytes, int order,
                  const weak_place *here) override
    {
        touch(reinterpret_cast<uintptr_t>(address), here);
        rl::thread_info_base &self = *rl::ctx().threadx_;
        atom<N> &object = at(address, bytes);
        unsigned index = order == __ATOMIC_RELAXED
                             ? self.atomic_load_relaxed(object.data())
                         : order == __ATOMIC_SEQ_CST
                             ? self.atomic_load_seq_cst(object.data())
                             : self.atomic_load_acquire(object.data());

        if (index == static_cast<unsigned>(-1))
            std::abort();
        note_value(here, "load", address, bytes, object.value[index],
                   order_name(order),
                   object.value[index] != object.last() ? "  OLD VALUE" : "");
        return object.value[index];
    }

    void store(volatile void *address, size_t bytes, uint64_t value, int order,
               const weak_place *here) override
    {
        touch(reinterpret_cast<uintptr_t>(address), here);

        rl::thread_info_base &self = *rl::ctx().threadx_;
        atom<N> &object = at(address, bytes);
        unsigned index = order == __ATOMIC_RELAXED
                             ? self.atomic_store_relaxed(object.data())
                         : order == __ATOMIC_SEQ_CST
                             ? self.atomic_store_seq_cst(object.data())
                             : self.atomic_store_release(object.data());

        object.value[index] = value;
        memory_set(address, bytes, value);
        note_value(here, "store", address, bytes, value, order_name(order), "");
    }

    unsigned modify(atom<N> &object, int order)
    {
        rl::thread_info_base &self = *rl::ctx().threadx_;
        bool aba;

        switch (order) {
        case __ATOMIC_RELAXED:
            return self.atomic_rmw_relaxed(object.data(), aba);
        case __ATOMIC_RELEASE:
            return self.atomic_rmw_release(object.data(), aba);
        case __ATOMIC_ACQ_REL:
            return self.atomic_rmw_acq_rel(object.data(), aba);
        case __ATOMIC_SEQ_CST:
            return self.atomic_rmw_seq_cst(object.data(), aba);
        default:
            return self.atomic_rmw_acquire(object.data(), aba);
        }
    }

    uint64_t change(volatile void *address, size_t bytes, uint64_t value,
                    bool add, int order, const weak_place *here) override
    {
        atom<N> &object = at(address, bytes);
        uint64_t old = object.last();
        unsigned index = modify(object, order);

        memory_set(address, bytes, add ? old + value : value);
        object.value[index] = memory_get(address, bytes);
        note_value(here, add ? "add" : "exchange", address, bytes,
                   object.value[index], order_name(order), "");
        return old;
    }

    bool swap(volatile void *address, size_t bytes, uint64_t &expected,
              uint64_t desired, int success, int failure, bool weak,
              const weak_place *here) override
    {
        rl::context &c = rl::ctx();
        atom<N> &object = at(address, bytes);
        uint64_t found = object.last();
        bool same = found == expected;

        /* Once in an execution is enough, and more would have no end. */
        if (same && weak && !has_failed &&
            c.rand(2, rl::sched_type_cas_fail) != 0) {
            has_failed = true;
            same = false;
        }
        if (same) {
            unsigned index = modify(object, success);
            object.value[index] = desired;
            memory_set(address, bytes, desired);
            note_value(here, "cas", address, bytes, desired,
                       order_name(success), "");
            return true;
        }
        if (failure == __ATOMIC_RELAXED)
            (void)c.threadx_->atomic_load_relaxed_rmw(object.data());
        else
            (void)c.threadx_->atomic_load_acquire_rmw(object.data());
        expected = found;
        note_value(here, "cas", address, bytes, found, order_name(failure),
                   "  FAILED");
        return false;
    }

    rl::generic_mutex_data *mutex(void *address) override
    {
        bool made;
        rl::generic_mutex_data *&found =
            mutexes.find(reinterpret_cast<uintptr_t>(address), made);

        if (made)
            found = rl::ctx().mutex_ctor(false, false, false, false);
        return found;
    }

    [[noreturn]] void race(const char *what, uintptr_t address,
                           const void *where, const cell<N> &byte)
    {
        static char claim[400];
        char name[128];

        arena_describe(address, name, sizeof name);
        std::snprintf(claim, sizeof claim,
                      "data race: %s of %s by thread %u at %s; written at %s",
                      what, name, rl::ctx().threadx_->index_,
                      source_of(where).c_str(), source_of(byte.where).c_str());
        rl::ctx().fail_test(claim, rl::test_result_data_race,
                            rl::debug_info("race", "plain access", 0));
        std::abort();
    }

    void read(uintptr_t address, size_t bytes, const void *where) override
    {
        touch(address, &plainly);
        rl::thread_info_base &self = *rl::ctx().threadx_;

        self.own_acq_rel_order_ += 1;
        for (size_t i = 0; i < bytes; i++) {
            cell<N> &byte = plain.at(address + i);
            if (byte.writer >= 0 &&
                self.acq_rel_order_[byte.writer] < byte.written)
                race("read", address + i, where, byte);
            byte.read[self.index_] = self.own_acq_rel_order_;
        }
    }

    void write(uintptr_t address, size_t bytes, const void *where) override
    {
        touch(address, &plainly);
        rl::thread_info_base &self = *rl::ctx().threadx_;

        self.own_acq_rel_order_ += 1;
        for (size_t i = 0; i < bytes; i++) {
            cell<N> &byte = plain.at(address + i);
            if (byte.writer >= 0 &&
                self.acq_rel_order_[byte.writer] < byte.written)
                race("write", address + i, where, byte);
            for (int t = 0; t < N; t++)
                if (self.acq_rel_order_[t] < byte.read[t])
                    race("write beside a read", address + i, where, byte);
            byte.writer = static_cast<int>(self.index_);
            byte.written = self.own_acq_rel_order_;
            byte.where = where;
        }
    }

    void begin() override
    {
        atoms.clear();
        mutexes.clear();
        plain.clear();
        has_failed = false;
    }

    void end() override
    {
        mutexes.each(
            [](rl::generic_mutex_data *mutex) { rl::ctx().mutex_dtor(mutex); });
    }
};

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
