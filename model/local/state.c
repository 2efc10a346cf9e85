/* The model's state, and the settings that are part of it. */
#include "local/content.h"

struct hl_object hl_tab[HL_SLOT_MAX];
uint8_t hl_heap[HL_HEAP_MAX];
uint32_t hl_error;
uint32_t hl_limit;
uint32_t hl_policy;

uint64_t hl_set_limit(uint32_t limit)
{
    if (limit < 1 || limit > HL_MOVABLE_LIMIT_MAX) {
        hl_error = ERROR_INVALID_PARAMETER;
        return 0;
    }
    hl_limit = limit;
    return 1;
}

uint64_t hl_set_policy(int32_t policy)
{
    if (policy == HL_INPLACE_CAPACITY) {
        hl_policy = HL_POLICY_CAPACITY;
        return 1;
    }
    if (policy == HL_INPLACE_WINDOWS) {
        hl_policy = HL_POLICY_FREE;
        return 1;
    }
    hl_error = ERROR_INVALID_PARAMETER;
    return 0;
}

void hl_reset(void)
{
    struct hl_object none = {0, 0, 0, 0, 0, 0, 0, 0, 0};
    uint32_t i;
    /*@ loop invariant index: 0 <= i <= HL_SLOT_MAX;
        loop invariant empty: \forall integer k; 0 <= k < i ==>
          hl_tab[k] == none;
        loop assigns i, hl_tab[0 .. HL_SLOT_MAX - 1];
        loop variant HL_SLOT_MAX - i;
    */
    for (i = 0; i < HL_SLOT_MAX; i++)
        hl_tab[i] = none;
    hl_error = NO_ERROR;
    hl_limit = 0x10000u;
    hl_policy = HL_POLICY_CAPACITY;
}
