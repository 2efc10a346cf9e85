/* The model's state, and the settings that are part of it. */
#include "local/content.h"

struct hlm_object hlm_tab[HLM_SLOT_MAX];
uint8_t hlm_heap[HLM_HEAP_MAX];
uint32_t hlm_error;
uint32_t hlm_limit;
uint32_t hlm_policy;

uint64_t hlm_set_limit(uint32_t limit)
{
    if (limit < 1 || limit > HL_MOVABLE_LIMIT_MAX) {
        hlm_error = ERROR_INVALID_PARAMETER;
        return 0;
    }
    hlm_limit = limit;
    return 1;
}

uint64_t hlm_set_policy(int32_t policy)
{
    if (policy == HL_INPLACE_CAPACITY) {
        hlm_policy = HLM_POLICY_CAPACITY;
        return 1;
    }
    if (policy == HL_INPLACE_WINDOWS) {
        hlm_policy = HLM_POLICY_FREE;
        return 1;
    }
    hlm_error = ERROR_INVALID_PARAMETER;
    return 0;
}

void hlm_reset(void)
{
    struct hlm_object none = {0, 0, 0, 0, 0, 0, 0, 0, 0};
    uint32_t i;
    /*@ loop invariant index: 0 <= i <= HLM_SLOT_MAX;
        loop invariant empty: \forall integer k; 0 <= k < i ==>
          hlm_tab[k] == none;
        loop assigns i, hlm_tab[0 .. HLM_SLOT_MAX - 1];
        loop variant HLM_SLOT_MAX - i;
    */
    for (i = 0; i < HLM_SLOT_MAX; i++)
        hlm_tab[i] = none;
    hlm_error = NO_ERROR;
    hlm_limit = 0x10000u;
    hlm_policy = HLM_POLICY_CAPACITY;
}
