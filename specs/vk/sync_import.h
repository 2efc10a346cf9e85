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
#define VKR_IMPORT_PAIRS(P, R)                                                 \
    P(R, IMPSEM_DEVICE, IMPFENCE_DEVICE, device)                               \
    P(R, IMPSEM_INFO, IMPFENCE_INFO, info)                                     \
    P(R, IMPSEM_STYPE, IMPFENCE_STYPE, stype)                                  \
    P(R, IMPSEM_PNEXT, IMPFENCE_PNEXT, pnext)                                  \
    P(R, IMPSEM_SEMAPHORE, IMPFENCE_FENCE, object)                             \
    P(R, IMPSEM_PARENT, IMPFENCE_PARENT, parent)                               \
    P(R, IMPSEM_FLAGS, IMPFENCE_FLAGS, flags)                                  \
    P(R, IMPSEM_01140, IMPFENCE_01457, type)                                   \
    P(R, IMPSEM_01466, IMPFENCE_01459, name)                                   \
    P(R, IMPSEM_01469, IMPFENCE_01462, both)
#define VKR_IMPORT_SEMAPHORE_RULES(R) VKR_IMPORT_PAIRS(RULE_FIRST, R)
#define VKR_IMPORT_FENCE_RULES(R)                                              \
    VKR_IMPORT_PAIRS(RULE_SECOND, R) R(IMPFENCE_04448)
#define VKR_PAYLOAD_PAIRS(P, R)                                                \
    P(R, IMPSEM_01467, IMPFENCE_01460, no_name)                                \
    P(R, IMPSEM_01468, IMPFENCE_01461, no_handle)                              \
    P(R, IMPSEM_01542, IMPFENCE_01539, handle_other_uuid)                      \
    P(R, IMPSEM_01543, IMPFENCE_01540, name_other_uuid)
#define VKR_SEMAPHORE_PAYLOAD_RULES(R) VKR_PAYLOAD_PAIRS(RULE_FIRST, R)
#define VKR_FENCE_PAYLOAD_RULES(R) VKR_PAYLOAD_PAIRS(RULE_SECOND, R)
#define VKR_SEMAPHORE_MATCH_RULES(R)                                           \
    R(IMPSEM_03261) R(IMPSEM_03262) R(IMPSEM_03322)
#define VKR_IMPORT_PAIR(R, first, second, name, ...)                           \
    predicate VK_##first(struct vkr_import i) =                                \
      i.kind == VKR_SEMAPHORE && vkr_import_##name##_bad(i);                   \
    predicate VK_##second(struct vkr_import i) =                               \
      i.kind == VKR_FENCE && vkr_import_##name##_bad(i);
#define VKR_PAYLOAD_PAIR(R, first, second, name, ...)                          \
    predicate VK_##first(struct vkr_import i) =                                \
      i.kind == VKR_SEMAPHORE && vkr_import_##name(i);                         \
    predicate VK_##second(struct vkr_import i) =                               \
      i.kind == VKR_FENCE && vkr_import_##name(i);
/* clang-format on */

/*@ // The structure is there and is what it says: its fields can be judged.
    predicate vkr_import_read(struct vkr_import i) =
      i.has_info == 1 && i.stype_ok == 1;
    // ... and names a live object.
    predicate vkr_import_named(struct vkr_import i) =
      vkr_import_read(i) && i.object_ok == 1;

    // The two extensions' common text.
    predicate vkr_import_device_bad(struct vkr_import i) = i.device_ok != 1;
    predicate vkr_import_info_bad(struct vkr_import i) = i.has_info != 1;
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

    VKR_IMPORT_PAIRS(VKR_IMPORT_PAIR, )
    VKR_PAYLOAD_PAIRS(VKR_PAYLOAD_PAIR, )

    predicate VK_IMPSEM_03261(struct vkr_import i) =
      i.kind == VKR_SEMAPHORE && vkr_import_finds(i) && i.same_flags != 1;
    predicate VK_IMPSEM_03262(struct vkr_import i) =
      i.kind == VKR_SEMAPHORE && vkr_import_finds(i) && i.same_timeline != 1;
    predicate VK_IMPSEM_03322(struct vkr_import i) =
         i.kind == VKR_SEMAPHORE && vkr_import_finds(i)
      && i.timeline == 1 && i.flags % 2 == 1;

    predicate VK_IMPFENCE_04448(struct vkr_import i) =
      i.kind == VKR_FENCE && vkr_import_named(i) && i.pending == 1;

    predicate vkr_import_semaphore_bad(struct vkr_import i) =
      RULES_BROKEN(VKR_IMPORT_SEMAPHORE_RULES);
    predicate vkr_import_semaphore_reported{L}(struct vkr_import i) =
         RULES_REPORTED(VKR_IMPORT_SEMAPHORE_RULES);
    predicate vkr_import_fence_bad(struct vkr_import i) =
      RULES_BROKEN(VKR_IMPORT_FENCE_RULES);
    predicate vkr_import_fence_reported{L}(struct vkr_import i) =
         RULES_REPORTED(VKR_IMPORT_FENCE_RULES);
    predicate vkr_semaphore_payload_bad(struct vkr_import i) =
      RULES_BROKEN(VKR_SEMAPHORE_MATCH_RULES);
    predicate vkr_semaphore_payload_foreign(struct vkr_import i) =
      RULES_BROKEN(VKR_SEMAPHORE_PAYLOAD_RULES);
    predicate vkr_semaphore_payload_reported{L}(struct vkr_import i) =
         RULES_REPORTED(VKR_SEMAPHORE_PAYLOAD_RULES)
      && RULES_REPORTED(VKR_SEMAPHORE_MATCH_RULES);
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
    VKR_SEMAPHORE_PAYLOAD_RULES(RULE_ASSIGNS)
    VKR_SEMAPHORE_MATCH_RULES(RULE_ASSIGNS)
    ensures   answer:  vkr_semaphore_payload_bad(i)
                       ? \result == VKM_VALIDATION_FAILED
                       : vkr_semaphore_payload_foreign(i)
                       ? \result == VKM_INVALID_EXTERNAL_HANDLE
                       : \result == VKM_OK;
    VKR_SEMAPHORE_PAYLOAD_RULES(RULE_NOT_OK)
    VKR_SEMAPHORE_MATCH_RULES(RULE_VALIDATION_FAILED)
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
