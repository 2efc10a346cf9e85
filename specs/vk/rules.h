/* The rules of the extensions beside VK_KHR_external_memory_win32: of
 * semaphores and fences (vk/sync.h), and of file descriptors (vk/fd.h).
 *
 * They are modelled as rules: from the facts of one call to the set of
 * requirements that it violates, and its VkResult. What lives how long is not
 * modelled; that an object lives, that a handle means something, whose payload
 * it is, are facts, told by 0 or 1. Nor is want of memory.
 *
 * vks_bad[] is to these rules what vkm_bad[] is to those of vk/step.h: the set
 * of requirements that the call violated, exactly. The answer is the gravest:
 * VALIDATION_FAILED before INVALID_EXTERNAL_HANDLE before OK.
 */
#ifndef HLOCAL_VK_SIBLING_H
#define HLOCAL_VK_SIBLING_H

#include <stdint.h>

#define SIBLING(id, ...) REQ_VK_##id,
enum vks_req {
#include "vk/rules.def"
    REQ_VKS_MAX
};

/* 1: the last call was found to violate the requirement; 0: it was not. */
extern uint32_t vks_bad[REQ_VKS_MAX];

/*@ predicate vks_told{L}(integer r) = \at(vks_bad[r],L) == 1;
    predicate vks_silent{L}(integer first, integer last) =
      \forall integer r; 0 <= r < REQ_VKS_MAX ==> r < first || r > last ==>
        \at(vks_bad[r],L) == 0;
*/

/* Forget what the call before violated. */
/*@ terminates         \true;
    exits              \false;
    assigns            vks_bad[0 .. REQ_VKS_MAX - 1];
    ensures   silent:  vks_silent(REQ_VKS_MAX, REQ_VKS_MAX);
*/
void vks_hush(void);

#endif /* HLOCAL_VK_SIBLING_H */
