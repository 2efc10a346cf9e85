/* What one call may do to a movable object's state: the relations that both
 * sides refine. The model's contracts (specs/local/step.h) and the
 * implementation's pure transitions on a handle word (impl/core/word.h) are
 * proven against these same predicates, so the two agree by construction.
 *
 * A state is a tuple of plain integers, spelled with HLM_TUPLE(s): live, lock
 * count, discardable, ddeshare, discarded. `s` names the state before, `t`
 * the state after. Plain integers, not records: that is what the provers
 * close at once, and no precondition can become vacuous. Block address, size
 * and contents are not part of the tuple; each side states them itself.
 */
#ifndef HLOCAL_SPECS_LOCAL_TRANSITION_H
#define HLOCAL_SPECS_LOCAL_TRANSITION_H

#define HLM_LOCK_MAX 255

#define HLM_TUPLE(x)                                                           \
    integer x##live, integer x##lock, integer x##discardable,                  \
        integer x##ddeshare, integer x##discarded

/*@ // Which tuples occur. A dead object has no attributes, a discarded one no
    // locks.
    predicate hlm_tuple_ok(HLM_TUPLE(s)) =
         0 <= slive <= 1 && 0 <= slock <= HLM_LOCK_MAX
      && 0 <= sdiscardable <= 1 && 0 <= sddeshare <= 1 && 0 <= sdiscarded <= 1
      && (slive == 0 ==> slock == 0 && sdiscardable == 0 && sddeshare == 0
                         && sdiscarded == 0)
      && (sdiscarded == 1 ==> slock == 0);

    predicate hlm_tr_same(HLM_TUPLE(s), HLM_TUPLE(t)) =
         tlive == slive && tlock == slock && tdiscardable == sdiscardable
      && tddeshare == sddeshare && tdiscarded == sdiscarded;

    // A dead slot becomes an object; `discarded` when it has no block.
    predicate hlm_tr_born(HLM_TUPLE(s), HLM_TUPLE(t), integer discardable,
                         integer ddeshare, integer discarded) =
         slive == 0 && tlive == 1 && tlock == 0 && tdiscardable == discardable
      && tddeshare == ddeshare && tdiscarded == discarded;

    // LL_2, LL_4: the count goes up and sticks at its maximum.
    predicate hlm_tr_lock(HLM_TUPLE(s), HLM_TUPLE(t)) =
         slive == 1 && sdiscarded == 0
      && tlive == 1 && tdiscardable == sdiscardable && tddeshare == sddeshare
      && tdiscarded == 0
      && tlock == (slock < HLM_LOCK_MAX ? slock + 1 : HLM_LOCK_MAX);

    // LU_1, LU_2.
    predicate hlm_tr_unlock(HLM_TUPLE(s), HLM_TUPLE(t)) =
         slive == 1 && slock >= 1
      && tlive == 1 && tdiscardable == sdiscardable && tddeshare == sddeshare
      && tdiscarded == sdiscarded && tlock == slock - 1;

    // LRA_42: the mark is set, never cleared.
    predicate hlm_tr_mark(HLM_TUPLE(s), HLM_TUPLE(t)) =
         slive == 1
      && tlive == 1 && tlock == slock && tdiscardable == 1
      && tddeshare == sddeshare && tdiscarded == sdiscarded;

    // LRA_U2: the block goes, the object stays.
    predicate hlm_tr_discard(HLM_TUPLE(s), HLM_TUPLE(t)) =
         slive == 1 && slock == 0
      && tlive == 1 && tlock == 0 && tdiscardable == sdiscardable
      && tddeshare == sddeshare && tdiscarded == 1;

    // LRA_D1, and every resize or move of a block: a block is there.
    predicate hlm_tr_place(HLM_TUPLE(s), HLM_TUPLE(t)) =
         slive == 1
      && tlive == 1 && tlock == slock && tdiscardable == sdiscardable
      && tddeshare == sddeshare && tdiscarded == 0;

    // LF_2, LF_4, LF_5: locked or not, the object is gone.
    predicate hlm_tr_free(HLM_TUPLE(s), HLM_TUPLE(t)) =
         slive == 1 && tlive == 0 && tlock == 0 && tdiscardable == 0
      && tddeshare == 0 && tdiscarded == 0;
*/

#endif /* HLOCAL_SPECS_LOCAL_TRANSITION_H */
