/* What one call may do to a movable object's state: the relations that both
 * sides refine. The model's contracts (specs/local/step.h) and the implementation's
 * pure transitions on a handle word (impl/core/word.h) are proven against
 * these same predicates, so the two agree by construction.
 *
 * A state is a tuple of plain integers, spelled with HL_TUPLE(s): live, lock
 * count, discardable, ddeshare, discarded. `s` names the state before, `t`
 * the state after. Plain integers, not records: that is what the provers
 * close at once, and no precondition can become vacuous. Block address, size
 * and contents are not part of the tuple; each side states them itself.
 */
#ifndef HLOCAL_TRANSITION_H
#define HLOCAL_TRANSITION_H

#define HL_LOCK_MAX 255

#define HL_TUPLE(x)                                                            \
    integer x##live, integer x##lock, integer x##discardable,                  \
        integer x##ddeshare, integer x##discarded

/*@ // Which tuples occur. A dead object has no attributes, a discarded one no
    // locks.
    predicate hl_tuple_ok(HL_TUPLE(s)) =
         0 <= slive <= 1 && 0 <= slock <= HL_LOCK_MAX
      && 0 <= sdiscardable <= 1 && 0 <= sddeshare <= 1 && 0 <= sdiscarded <= 1
      && (slive == 0 ==> slock == 0 && sdiscardable == 0 && sddeshare == 0
                         && sdiscarded == 0)
      && (sdiscarded == 1 ==> slock == 0);

    predicate hl_tr_same(HL_TUPLE(s), HL_TUPLE(t)) =
         tlive == slive && tlock == slock && tdiscardable == sdiscardable
      && tddeshare == sddeshare && tdiscarded == sdiscarded;

    // A dead slot becomes an object; `discarded` when it has no block.
    predicate hl_tr_born(HL_TUPLE(s), HL_TUPLE(t), integer discardable,
                         integer ddeshare, integer discarded) =
         slive == 0 && tlive == 1 && tlock == 0 && tdiscardable == discardable
      && tddeshare == ddeshare && tdiscarded == discarded;

    // LL_2, LL_4: the count goes up and sticks at its maximum.
    predicate hl_tr_lock(HL_TUPLE(s), HL_TUPLE(t)) =
         slive == 1 && sdiscarded == 0
      && tlive == 1 && tdiscardable == sdiscardable && tddeshare == sddeshare
      && tdiscarded == 0
      && tlock == (slock < HL_LOCK_MAX ? slock + 1 : HL_LOCK_MAX);

    // LU_1, LU_2.
    predicate hl_tr_unlock(HL_TUPLE(s), HL_TUPLE(t)) =
         slive == 1 && slock >= 1
      && tlive == 1 && tdiscardable == sdiscardable && tddeshare == sddeshare
      && tdiscarded == sdiscarded && tlock == slock - 1;

    // LRA_42: the mark is set, never cleared.
    predicate hl_tr_mark(HL_TUPLE(s), HL_TUPLE(t)) =
         slive == 1
      && tlive == 1 && tlock == slock && tdiscardable == 1
      && tddeshare == sddeshare && tdiscarded == sdiscarded;

    // LRA_U2: the block goes, the object stays.
    predicate hl_tr_discard(HL_TUPLE(s), HL_TUPLE(t)) =
         slive == 1 && slock == 0
      && tlive == 1 && tlock == 0 && tdiscardable == sdiscardable
      && tddeshare == sddeshare && tdiscarded == 1;

    // LRA_D1, and every resize or move of a block: a block is there.
    predicate hl_tr_place(HL_TUPLE(s), HL_TUPLE(t)) =
         slive == 1
      && tlive == 1 && tlock == slock && tdiscardable == sdiscardable
      && tddeshare == sddeshare && tdiscarded == 0;

    // LF_2, LF_4, LF_5: locked or not, the object is gone.
    predicate hl_tr_free(HL_TUPLE(s), HL_TUPLE(t)) =
         slive == 1 && tlive == 0 && tlock == 0 && tdiscardable == 0
      && tddeshare == 0 && tdiscarded == 0;
*/

#endif /* HLOCAL_TRANSITION_H */
