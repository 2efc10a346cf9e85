/* Handle, size, flags. */
#include "local/query.h"

uint64_t hlm_handle(uint32_t global, uint64_t v, uint32_t kind, uint32_t at)
{
    if (kind == HLM_K_BLOCK)
        return hlm_tab[at].value;
    if (kind == HLM_K_FIXED)
        return v;
    if (kind == HLM_K_NULL)
        hlm_error = ERROR_INVALID_PARAMETER;
    else if (kind == HLM_K_NO_OBJECT && global == 0)
        hlm_error = ERROR_NOACCESS;
    else
        hlm_error = ERROR_INVALID_HANDLE;
    return 0;
}

uint64_t hlm_size(uint64_t v, uint32_t kind, uint32_t at)
{
    if (kind == HLM_K_FIXED || kind == HLM_K_MOVABLE || kind == HLM_K_BLOCK)
        return hlm_tab[at].size;
    if (kind != HLM_K_DISCARDED)
        hlm_error = ERROR_INVALID_HANDLE;
    return 0;
}

uint64_t hlm_flags(uint32_t global, uint64_t v, uint32_t kind, uint32_t at)
{
    uint64_t marks;
    if (kind == HLM_K_FIXED || kind == HLM_K_BLOCK)
        return 0;
    if (kind == HLM_K_MOVABLE || kind == HLM_K_DISCARDED) {
        marks = hlm_tab[at].discardable * (global == 1u ? 0x100u : 0xF00u);
        if (global == 1u)
            marks = marks + hlm_tab[at].ddeshare * 0x2000u;
        if (kind == HLM_K_DISCARDED)
            marks = marks + 0x4000u;
        return marks + hlm_tab[at].lock;
    }
    if ((kind == HLM_K_NO_OBJECT || kind == HLM_K_INSIDE) && global == 0)
        hlm_error = ERROR_NOACCESS;
    else
        hlm_error = ERROR_INVALID_HANDLE;
    return LMEM_INVALID_HANDLE;
}
