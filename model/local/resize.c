/* The pieces of a reallocation, one behaviour each. */
#include "local/resize.h"
#include "local/content.h"
#include "local/find.h"

uint64_t hl_resize(uint32_t at, uint64_t size, uint32_t zero, uint32_t move,
                   uint32_t scarce, uint32_t failed, uint64_t addr)
{
    uint64_t old = hl_tab[at].size;
    if (failed != 0) {
        if (size <= HL_BLOCK_MAX) {
            if (move == 1u && scarce == 0)
                return HL_REFUSED;
            if (size <= old &&
                (hl_tab[at].movable == 1u || hl_policy != HL_POLICY_FREE))
                return HL_REFUSED;
        }
        hl_error = ERROR_NOT_ENOUGH_MEMORY;
        return 0;
    }
    if (move == 0 && addr != hl_tab[at].addr)
        return HL_REFUSED;
    if (hl_place_allowed(addr, size, at) == 0)
        return HL_REFUSED;
    hl_tab[at].addr = addr;
    hl_tab[at].size = size;
    if (hl_tab[at].movable == 0)
        hl_tab[at].value = addr;
    if (zero != 0 && size > old)
        hl_clear(at, (uint32_t)old, (uint32_t)size);
    return hl_tab[at].value;
}

uint64_t hl_revive(uint32_t at, uint64_t size, uint32_t zero, uint32_t scarce,
                   uint32_t failed, uint64_t addr)
{
    if (failed != 0) {
        if (size <= HL_BLOCK_MAX && scarce == 0)
            return HL_REFUSED;
        hl_error = ERROR_NOT_ENOUGH_MEMORY;
        return 0;
    }
    if (hl_place_allowed(addr, size, at) == 0)
        return HL_REFUSED;
    hl_tab[at].addr = addr;
    hl_tab[at].size = size;
    hl_tab[at].discarded = 0;
    if (zero != 0)
        hl_clear(at, 0, (uint32_t)size);
    return hl_tab[at].value;
}

uint64_t hl_discard(uint32_t at)
{
    hl_tab[at].discarded = 1;
    hl_tab[at].addr = 0;
    hl_tab[at].size = 0;
    return hl_tab[at].value;
}

uint64_t hl_mark(uint32_t at, uint32_t mark)
{
    if (mark != 0)
        hl_tab[at].discardable = 1;
    return hl_tab[at].value;
}

uint64_t hl_convert(uint32_t at, uint32_t discardable, uint32_t ddeshare,
                    uint32_t scarce, uint32_t failed, uint64_t value,
                    uint64_t addr)
{
    uint32_t full = hl_movable_count() >= hl_limit ? 1u : 0u;
    if (failed != 0) {
        if (full == 0 && scarce == 0)
            return HL_REFUSED;
        hl_error = ERROR_NOT_ENOUGH_MEMORY;
        return 0;
    }
    if (full == 1u || hl_issue_allowed(value) == 0)
        return HL_REFUSED;
    if (hl_tab[at].size > 0 && hl_place_allowed(addr, hl_tab[at].size, at) == 0)
        return HL_REFUSED;
    hl_tab[at].movable = 1;
    hl_tab[at].value = value;
    hl_tab[at].discardable = discardable;
    hl_tab[at].ddeshare = ddeshare;
    hl_tab[at].discarded = hl_tab[at].size == 0 ? 1u : 0u;
    hl_tab[at].addr = hl_tab[at].size == 0 ? 0u : addr;
    return value;
}
