/* Contracts from lists of rules. A check has its rules in one list, in the
 * order of rules.def:
 *
 *     #define VKM_GET_USE(R) R(GETW32_DEAD) R(GETW32_00663, VKM_IF_STRICT)
 *
 * R(ID): a call that breaks the rule is refused. R(ID, VKM_IF_...): it is
 * refused under that condition, and the rule is reported anyhow. A header
 * defines RULE_SET, the set of reported rules (vkm_bad or vkr_bad), and
 * RULE_CALL, the name of its call, and has from each list
 *
 *   RULES_BROKEN(LIST)    predicate: a rule of the list refuses the call
 *   RULES_REPORTED(LIST)  predicate: of the list, RULE_SET has those rules that
 *                         the call broke; RULES_REPORTED_OLD(LIST): RULE_SET at
 *                         L2 has those broken in the state at L1
 *   REFUSES(LIST, bad)    the contract of the check: each rule is reported
 *                         exactly if it is broken (`iff`), and then the answer
 *                         is VALIDATION_FAILED (`no`, `answer`)
 *   REJECTS(LIST, bad)    the same with INVALID_EXTERNAL_HANDLE
 *
 * and the check's body has VKM_ANY(LIST) or VKR_ANY(LIST): whether a rule that
 * refuses the call is in the set.
 *
 * Rules that semaphores and fences have in common stand in pairs,
 *
 *     #define VKR_GET_PAIRS(P, R) P(R, GETSEM_DEVICE, GETFENCE_DEVICE, device)
 *
 * from which come the list of either kind, with RULE_FIRST and RULE_SECOND for
 * P, the predicates, and the stores of the checks' bodies. The last word names
 * the condition.
 */
/* clang-format off */
#ifndef HLOCAL_SPECS_VK_CHECK_H
#define HLOCAL_SPECS_VK_CHECK_H

#define VKM_IF_STRICT &&vkm_rules.profile == VKM_STRICT
#define VKM_IF_SECOND_FAILS &&vkm_rules.second == VKM_SECOND_FAILS

#define RULE_FIRST(R, first, second, name, ...) R(first, ##__VA_ARGS__)
#define RULE_SECOND(R, first, second, name, ...) R(second, ##__VA_ARGS__)

#define RULES_BROKEN(LIST) (\false LIST(RULE_OR))
#define RULE_OR(id, ...) || (VK_##id(RULE_CALL) __VA_ARGS__)

#define RULES_REPORTED(LIST) (\true LIST(RULE_REPORTED))
#define RULE_REPORTED(id, ...)                                                 \
    &&(RULE_SET[REQ_VK_##id] == 1 <==> VK_##id(RULE_CALL))
#define RULES_REPORTED_OLD(LIST) (\true LIST(RULE_REPORTED_OLD))
#define RULE_REPORTED_OLD(id, ...)                                             \
    &&(\at(RULE_SET[REQ_VK_##id], L2) == 1                                     \
       <==> \at(VK_##id(RULE_CALL), L1))

#define REFUSES(LIST, bad) RULES_ANSWER(LIST, bad, VALIDATION_FAILED)
#define REJECTS(LIST, bad) RULES_ANSWER(LIST, bad, INVALID_EXTERNAL_HANDLE)
#define RULES_ANSWER(LIST, bad, answer)                                        \
    terminates \true;                                                          \
    exits \false;                                                              \
    LIST(RULE_ASSIGNS)                                                         \
    ensures answer: bad ? \result == VKM_##answer : \result == VKM_OK;         \
    LIST(RULE_##answer)
#define RULE_ASSIGNS(id, ...) assigns RULE_SET[REQ_VK_##id];
#define RULE_IFF(id)                                                           \
    behavior VK_##id: ensures iff: RULE_SET[REQ_VK_##id] == 1 <==> VK_##id(RULE_CALL);
#define RULE_VALIDATION_FAILED(id, ...)                                        \
    RULE_IFF(id)                                                               \
    ensures no: (VK_##id(RULE_CALL) __VA_ARGS__) ==>                           \
        \result == VKM_VALIDATION_FAILED;
#define RULE_NOT_OK(id, ...)                                                   \
    RULE_IFF(id)                                                               \
    ensures no: (VK_##id(RULE_CALL) __VA_ARGS__) ==> \result != VKM_OK;
#define RULE_INVALID_EXTERNAL_HANDLE(id, ...)                                  \
    RULE_IFF(id)                                                               \
    ensures no: (VK_##id(RULE_CALL) __VA_ARGS__) ==>                           \
        \result == VKM_INVALID_EXTERNAL_HANDLE;

/* The contract of a function that decides a predicate: 1 where it holds, else
 * 0. */
#define DECIDES(predicate)                                                     \
    terminates \true;                                                          \
    exits \false;                                                              \
    assigns \nothing;                                                          \
    ensures iff: \result == 1 <==> (predicate);                                \
    ensures flag: \result <= 1;

#define VKM_ANY(LIST) (0 LIST(VKM_OR))
#define VKM_OR(id, ...) || (vkm_bad[REQ_VK_##id] == 1 __VA_ARGS__)
#define VKR_ANY(LIST) (0 LIST(VKR_OR))
#define VKR_OR(id, ...) || (vkr_bad[REQ_VK_##id] == 1 __VA_ARGS__)

#endif /* HLOCAL_SPECS_VK_CHECK_H */
