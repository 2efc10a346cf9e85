/* Allocate. */
#include "local/alloc.h"
#include "local/content.h"
#include "local/find.h"

/* 1 when no choice could grant such an object (hlm_must_fail). */
/*@ requires  flag:   movable <= 1;
    terminates        \true;
    exits             \false;
    assigns           \nothing;
    ensures   iff:    \result == 1 <==> hlm_must_fail(movable, size);
    ensures   flag:   \result == 0 || \result == 1;
*/
static uint32_t must_fail(uint32_t movable, uint64_t size)
{
    if (size > HLM_BLOCK_MAX)
        return 1;
    return movable == 1u && hlm_movable_count() >= hlm_limit ? 1u : 0u;
}

/* 1 when the choices are such as the object may have (hlm_choice_ok). */
/*@ requires  inv:    hlm_inv;
    requires  flag:   movable <= 1;
    requires  self:   at <= HLM_NONE;
    terminates        \true;
    exits             \false;
    assigns           \nothing;
    ensures   iff:    \result == 1 <==>
                      hlm_choice_ok(movable, size, value, addr, at);
    ensures   flag:   \result == 0 || \result == 1;
*/
static uint32_t choice_ok(uint32_t movable, uint64_t size, uint64_t value,
                          uint64_t addr, uint32_t at)
{
    if (movable == 1u && hlm_issue_allowed(value) == 0)
        return 0;
    if (movable == 1u && size == 0)
        return 1;
    return hlm_place_allowed(addr, size, at);
}

uint64_t hlm_create(uint32_t movable, uint32_t zero, uint32_t discardable,
                    uint32_t ddeshare, uint64_t size, uint32_t fault_armed,
                    uint32_t fault, uint64_t value, uint64_t addr, uint32_t at)
{
    struct hlm_object o = {HLM_LIVE, 0, 0, 0, 0, 0, 0, 0, 0};
    uint32_t must = must_fail(movable, size);
    if (fault != 0) {
        if (must == 0 && fault_armed == 0)
            return HLM_ILLEGAL_CHOICE;
        hlm_error = ERROR_NOT_ENOUGH_MEMORY;
        return 0;
    }
    if (must == 1u || at == HLM_NONE)
        return HLM_ILLEGAL_CHOICE;
    if (choice_ok(movable, size, value, addr, at) == 0)
        return HLM_ILLEGAL_CHOICE;
    o.movable = movable;
    o.value = movable == 1u ? value : addr;
    o.discardable = movable == 1u ? discardable : 0u;
    o.ddeshare = movable == 1u ? ddeshare : 0u;
    o.discarded = movable == 1u && size == 0 ? 1u : 0u;
    o.addr = o.discarded == 1u ? 0u : addr;
    o.size = size;
    hlm_tab[at] = o;
    if (zero != 0)
        hlm_clear(at, 0, (uint32_t)size);
    return o.value;
}

uint64_t hlm_alloc(uint32_t global, uint32_t flags, uint64_t size,
                   uint32_t fault_armed, uint32_t fault, uint64_t value,
                   uint64_t addr, uint32_t at)
{
    uint32_t movable = (flags / 2u) % 2u;
    uint32_t zero = (flags / 0x40u) % 2u;
    uint32_t discardable, ddeshare;
    if (flags % 2u != 0 || (flags / 4u) % 4u != 0 ||
        (flags / 0x80u) % 2u != 0 ||
        (global == 0 ? flags / 0x1000u != 0 : flags / 0x8000u != 0)) {
        hlm_error = ERROR_INVALID_PARAMETER;
        return 0;
    }
    if (global == 0) {
        discardable = (flags / 0x100u) % 16u != 0 ? 1u : 0u;
        ddeshare = 0;
    } else {
        discardable = (flags / 0x100u) % 2u;
        ddeshare = (flags / 0x2000u) % 2u;
    }
    if (global == 1u && movable == 0 && size == 0)
        size = 1;
    return hlm_create(movable, zero, discardable, ddeshare, size, fault_armed,
                      fault, value, addr, at);
}
