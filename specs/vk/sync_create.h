/* vkCreateSemaphore, vkCreateFence: what may be exported, and as what.
 * How to read a contract: vk/step.h; what is modelled: vk/rules.h.
 */
#ifndef HLOCAL_SPECS_VK_SYNC_CREATE_H
#define HLOCAL_SPECS_VK_SYNC_CREATE_H

#include "vk/sync_type.h"

/* One call, on a live device. All but `kind` and `types` are 0 or 1. */
struct vkr_create {
    uint32_t kind;          /* VKR_SEMAPHORE, VKR_FENCE */
    uint32_t has_export;    /* VkExport...CreateInfo is in the chain */
    uint32_t types;         /* its handleTypes */
    uint32_t has_win32;     /* VkExport...Win32HandleInfoKHR is too */
    uint32_t attributes_ok; /* pAttributes is NULL, or has its right size */
    uint32_t has_name;      /* name is not NULL */
    uint32_t name_ok;       /* and is a valid object name that is free */
};

/*@ // Win32 handle information counts only beside an export structure.
    predicate vkr_create_win32(struct vkr_create c) =
      c.has_export == 1 && c.has_win32 == 1;

    // Bits that mean something: 0x9F to a semaphore, 0xF to a fence.
    predicate vkr_create_unknown(struct vkr_create c) =
         c.has_export == 1
      && (c.kind == VKR_FENCE
          ? c.types / 0x10 != 0
          : c.types / 0x100 != 0 || c.types / 0x20 % 4 != 0);

    // The two extensions' common text.
    predicate vkr_create_types_bad(struct vkr_create c) =
         c.has_export == 1 && c.types != 0 && c.types != 0x2
      && c.types != 0x4 && c.types != 0x6;
    predicate vkr_create_win32_bad(struct vkr_create c) =
      vkr_create_win32(c) && !vkr_types_nt(c.kind, c.types);
    predicate vkr_create_attributes_bad(struct vkr_create c) =
      vkr_create_win32(c) && c.attributes_ok != 1;
    // Looked up by a call that is right, and gives NT handles.
    predicate vkr_create_name_bad(struct vkr_create c) =
         vkr_create_win32(c) && c.attributes_ok == 1
      && (c.types == 0x2 || c.types == 0x6)
      && c.has_name == 1 && c.name_ok != 1;

    predicate VK_EXPSEM_TYPES(struct vkr_create c) =
      c.kind == VKR_SEMAPHORE && vkr_create_unknown(c);
    predicate VK_EXPSEM_01124(struct vkr_create c) =
      c.kind == VKR_SEMAPHORE && vkr_create_types_bad(c);
    predicate VK_EXPSEM_01125(struct vkr_create c) =
      c.kind == VKR_SEMAPHORE && vkr_create_win32_bad(c);
    predicate VK_EXPSEM_ATTRIBUTES(struct vkr_create c) =
      c.kind == VKR_SEMAPHORE && vkr_create_attributes_bad(c);
    predicate VK_EXPSEM_NAME(struct vkr_create c) =
      c.kind == VKR_SEMAPHORE && vkr_create_name_bad(c);

    predicate VK_EXPFENCE_TYPES(struct vkr_create c) =
      c.kind == VKR_FENCE && vkr_create_unknown(c);
    predicate VK_EXPFENCE_01446(struct vkr_create c) =
      c.kind == VKR_FENCE && vkr_create_types_bad(c);
    predicate VK_EXPFENCE_01447(struct vkr_create c) =
      c.kind == VKR_FENCE && vkr_create_win32_bad(c);
    predicate VK_EXPFENCE_ATTRIBUTES(struct vkr_create c) =
      c.kind == VKR_FENCE && vkr_create_attributes_bad(c);
    predicate VK_EXPFENCE_NAME(struct vkr_create c) =
      c.kind == VKR_FENCE && vkr_create_name_bad(c);

    predicate vkr_create_semaphore_bad{L}(struct vkr_create c) =
         VK_EXPSEM_TYPES(c) || VK_EXPSEM_01124(c)
      || (VK_EXPSEM_01125(c)
          && \at(vkm_rules.profile,L) == VKM_STRICT)
      || VK_EXPSEM_ATTRIBUTES(c) || VK_EXPSEM_NAME(c);
    predicate vkr_create_semaphore_reported{L}(struct vkr_create c) =
         (vkr_reported{L}(REQ_VK_EXPSEM_TYPES) <==> VK_EXPSEM_TYPES(c))
      && (vkr_reported{L}(REQ_VK_EXPSEM_01124) <==> VK_EXPSEM_01124(c))
      && (vkr_reported{L}(REQ_VK_EXPSEM_01125) <==> VK_EXPSEM_01125(c))
      && (vkr_reported{L}(REQ_VK_EXPSEM_ATTRIBUTES) <==> VK_EXPSEM_ATTRIBUTES(c))
      && (vkr_reported{L}(REQ_VK_EXPSEM_NAME) <==> VK_EXPSEM_NAME(c));
    predicate vkr_create_fence_bad{L}(struct vkr_create c) =
         VK_EXPFENCE_TYPES(c) || VK_EXPFENCE_01446(c)
      || (VK_EXPFENCE_01447(c)
          && \at(vkm_rules.profile,L) == VKM_STRICT)
      || VK_EXPFENCE_ATTRIBUTES(c) || VK_EXPFENCE_NAME(c);
    predicate vkr_create_fence_reported{L}(struct vkr_create c) =
         (vkr_reported{L}(REQ_VK_EXPFENCE_TYPES) <==> VK_EXPFENCE_TYPES(c))
      && (vkr_reported{L}(REQ_VK_EXPFENCE_01446) <==> VK_EXPFENCE_01446(c))
      && (vkr_reported{L}(REQ_VK_EXPFENCE_01447) <==> VK_EXPFENCE_01447(c))
      && (vkr_reported{L}(REQ_VK_EXPFENCE_ATTRIBUTES) <==> VK_EXPFENCE_ATTRIBUTES(c))
      && (vkr_reported{L}(REQ_VK_EXPFENCE_NAME) <==> VK_EXPFENCE_NAME(c));
*/

/* vkCreateSemaphore. */
/*@ terminates         \true;
    exits              \false;
    assigns            vkr_bad[REQ_VK_EXPSEM_TYPES],
                       vkr_bad[REQ_VK_EXPSEM_01124],
                       vkr_bad[REQ_VK_EXPSEM_01125],
                       vkr_bad[REQ_VK_EXPSEM_ATTRIBUTES],
                       vkr_bad[REQ_VK_EXPSEM_NAME];
    ensures   answer:  vkr_create_semaphore_bad(c)
                       ? \result == VKM_VALIDATION_FAILED
                       : \result == VKM_OK;

    behavior VK_EXPSEM_TYPES:  // bits without a meaning
      ensures iff: vkr_reported(REQ_VK_EXPSEM_TYPES) <==> VK_EXPSEM_TYPES(c);
      ensures no:  VK_EXPSEM_TYPES(c) ==> \result == VKM_VALIDATION_FAILED;
    behavior VK_EXPSEM_01124:  // another type than NT and KMT
      ensures iff: vkr_reported(REQ_VK_EXPSEM_01124) <==> VK_EXPSEM_01124(c);
      ensures no:  VK_EXPSEM_01124(c) ==> \result == VKM_VALIDATION_FAILED;
    behavior VK_EXPSEM_01125:  // but no NT handle type
      ensures iff: vkr_reported(REQ_VK_EXPSEM_01125) <==> VK_EXPSEM_01125(c);
      ensures no:  VK_EXPSEM_01125(c) ==>
                       vkm_rules.profile == VKM_STRICT ==>
                       \result == VKM_VALIDATION_FAILED;
    behavior VK_EXPSEM_ATTRIBUTES:  // not a SECURITY_ATTRIBUTES
      ensures iff: vkr_reported(REQ_VK_EXPSEM_ATTRIBUTES) <==> VK_EXPSEM_ATTRIBUTES(c);
      ensures no:  VK_EXPSEM_ATTRIBUTES(c) ==> \result == VKM_VALIDATION_FAILED;
    behavior VK_EXPSEM_NAME:  // no name, or taken
      ensures iff: vkr_reported(REQ_VK_EXPSEM_NAME) <==> VK_EXPSEM_NAME(c);
      ensures no:  VK_EXPSEM_NAME(c) ==> \result == VKM_VALIDATION_FAILED;
*/
int32_t vkr_check_create_semaphore(struct vkr_create c);

/* vkCreateFence. */
/*@ terminates         \true;
    exits              \false;
    assigns            vkr_bad[REQ_VK_EXPFENCE_TYPES],
                       vkr_bad[REQ_VK_EXPFENCE_01446],
                       vkr_bad[REQ_VK_EXPFENCE_01447],
                       vkr_bad[REQ_VK_EXPFENCE_ATTRIBUTES],
                       vkr_bad[REQ_VK_EXPFENCE_NAME];
    ensures   answer:  vkr_create_fence_bad(c)
                       ? \result == VKM_VALIDATION_FAILED
                       : \result == VKM_OK;

    behavior VK_EXPFENCE_TYPES:  // bits without a meaning
      ensures iff: vkr_reported(REQ_VK_EXPFENCE_TYPES) <==> VK_EXPFENCE_TYPES(c);
      ensures no:  VK_EXPFENCE_TYPES(c) ==> \result == VKM_VALIDATION_FAILED;
    behavior VK_EXPFENCE_01446:  // another type than NT and KMT
      ensures iff: vkr_reported(REQ_VK_EXPFENCE_01446) <==> VK_EXPFENCE_01446(c);
      ensures no:  VK_EXPFENCE_01446(c) ==> \result == VKM_VALIDATION_FAILED;
    behavior VK_EXPFENCE_01447:  // but no NT handle type
      ensures iff: vkr_reported(REQ_VK_EXPFENCE_01447) <==> VK_EXPFENCE_01447(c);
      ensures no:  VK_EXPFENCE_01447(c) ==>
                       vkm_rules.profile == VKM_STRICT ==>
                       \result == VKM_VALIDATION_FAILED;
    behavior VK_EXPFENCE_ATTRIBUTES:  // not a SECURITY_ATTRIBUTES
      ensures iff: vkr_reported(REQ_VK_EXPFENCE_ATTRIBUTES) <==> VK_EXPFENCE_ATTRIBUTES(c);
      ensures no:  VK_EXPFENCE_ATTRIBUTES(c) ==> \result == VKM_VALIDATION_FAILED;
    behavior VK_EXPFENCE_NAME:  // no name, or taken
      ensures iff: vkr_reported(REQ_VK_EXPFENCE_NAME) <==> VK_EXPFENCE_NAME(c);
      ensures no:  VK_EXPFENCE_NAME(c) ==> \result == VKM_VALIDATION_FAILED;
*/
int32_t vkr_check_create_fence(struct vkr_create c);

/* Either, as `kind` says. */
/*@ terminates         \true;
    exits              \false;
    assigns            vkr_bad[0 .. REQ_VKR_MAX - 1];
    ensures   set:     vkr_create_semaphore_reported(c)
                       && vkr_create_fence_reported(c);
    ensures   only:  \forall integer r;
                       REQ_VK_EXPFENCE_NAME < r < REQ_VK_EXPSEM_TYPES ==>
                       vkr_bad[r] == 0;
    ensures   answer:  vkr_create_semaphore_bad(c) || vkr_create_fence_bad(c)
                       ? \result == VKM_VALIDATION_FAILED
                       : \result == VKM_OK;
*/
int32_t vkr_create(struct vkr_create c);

#endif /* HLOCAL_SPECS_VK_SYNC_CREATE_H */
