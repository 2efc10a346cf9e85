/* Thread-local variables: one copy for each simulated thread. */
#ifndef HLOCAL_IMPL_WEAKMEM_VARIABLES_HPP
#define HLOCAL_IMPL_WEAKMEM_VARIABLES_HPP

#include <cstdlib>
#include <cstring>

#include "run.hpp"

namespace
{

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

} // namespace

#endif // HLOCAL_IMPL_WEAKMEM_VARIABLES_HPP
