/* vkCreateSemaphore, vkCreateFence: what may be exported, and as what.
 * How to read a contract: vk/step.h; what is modelled: vk/rules.h.
 */
#ifndef HLOCAL_VK_SYNC_CREATE_H
#define HLOCAL_VK_SYNC_CREATE_H

#include "vk/sync_type.h"

/* One call, on a live device. All but `kind` and `types` are 0 or 1. */
struct vks_create {
    uint32_t kind;          /* VKS_SEMAPHORE, VKS_FENCE */
    uint32_t has_export;    /* VkExport...CreateInfo is in the chain */
    uint32_t types;         /* its handleTypes */
    uint32_t has_win32;     /* VkExport...Win32HandleInfoKHR is too */
    uint32_t attributes_ok; /* pAttributes is NULL, or has its right size */
    uint32_t has_name;      /* name is not NULL */
    uint32_t name_ok;       /* and is a valid object name that is free */
};

/*@ // Win32 handle information counts only beside an export structure.
    predicate vks_create_win32(struct vks_create c) =
      c.has_export == 1 && c.has_win32 == 1;

    // Bits that mean something: 0x9F to a semaphore, 0xF to a fence.
    predicate vks_create_unknown(struct vks_create c) =
         c.has_export == 1
      && (c.kind == VKS_FENCE
          ? c.types / 0x10 != 0
          : c.types / 0x100 != 0 || c.types / 0x20 % 4 != 0);

    // The two extensions' common text.
    predicate vks_create_types_bad(struct vks_create c) =
         c.has_export == 1 && c.types != 0 && c.types != 0x2
      && c.types != 0x4 && c.types != 0x6;
    predicate vks_create_win32_bad(struct vks_create c) =
      vks_create_win32(c) && !vks_types_nt(c.kind, c.types);
    predicate vks_create_attributes_bad(struct vks_create c) =
      vks_create_win32(c) && c.attributes_ok != 1;
    // Looked up by a call that is right, and gives NT handles.
    predicate vks_create_name_bad(struct vks_create c) =
         vks_create_win32(c) && c.attributes_ok == 1
      && (c.types == 0x2 || c.types == 0x6)
      && c.has_name == 1 && c.name_ok != 1;

    predicate VK_EXPSEM_TYPES(struct vks_create c) =
      c.kind == VKS_SEMAPHORE && vks_create_unknown(c);
    predicate VK_EXPSEM_01124(struct vks_create c) =
      c.kind == VKS_SEMAPHORE && vks_create_types_bad(c);
    predicate VK_EXPSEM_01125(struct vks_create c) =
      c.kind == VKS_SEMAPHORE && vks_create_win32_bad(c);
    predicate VK_EXPSEM_ATTRIBUTES(struct vks_create c) =
      c.kind == VKS_SEMAPHORE && vks_create_attributes_bad(c);
    predicate VK_EXPSEM_NAME(struct vks_create c) =
      c.kind == VKS_SEMAPHORE && vks_create_name_bad(c);

    predicate VK_EXPFENCE_TYPES(struct vks_create c) =
      c.kind == VKS_FENCE && vks_create_unknown(c);
    predicate VK_EXPFENCE_01446(struct vks_create c) =
      c.kind == VKS_FENCE && vks_create_types_bad(c);
    predicate VK_EXPFENCE_01447(struct vks_create c) =
      c.kind == VKS_FENCE && vks_create_win32_bad(c);
    predicate VK_EXPFENCE_ATTRIBUTES(struct vks_create c) =
      c.kind == VKS_FENCE && vks_create_attributes_bad(c);
    predicate VK_EXPFENCE_NAME(struct vks_create c) =
      c.kind == VKS_FENCE && vks_create_name_bad(c);

    predicate vks_create_semaphore_bad{L}(struct vks_create c) =
         VK_EXPSEM_TYPES(c) || VK_EXPSEM_01124(c)
      || (VK_EXPSEM_01125(c)
          && \at(vkm_rules.profile,L) == VKM_STRICT)
      || VK_EXPSEM_ATTRIBUTES(c) || VK_EXPSEM_NAME(c);
    predicate vks_create_semaphore_told{L}(struct vks_create c) =
         (vks_told{L}(REQ_VK_EXPSEM_TYPES) <==> VK_EXPSEM_TYPES(c))
      && (vks_told{L}(REQ_VK_EXPSEM_01124) <==> VK_EXPSEM_01124(c))
      && (vks_told{L}(REQ_VK_EXPSEM_01125) <==> VK_EXPSEM_01125(c))
      && (vks_told{L}(REQ_VK_EXPSEM_ATTRIBUTES) <==> VK_EXPSEM_ATTRIBUTES(c))
      && (vks_told{L}(REQ_VK_EXPSEM_NAME) <==> VK_EXPSEM_NAME(c));
    predicate vks_create_fence_bad{L}(struct vks_create c) =
         VK_EXPFENCE_TYPES(c) || VK_EXPFENCE_01446(c)
      || (VK_EXPFENCE_01447(c)
          && \at(vkm_rules.profile,L) == VKM_STRICT)
      || VK_EXPFENCE_ATTRIBUTES(c) || VK_EXPFENCE_NAME(c);
    predicate vks_create_fence_told{L}(struct vks_create c) =
         (vks_told{L}(REQ_VK_EXPFENCE_TYPES) <==> VK_EXPFENCE_TYPES(c))
      && (vks_told{L}(REQ_VK_EXPFENCE_01446) <==> VK_EXPFENCE_01446(c))
      && (vks_told{L}(REQ_VK_EXPFENCE_01447) <==> VK_EXPFENCE_01447(c))
      && (vks_told{L}(REQ_VK_EXPFENCE_ATTRIBUTES) <==> VK_EXPFENCE_ATTRIBUTES(c))
      && (vks_told{L}(REQ_VK_EXPFENCE_NAME) <==> VK_EXPFENCE_NAME(c));
*/

/* vkCreateSemaphore. */
/*@ terminates         \true;
    exits              \false;
    assigns            vks_bad[REQ_VK_EXPSEM_TYPES],
                       vks_bad[REQ_VK_EXPSEM_01124],
                       vks_bad[REQ_VK_EXPSEM_01125],
                       vks_bad[REQ_VK_EXPSEM_ATTRIBUTES],
                       vks_bad[REQ_VK_EXPSEM_NAME];
    ensures   answer:  vks_create_semaphore_bad(c)
                       ? \result == VKM_VALIDATION_FAILED
                       : \result == VKM_OK;

    behavior VK_EXPSEM_TYPES:  // bits without a meaning
      ensures     iff: vks_told(REQ_VK_EXPSEM_TYPES) <==> VK_EXPSEM_TYPES(c);
      ensures      no: VK_EXPSEM_TYPES(c) ==> \result == VKM_VALIDATION_FAILED;
    behavior VK_EXPSEM_01124:  // another type than NT and KMT
      ensures     iff: vks_told(REQ_VK_EXPSEM_01124) <==> VK_EXPSEM_01124(c);
      ensures      no: VK_EXPSEM_01124(c) ==> \result == VKM_VALIDATION_FAILED;
    behavior VK_EXPSEM_01125:  // but no NT handle type
      ensures     iff: vks_told(REQ_VK_EXPSEM_01125) <==> VK_EXPSEM_01125(c);
      ensures      no: VK_EXPSEM_01125(c) ==>
                       vkm_rules.profile == VKM_STRICT ==>
                       \result == VKM_VALIDATION_FAILED;
    behavior VK_EXPSEM_ATTRIBUTES:  // not a SECURITY_ATTRIBUTES
      ensures     iff: vks_told(REQ_VK_EXPSEM_ATTRIBUTES) <==> VK_EXPSEM_ATTRIBUTES(c);
      ensures      no: VK_EXPSEM_ATTRIBUTES(c) ==> \result == VKM_VALIDATION_FAILED;
    behavior VK_EXPSEM_NAME:  // no name, or taken
      ensures     iff: vks_told(REQ_VK_EXPSEM_NAME) <==> VK_EXPSEM_NAME(c);
      ensures      no: VK_EXPSEM_NAME(c) ==> \result == VKM_VALIDATION_FAILED;
*/
int32_t vks_check_create_semaphore(struct vks_create c);

/* vkCreateFence. */
/*@ terminates         \true;
    exits              \false;
    assigns            vks_bad[REQ_VK_EXPFENCE_TYPES],
                       vks_bad[REQ_VK_EXPFENCE_01446],
                       vks_bad[REQ_VK_EXPFENCE_01447],
                       vks_bad[REQ_VK_EXPFENCE_ATTRIBUTES],
                       vks_bad[REQ_VK_EXPFENCE_NAME];
    ensures   answer:  vks_create_fence_bad(c)
                       ? \result == VKM_VALIDATION_FAILED
                       : \result == VKM_OK;

    behavior VK_EXPFENCE_TYPES:  // bits without a meaning
      ensures     iff: vks_told(REQ_VK_EXPFENCE_TYPES) <==> VK_EXPFENCE_TYPES(c);
      ensures      no: VK_EXPFENCE_TYPES(c) ==> \result == VKM_VALIDATION_FAILED;
    behavior VK_EXPFENCE_01446:  // another type than NT and KMT
      ensures     iff: vks_told(REQ_VK_EXPFENCE_01446) <==> VK_EXPFENCE_01446(c);
      ensures      no: VK_EXPFENCE_01446(c) ==> \result == VKM_VALIDATION_FAILED;
    behavior VK_EXPFENCE_01447:  // but no NT handle type
      ensures     iff: vks_told(REQ_VK_EXPFENCE_01447) <==> VK_EXPFENCE_01447(c);
      ensures      no: VK_EXPFENCE_01447(c) ==>
                       vkm_rules.profile == VKM_STRICT ==>
                       \result == VKM_VALIDATION_FAILED;
    behavior VK_EXPFENCE_ATTRIBUTES:  // not a SECURITY_ATTRIBUTES
      ensures     iff: vks_told(REQ_VK_EXPFENCE_ATTRIBUTES) <==> VK_EXPFENCE_ATTRIBUTES(c);
      ensures      no: VK_EXPFENCE_ATTRIBUTES(c) ==> \result == VKM_VALIDATION_FAILED;
    behavior VK_EXPFENCE_NAME:  // no name, or taken
      ensures     iff: vks_told(REQ_VK_EXPFENCE_NAME) <==> VK_EXPFENCE_NAME(c);
      ensures      no: VK_EXPFENCE_NAME(c) ==> \result == VKM_VALIDATION_FAILED;
*/
int32_t vks_check_create_fence(struct vks_create c);

/* Either, as `kind` says. */
/*@ terminates         \true;
    exits              \false;
    assigns            vks_bad[0 .. REQ_VKS_MAX - 1];
    ensures   set:     vks_create_semaphore_told(c)
                       && vks_create_fence_told(c);
    ensures   silent:  \forall integer r;
                       REQ_VK_EXPFENCE_NAME < r < REQ_VK_EXPSEM_TYPES ==>
                       vks_bad[r] == 0;
    ensures   answer:  vks_create_semaphore_bad(c) || vks_create_fence_bad(c)
                       ? \result == VKM_VALIDATION_FAILED
                       : \result == VKM_OK;
*/
int32_t vks_create(struct vks_create c);

#endif /* HLOCAL_VK_SYNC_CREATE_H */
