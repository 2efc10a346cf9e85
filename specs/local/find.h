/* Searches: what a value names, which slot is vacant, which choices are allowed.
 * How to read a contract: step.h. */
#ifndef HLOCAL_STEP_FIND_H
#define HLOCAL_STEP_FIND_H

#include "local/state.h"

/* The slot that `v` names or points into, or HL_NONE. */
/*@ requires  inv:    hl_inv;
    terminates        \true;
    exits             \false;
    assigns           \nothing;
    ensures   range:  0 <= \result <= HL_NONE;
    ensures   hit:    \result != HL_NONE ==> hl_hit(hl_tab[\result], v);
    ensures   nobody: \result == HL_NONE ==> hl_nobody(v);
*/
uint32_t hl_at(uint64_t v);

/* What `v` is, given the slot hl_at found. */
/*@ requires  inv:    hl_inv;
    requires  range:  at <= HL_NONE;
    requires  hit:    at != HL_NONE ==> hl_hit(hl_tab[at], v);
    requires  nobody: at == HL_NONE ==> hl_nobody(v);
    terminates        \true;
    exits             \false;
    assigns           \nothing;
    ensures   names:  hl_names(v, \result, at);
*/
uint32_t hl_kind(uint64_t v, uint32_t at);

/* A slot for a new object, or HL_NONE when all hold living ones. */
/*@ terminates        \true;
    exits             \false;
    assigns           \nothing;
    ensures   vacant: hl_vacant(\result);
*/
uint32_t hl_vacancy(void);

/* How many movable objects live. REP_8: discarded ones count, fixed do not. */
/*@ terminates        \true;
    exits             \false;
    assigns           \nothing;
    ensures   REP_8:  \result == hl_movables(HL_SLOT_MAX);
    ensures   range:  \result <= HL_SLOT_MAX;
*/
uint32_t hl_movable_count(void);

/* 1 when a block of `size` bytes may lie at `a`, not counting slot `self`. */
/*@ requires  inv:    hl_inv;
    requires  self:   self <= HL_NONE;
    terminates        \true;
    exits             \false;
    assigns           \nothing;
    ensures   iff:    \result == 1 <==> hl_may_place(a, size, self);
    ensures   flag:   \result == 0 || \result == 1;
*/
uint32_t hl_place_allowed(uint64_t a, uint64_t size, uint32_t self);

/* 1 when `value` may become the handle of a new object. */
/*@ terminates        \true;
    exits             \false;
    assigns           \nothing;
    ensures   iff:    \result == 1 <==> hl_may_issue(value);
    ensures   flag:   \result == 0 || \result == 1;
*/
uint32_t hl_issue_allowed(uint64_t value);

#endif /* HLOCAL_STEP_FIND_H */
