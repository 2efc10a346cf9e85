/* Free. */
#include "local/free.h"

uint64_t hl_free(uint64_t v, uint32_t kind, uint32_t at)
{
    struct hl_object none = {0, 0, 0, 0, 0, 0, 0, 0, 0};
    if (kind == HL_K_NULL)
        return 0;
    if (kind == HL_K_BADP || kind == HL_K_INSIDE) {
        hl_error = ERROR_NOACCESS;
        return v;
    }
    if (kind == HL_K_FIXED) {
        hl_tab[at] = none;
        return 0;
    }
    if (kind == HL_K_MOVABLE || kind == HL_K_DISCARDED) {
        none.state = HL_SPENT;
        none.value = v;
        hl_tab[at] = none;
        return 0;
    }
    hl_error = ERROR_INVALID_HANDLE;
    return v;
}
