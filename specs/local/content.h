/* What a program does to contents, and what compaction does to addresses.
 * How to read a contract: step.h. */
#ifndef HLOCAL_SPECS_LOCAL_CONTENT_H
#define HLOCAL_SPECS_LOCAL_CONTENT_H

#include "local/state.h"

/* The program writes HLM_PATTERN(seed, k) to bytes k in [from, to) of the block
 * of slot `at`. */
/*@ requires  inv:     hlm_inv;
    requires  object:  at < HLM_SLOT_MAX && hlm_placed(hlm_tab[at]);
    requires  span:    from <= to <= hlm_tab[at].size;
    requires  seed:    seed < 251;
    terminates         \true;
    exits              \false;
    assigns            hlm_heap[at * HLM_BLOCK_MAX + from ..
                               at * HLM_BLOCK_MAX + to - 1];
    ensures   inv:     hlm_inv;
    ensures   written: \forall integer k;
                         hlm_base(at) + from <= k < hlm_base(at) + to ==>
                         hlm_heap[k] == HLM_PATTERN(seed, k - hlm_base(at));
*/
void hlm_fill(uint32_t at, uint32_t from, uint32_t to, uint32_t seed);

/* Bytes [from, to) of the block of slot `at` become zero. */
/*@ requires  object:  at < HLM_SLOT_MAX;
    requires  span:    from <= to <= HLM_BLOCK_MAX;
    terminates         \true;
    exits              \false;
    assigns            hlm_heap[at * HLM_BLOCK_MAX + from ..
                               at * HLM_BLOCK_MAX + to - 1];
    ensures   zeroed:  hlm_zeroed(at, from, to);
*/
void hlm_clear(uint32_t at, uint32_t from, uint32_t to);

/* Compaction moves the block of the unlocked movable object of slot `at` to
 * `addr`. 1, or 0 where that is not allowed and nothing changes. */
/*@ requires  inv:     hlm_inv;
    requires  slot:    at < HLM_SLOT_MAX;
    terminates         \true;
    exits              \false;
    assigns            hlm_tab[at].addr;
    ensures   inv:     hlm_inv;

    behavior HL_COMPACT_1:  // the address, and nothing else
      assumes          hlm_placed(hlm_tab[at]) && hlm_tab[at].movable == 1;
      assumes          hlm_tab[at].lock == 0;
      assumes          hlm_may_place(addr, hlm_tab[at].size, at);
      ensures result:  \result == 1 && hlm_tab[at].addr == addr;

    behavior HL_COMPACT_2:  // a locked or fixed block stays
      assumes          !(hlm_placed(hlm_tab[at]) && hlm_tab[at].movable == 1
                         && hlm_tab[at].lock == 0
                         && hlm_may_place(addr, hlm_tab[at].size, at));
      ensures result:  \result == 0;
      ensures addr:    hlm_tab[at].addr == \old(hlm_tab[at].addr);

    complete behaviors;
    disjoint behaviors;
*/
uint32_t hlm_move(uint32_t at, uint64_t addr);

/* hl_set_movable_limit. */
/*@ terminates         \true;
    exits              \false;
    assigns            hlm_limit, hlm_error;

    behavior HL_LIMIT_1:
      assumes          1 <= limit <= HL_MOVABLE_LIMIT_MAX;
      ensures result:  \result == 1 && hlm_limit == limit;
      ensures error:   hlm_error == \old(hlm_error);

    behavior HL_LIMIT_2:
      assumes          limit < 1 || limit > HL_MOVABLE_LIMIT_MAX;
      ensures result:  \result == 0 && hlm_limit == \old(hlm_limit);
      ensures error:   hlm_error == ERROR_INVALID_PARAMETER;

    complete behaviors;
    disjoint behaviors;
*/
uint64_t hlm_set_limit(uint32_t limit);

/* hl_set_inplace_policy. Under the Windows policy the model leaves every
 * in-place request on a fixed block to the allocator. */
/*@ terminates         \true;
    exits              \false;
    assigns            hlm_policy, hlm_error;

    behavior HL_POLICY_1:
      assumes          policy == HL_INPLACE_CAPACITY
                       || policy == HL_INPLACE_WINDOWS;
      ensures result:  \result == 1;
      ensures policy:  hlm_policy == (policy == HL_INPLACE_CAPACITY
                                     ? HLM_POLICY_CAPACITY : HLM_POLICY_FREE);
      ensures error:   hlm_error == \old(hlm_error);

    behavior HL_POLICY_2:
      assumes          policy != HL_INPLACE_CAPACITY
                       && policy != HL_INPLACE_WINDOWS;
      ensures result:  \result == 0 && hlm_policy == \old(hlm_policy);
      ensures error:   hlm_error == ERROR_INVALID_PARAMETER;

    complete behaviors;
    disjoint behaviors;
*/
uint64_t hlm_set_policy(int32_t policy);

/* The state before the first call: no objects, no error. The arena is as it
 * was: no object has bytes. */
/*@ terminates         \true;
    exits              \false;
    assigns            hlm_tab[0 .. HLM_SLOT_MAX - 1], hlm_error, hlm_limit,
                       hlm_policy;
    ensures   inv:     hlm_inv;
    ensures   empty:   \forall integer i; 0 <= i < HLM_SLOT_MAX ==>
                         hlm_blank(hlm_tab[i], HLM_EMPTY, 0);
    ensures   LE_5:    hlm_error == NO_ERROR;
    ensures   REP_8:   hlm_limit == 0x10000;
    ensures   policy:  hlm_policy == HLM_POLICY_CAPACITY;
*/
void hlm_reset(void);

#endif /* HLOCAL_SPECS_LOCAL_CONTENT_H */
