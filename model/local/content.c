/* Bytes, and compaction. */
#include "local/content.h"
#include "local/find.h"

void hl_fill(uint32_t at, uint32_t from, uint32_t to, uint32_t seed)
{
    uint32_t base = at * HL_BLOCK_MAX;
    uint32_t k;
    /*@ loop invariant index: from <= k <= to;
        loop invariant written: \forall integer j; base + from <= j < base + k
          ==> hl_heap[j] == HL_PATTERN(seed, j - base);
        loop assigns k, hl_heap[base + from .. base + to - 1];
        loop variant to - k;
    */
    for (k = from; k < to; k++)
        hl_heap[base + k] = (uint8_t)HL_PATTERN(seed, k);
}

void hl_clear(uint32_t at, uint32_t from, uint32_t to)
{
    uint32_t base = at * HL_BLOCK_MAX;
    uint32_t k;
    /*@ loop invariant index: from <= k <= to;
        loop invariant zeroed: hl_bytes_zero(base + from, base + k);
        loop assigns k, hl_heap[base + from .. base + to - 1];
        loop variant to - k;
    */
    for (k = from; k < to; k++)
        hl_heap[base + k] = 0;
}

uint32_t hl_move(uint32_t at, uint64_t addr)
{
    if (hl_tab[at].state != HL_LIVE || hl_tab[at].movable != 1u ||
        hl_tab[at].discarded != 0 || hl_tab[at].lock != 0)
        return 0;
    if (hl_place_allowed(addr, hl_tab[at].size, at) == 0)
        return 0;
    hl_tab[at].addr = addr;
    return 1;
}
