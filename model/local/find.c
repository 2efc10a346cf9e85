/* Searches through the table. Each loop's invariant says that nothing before
 * `i` qualifies. */
#include "local/find.h"

/* 1 when `v` names object `i`, or points into its block. */
/*@ requires  slot:   i < HL_SLOT_MAX && hl_object_ok(hl_tab[i]);
    terminates        \true;
    exits             \false;
    assigns           \nothing;
    ensures   iff:    \result == 1 <==> hl_hit(hl_tab[i], v);
    ensures   flag:   \result == 0 || \result == 1;
*/
static uint32_t hit(uint32_t i, uint64_t v)
{
    uint64_t span = hl_tab[i].size == 0 ? 1u : hl_tab[i].size;
    if (v % 16u == 8u)
        return hl_tab[i].state != HL_EMPTY && hl_tab[i].value == v ? 1u : 0u;
    if (v % 16u != 0 || hl_tab[i].state != HL_LIVE || hl_tab[i].discarded != 0)
        return 0;
    return hl_tab[i].addr <= v && v < hl_tab[i].addr + span ? 1u : 0u;
}

uint32_t hl_at(uint64_t v)
{
    uint32_t i;
    /*@ loop invariant index: 0 <= i <= HL_SLOT_MAX;
        loop invariant before: \forall integer k; 0 <= k < i ==>
          !hl_hit(hl_tab[k], v);
        loop assigns i;
        loop variant HL_SLOT_MAX - i;
    */
    for (i = 0; i < HL_SLOT_MAX; i++)
        if (hit(i, v) == 1u)
            return i;
    return HL_NONE;
}

uint32_t hl_kind(uint64_t v, uint32_t at)
{
    if (at == HL_NONE) {
        if (v == 0)
            return HL_K_NULL;
        if (v % 16u == 8u)
            return HL_K_GARBAGE;
        return v % 16u == 0 ? HL_K_BADP : HL_K_ODD;
    }
    if (v % 16u == 8u) {
        if (hl_tab[at].state == HL_SPENT)
            return HL_K_FREED;
        return hl_tab[at].discarded == 1u ? HL_K_DISCARDED : HL_K_MOVABLE;
    }
    if (v != hl_tab[at].addr)
        return HL_K_INSIDE;
    return hl_tab[at].movable == 1u ? HL_K_BLOCK : HL_K_FIXED;
}

uint32_t hl_vacancy(void)
{
    uint32_t i, spent = HL_NONE;
    /*@ loop invariant index: 0 <= i <= HL_SLOT_MAX;
        loop invariant before: \forall integer k; 0 <= k < i ==>
          hl_tab[k].state != HL_EMPTY;
        loop invariant spent: spent == HL_NONE
          ? \forall integer k; 0 <= k < i ==> hl_tab[k].state == HL_LIVE
          : 0 <= spent < i && hl_tab[spent].state != HL_LIVE;
        loop assigns i, spent;
        loop variant HL_SLOT_MAX - i;
    */
    for (i = 0; i < HL_SLOT_MAX; i++) {
        if (hl_tab[i].state == HL_EMPTY)
            return i;
        if (hl_tab[i].state != HL_LIVE && spent == HL_NONE)
            spent = i;
    }
    return spent;
}

uint32_t hl_movable_count(void)
{
    uint32_t i, n = 0;
    /*@ loop invariant index: 0 <= i <= HL_SLOT_MAX;
        loop invariant count: n == hl_movables(i);
        loop invariant range: 0 <= n <= i;
        loop assigns i, n;
        loop variant HL_SLOT_MAX - i;
    */
    for (i = 0; i < HL_SLOT_MAX; i++)
        if (hl_tab[i].state == HL_LIVE && hl_tab[i].movable == 1u)
            n = n + 1u;
    return n;
}

uint32_t hl_place_allowed(uint64_t a, uint64_t size, uint32_t self)
{
    uint64_t span = size == 0 ? 1u : size;
    uint32_t i;
    if (a == 0 || a > HL_ADDRESS_MAX || a % 16u != 0 || size > HL_BLOCK_MAX)
        return 0;
    /*@ loop invariant index: 0 <= i <= HL_SLOT_MAX;
        loop invariant before: \forall integer k; 0 <= k < i && k != self
          && hl_placed(hl_tab[k]) ==>
          a + span <= hl_tab[k].addr || hl_end(hl_tab[k]) <= a;
        loop assigns i;
        loop variant HL_SLOT_MAX - i;
    */
    for (i = 0; i < HL_SLOT_MAX; i++) {
        uint64_t other = hl_tab[i].size == 0 ? 1u : hl_tab[i].size;
        if (i == self || hl_tab[i].state != HL_LIVE || hl_tab[i].discarded != 0)
            continue;
        if (a + span > hl_tab[i].addr && hl_tab[i].addr + other > a)
            return 0;
    }
    return 1;
}

uint32_t hl_issue_allowed(uint64_t value)
{
    uint32_t i;
    if (value % 16u != 8u)
        return 0;
    /*@ loop invariant index: 0 <= i <= HL_SLOT_MAX;
        loop invariant before: \forall integer k; 0 <= k < i
          && hl_tab[k].state != HL_EMPTY ==> hl_tab[k].value != value;
        loop assigns i;
        loop variant HL_SLOT_MAX - i;
    */
    for (i = 0; i < HL_SLOT_MAX; i++)
        if (hl_tab[i].state != HL_EMPTY && hl_tab[i].value == value)
            return 0;
    return 1;
}
