#include "../heap/cache.h"
#include "hlocal.h"

SIZE_T hl_compact(UINT budget_us)
{
    uint64_t bytes = 0;

    (void)budget_us;
    if (!hl_span_open())
        return 0;
    hl_cache_empty();
    for (uint32_t bin = 0; bin < BIN_COUNT; bin++)
        bytes += hl_slab_trim(bin);
    return bytes;
}
