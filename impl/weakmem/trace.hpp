/* Lines of the trace that a failure prints, and memory as it seems. */
#ifndef HLOCAL_IMPL_WEAKMEM_TRACE_HPP
#define HLOCAL_IMPL_WEAKMEM_TRACE_HPP

#include <cstdio>
#include <cstring>

#include "memory.hpp"
#include "place.hpp"
#include "run.hpp"

namespace
{

rl::debug_info info_of(const weak_place *here)
{
    const char *file = here->file;

    for (const char *up; (up = std::strstr(file, "../")) != nullptr;)
        file = up + 3;
    return rl::debug_info(here->function, file,
                          static_cast<unsigned>(here->line));
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

} // namespace

#endif // HLOCAL_IMPL_WEAKMEM_TRACE_HPP
