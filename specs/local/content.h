/* What a program does to contents, and what compaction does to addresses.
 * How to read a contract: step.h. */
#ifndef HLOCAL_STEP_CONTENT_H
#define HLOCAL_STEP_CONTENT_H

#include "local/state.h"

/* The program writes HL_PATTERN(seed, k) to bytes k in [from, to) of the block
 * of slot `at`. */
/*@ requires  inv:     hl_inv;
    requires  object:  at < HL_SLOT_MAX && hl_placed(hl_tab[at]);
    requires  span:    from <= to <= hl_tab[at].size;
    requires  seed:    seed < 251;
    terminates         \true;
    exits              \false;
    assigns            hl_heap[at * HL_BLOCK_MAX + from ..
                               at * HL_BLOCK_MAX + to - 1];
    ensures   inv:     hl_inv;
    ensures   written: \forall integer k;
                         hl_base(at) + from <= k < hl_base(at) + to ==>
                         hl_heap[k] == HL_PATTERN(seed, k - hl_base(at));
*/
void hl_fill(uint32_t at, uint32_t from, uint32_t to, uint32_t seed);

/* Bytes [from, to) of the block of slot `at` become zero. */
/*@ requires  object:  at < HL_SLOT_MAX;
    requires  span:    from <= to <= HL_BLOCK_MAX;
    terminates         \true;
    exits              \false;
    assigns            hl_heap[at * HL_BLOCK_MAX + from ..
                               at * HL_BLOCK_MAX + to - 1];
    ensures   zeroed:  hl_zeroed(at, from, to);
*/
void hl_clear(uint32_t at, uint32_t from, uint32_t to);

/* Compaction moves the block of the unlocked movable object of slot `at` to
 * `addr`. 1, or 0 where that is not allowed and nothing changes. */
/*@ requires  inv:     hl_inv;
    requires  slot:    at < HL_SLOT_MAX;
    terminates         \true;
    exits              \false;
    assigns            hl_tab[at].addr;
    ensures   inv:     hl_inv;

    behavior HL_COMPACT_1:  // the address, and nothing else
      assumes          hl_placed(hl_tab[at]) && hl_tab[at].movable == 1;
      assumes          hl_tab[at].lock == 0;
      assumes          hl_may_place(addr, hl_tab[at].size, at);
      ensures          \result == 1 && hl_tab[at].addr == addr;

    behavior HL_COMPACT_2:  // a locked or fixed block stays
      assumes          !(hl_placed(hl_tab[at]) && hl_tab[at].movable == 1
                         && hl_tab[at].lock == 0
                         && hl_may_place(addr, hl_tab[at].size, at));
      ensures          \result == 0;
      ensures          hl_tab[at].addr == \old(hl_tab[at].addr);

    complete behaviors;
    disjoint behaviors;
*/
uint32_t hl_move(uint32_t at, uint64_t addr);

/* hl_set_movable_limit. */
/*@ terminates         \true;
    exits              \false;
    assigns            hl_limit, hl_error;

    behavior HL_LIMIT_1:
      assumes          1 <= limit <= HL_MOVABLE_LIMIT_MAX;
      ensures          \result == 1 && hl_limit == limit;
      ensures          hl_error == \old(hl_error);

    behavior HL_LIMIT_2:
      assumes          limit < 1 || limit > HL_MOVABLE_LIMIT_MAX;
      ensures          \result == 0 && hl_limit == \old(hl_limit);
      ensures          hl_error == ERROR_INVALID_PARAMETER;

    complete behaviors;
    disjoint behaviors;
*/
uint64_t hl_set_limit(uint32_t limit);

/* hl_set_inplace_policy. Under the Windows policy the model leaves every
 * in-place request on a fixed block to the allocator. */
/*@ terminates         \true;
    exits              \false;
    assigns            hl_policy, hl_error;

    behavior HL_POLICY_1:
      assumes          policy == HL_INPLACE_CAPACITY
                       || policy == HL_INPLACE_WINDOWS;
      ensures          \result == 1;
      ensures          hl_policy == (policy == HL_INPLACE_CAPACITY
                                     ? HL_POLICY_CAPACITY : HL_POLICY_FREE);
      ensures          hl_error == \old(hl_error);

    behavior HL_POLICY_2:
      assumes          policy != HL_INPLACE_CAPACITY
                       && policy != HL_INPLACE_WINDOWS;
      ensures          \result == 0 && hl_policy == \old(hl_policy);
      ensures          hl_error == ERROR_INVALID_PARAMETER;

    complete behaviors;
    disjoint behaviors;
*/
uint64_t hl_set_policy(int32_t policy);

/* The state before the first call: no objects, no error. */
/*@ terminates         \true;
    exits              \false;
    assigns            hl_tab[0 .. HL_SLOT_MAX - 1], hl_error, hl_limit,
                       hl_policy;
    ensures   inv:     hl_inv;
    ensures   empty:   \forall integer i; 0 <= i < HL_SLOT_MAX ==>
                         hl_tab[i].state == HL_EMPTY;
    ensures   LE_5:    hl_error == NO_ERROR;
    ensures   REP_8:   hl_limit == 0x10000;
    ensures   policy:  hl_policy == HL_POLICY_CAPACITY;
*/
void hl_reset(void);

#endif /* HLOCAL_STEP_CONTENT_H */
