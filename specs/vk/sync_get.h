/* vkGetSemaphoreWin32HandleKHR, vkGetFenceWin32HandleKHR.
 * How to read a contract: vk/step.h; what is modelled: vk/rules.h.
 */
#ifndef HLOCAL_SPECS_VK_SYNC_GET_H
#define HLOCAL_SPECS_VK_SYNC_GET_H

#include "vk/sync_type.h"
#include "vk/check.h"

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

#undef RULE_SET
#undef RULE_CALL
#define RULE_SET vkr_bad
#define RULE_CALL g

/* clang-format off */
#define VKR_GET_SEMAPHORE_RULES(R)                                             \
    R(GETSEM_DEVICE) R(GETSEM_INFO) R(GETSEM_HANDLE) R(GETSEM_STYPE)           \
    R(GETSEM_PNEXT) R(GETSEM_SEMAPHORE) R(GETSEM_PARENT) R(GETSEM_TYPE)        \
    R(GETSEM_01126) R(GETSEM_01127, VKM_IF_SECOND_FAILS) R(GETSEM_01131)       \
    R(GETSEM_DEAD)
#define VKR_GET_FENCE_RULES(R)                                                 \
    R(GETFENCE_DEVICE) R(GETFENCE_INFO) R(GETFENCE_HANDLE) R(GETFENCE_STYPE)   \
    R(GETFENCE_PNEXT) R(GETFENCE_FENCE) R(GETFENCE_PARENT) R(GETFENCE_TYPE)    \
    R(GETFENCE_01448) R(GETFENCE_01449, VKM_IF_SECOND_FAILS)                   \
    R(GETFENCE_01452) R(GETFENCE_DEAD)
/* clang-format on */

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
      RULES_BROKEN(VKR_GET_SEMAPHORE_RULES);
    predicate vkr_get_semaphore_reported{L}(struct vkr_get g) =
         RULES_REPORTED(VKR_GET_SEMAPHORE_RULES);
    predicate vkr_get_fence_bad{L}(struct vkr_get g) =
      RULES_BROKEN(VKR_GET_FENCE_RULES);
    predicate vkr_get_fence_reported{L}(struct vkr_get g) =
         RULES_REPORTED(VKR_GET_FENCE_RULES);
*/

/* vkGetSemaphoreWin32HandleKHR. */
/*@ REFUSES(VKR_GET_SEMAPHORE_RULES, vkr_get_semaphore_bad(g)) */
int32_t vkr_check_get_semaphore(struct vkr_get g);

/* vkGetFenceWin32HandleKHR. */
/*@ REFUSES(VKR_GET_FENCE_RULES, vkr_get_fence_bad(g)) */
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
