/* Allocate. */
#include "local/alloc.h"
#include "local/content.h"
#include "local/find.h"

/* 1 when no choice could grant such an object (hl_must_fail). */
/*@ requires  flag:   movable <= 1;
    terminates        \true;
    exits             \false;
    assigns           \nothing;
    ensures   iff:    \result == 1 <==> hl_must_fail(movable, size);
    ensures   flag:   \result == 0 || \result == 1;
*/
static uint32_t must_fail(uint32_t movable, uint64_t size)
{
    if (size > HL_BLOCK_MAX)
        return 1;
    return movable == 1u && hl_movable_count() >= hl_limit ? 1u : 0u;
}

/* 1 when the choices are such as the object may have (hl_choice_ok). */
/*@ requires  inv:    hl_inv;
    requires  flag:   movable <= 1;
    requires  self:   at <= HL_NONE;
    terminates        \true;
    exits             \false;
    assigns           \nothing;
    ensures   iff:    \result == 1 <==>
                      hl_choice_ok(movable, size, value, addr, at);
    ensures   flag:   \result == 0 || \result == 1;
*/
static uint32_t choice_ok(uint32_t movable, uint64_t size, uint64_t value,
                          uint64_t addr, uint32_t at)
{
    if (movable == 1u && hl_issue_allowed(value) == 0)
        return 0;
    if (movable == 1u && size == 0)
        return 1;
    return hl_place_allowed(addr, size, at);
}

uint64_t hl_create(uint32_t movable, uint32_t zero, uint32_t discardable,
                   uint32_t ddeshare, uint64_t size, uint32_t scarce,
                   uint32_t failed, uint64_t value, uint64_t addr, uint32_t at)
{
    struct hl_object o = {HL_LIVE, 0, 0, 0, 0, 0, 0, 0, 0};
    uint32_t must = must_fail(movable, size);
    if (failed != 0) {
        if (must == 0 && scarce == 0)
            return HL_REFUSED;
        hl_error = ERROR_NOT_ENOUGH_MEMORY;
        return 0;
    }
    if (must == 1u || at == HL_NONE)
        return HL_REFUSED;
    if (choice_ok(movable, size, value, addr, at) == 0)
        return HL_REFUSED;
    o.movable = movable;
    o.value = movable == 1u ? value : addr;
    o.discardable = movable == 1u ? discardable : 0u;
    o.ddeshare = movable == 1u ? ddeshare : 0u;
    o.discarded = movable == 1u && size == 0 ? 1u : 0u;
    o.addr = o.discarded == 1u ? 0u : addr;
    o.size = size;
    hl_tab[at] = o;
    if (zero != 0)
        hl_clear(at, 0, (uint32_t)size);
    return o.value;
}

uint64_t hl_alloc(uint32_t global, uint32_t flags, uint64_t size,
                  uint32_t scarce, uint32_t failed, uint64_t value,
                  uint64_t addr, uint32_t at)
{
    uint32_t movable = (flags / 2u) % 2u;
    uint32_t zero = (flags / 0x40u) % 2u;
    uint32_t discardable, ddeshare;
    if (flags % 2u != 0 || (flags / 4u) % 4u != 0 ||
        (flags / 0x80u) % 2u != 0 ||
        (global == 0 ? flags / 0x1000u != 0 : flags / 0x8000u != 0)) {
        hl_error = ERROR_INVALID_PARAMETER;
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
    return hl_create(movable, zero, discardable, ddeshare, size, scarce, failed,
                     value, addr, at);
}
