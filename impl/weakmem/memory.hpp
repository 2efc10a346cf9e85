/* The simulated memory of one execution: every atomic object that the threads
 * have touched with the values it had, after relacy's records of who may still
 * see which; every mutex; and of plain memory, who wrote and read it last.
 */
#ifndef WEAKMEM_MEMORY_HPP
#define WEAKMEM_MEMORY_HPP

#include <relacy/relacy.hpp>

#undef new
#undef delete
#undef malloc
#undef calloc
#undef realloc
#undef free
#undef assert
#undef errno
#undef memory_order_relaxed
#undef memory_order_consume
#undef memory_order_acquire
#undef memory_order_release
#undef memory_order_acq_rel
#undef memory_order_seq_cst

#include <cstdint>
#include <cstring>

#include "arena.h"

/* A table from address to T, empty at the begin of each execution at no cost. */
template <typename T, unsigned ROOM> class table
{
    struct entry {
        uintptr_t key;
        uint64_t stamp;
        T value;
    };
    entry *entries = static_cast<entry *>(std::calloc(ROOM, sizeof(entry)));
    uint64_t stamp = 1;
    unsigned count = 0;

  public:
    void clear()
    {
        stamp++;
        count = 0;
    }

    /* The entry at `key`; `made` tells whether it is new, and then it holds what
     * the last execution left. */
    T &find(uintptr_t key, bool &made)
    {
        unsigned at = static_cast<unsigned>(key * 0x9E3779B97F4A7C15ul >> 40);

        for (;; at++) {
            entry &found = entries[at % ROOM];
            if (found.stamp != stamp) {
                if (++count > ROOM / 2)
                    std::abort();
                found.stamp = stamp;
                found.key = key;
                made = true;
                return found.value;
            }
            if (found.key == key) {
                made = false;
                return found.value;
            }
        }
    }

    template <typename F> void each(F visit)
    {
        for (unsigned i = 0; i < ROOM; i++)
            if (entries[i].stamp == stamp)
                visit(entries[i].value);
    }
};

/* An atomic object under relacy. */
template <int N> struct atom {
    typedef rl::atomic_data_impl<N> record;

    alignas(record) unsigned char room[sizeof(record)];
    uint64_t value[rl::atomic_history_size];

    record *data()
    {
        return reinterpret_cast<record *>(room);
    }

    /* Its value before the threads began is known to all of them. */
    void begin(uint64_t first)
    {
        record *made = new (room) record();
        auto &known = made->history_[0];

        known.busy_ = true;
        known.seq_cst_ = false;
        known.thread_id_ = 0;
        known.acq_rel_timestamp_ = 0;
        for (int i = 0; i < N; i++) {
            known.acq_rel_order_[i] = 0;
            known.first_seen_order_[i] = static_cast<rl::timestamp_t>(-1);
        }
        for (unsigned i = 1; i < rl::atomic_history_size; i++)
            made->history_[i].busy_ = false;
        value[0] = first;
    }

    uint64_t last()
    {
        return value[data()->current_index_ % rl::atomic_history_size];
    }
};

/* A byte of plain memory: times are those of the threads' own clocks. */
template <int N> struct cell {
    uint64_t stamp;
    rl::timestamp_t written;
    rl::timestamp_t read[N];
    const void *where; /* the last write's place in the program */
    int writer;
};

/* Bytes by page, made when first touched. */
template <int N> class cells
{
    static const unsigned PAGE = 4096;
    typedef cell<N> page[PAGE];
    table<page *, 0x4000> pages; /* never cleared */
    uint64_t stamp = 1;

  public:
    void clear()
    {
        stamp++;
    }

    cell<N> &at(uintptr_t address)
    {
        bool made;
        page *&found = pages.find(address / PAGE, made);

        if (made)
            found = static_cast<page *>(std::calloc(1, sizeof(page)));
        cell<N> &one = (*found)[address % PAGE];
        if (one.stamp != stamp) {
            std::memset(&one, 0, sizeof one);
            one.stamp = stamp;
            one.writer = -1;
        }
        return one;
    }
};

#endif /* WEAKMEM_MEMORY_HPP */
