/* vkGetSemaphoreWin32HandleKHR, vkGetFenceWin32HandleKHR.
 * How to read a contract: vk/step.h; what is modelled: vk/rules.h.
 */
#ifndef HLOCAL_SPECS_VK_SYNC_GET_H
#define HLOCAL_SPECS_VK_SYNC_GET_H

#include "vk/sync_type.h"

/* One call. All but `kind`, `type` and `can` are 0 or 1. */
struct vkr_get {
    uint32_t kind;       /* VKR_SEMAPHORE, VKR_FENCE */
    uint32_t device_ok;  /* a live VkDevice */
    uint32_t has_info;   /* pGetWin32HandleInfo is not NULL */
    uint32_t has_handle; /* pHandle is not NULL */
    uint32_t stype_ok;   /* sType is the structure's */
    uint32_t next_null;  /* pNext is NULL */
    uint32_t object_ok;  /* a live VkSemaphore or VkFence */
    uint32_t parent_ok;  /* of this device */
    uint32_t type;       /* handleType */
    uint32_t can;        /* the handle types it was created to be exported as */
    uint32_t done_nt;    /* an NT handle was exported from it before, whatever
                            its payload was then */
    uint32_t dead;       /* its payload's last owner is gone */
};

/*@ // The structure is there and is what it says: its fields can be judged.
    predicate vkr_get_read(struct vkr_get g) =
      g.has_info == 1 && g.stype_ok == 1;
    // ... and names a live object and one handle type.
    predicate vkr_get_typed(struct vkr_get g) =
      vkr_get_read(g) && g.object_ok == 1 && vkr_type_known(g.kind, g.type);

    // The two extensions' common text.
    predicate vkr_get_stype_bad(struct vkr_get g) =
      g.has_info == 1 && g.stype_ok != 1;
    predicate vkr_get_pnext_bad(struct vkr_get g) =
      vkr_get_read(g) && g.next_null != 1;
    predicate vkr_get_object_bad(struct vkr_get g) =
      vkr_get_read(g) && g.object_ok != 1;
    predicate vkr_get_parent_bad(struct vkr_get g) =
         vkr_get_read(g) && g.object_ok == 1 && g.device_ok == 1
      && g.parent_ok != 1;
    predicate vkr_get_type_bad(struct vkr_get g) =
      vkr_get_read(g) && !vkr_type_known(g.kind, g.type);
    predicate vkr_get_export_bad(struct vkr_get g) =
      vkr_get_typed(g) && (g.type & g.can) == 0;
    predicate vkr_get_second_bad(struct vkr_get g) =
      vkr_get_typed(g) && g.type == VKR_TYPE_NT && g.done_nt == 1;
    predicate vkr_get_family_bad(struct vkr_get g) =
      vkr_get_typed(g) && !vkr_type_win32(g.kind, g.type);
    predicate vkr_get_dead_bad(struct vkr_get g) =
      vkr_get_typed(g) && g.dead == 1;

    predicate VK_GETSEM_DEVICE(struct vkr_get g) =
      g.kind == VKR_SEMAPHORE && g.device_ok != 1;
    predicate VK_GETSEM_INFO(struct vkr_get g) =
      g.kind == VKR_SEMAPHORE && g.has_info != 1;
    predicate VK_GETSEM_HANDLE(struct vkr_get g) =
      g.kind == VKR_SEMAPHORE && g.has_handle != 1;
    predicate VK_GETSEM_STYPE(struct vkr_get g) =
      g.kind == VKR_SEMAPHORE && vkr_get_stype_bad(g);
    predicate VK_GETSEM_PNEXT(struct vkr_get g) =
      g.kind == VKR_SEMAPHORE && vkr_get_pnext_bad(g);
    predicate VK_GETSEM_SEMAPHORE(struct vkr_get g) =
      g.kind == VKR_SEMAPHORE && vkr_get_object_bad(g);
    predicate VK_GETSEM_PARENT(struct vkr_get g) =
      g.kind == VKR_SEMAPHORE && vkr_get_parent_bad(g);
    predicate VK_GETSEM_TYPE(struct vkr_get g) =
      g.kind == VKR_SEMAPHORE && vkr_get_type_bad(g);
    predicate VK_GETSEM_01126(struct vkr_get g) =
      g.kind == VKR_SEMAPHORE && vkr_get_export_bad(g);
    predicate VK_GETSEM_01127(struct vkr_get g) =
      g.kind == VKR_SEMAPHORE && vkr_get_second_bad(g);
    predicate VK_GETSEM_01131(struct vkr_get g) =
      g.kind == VKR_SEMAPHORE && vkr_get_family_bad(g);
    predicate VK_GETSEM_DEAD(struct vkr_get g) =
      g.kind == VKR_SEMAPHORE && vkr_get_dead_bad(g);

    predicate VK_GETFENCE_DEVICE(struct vkr_get g) =
      g.kind == VKR_FENCE && g.device_ok != 1;
    predicate VK_GETFENCE_INFO(struct vkr_get g) =
      g.kind == VKR_FENCE && g.has_info != 1;
    predicate VK_GETFENCE_HANDLE(struct vkr_get g) =
      g.kind == VKR_FENCE && g.has_handle != 1;
    predicate VK_GETFENCE_STYPE(struct vkr_get g) =
      g.kind == VKR_FENCE && vkr_get_stype_bad(g);
    predicate VK_GETFENCE_PNEXT(struct vkr_get g) =
      g.kind == VKR_FENCE && vkr_get_pnext_bad(g);
    predicate VK_GETFENCE_FENCE(struct vkr_get g) =
      g.kind == VKR_FENCE && vkr_get_object_bad(g);
    predicate VK_GETFENCE_PARENT(struct vkr_get g) =
      g.kind == VKR_FENCE && vkr_get_parent_bad(g);
    predicate VK_GETFENCE_TYPE(struct vkr_get g) =
      g.kind == VKR_FENCE && vkr_get_type_bad(g);
    predicate VK_GETFENCE_01448(struct vkr_get g) =
      g.kind == VKR_FENCE && vkr_get_export_bad(g);
    predicate VK_GETFENCE_01449(struct vkr_get g) =
      g.kind == VKR_FENCE && vkr_get_second_bad(g);
    predicate VK_GETFENCE_01452(struct vkr_get g) =
      g.kind == VKR_FENCE && vkr_get_family_bad(g);
    predicate VK_GETFENCE_DEAD(struct vkr_get g) =
      g.kind == VKR_FENCE && vkr_get_dead_bad(g);

    predicate vkr_get_semaphore_bad{L}(struct vkr_get g) =
         VK_GETSEM_DEVICE(g) || VK_GETSEM_INFO(g) || VK_GETSEM_HANDLE(g)
      || VK_GETSEM_STYPE(g) || VK_GETSEM_PNEXT(g) || VK_GETSEM_SEMAPHORE(g)
      || VK_GETSEM_PARENT(g) || VK_GETSEM_TYPE(g) || VK_GETSEM_01126(g)
      || (VK_GETSEM_01127(g)
          && \at(vkm_rules.second,L) == VKM_SECOND_FAILS)
      || VK_GETSEM_01131(g) || VK_GETSEM_DEAD(g);
    predicate vkr_get_semaphore_reported{L}(struct vkr_get g) =
         (vkr_reported{L}(REQ_VK_GETSEM_DEVICE) <==> VK_GETSEM_DEVICE(g))
      && (vkr_reported{L}(REQ_VK_GETSEM_INFO) <==> VK_GETSEM_INFO(g))
      && (vkr_reported{L}(REQ_VK_GETSEM_HANDLE) <==> VK_GETSEM_HANDLE(g))
      && (vkr_reported{L}(REQ_VK_GETSEM_STYPE) <==> VK_GETSEM_STYPE(g))
      && (vkr_reported{L}(REQ_VK_GETSEM_PNEXT) <==> VK_GETSEM_PNEXT(g))
      && (vkr_reported{L}(REQ_VK_GETSEM_SEMAPHORE) <==> VK_GETSEM_SEMAPHORE(g))
      && (vkr_reported{L}(REQ_VK_GETSEM_PARENT) <==> VK_GETSEM_PARENT(g))
      && (vkr_reported{L}(REQ_VK_GETSEM_TYPE) <==> VK_GETSEM_TYPE(g))
      && (vkr_reported{L}(REQ_VK_GETSEM_01126) <==> VK_GETSEM_01126(g))
      && (vkr_reported{L}(REQ_VK_GETSEM_01127) <==> VK_GETSEM_01127(g))
      && (vkr_reported{L}(REQ_VK_GETSEM_01131) <==> VK_GETSEM_01131(g))
      && (vkr_reported{L}(REQ_VK_GETSEM_DEAD) <==> VK_GETSEM_DEAD(g));
    predicate vkr_get_fence_bad{L}(struct vkr_get g) =
         VK_GETFENCE_DEVICE(g) || VK_GETFENCE_INFO(g) || VK_GETFENCE_HANDLE(g)
      || VK_GETFENCE_STYPE(g) || VK_GETFENCE_PNEXT(g) || VK_GETFENCE_FENCE(g)
      || VK_GETFENCE_PARENT(g) || VK_GETFENCE_TYPE(g) || VK_GETFENCE_01448(g)
      || (VK_GETFENCE_01449(g)
          && \at(vkm_rules.second,L) == VKM_SECOND_FAILS)
      || VK_GETFENCE_01452(g) || VK_GETFENCE_DEAD(g);
    predicate vkr_get_fence_reported{L}(struct vkr_get g) =
         (vkr_reported{L}(REQ_VK_GETFENCE_DEVICE) <==> VK_GETFENCE_DEVICE(g))
      && (vkr_reported{L}(REQ_VK_GETFENCE_INFO) <==> VK_GETFENCE_INFO(g))
      && (vkr_reported{L}(REQ_VK_GETFENCE_HANDLE) <==> VK_GETFENCE_HANDLE(g))
      && (vkr_reported{L}(REQ_VK_GETFENCE_STYPE) <==> VK_GETFENCE_STYPE(g))
      && (vkr_reported{L}(REQ_VK_GETFENCE_PNEXT) <==> VK_GETFENCE_PNEXT(g))
      && (vkr_reported{L}(REQ_VK_GETFENCE_FENCE) <==> VK_GETFENCE_FENCE(g))
      && (vkr_reported{L}(REQ_VK_GETFENCE_PARENT) <==> VK_GETFENCE_PARENT(g))
      && (vkr_reported{L}(REQ_VK_GETFENCE_TYPE) <==> VK_GETFENCE_TYPE(g))
      && (vkr_reported{L}(REQ_VK_GETFENCE_01448) <==> VK_GETFENCE_01448(g))
      && (vkr_reported{L}(REQ_VK_GETFENCE_01449) <==> VK_GETFENCE_01449(g))
      && (vkr_reported{L}(REQ_VK_GETFENCE_01452) <==> VK_GETFENCE_01452(g))
      && (vkr_reported{L}(REQ_VK_GETFENCE_DEAD) <==> VK_GETFENCE_DEAD(g));
*/

/* vkGetSemaphoreWin32HandleKHR. */
/*@ terminates         \true;
    exits              \false;
    assigns            vkr_bad[REQ_VK_GETSEM_DEVICE],
                       vkr_bad[REQ_VK_GETSEM_INFO],
                       vkr_bad[REQ_VK_GETSEM_HANDLE],
                       vkr_bad[REQ_VK_GETSEM_STYPE],
                       vkr_bad[REQ_VK_GETSEM_PNEXT],
                       vkr_bad[REQ_VK_GETSEM_SEMAPHORE],
                       vkr_bad[REQ_VK_GETSEM_PARENT],
                       vkr_bad[REQ_VK_GETSEM_TYPE],
                       vkr_bad[REQ_VK_GETSEM_01126],
                       vkr_bad[REQ_VK_GETSEM_01127],
                       vkr_bad[REQ_VK_GETSEM_01131],
                       vkr_bad[REQ_VK_GETSEM_DEAD];
    ensures   answer:  vkr_get_semaphore_bad(g)
                       ? \result == VKM_VALIDATION_FAILED
                       : \result == VKM_OK;

    behavior VK_GETSEM_DEVICE:  // no valid VkDevice
      ensures iff: vkr_reported(REQ_VK_GETSEM_DEVICE) <==> VK_GETSEM_DEVICE(g);
      ensures no:  VK_GETSEM_DEVICE(g) ==> \result == VKM_VALIDATION_FAILED;
    behavior VK_GETSEM_INFO:  // NULL
      ensures iff: vkr_reported(REQ_VK_GETSEM_INFO) <==> VK_GETSEM_INFO(g);
      ensures no:  VK_GETSEM_INFO(g) ==> \result == VKM_VALIDATION_FAILED;
    behavior VK_GETSEM_HANDLE:  // NULL
      ensures iff: vkr_reported(REQ_VK_GETSEM_HANDLE) <==> VK_GETSEM_HANDLE(g);
      ensures no:  VK_GETSEM_HANDLE(g) ==> \result == VKM_VALIDATION_FAILED;
    behavior VK_GETSEM_STYPE:
      ensures iff: vkr_reported(REQ_VK_GETSEM_STYPE) <==> VK_GETSEM_STYPE(g);
      ensures no:  VK_GETSEM_STYPE(g) ==> \result == VKM_VALIDATION_FAILED;
    behavior VK_GETSEM_PNEXT:  // not NULL
      ensures iff: vkr_reported(REQ_VK_GETSEM_PNEXT) <==> VK_GETSEM_PNEXT(g);
      ensures no:  VK_GETSEM_PNEXT(g) ==> \result == VKM_VALIDATION_FAILED;
    behavior VK_GETSEM_SEMAPHORE:  // no valid VkSemaphore
      ensures iff: vkr_reported(REQ_VK_GETSEM_SEMAPHORE) <==> VK_GETSEM_SEMAPHORE(g);
      ensures no:  VK_GETSEM_SEMAPHORE(g) ==> \result == VKM_VALIDATION_FAILED;
    behavior VK_GETSEM_PARENT:  // another device created it
      ensures iff: vkr_reported(REQ_VK_GETSEM_PARENT) <==> VK_GETSEM_PARENT(g);
      ensures no:  VK_GETSEM_PARENT(g) ==> \result == VKM_VALIDATION_FAILED;
    behavior VK_GETSEM_TYPE:  // not exactly one valid bit
      ensures iff: vkr_reported(REQ_VK_GETSEM_TYPE) <==> VK_GETSEM_TYPE(g);
      ensures no:  VK_GETSEM_TYPE(g) ==> \result == VKM_VALIDATION_FAILED;
    behavior VK_GETSEM_01126:  // not a type it was created to be exported as
      ensures iff: vkr_reported(REQ_VK_GETSEM_01126) <==> VK_GETSEM_01126(g);
      ensures no:  VK_GETSEM_01126(g) ==> \result == VKM_VALIDATION_FAILED;
    behavior VK_GETSEM_01127:  // a second NT export; the policy decides
      ensures iff: vkr_reported(REQ_VK_GETSEM_01127) <==> VK_GETSEM_01127(g);
      ensures no:  VK_GETSEM_01127(g) ==>
                       vkm_rules.second == VKM_SECOND_FAILS ==>
                       \result == VKM_VALIDATION_FAILED;
    behavior VK_GETSEM_01131:  // neither NT nor global share handle
      ensures iff: vkr_reported(REQ_VK_GETSEM_01131) <==> VK_GETSEM_01131(g);
      ensures no:  VK_GETSEM_01131(g) ==> \result == VKM_VALIDATION_FAILED;
    behavior VK_GETSEM_DEAD:  // VK_OWN_5: its payload is gone
      ensures iff: vkr_reported(REQ_VK_GETSEM_DEAD) <==> VK_GETSEM_DEAD(g);
      ensures no:  VK_GETSEM_DEAD(g) ==> \result == VKM_VALIDATION_FAILED;
*/
int32_t vkr_check_get_semaphore(struct vkr_get g);

/* vkGetFenceWin32HandleKHR. */
/*@ terminates         \true;
    exits              \false;
    assigns            vkr_bad[REQ_VK_GETFENCE_DEVICE],
                       vkr_bad[REQ_VK_GETFENCE_INFO],
                       vkr_bad[REQ_VK_GETFENCE_HANDLE],
                       vkr_bad[REQ_VK_GETFENCE_STYPE],
                       vkr_bad[REQ_VK_GETFENCE_PNEXT],
                       vkr_bad[REQ_VK_GETFENCE_FENCE],
                       vkr_bad[REQ_VK_GETFENCE_PARENT],
                       vkr_bad[REQ_VK_GETFENCE_TYPE],
                       vkr_bad[REQ_VK_GETFENCE_01448],
                       vkr_bad[REQ_VK_GETFENCE_01449],
                       vkr_bad[REQ_VK_GETFENCE_01452],
                       vkr_bad[REQ_VK_GETFENCE_DEAD];
    ensures   answer:  vkr_get_fence_bad(g)
                       ? \result == VKM_VALIDATION_FAILED
                       : \result == VKM_OK;

    behavior VK_GETFENCE_DEVICE:  // no valid VkDevice
      ensures iff: vkr_reported(REQ_VK_GETFENCE_DEVICE) <==> VK_GETFENCE_DEVICE(g);
      ensures no:  VK_GETFENCE_DEVICE(g) ==> \result == VKM_VALIDATION_FAILED;
    behavior VK_GETFENCE_INFO:  // NULL
      ensures iff: vkr_reported(REQ_VK_GETFENCE_INFO) <==> VK_GETFENCE_INFO(g);
      ensures no:  VK_GETFENCE_INFO(g) ==> \result == VKM_VALIDATION_FAILED;
    behavior VK_GETFENCE_HANDLE:  // NULL
      ensures iff: vkr_reported(REQ_VK_GETFENCE_HANDLE) <==> VK_GETFENCE_HANDLE(g);
      ensures no:  VK_GETFENCE_HANDLE(g) ==> \result == VKM_VALIDATION_FAILED;
    behavior VK_GETFENCE_STYPE:
      ensures iff: vkr_reported(REQ_VK_GETFENCE_STYPE) <==> VK_GETFENCE_STYPE(g);
      ensures no:  VK_GETFENCE_STYPE(g) ==> \result == VKM_VALIDATION_FAILED;
    behavior VK_GETFENCE_PNEXT:  // not NULL
      ensures iff: vkr_reported(REQ_VK_GETFENCE_PNEXT) <==> VK_GETFENCE_PNEXT(g);
      ensures no:  VK_GETFENCE_PNEXT(g) ==> \result == VKM_VALIDATION_FAILED;
    behavior VK_GETFENCE_FENCE:  // no valid VkFence
      ensures iff: vkr_reported(REQ_VK_GETFENCE_FENCE) <==> VK_GETFENCE_FENCE(g);
      ensures no:  VK_GETFENCE_FENCE(g) ==> \result == VKM_VALIDATION_FAILED;
    behavior VK_GETFENCE_PARENT:  // another device created it
      ensures iff: vkr_reported(REQ_VK_GETFENCE_PARENT) <==> VK_GETFENCE_PARENT(g);
      ensures no:  VK_GETFENCE_PARENT(g) ==> \result == VKM_VALIDATION_FAILED;
    behavior VK_GETFENCE_TYPE:  // not exactly one valid bit
      ensures iff: vkr_reported(REQ_VK_GETFENCE_TYPE) <==> VK_GETFENCE_TYPE(g);
      ensures no:  VK_GETFENCE_TYPE(g) ==> \result == VKM_VALIDATION_FAILED;
    behavior VK_GETFENCE_01448:  // not a type it was created to be exported as
      ensures iff: vkr_reported(REQ_VK_GETFENCE_01448) <==> VK_GETFENCE_01448(g);
      ensures no:  VK_GETFENCE_01448(g) ==> \result == VKM_VALIDATION_FAILED;
    behavior VK_GETFENCE_01449:  // a second NT export; the policy decides
      ensures iff: vkr_reported(REQ_VK_GETFENCE_01449) <==> VK_GETFENCE_01449(g);
      ensures no:  VK_GETFENCE_01449(g) ==>
                       vkm_rules.second == VKM_SECOND_FAILS ==>
                       \result == VKM_VALIDATION_FAILED;
    behavior VK_GETFENCE_01452:  // neither NT nor global share handle
      ensures iff: vkr_reported(REQ_VK_GETFENCE_01452) <==> VK_GETFENCE_01452(g);
      ensures no:  VK_GETFENCE_01452(g) ==> \result == VKM_VALIDATION_FAILED;
    behavior VK_GETFENCE_DEAD:  // VK_OWN_5: its payload is gone
      ensures iff: vkr_reported(REQ_VK_GETFENCE_DEAD) <==> VK_GETFENCE_DEAD(g);
      ensures no:  VK_GETFENCE_DEAD(g) ==> \result == VKM_VALIDATION_FAILED;
*/
int32_t vkr_check_get_fence(struct vkr_get g);

/* Either, as `kind` says. */
/*@ terminates         \true;
    exits              \false;
    assigns            vkr_bad[0 .. REQ_VKR_MAX - 1];
    ensures   set:     vkr_get_semaphore_reported(g) && vkr_get_fence_reported(g);
    ensures   only:    vkr_none_reported_but(REQ_VK_GETSEM_DEVICE,
                                             REQ_VK_GETFENCE_DEAD);
    ensures   answer:  vkr_get_semaphore_bad(g) || vkr_get_fence_bad(g)
                       ? \result == VKM_VALIDATION_FAILED
                       : \result == VKM_OK;
*/
int32_t vkr_get(struct vkr_get g);

#endif /* HLOCAL_SPECS_VK_SYNC_GET_H */
