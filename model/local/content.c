/* Bytes, and compaction. */
#include "local/content.h"
#include "local/find.h"

void hlm_fill(uint32_t at, uint32_t from, uint32_t to, uint32_t seed)
{
    uint32_t base = at * HLM_BLOCK_MAX;
    uint32_t k;
    /*@ loop invariant index: from <= k <= to;
        loop invariant written: \forall integer j; base + from <= j < base + k
          ==> hlm_heap[j] == HLM_PATTERN(seed, j - base);
        loop assigns k, hlm_heap[base + from .. base + to - 1];
        loop variant to - k;
    */
    for (k = from; k < to; k++)
        hlm_heap[base + k] = (uint8_t)HLM_PATTERN(seed, k);
}

void hlm_clear(uint32_t at, uint32_t from, uint32_t to)
{
    uint32_t base = at * HLM_BLOCK_MAX;
    uint32_t k;
    /*@ loop invariant index: from <= k <= to;
        loop invariant zeroed: hlm_bytes_zero(base + from, base + k);
        loop assigns k, hlm_heap[base + from .. base + to - 1];
        loop variant to - k;
    */
    for (k = from; k < to; k++)
        hlm_heap[base + k] = 0;
}

uint32_t hlm_move(uint32_t at, uint64_t addr)
{
    if (hlm_tab[at].state != HLM_LIVE || hlm_tab[at].movable != 1u ||
        hlm_tab[at].discarded != 0 || hlm_tab[at].lock != 0)
        return 0;
    if (hlm_place_allowed(addr, hlm_tab[at].size, at) == 0)
        return 0;
    hlm_tab[at].addr = addr;
    return 1;
}
