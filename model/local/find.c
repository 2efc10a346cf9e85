/* Searches through the table. Each loop's invariant says that nothing before
 * `i` qualifies. */
#include "local/find.h"

/* 1 when `v` names object `i`, or points into its block. */
/*@ requires  slot:   i < HLM_SLOT_MAX && hlm_object_ok(hlm_tab[i]);
    terminates        \true;
    exits             \false;
    assigns           \nothing;
    ensures   iff:    \result == 1 <==> hlm_hit(hlm_tab[i], v);
    ensures   flag:   \result == 0 || \result == 1;
*/
static uint32_t hit(uint32_t i, uint64_t v)
{
    uint64_t span = hlm_tab[i].size == 0 ? 1u : hlm_tab[i].size;
    if (v % 16u == 8u)
        return hlm_tab[i].state != HLM_EMPTY && hlm_tab[i].value == v ? 1u : 0u;
    if (v % 16u != 0 || hlm_tab[i].state != HLM_LIVE ||
        hlm_tab[i].discarded != 0)
        return 0;
    return hlm_tab[i].addr <= v && v < hlm_tab[i].addr + span ? 1u : 0u;
}

uint32_t hlm_at(uint64_t v)
{
    uint32_t i;
    /*@ loop invariant index: 0 <= i <= HLM_SLOT_MAX;
        loop invariant before: \forall integer k; 0 <= k < i ==>
          !hlm_hit(hlm_tab[k], v);
        loop assigns i;
        loop variant HLM_SLOT_MAX - i;
    */
    for (i = 0; i < HLM_SLOT_MAX; i++)
        if (hit(i, v) == 1u)
            return i;
    return HLM_NONE;
}

uint32_t hlm_kind(uint64_t v, uint32_t at)
{
    if (at == HLM_NONE) {
        if (v == 0)
            return HLM_K_NULL;
        if (v % 16u == 8u)
            return HLM_K_GARBAGE;
        return v % 16u == 0 ? HLM_K_NO_OBJECT : HLM_K_MISALIGNED;
    }
    if (v % 16u == 8u) {
        if (hlm_tab[at].state == HLM_FREED)
            return HLM_K_FREED;
        return hlm_tab[at].discarded == 1u ? HLM_K_DISCARDED : HLM_K_MOVABLE;
    }
    if (v != hlm_tab[at].addr)
        return HLM_K_INSIDE;
    return hlm_tab[at].movable == 1u ? HLM_K_BLOCK : HLM_K_FIXED;
}

uint32_t hlm_vacancy(void)
{
    uint32_t i, freed = HLM_NONE;
    /*@ loop invariant index: 0 <= i <= HLM_SLOT_MAX;
        loop invariant before: \forall integer k; 0 <= k < i ==>
          hlm_tab[k].state != HLM_EMPTY;
        loop invariant freed: freed == HLM_NONE
          ? \forall integer k; 0 <= k < i ==> hlm_tab[k].state == HLM_LIVE
          : 0 <= freed < i && hlm_tab[freed].state != HLM_LIVE;
        loop assigns i, freed;
        loop variant HLM_SLOT_MAX - i;
    */
    for (i = 0; i < HLM_SLOT_MAX; i++) {
        if (hlm_tab[i].state == HLM_EMPTY)
            return i;
        if (hlm_tab[i].state != HLM_LIVE && freed == HLM_NONE)
            freed = i;
    }
    return freed;
}

uint32_t hlm_movable_count(void)
{
    uint32_t i, n = 0;
    /*@ loop invariant index: 0 <= i <= HLM_SLOT_MAX;
        loop invariant count: n == hlm_movables(i);
        loop invariant range: 0 <= n <= i;
        loop assigns i, n;
        loop variant HLM_SLOT_MAX - i;
    */
    for (i = 0; i < HLM_SLOT_MAX; i++)
        if (hlm_tab[i].state == HLM_LIVE && hlm_tab[i].movable == 1u)
            n = n + 1u;
    return n;
}

uint32_t hlm_place_allowed(uint64_t a, uint64_t size, uint32_t self)
{
    uint64_t span = size == 0 ? 1u : size;
    uint32_t i;
    if (a == 0 || a > HLM_ADDRESS_MAX || a % 16u != 0 || size > HLM_BLOCK_MAX)
        return 0;
    /*@ loop invariant index: 0 <= i <= HLM_SLOT_MAX;
        loop invariant before: \forall integer k; 0 <= k < i && k != self
          && hlm_placed(hlm_tab[k]) ==>
          a + span <= hlm_tab[k].addr || hlm_end(hlm_tab[k]) <= a;
        loop assigns i;
        loop variant HLM_SLOT_MAX - i;
    */
    for (i = 0; i < HLM_SLOT_MAX; i++) {
        uint64_t other = hlm_tab[i].size == 0 ? 1u : hlm_tab[i].size;
        if (i == self || hlm_tab[i].state != HLM_LIVE ||
            hlm_tab[i].discarded != 0)
            continue;
        if (a + span > hlm_tab[i].addr && hlm_tab[i].addr + other > a)
            return 0;
    }
    return 1;
}

uint32_t hlm_issue_allowed(uint64_t value)
{
    uint32_t i;
    if (value % 16u != 8u)
        return 0;
    /*@ loop invariant index: 0 <= i <= HLM_SLOT_MAX;
        loop invariant before: \forall integer k; 0 <= k < i
          && hlm_tab[k].state != HLM_EMPTY ==> hlm_tab[k].value != value;
        loop assigns i;
        loop variant HLM_SLOT_MAX - i;
    */
    for (i = 0; i < HLM_SLOT_MAX; i++)
        if (hlm_tab[i].state != HLM_EMPTY && hlm_tab[i].value == value)
            return 0;
    return 1;
}
