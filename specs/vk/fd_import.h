/* vkAllocateMemory with VkImportMemoryFdInfoKHR.
 * How to read a contract: vk/step.h; what is modelled: vk/rules.h.
 */
#ifndef HLOCAL_SPECS_VK_FD_IMPORT_H
#define HLOCAL_SPECS_VK_FD_IMPORT_H

#include "vk/fd_type.h"
#include "vk/check.h"

/* One call, right in all that is not said here. All but `type` are 0 or 1. */
struct vkr_import_fd {
    uint32_t type;        /* handleType; 0: no import after all */
    uint32_t resolves;    /* fd is one that this driver exported */
    uint32_t same_device; /* of the same deviceUUID */
    uint32_t same_driver; /* and driverUUID */
    uint32_t same_size;   /* allocationSize and memoryTypeIndex are its */
    uint32_t has_image;   /* dedicated to a live image */
    uint32_t same_image;  /* and what fd means to one created like it */
    uint32_t has_buffer;  /* dedicated to a live buffer */
    uint32_t same_buffer; /* and what fd means to one created like it */
};

#undef RULE_SET
#undef RULE_CALL
#define RULE_SET vkr_bad
#define RULE_CALL i

/* clang-format off */
#define VKR_FD_TYPE_RULES(R) R(IMPFD_TYPE) R(IMPFD_00669) R(IMPFD_09862)
#define VKR_FD_ORIGIN_RULES(R)                                                 \
    R(IMPFD_00670) R(IMPFD_00668) R(IMPFD_01746) R(IMPFD_01520)
/* clang-format on */

/*@ // Only an opaque fd can be looked up,
    predicate vkr_import_fd_right(struct vkr_import_fd i) =
      i.type == VKM_TYPE_FD;
    // and found.
    predicate vkr_import_fd_found(struct vkr_import_fd i) =
      vkr_import_fd_right(i) && i.resolves == 1;
    predicate vkr_import_fd_other_uuid(struct vkr_import_fd i) =
         vkr_import_fd_found(i)
      && (i.same_device != 1 || i.same_driver != 1);

    predicate VK_IMPFD_TYPE(struct vkr_import_fd i) =
      i.type != 0 && !vkm_type_known(i.type);
    predicate VK_IMPFD_00669(struct vkr_import_fd i) =
      vkm_type_known(i.type) && !vkr_types_fd(i.type);
    predicate VK_IMPFD_09862(struct vkr_import_fd i) =
      vkm_type_known(i.type) && !vkm_type_ours(i.type);
    predicate VK_IMPFD_00670(struct vkr_import_fd i) =
      vkr_import_fd_right(i) && i.resolves != 1;
    predicate VK_IMPFD_00668(struct vkr_import_fd i) =
      vkr_import_fd_found(i) && i.same_device != 1;
    predicate VK_IMPFD_01746(struct vkr_import_fd i) = vkr_import_fd_other_uuid(i);
    predicate VK_IMPFD_01520(struct vkr_import_fd i) = vkr_import_fd_other_uuid(i);
    predicate VK_ALLOC_01742(struct vkr_import_fd i) =
      vkr_import_fd_found(i) && i.same_size != 1;
    predicate VK_DED_01878(struct vkr_import_fd i) =
      vkr_import_fd_found(i) && i.has_image == 1 && i.same_image != 1;
    predicate VK_DED_01879(struct vkr_import_fd i) =
      vkr_import_fd_found(i) && i.has_buffer == 1 && i.same_buffer != 1;

    predicate vkr_import_fd_type_bad(struct vkr_import_fd i) =
      RULES_BROKEN(VKR_FD_TYPE_RULES);
    predicate vkr_import_fd_origin_bad(struct vkr_import_fd i) =
      RULES_BROKEN(VKR_FD_ORIGIN_RULES);
    predicate vkr_import_fd_invalid{L}(struct vkr_import_fd i) =
         vkr_import_fd_type_bad(i) || VK_DED_01878(i) || VK_DED_01879(i)
      || (VK_ALLOC_01742(i)
          && \at(vkm_rules.profile,L) != VKM_DRIVER);
    predicate vkr_import_fd_foreign{L}(struct vkr_import_fd i) =
         vkr_import_fd_origin_bad(i)
      || (VK_ALLOC_01742(i)
          && \at(vkm_rules.profile,L) == VKM_DRIVER);

    predicate vkr_import_fd_reported{L}(struct vkr_import_fd i) =
         RULES_REPORTED(VKR_FD_TYPE_RULES)
      && RULES_REPORTED(VKR_FD_ORIGIN_RULES);
    predicate vkr_import_fd_match_reported{L}(struct vkr_import_fd i) =
         (vkr_reported{L}(REQ_VK_ALLOC_01742) <==> VK_ALLOC_01742(i))
      && (vkr_reported{L}(REQ_VK_DED_01878) <==> VK_DED_01878(i))
      && (vkr_reported{L}(REQ_VK_DED_01879) <==> VK_DED_01879(i));
*/

/* What is wrong with handleType. */
/*@ REFUSES(VKR_FD_TYPE_RULES, vkr_import_fd_type_bad(i)) */
int32_t vkr_check_fd_type(struct vkr_import_fd i);

/* What is wrong with where the fd comes from. */
/*@ REJECTS(VKR_FD_ORIGIN_RULES, vkr_import_fd_origin_bad(i)) */
int32_t vkr_check_fd_origin(struct vkr_import_fd i);

/* What does not go with the memory that it was exported from. */
/*@ terminates         \true;
    exits              \false;
    assigns            vkr_bad[REQ_VK_ALLOC_01742],
                       vkr_bad[REQ_VK_DED_01878],
                       vkr_bad[REQ_VK_DED_01879];

    behavior VK_ALLOC_01742:  // not the size and type of the payload
      ensures iff: vkr_reported(REQ_VK_ALLOC_01742) <==> VK_ALLOC_01742(i);
      ensures no:  VK_ALLOC_01742(i) ==>
                       \result == VKM_VALIDATION_FAILED
                       || (vkm_rules.profile == VKM_DRIVER
                           && \result == VKM_INVALID_EXTERNAL_HANDLE);
    behavior VK_DED_01878:  // not dedicated to an identical image
      ensures iff: vkr_reported(REQ_VK_DED_01878) <==> VK_DED_01878(i);
      ensures no:  VK_DED_01878(i) ==> \result == VKM_VALIDATION_FAILED;
    behavior VK_DED_01879:  // not dedicated to an identical buffer
      ensures iff: vkr_reported(REQ_VK_DED_01879) <==> VK_DED_01879(i);
      ensures no:  VK_DED_01879(i) ==> \result == VKM_VALIDATION_FAILED;

    behavior IDENTICAL:
      assumes          !VK_ALLOC_01742(i);
      assumes          !VK_DED_01878(i) && !VK_DED_01879(i);
      ensures  result: \result == VKM_OK;
    behavior RESIZED:
      assumes          VK_ALLOC_01742(i);
      assumes          !VK_DED_01878(i) && !VK_DED_01879(i);
      ensures  result: \result == (vkm_rules.profile == VKM_DRIVER
                       ? VKM_INVALID_EXTERNAL_HANDLE : VKM_VALIDATION_FAILED);
    behavior UNRELATED:
      assumes          VK_DED_01878(i) || VK_DED_01879(i);
      ensures  result: \result == VKM_VALIDATION_FAILED;

    complete behaviors IDENTICAL, RESIZED, UNRELATED;
    disjoint behaviors IDENTICAL, RESIZED, UNRELATED;
*/
int32_t vkr_check_fd_match(struct vkr_import_fd i);

/* vkAllocateMemory with VkImportMemoryFdInfoKHR. */
/*@ terminates         \true;
    exits              \false;
    assigns            vkr_bad[0 .. REQ_VKR_MAX - 1];
    ensures   set:     vkr_import_fd_reported(i) && vkr_import_fd_match_reported(i);
    ensures   only:    vkr_none_reported_but(REQ_VK_IMPFD_TYPE,
                                             REQ_VK_DED_01879);

    behavior INVALID:
      assumes          vkr_import_fd_invalid(i);
      ensures  result: \result == VKM_VALIDATION_FAILED;

    behavior FOREIGN:      // the call is right, the fd is not
      assumes          !vkr_import_fd_invalid(i) && vkr_import_fd_foreign(i);
      ensures  result: \result == VKM_INVALID_EXTERNAL_HANDLE;

    behavior VALID:
      assumes          !vkr_import_fd_invalid(i) && !vkr_import_fd_foreign(i);
      ensures  result: \result == VKM_OK;

    complete behaviors;
    disjoint behaviors;
*/
int32_t vkr_import_fd(struct vkr_import_fd i);

#endif /* HLOCAL_SPECS_VK_FD_IMPORT_H */
