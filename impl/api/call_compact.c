#include "../handle/compact.h"
#include "hlocal.h"

SIZE_T hl_compact(UINT budget_us)
{
    return hli_compact_heap(budget_us);
}
