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

enum vks_req {
    /* vkCreateSemaphore */
    REQ_VK_EXPSEM_01124,
    REQ_VK_EXPSEM_01125,
    REQ_VK_EXPSEM_ATTRIBUTES,
    REQ_VK_EXPSEM_NAME,
    /* vkCreateFence */
    REQ_VK_EXPFENCE_01446,
    REQ_VK_EXPFENCE_01447,
    REQ_VK_EXPFENCE_ATTRIBUTES,
    REQ_VK_EXPFENCE_NAME,
    /* vkGetSemaphoreWin32HandleKHR */
    REQ_VK_GETSEM_DEVICE,
    REQ_VK_GETSEM_INFO,
    REQ_VK_GETSEM_HANDLE,
    REQ_VK_GETSEM_STYPE,
    REQ_VK_GETSEM_PNEXT,
    REQ_VK_GETSEM_SEMAPHORE,
    REQ_VK_GETSEM_PARENT,
    REQ_VK_GETSEM_TYPE,
    REQ_VK_GETSEM_01126,
    REQ_VK_GETSEM_01127,
    REQ_VK_GETSEM_01131,
    REQ_VK_GETSEM_DEAD,
    /* vkGetFenceWin32HandleKHR */
    REQ_VK_GETFENCE_DEVICE,
    REQ_VK_GETFENCE_INFO,
    REQ_VK_GETFENCE_HANDLE,
    REQ_VK_GETFENCE_STYPE,
    REQ_VK_GETFENCE_PNEXT,
    REQ_VK_GETFENCE_FENCE,
    REQ_VK_GETFENCE_PARENT,
    REQ_VK_GETFENCE_TYPE,
    REQ_VK_GETFENCE_01448,
    REQ_VK_GETFENCE_01449,
    REQ_VK_GETFENCE_01452,
    REQ_VK_GETFENCE_DEAD,
    /* vkImportSemaphoreWin32HandleKHR */
    REQ_VK_IMPSEM_DEVICE,
    REQ_VK_IMPSEM_INFO,
    REQ_VK_IMPSEM_STYPE,
    REQ_VK_IMPSEM_PNEXT,
    REQ_VK_IMPSEM_SEMAPHORE,
    REQ_VK_IMPSEM_PARENT,
    REQ_VK_IMPSEM_FLAGS,
    REQ_VK_IMPSEM_01140,
    REQ_VK_IMPSEM_01466,
    REQ_VK_IMPSEM_01469,
    REQ_VK_IMPSEM_01467,
    REQ_VK_IMPSEM_01468,
    REQ_VK_IMPSEM_01542,
    REQ_VK_IMPSEM_01543,
    REQ_VK_IMPSEM_03261,
    REQ_VK_IMPSEM_03262,
    REQ_VK_IMPSEM_03322,
    /* vkImportFenceWin32HandleKHR */
    REQ_VK_IMPFENCE_DEVICE,
    REQ_VK_IMPFENCE_INFO,
    REQ_VK_IMPFENCE_STYPE,
    REQ_VK_IMPFENCE_PNEXT,
    REQ_VK_IMPFENCE_FENCE,
    REQ_VK_IMPFENCE_PARENT,
    REQ_VK_IMPFENCE_04448,
    REQ_VK_IMPFENCE_FLAGS,
    REQ_VK_IMPFENCE_01457,
    REQ_VK_IMPFENCE_01459,
    REQ_VK_IMPFENCE_01462,
    REQ_VK_IMPFENCE_01460,
    REQ_VK_IMPFENCE_01461,
    REQ_VK_IMPFENCE_01539,
    REQ_VK_IMPFENCE_01540,
    /* vkGetMemoryFdKHR */
    REQ_VK_GETFD_DEVICE,
    REQ_VK_GETFD_INFO,
    REQ_VK_GETFD_FD,
    REQ_VK_GETFD_STYPE,
    REQ_VK_GETFD_PNEXT,
    REQ_VK_GETFD_MEMORY,
    REQ_VK_GETFD_PARENT,
    REQ_VK_GETFD_TYPE,
    REQ_VK_GETFD_00671,
    REQ_VK_GETFD_00672,
    /* vkGetMemoryFdPropertiesKHR */
    REQ_VK_FDPROPS_DEVICE,
    REQ_VK_FDPROPS_OUT,
    REQ_VK_FDPROPS_STYPE,
    REQ_VK_FDPROPS_PNEXT,
    REQ_VK_FDPROPS_TYPE,
    REQ_VK_FDPROPS_00674,
    REQ_VK_FDPROPS_00673,
    /* vkAllocateMemory with VkImportMemoryFdInfoKHR */
    REQ_VK_IMPFD_TYPE,
    REQ_VK_IMPFD_00669,
    REQ_VK_IMPFD_09862,
    REQ_VK_IMPFD_00670,
    REQ_VK_IMPFD_00668,
    REQ_VK_IMPFD_01746,
    REQ_VK_IMPFD_01520,
    REQ_VK_ALLOC_01742,
    REQ_VK_DED_01878,
    REQ_VK_DED_01879,
    /* vkCreateSemaphore, vkCreateFence: bits without a meaning */
    REQ_VK_EXPSEM_TYPES,
    REQ_VK_EXPFENCE_TYPES,
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
