/* Handle, size, flags. */
#include "local/query.h"

uint64_t hl_handle(uint32_t global, uint64_t v, uint32_t kind, uint32_t at)
{
    if (kind == HL_K_BLOCK)
        return hl_tab[at].value;
    if (kind == HL_K_FIXED)
        return v;
    if (kind == HL_K_NULL)
        hl_error = ERROR_INVALID_PARAMETER;
    else if (kind == HL_K_BADP && global == 0)
        hl_error = ERROR_NOACCESS;
    else
        hl_error = ERROR_INVALID_HANDLE;
    return 0;
}

uint64_t hl_size(uint64_t v, uint32_t kind, uint32_t at)
{
    if (kind == HL_K_FIXED || kind == HL_K_MOVABLE || kind == HL_K_BLOCK)
        return hl_tab[at].size;
    if (kind != HL_K_DISCARDED)
        hl_error = ERROR_INVALID_HANDLE;
    return 0;
}

uint64_t hl_flags(uint32_t global, uint64_t v, uint32_t kind, uint32_t at)
{
    uint64_t marks;
    if (kind == HL_K_FIXED || kind == HL_K_BLOCK)
        return 0;
    if (kind == HL_K_MOVABLE || kind == HL_K_DISCARDED) {
        marks = hl_tab[at].discardable * (global == 1u ? 0x100u : 0xF00u);
        if (global == 1u)
            marks = marks + hl_tab[at].ddeshare * 0x2000u;
        if (kind == HL_K_DISCARDED)
            marks = marks + 0x4000u;
        return marks + hl_tab[at].lock;
    }
    if ((kind == HL_K_BADP || kind == HL_K_INSIDE) && global == 0)
        hl_error = ERROR_NOACCESS;
    else
        hl_error = ERROR_INVALID_HANDLE;
    return LMEM_INVALID_HANDLE;
}
