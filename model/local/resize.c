/* The pieces of a reallocation, one behaviour each. */
#include "local/resize.h"
#include "local/content.h"
#include "local/find.h"

uint64_t hlm_resize(uint32_t at, uint64_t size, uint32_t zero, uint32_t move,
                    uint32_t fault_armed, uint32_t fault, uint64_t addr)
{
    uint64_t old = hlm_tab[at].size;
    if (fault != 0) {
        if (size <= HLM_BLOCK_MAX) {
            if (move == 1u && fault_armed == 0)
                return HLM_ILLEGAL_CHOICE;
            if (size <= old &&
                (hlm_tab[at].movable == 1u || hlm_policy != HLM_POLICY_FREE))
                return HLM_ILLEGAL_CHOICE;
        }
        hlm_error = ERROR_NOT_ENOUGH_MEMORY;
        return 0;
    }
    if (move == 0 && addr != hlm_tab[at].addr)
        return HLM_ILLEGAL_CHOICE;
    if (hlm_place_allowed(addr, size, at) == 0)
        return HLM_ILLEGAL_CHOICE;
    hlm_tab[at].addr = addr;
    hlm_tab[at].size = size;
    if (hlm_tab[at].movable == 0)
        hlm_tab[at].value = addr;
    if (zero != 0 && size > old)
        hlm_clear(at, (uint32_t)old, (uint32_t)size);
    return hlm_tab[at].value;
}

uint64_t hlm_revive(uint32_t at, uint64_t size, uint32_t zero,
                    uint32_t fault_armed, uint32_t fault, uint64_t addr)
{
    if (fault != 0) {
        if (size <= HLM_BLOCK_MAX && fault_armed == 0)
            return HLM_ILLEGAL_CHOICE;
        hlm_error = ERROR_NOT_ENOUGH_MEMORY;
        return 0;
    }
    if (hlm_place_allowed(addr, size, at) == 0)
        return HLM_ILLEGAL_CHOICE;
    hlm_tab[at].addr = addr;
    hlm_tab[at].size = size;
    hlm_tab[at].discarded = 0;
    if (zero != 0)
        hlm_clear(at, 0, (uint32_t)size);
    return hlm_tab[at].value;
}

uint64_t hlm_discard(uint32_t at)
{
    hlm_tab[at].discarded = 1;
    hlm_tab[at].addr = 0;
    hlm_tab[at].size = 0;
    return hlm_tab[at].value;
}

uint64_t hlm_mark(uint32_t at, uint32_t mark)
{
    if (mark != 0)
        hlm_tab[at].discardable = 1;
    return hlm_tab[at].value;
}

uint64_t hlm_convert(uint32_t at, uint32_t discardable, uint32_t ddeshare,
                     uint32_t fault_armed, uint32_t fault, uint64_t value,
                     uint64_t addr)
{
    uint32_t full = hlm_movable_count() >= hlm_limit ? 1u : 0u;
    if (fault != 0) {
        if (full == 0 && fault_armed == 0)
            return HLM_ILLEGAL_CHOICE;
        hlm_error = ERROR_NOT_ENOUGH_MEMORY;
        return 0;
    }
    if (full == 1u || hlm_issue_allowed(value) == 0)
        return HLM_ILLEGAL_CHOICE;
    if (hlm_tab[at].size > 0 &&
        hlm_place_allowed(addr, hlm_tab[at].size, at) == 0)
        return HLM_ILLEGAL_CHOICE;
    hlm_tab[at].movable = 1;
    hlm_tab[at].value = value;
    hlm_tab[at].discardable = discardable;
    hlm_tab[at].ddeshare = ddeshare;
    hlm_tab[at].discarded = hlm_tab[at].size == 0 ? 1u : 0u;
    hlm_tab[at].addr = hlm_tab[at].size == 0 ? 0u : addr;
    return value;
}
