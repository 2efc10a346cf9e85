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
#define VKR_GET_PAIRS(P, R)                                                    \
    P(R, GETSEM_DEVICE, GETFENCE_DEVICE, device)                               \
    P(R, GETSEM_INFO, GETFENCE_INFO, info)                                     \
    P(R, GETSEM_HANDLE, GETFENCE_HANDLE, handle)                               \
    P(R, GETSEM_STYPE, GETFENCE_STYPE, stype)                                  \
    P(R, GETSEM_PNEXT, GETFENCE_PNEXT, pnext)                                  \
    P(R, GETSEM_SEMAPHORE, GETFENCE_FENCE, object)                             \
    P(R, GETSEM_PARENT, GETFENCE_PARENT, parent)                               \
    P(R, GETSEM_TYPE, GETFENCE_TYPE, type)                                     \
    P(R, GETSEM_01126, GETFENCE_01448, export)                                 \
    P(R, GETSEM_01127, GETFENCE_01449, second, VKM_IF_SECOND_FAILS)            \
    P(R, GETSEM_01131, GETFENCE_01452, family)                                 \
    P(R, GETSEM_DEAD, GETFENCE_DEAD, dead)
#define VKR_GET_SEMAPHORE_RULES(R) VKR_GET_PAIRS(RULE_FIRST, R)
#define VKR_GET_FENCE_RULES(R) VKR_GET_PAIRS(RULE_SECOND, R)
#define VKR_GET_PAIR(R, first, second, name, ...)                              \
    predicate VK_##first(struct vkr_get g) =                                   \
      g.kind == VKR_SEMAPHORE && vkr_get_##name##_bad(g);                      \
    predicate VK_##second(struct vkr_get g) =                                  \
      g.kind == VKR_FENCE && vkr_get_##name##_bad(g);
/* clang-format on */

/*@ // The structure is there and is what it says: its fields can be judged.
    predicate vkr_get_read(struct vkr_get g) =
      g.has_info == 1 && g.stype_ok == 1;
    // ... and names a live object and one handle type.
    predicate vkr_get_typed(struct vkr_get g) =
      vkr_get_read(g) && g.object_ok == 1 && vkr_type_known(g.kind, g.type);

    // The two extensions' common text.
    predicate vkr_get_device_bad(struct vkr_get g) = g.device_ok != 1;
    predicate vkr_get_info_bad(struct vkr_get g) = g.has_info != 1;
    predicate vkr_get_handle_bad(struct vkr_get g) = g.has_handle != 1;
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

    VKR_GET_PAIRS(VKR_GET_PAIR, )

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
