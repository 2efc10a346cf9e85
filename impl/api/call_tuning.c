#include "../heap/settings.h"
#include "../heap/table.h"
#include "hlocal.h"
#include "last_error.h"

BOOL hl_set_movable_limit(UINT limit)
{
    if (limit == 0 || limit > HL_MOVABLE_LIMIT_MAX) {
        fail(ERROR_INVALID_PARAMETER);
        return FALSE;
    }
    hli_table_limit_set(limit);
    return TRUE;
}

UINT hl_get_movable_limit(void)
{
    return hli_table_limit();
}

BOOL hl_set_inplace_policy(int policy)
{
    if (policy != HL_INPLACE_CAPACITY && policy != HL_INPLACE_WINDOWS) {
        fail(ERROR_INVALID_PARAMETER);
        return FALSE;
    }
    hli_settings_inplace_set(policy);
    return TRUE;
}

int hl_get_inplace_policy(void)
{
    return hli_settings_inplace();
}
