/* vkImportSemaphoreWin32HandleKHR, vkImportFenceWin32HandleKHR.
 * How to read a contract: vk/step.h; what is modelled: vk/rules.h.
 */
#ifndef HLOCAL_SPECS_VK_SYNC_IMPORT_H
#define HLOCAL_SPECS_VK_SYNC_IMPORT_H

#include "vk/sync_type.h"
#include "vk/check.h"

#define VKR_TEMPORARY 0x1u /* Vk...ImportFlagBits */

/* One call. All but `kind`, `flags` and `type` are 0 or 1. */
struct vkr_import {
    uint32_t kind;          /* VKR_SEMAPHORE, VKR_FENCE */
    uint32_t device_ok;     /* a live VkDevice */
    uint32_t has_info;      /* pImport...Win32HandleInfo is not NULL */
    uint32_t stype_ok;      /* sType is the structure's */
    uint32_t next_null;     /* pNext is NULL */
    uint32_t object_ok;     /* a live VkSemaphore or VkFence */
    uint32_t parent_ok;     /* of this device */
    uint32_t pending;       /* a submission will signal the fence */
    uint32_t flags;         /* as given */
    uint32_t type;          /* handleType */
    uint32_t has_handle;    /* handle is not NULL */
    uint32_t has_name;      /* name is not NULL */
    uint32_t resolves;      /* what is given means a live payload of the kind:
                               the name if there is one, else the handle */
    uint32_t same_uuid;     /* of the same deviceUUID and driverUUID */
    uint32_t same_flags;    /* and its semaphore was created with these flags */
    uint32_t same_timeline; /* both are timelines, or neither is */
    uint32_t timeline;      /* the payload is a timeline */
};

#undef RULE_SET
#undef RULE_CALL
#define RULE_SET vkr_bad
#define RULE_CALL i

/* clang-format off */
#define VKR_IMPORT_SEMAPHORE_RULES(R)                                          \
    R(IMPSEM_DEVICE) R(IMPSEM_INFO) R(IMPSEM_STYPE) R(IMPSEM_PNEXT)            \
    R(IMPSEM_SEMAPHORE) R(IMPSEM_PARENT) R(IMPSEM_FLAGS) R(IMPSEM_01140)       \
    R(IMPSEM_01466) R(IMPSEM_01469)
#define VKR_IMPORT_FENCE_RULES(R)                                              \
    R(IMPFENCE_DEVICE) R(IMPFENCE_INFO) R(IMPFENCE_STYPE) R(IMPFENCE_PNEXT)    \
    R(IMPFENCE_FENCE) R(IMPFENCE_PARENT) R(IMPFENCE_04448) R(IMPFENCE_FLAGS)   \
    R(IMPFENCE_01457) R(IMPFENCE_01459) R(IMPFENCE_01462)
#define VKR_FENCE_PAYLOAD_RULES(R)                                             \
    R(IMPFENCE_01460) R(IMPFENCE_01461) R(IMPFENCE_01539) R(IMPFENCE_01540)
/* clang-format on */

/*@ // The structure is there and is what it says: its fields can be judged.
    predicate vkr_import_read(struct vkr_import i) =
      i.has_info == 1 && i.stype_ok == 1;
    // ... and names a live object.
    predicate vkr_import_named(struct vkr_import i) =
      vkr_import_read(i) && i.object_ok == 1;

    // The two extensions' common text.
    predicate vkr_import_stype_bad(struct vkr_import i) =
      i.has_info == 1 && i.stype_ok != 1;
    predicate vkr_import_pnext_bad(struct vkr_import i) =
      vkr_import_read(i) && i.next_null != 1;
    predicate vkr_import_object_bad(struct vkr_import i) =
      vkr_import_read(i) && i.object_ok != 1;
    predicate vkr_import_parent_bad(struct vkr_import i) =
      vkr_import_named(i) && i.device_ok == 1 && i.parent_ok != 1;
    predicate vkr_import_flags_bad(struct vkr_import i) =
      vkr_import_read(i) && i.flags > VKR_TEMPORARY;
    predicate vkr_import_type_bad(struct vkr_import i) =
         vkr_import_read(i)
      && i.type != VKR_TYPE_NT && i.type != VKR_TYPE_KMT;
    predicate vkr_import_name_bad(struct vkr_import i) =
         vkr_import_read(i) && i.has_name == 1
      && !vkr_types_nt(i.kind, i.type);
    predicate vkr_import_both_bad(struct vkr_import i) =
      vkr_import_read(i) && i.has_handle == 1 && i.has_name == 1;

    // It says what to look up, whatever else is wrong,
    predicate vkr_import_looks(struct vkr_import i) =
         vkr_import_named(i)
      && (i.type == VKR_TYPE_NT || i.type == VKR_TYPE_KMT)
      && (i.has_name == 1 ==> i.type == VKR_TYPE_NT && i.has_handle != 1);
    // and it is found.
    predicate vkr_import_finds(struct vkr_import i) =
      vkr_import_looks(i) && i.resolves == 1;

    predicate vkr_import_no_name(struct vkr_import i) =
      vkr_import_looks(i) && i.has_name == 1 && i.resolves != 1;
    predicate vkr_import_no_handle(struct vkr_import i) =
      vkr_import_looks(i) && i.has_name != 1 && i.resolves != 1;
    predicate vkr_import_handle_other_uuid(struct vkr_import i) =
      vkr_import_finds(i) && i.has_name != 1 && i.same_uuid != 1;
    predicate vkr_import_name_other_uuid(struct vkr_import i) =
      vkr_import_finds(i) && i.has_name == 1 && i.same_uuid != 1;

    predicate VK_IMPSEM_DEVICE(struct vkr_import i) =
      i.kind == VKR_SEMAPHORE && i.device_ok != 1;
    predicate VK_IMPSEM_INFO(struct vkr_import i) =
      i.kind == VKR_SEMAPHORE && i.has_info != 1;
    predicate VK_IMPSEM_STYPE(struct vkr_import i) =
      i.kind == VKR_SEMAPHORE && vkr_import_stype_bad(i);
    predicate VK_IMPSEM_PNEXT(struct vkr_import i) =
      i.kind == VKR_SEMAPHORE && vkr_import_pnext_bad(i);
    predicate VK_IMPSEM_SEMAPHORE(struct vkr_import i) =
      i.kind == VKR_SEMAPHORE && vkr_import_object_bad(i);
    predicate VK_IMPSEM_PARENT(struct vkr_import i) =
      i.kind == VKR_SEMAPHORE && vkr_import_parent_bad(i);
    predicate VK_IMPSEM_FLAGS(struct vkr_import i) =
      i.kind == VKR_SEMAPHORE && vkr_import_flags_bad(i);
    predicate VK_IMPSEM_01140(struct vkr_import i) =
      i.kind == VKR_SEMAPHORE && vkr_import_type_bad(i);
    predicate VK_IMPSEM_01466(struct vkr_import i) =
      i.kind == VKR_SEMAPHORE && vkr_import_name_bad(i);
    predicate VK_IMPSEM_01469(struct vkr_import i) =
      i.kind == VKR_SEMAPHORE && vkr_import_both_bad(i);
    predicate VK_IMPSEM_01467(struct vkr_import i) =
      i.kind == VKR_SEMAPHORE && vkr_import_no_name(i);
    predicate VK_IMPSEM_01468(struct vkr_import i) =
      i.kind == VKR_SEMAPHORE && vkr_import_no_handle(i);
    predicate VK_IMPSEM_01542(struct vkr_import i) =
      i.kind == VKR_SEMAPHORE && vkr_import_handle_other_uuid(i);
    predicate VK_IMPSEM_01543(struct vkr_import i) =
      i.kind == VKR_SEMAPHORE && vkr_import_name_other_uuid(i);
    predicate VK_IMPSEM_03261(struct vkr_import i) =
      i.kind == VKR_SEMAPHORE && vkr_import_finds(i) && i.same_flags != 1;
    predicate VK_IMPSEM_03262(struct vkr_import i) =
      i.kind == VKR_SEMAPHORE && vkr_import_finds(i) && i.same_timeline != 1;
    predicate VK_IMPSEM_03322(struct vkr_import i) =
         i.kind == VKR_SEMAPHORE && vkr_import_finds(i)
      && i.timeline == 1 && i.flags % 2 == 1;

    predicate VK_IMPFENCE_DEVICE(struct vkr_import i) =
      i.kind == VKR_FENCE && i.device_ok != 1;
    predicate VK_IMPFENCE_INFO(struct vkr_import i) =
      i.kind == VKR_FENCE && i.has_info != 1;
    predicate VK_IMPFENCE_STYPE(struct vkr_import i) =
      i.kind == VKR_FENCE && vkr_import_stype_bad(i);
    predicate VK_IMPFENCE_PNEXT(struct vkr_import i) =
      i.kind == VKR_FENCE && vkr_import_pnext_bad(i);
    predicate VK_IMPFENCE_FENCE(struct vkr_import i) =
      i.kind == VKR_FENCE && vkr_import_object_bad(i);
    predicate VK_IMPFENCE_PARENT(struct vkr_import i) =
      i.kind == VKR_FENCE && vkr_import_parent_bad(i);
    predicate VK_IMPFENCE_04448(struct vkr_import i) =
      i.kind == VKR_FENCE && vkr_import_named(i) && i.pending == 1;
    predicate VK_IMPFENCE_FLAGS(struct vkr_import i) =
      i.kind == VKR_FENCE && vkr_import_flags_bad(i);
    predicate VK_IMPFENCE_01457(struct vkr_import i) =
      i.kind == VKR_FENCE && vkr_import_type_bad(i);
    predicate VK_IMPFENCE_01459(struct vkr_import i) =
      i.kind == VKR_FENCE && vkr_import_name_bad(i);
    predicate VK_IMPFENCE_01462(struct vkr_import i) =
      i.kind == VKR_FENCE && vkr_import_both_bad(i);
    predicate VK_IMPFENCE_01460(struct vkr_import i) =
      i.kind == VKR_FENCE && vkr_import_no_name(i);
    predicate VK_IMPFENCE_01461(struct vkr_import i) =
      i.kind == VKR_FENCE && vkr_import_no_handle(i);
    predicate VK_IMPFENCE_01539(struct vkr_import i) =
      i.kind == VKR_FENCE && vkr_import_handle_other_uuid(i);
    predicate VK_IMPFENCE_01540(struct vkr_import i) =
      i.kind == VKR_FENCE && vkr_import_name_other_uuid(i);

    predicate vkr_import_semaphore_bad(struct vkr_import i) =
      RULES_BROKEN(VKR_IMPORT_SEMAPHORE_RULES);
    predicate vkr_import_semaphore_reported{L}(struct vkr_import i) =
         RULES_REPORTED(VKR_IMPORT_SEMAPHORE_RULES);
    predicate vkr_import_fence_bad(struct vkr_import i) =
      RULES_BROKEN(VKR_IMPORT_FENCE_RULES);
    predicate vkr_import_fence_reported{L}(struct vkr_import i) =
         RULES_REPORTED(VKR_IMPORT_FENCE_RULES);
    predicate vkr_semaphore_payload_bad(struct vkr_import i) =
         VK_IMPSEM_03261(i) || VK_IMPSEM_03262(i) || VK_IMPSEM_03322(i);
    predicate vkr_semaphore_payload_foreign(struct vkr_import i) =
         VK_IMPSEM_01467(i) || VK_IMPSEM_01468(i) || VK_IMPSEM_01542(i)
      || VK_IMPSEM_01543(i);
    predicate vkr_semaphore_payload_reported{L}(struct vkr_import i) =
         (vkr_reported{L}(REQ_VK_IMPSEM_01467) <==> VK_IMPSEM_01467(i))
      && (vkr_reported{L}(REQ_VK_IMPSEM_01468) <==> VK_IMPSEM_01468(i))
      && (vkr_reported{L}(REQ_VK_IMPSEM_01542) <==> VK_IMPSEM_01542(i))
      && (vkr_reported{L}(REQ_VK_IMPSEM_01543) <==> VK_IMPSEM_01543(i))
      && (vkr_reported{L}(REQ_VK_IMPSEM_03261) <==> VK_IMPSEM_03261(i))
      && (vkr_reported{L}(REQ_VK_IMPSEM_03262) <==> VK_IMPSEM_03262(i))
      && (vkr_reported{L}(REQ_VK_IMPSEM_03322) <==> VK_IMPSEM_03322(i));
    predicate vkr_fence_payload_foreign(struct vkr_import i) =
      RULES_BROKEN(VKR_FENCE_PAYLOAD_RULES);
    predicate vkr_fence_payload_reported{L}(struct vkr_import i) =
         RULES_REPORTED(VKR_FENCE_PAYLOAD_RULES);

    predicate vkr_import_invalid(struct vkr_import i) =
         vkr_import_semaphore_bad(i) || vkr_import_fence_bad(i)
      || vkr_semaphore_payload_bad(i);
    predicate vkr_import_foreign(struct vkr_import i) =
      vkr_semaphore_payload_foreign(i) || vkr_fence_payload_foreign(i);
*/

/* vkImportSemaphoreWin32HandleKHR: what is wrong with the call itself. */
/*@ REFUSES(VKR_IMPORT_SEMAPHORE_RULES, vkr_import_semaphore_bad(i)) */
int32_t vkr_check_import_semaphore(struct vkr_import i);

/* vkImportFenceWin32HandleKHR: what is wrong with the call itself. */
/*@ REFUSES(VKR_IMPORT_FENCE_RULES, vkr_import_fence_bad(i)) */
int32_t vkr_check_import_fence(struct vkr_import i);

/* vkImportSemaphoreWin32HandleKHR: and with what it brings in. */
/*@ terminates         \true;
    exits              \false;
    assigns            vkr_bad[REQ_VK_IMPSEM_01467],
                       vkr_bad[REQ_VK_IMPSEM_01468],
                       vkr_bad[REQ_VK_IMPSEM_01542],
                       vkr_bad[REQ_VK_IMPSEM_01543],
                       vkr_bad[REQ_VK_IMPSEM_03261],
                       vkr_bad[REQ_VK_IMPSEM_03262],
                       vkr_bad[REQ_VK_IMPSEM_03322];
    ensures   answer:  vkr_semaphore_payload_bad(i)
                       ? \result == VKM_VALIDATION_FAILED
                       : vkr_semaphore_payload_foreign(i)
                       ? \result == VKM_INVALID_EXTERNAL_HANDLE
                       : \result == VKM_OK;

    behavior VK_IMPSEM_01467:  // nothing has that name
      ensures iff: vkr_reported(REQ_VK_IMPSEM_01467) <==> VK_IMPSEM_01467(i);
      ensures no:  VK_IMPSEM_01467(i) ==>
                       \result == VKM_VALIDATION_FAILED
                       || \result == VKM_INVALID_EXTERNAL_HANDLE;
    behavior VK_IMPSEM_01468:  // no such handle or number
      ensures iff: vkr_reported(REQ_VK_IMPSEM_01468) <==> VK_IMPSEM_01468(i);
      ensures no:  VK_IMPSEM_01468(i) ==>
                       \result == VKM_VALIDATION_FAILED
                       || \result == VKM_INVALID_EXTERNAL_HANDLE;
    behavior VK_IMPSEM_01542:  // of another device or driver
      ensures iff: vkr_reported(REQ_VK_IMPSEM_01542) <==> VK_IMPSEM_01542(i);
      ensures no:  VK_IMPSEM_01542(i) ==>
                       \result == VKM_VALIDATION_FAILED
                       || \result == VKM_INVALID_EXTERNAL_HANDLE;
    behavior VK_IMPSEM_01543:  // of another device or driver
      ensures iff: vkr_reported(REQ_VK_IMPSEM_01543) <==> VK_IMPSEM_01543(i);
      ensures no:  VK_IMPSEM_01543(i) ==>
                       \result == VKM_VALIDATION_FAILED
                       || \result == VKM_INVALID_EXTERNAL_HANDLE;
    behavior VK_IMPSEM_03261:  // created with other flags
      ensures iff: vkr_reported(REQ_VK_IMPSEM_03261) <==> VK_IMPSEM_03261(i);
      ensures no:  VK_IMPSEM_03261(i) ==> \result == VKM_VALIDATION_FAILED;
    behavior VK_IMPSEM_03262:  // binary and timeline
      ensures iff: vkr_reported(REQ_VK_IMPSEM_03262) <==> VK_IMPSEM_03262(i);
      ensures no:  VK_IMPSEM_03262(i) ==> \result == VKM_VALIDATION_FAILED;
    behavior VK_IMPSEM_03322:  // a timeline, temporarily
      ensures iff: vkr_reported(REQ_VK_IMPSEM_03322) <==> VK_IMPSEM_03322(i);
      ensures no:  VK_IMPSEM_03322(i) ==> \result == VKM_VALIDATION_FAILED;
*/
int32_t vkr_check_semaphore_payload(struct vkr_import i);

/* vkImportFenceWin32HandleKHR: and with what it brings in. */
/*@ REJECTS(VKR_FENCE_PAYLOAD_RULES, vkr_fence_payload_foreign(i)) */
int32_t vkr_check_fence_payload(struct vkr_import i);

/* Either, as `kind` says. */
/*@ terminates         \true;
    exits              \false;
    assigns            vkr_bad[0 .. REQ_VKR_MAX - 1];
    ensures   call:    vkr_import_semaphore_reported(i)
                       && vkr_import_fence_reported(i);
    ensures   payload: vkr_semaphore_payload_reported(i)
                       && vkr_fence_payload_reported(i);
    ensures   only:    vkr_none_reported_but(REQ_VK_IMPSEM_DEVICE,
                                             REQ_VK_IMPFENCE_01540);

    behavior INVALID:
      assumes          vkr_import_invalid(i);
      ensures  result: \result == VKM_VALIDATION_FAILED;

    behavior FOREIGN:      // the call is right, the handle is not
      assumes          !vkr_import_invalid(i) && vkr_import_foreign(i);
      ensures  result: \result == VKM_INVALID_EXTERNAL_HANDLE;

    behavior VALID:
      assumes          !vkr_import_invalid(i) && !vkr_import_foreign(i);
      ensures  result: \result == VKM_OK;

    complete behaviors;
    disjoint behaviors;
*/
int32_t vkr_import(struct vkr_import i);

#endif /* HLOCAL_SPECS_VK_SYNC_IMPORT_H */
