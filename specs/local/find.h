/* Searches: what a value names, which slot is vacant, which choices are
 * allowed.
 * How to read a contract: step.h. */
#ifndef HLOCAL_SPECS_LOCAL_FIND_H
#define HLOCAL_SPECS_LOCAL_FIND_H

#include "local/state.h"

/* The slot that `v` names or points into, or HLM_NONE. */
/*@ requires  inv:    hlm_inv;
    terminates        \true;
    exits             \false;
    assigns           \nothing;
    ensures   range:  0 <= \result <= HLM_NONE;
    ensures   hit:    \result != HLM_NONE ==> hlm_hit(hlm_tab[\result], v);
    ensures   nobody: \result == HLM_NONE ==> hlm_nobody(v);
*/
uint32_t hlm_at(uint64_t v);

/* What `v` is, given the slot hlm_at found. */
/*@ requires  inv:    hlm_inv;
    requires  range:  at <= HLM_NONE;
    requires  hit:    at != HLM_NONE ==> hlm_hit(hlm_tab[at], v);
    requires  nobody: at == HLM_NONE ==> hlm_nobody(v);
    terminates        \true;
    exits             \false;
    assigns           \nothing;
    ensures   names:  hlm_names(v, \result, at);
*/
uint32_t hlm_kind(uint64_t v, uint32_t at);

/* A slot for a new object, or HLM_NONE when all hold living ones. */
/*@ terminates        \true;
    exits             \false;
    assigns           \nothing;
    ensures   vacant: hlm_vacant(\result);
*/
uint32_t hlm_vacancy(void);

/* How many movable objects live. REP_8: discarded ones count, fixed do not. */
/*@ terminates        \true;
    exits             \false;
    assigns           \nothing;
    ensures   REP_8:  \result == hlm_movables(HLM_SLOT_MAX);
    ensures   range:  \result <= HLM_SLOT_MAX;
*/
uint32_t hlm_movable_count(void);

/* 1 when a block of `size` bytes may lie at `a`, not counting slot `self`. */
/*@ requires  inv:    hlm_inv;
    requires  self:   self <= HLM_NONE;
    terminates        \true;
    exits             \false;
    assigns           \nothing;
    ensures   iff:    \result == 1 <==> hlm_may_place(a, size, self);
    ensures   flag:   \result == 0 || \result == 1;
*/
uint32_t hlm_place_allowed(uint64_t a, uint64_t size, uint32_t self);

/* 1 when `value` may become the handle of a new object. */
/*@ terminates        \true;
    exits             \false;
    assigns           \nothing;
    ensures   iff:    \result == 1 <==> hlm_may_issue(value);
    ensures   flag:   \result == 0 || \result == 1;
*/
uint32_t hlm_issue_allowed(uint64_t value);

#endif /* HLOCAL_SPECS_LOCAL_FIND_H */
