/* One number for each requirement that a call can violate, in the order of
 * specs/vk/rules.def, and the set of those that the last step found
 * violated. The same names, without REQ_, are ACSL predicates: the condition
 * of the violation, stated once and used by every contract.
 */
#ifndef HLOCAL_SPECS_VK_REQUIRE_H
#define HLOCAL_SPECS_VK_REQUIRE_H

#include <stdint.h>

#define MEMORY(id, ...) REQ_VK_##id,
#define SAME(id, ...) REQ_VK_##id,
enum vkm_req {
#include "vk/rules.def"
    REQ_MAX
};

/* 1: the last step found the requirement violated; 0: it did not. */
extern uint32_t vkm_bad[REQ_MAX];

/*@ predicate vkm_reported{L}(integer r) = \at(vkm_bad[r],L) == 1;
    predicate vkm_none_reported_but{L}(integer first, integer last) =
      \forall integer r; 0 <= r < REQ_MAX ==> r < first || r > last ==>
        \at(vkm_bad[r],L) == 0;
*/

/* Forget what the step before found. */
/*@ terminates         \true;
    exits              \false;
    assigns            vkm_bad[0 .. REQ_MAX - 1];
    ensures   only:    vkm_none_reported_but(REQ_MAX, REQ_MAX);
*/
void vkm_clear_reports(void);

#endif /* HLOCAL_SPECS_VK_REQUIRE_H */
