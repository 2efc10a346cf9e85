/* Leaks of memory: no call can show them, but the statistics can. */
#include "leftover.h"

#if defined(__ELF__)
#include <hlocal/stats.h>

extern uint32_t hli_runs_top(void);

#pragma weak hl_get_stats
#pragma weak hli_runs_top

uint64_t hlf_impl_leftover(void)
{
    static struct hl_stats stats;
    if (hl_get_stats == 0)
        return 0;
    hl_compact(0);
    hl_get_stats(&stats);
    return stats.resident + stats.fixed + stats.movable;
}

uint64_t hlf_impl_space_left(void)
{
    return hli_runs_top != 0 ? hli_runs_top() : 0;
}
#else
uint64_t hlf_impl_leftover(void)
{
    return 0;
}

uint64_t hlf_impl_space_left(void)
{
    return 0;
}
#endif
