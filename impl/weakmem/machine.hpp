/* The simulated memory: atomics, mutexes and plain bytes of so many threads. */
#ifndef HLOCAL_IMPL_WEAKMEM_MACHINE_HPP
#define HLOCAL_IMPL_WEAKMEM_MACHINE_HPP

#include "memory.hpp"
#include "trace.hpp"
#include "variables.hpp"

namespace
{

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

} // namespace

#endif // HLOCAL_IMPL_WEAKMEM_MACHINE_HPP
