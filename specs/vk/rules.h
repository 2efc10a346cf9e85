/* The rules of the extensions beside VK_KHR_external_memory_win32: of
 * semaphores and fences (vk/sync.h), and of file descriptors (vk/fd.h).
 *
 * Only the rules of one call are modelled: a function from the facts of the
 * call to the set of requirements that it violates, and its VkResult. Lifetimes
 * and allocation failure are not modelled: that an object lives, that a handle
 * resolves and to whose payload, are facts that the caller supplies as 0 or 1.
 *
 * vkr_bad[] is to these rules what vkm_bad[] is to those of vk/step.h: the set
 * of requirements that the call violated, exactly. The answer is the gravest:
 * VALIDATION_FAILED before INVALID_EXTERNAL_HANDLE before OK.
 */
#ifndef HLOCAL_SPECS_VK_RULES_H
#define HLOCAL_SPECS_VK_RULES_H

#include <stdint.h>

#define EXTENSION(id, ...) REQ_VK_##id,
enum vkr_req {
#include "vk/rules.def"
    REQ_VKR_MAX
};

/* 1: the last call was found to violate the requirement; 0: it was not. */
extern uint32_t vkr_bad[REQ_VKR_MAX];

/*@ predicate vkr_reported{L}(integer r) = \at(vkr_bad[r],L) == 1;
    predicate vkr_none_reported_but{L}(integer first, integer last) =
      \forall integer r; 0 <= r < REQ_VKR_MAX ==> r < first || r > last ==>
        \at(vkr_bad[r],L) == 0;
*/

/* Forget what the call before violated. */
/*@ terminates         \true;
    exits              \false;
    assigns            vkr_bad[0 .. REQ_VKR_MAX - 1];
    ensures   only:    vkr_none_reported_but(REQ_VKR_MAX, REQ_VKR_MAX);
*/
void vkr_clear_reports(void);

#endif /* HLOCAL_SPECS_VK_RULES_H */
