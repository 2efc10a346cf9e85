/* Leaks of memory: no call can show them, but the statistics can. */
#include "leftover.h"

#if defined(__ELF__)
#include <hlocal/stats.h>

#pragma weak hl_get_stats

uint64_t hl_impl_leftover(void)
{
    static struct hl_stats stats;
    if (hl_get_stats == 0)
        return 0;
    hl_compact(0);
    hl_get_stats(&stats);
    return stats.resident + stats.fixed + stats.movable;
}
#else
uint64_t hl_impl_leftover(void)
{
    return 0;
}
#endif
