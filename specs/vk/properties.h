/* vkGetMemoryWin32HandlePropertiesKHR. How to read a contract: vk/step.h. */
#ifndef HLOCAL_SPECS_VK_PROPERTIES_H
#define HLOCAL_SPECS_VK_PROPERTIES_H

#include "vk/find.h"
#include "vk/require.h"
#include "vk/check.h"

/* One call. The handle does not matter: every handle that this device knows
 * was made by Vulkan. */
struct vkm_props {
    uint32_t device;   /* index; VKM_DEVICE_MAX: no live VkDevice */
    uint32_t type;     /* handleType */
    uint32_t has_out;  /* 0 or 1: pMemoryWin32HandleProperties is not NULL */
    uint32_t stype_ok; /* 0 or 1: of that structure */
    uint32_t next_null;
    uint32_t fault_armed; /* 1: a fault is injected into the call */
    int32_t fault;        /* the VkResult of that fault, or 0 */
};

/* memoryTypeBits: 0 on every failure. */
extern uint32_t vkm_out_bits;

#undef RULE_SET
#undef RULE_CALL
#define RULE_SET vkm_bad
#define RULE_CALL q

/* clang-format off */
#define VKM_PROPS_RULES(R)                                                     \
    R(PROPS_DEVICE) R(PROPS_OUT) R(PROPS_STYPE) R(PROPS_PNEXT) R(PROPS_TYPE)   \
    R(PROPS_00666)
/* clang-format on */

/*@ predicate VK_PROPS_DEVICE(struct vkm_props q) =
      q.device >= VKM_DEVICE_MAX;
    predicate VK_PROPS_OUT(struct vkm_props q) = q.has_out != 1;
    predicate VK_PROPS_STYPE(struct vkm_props q) =
      q.has_out == 1 && q.stype_ok != 1;
    predicate VK_PROPS_PNEXT(struct vkm_props q) =
      q.has_out == 1 && q.stype_ok == 1 && q.next_null != 1;
    predicate VK_PROPS_TYPE(struct vkm_props q) = !vkm_type_known(q.type);
    predicate VK_PROPS_00666(struct vkm_props q) = vkm_type_opaque(q.type);
    predicate vkm_props_bad(struct vkm_props q) =
      RULES_BROKEN(VKM_PROPS_RULES);

    // No handle of a foreign type exists.
    predicate VK_PROPS_00665(struct vkm_props q) =
      vkm_type_known(q.type) && !vkm_type_opaque(q.type);

    // vkm_bad[] afterwards: what was wrong with the call, as the state was.
    predicate vkm_props_reported{L1,L2}(struct vkm_props q) =
         RULES_REPORTED_OLD(VKM_PROPS_RULES)
      && (vkm_reported{L2}(REQ_VK_PROPS_00665) <==> VK_PROPS_00665(q));

    predicate vkm_props_fault_allowed(struct vkm_props q) =
      q.fault_armed == 1 && (q.fault == VKM_OUT_OF_HOST_MEMORY
        || q.fault == VKM_UNKNOWN);
*/

/* What is wrong with the call itself. */
/*@ REFUSES(VKM_PROPS_RULES, vkm_props_bad(q)) */
int32_t vkm_check_props(struct vkm_props q);

/* vkGetMemoryWin32HandlePropertiesKHR. */
/*@ terminates         \true;
    exits              \false;
    assigns            vkm_out_bits, vkm_bad[0 .. REQ_MAX - 1];
    ensures   only:    vkm_none_reported_but(REQ_VK_PROPS_DEVICE,
                                             REQ_VK_PROPS_00665);
    ensures   report:  vkm_props_reported{Pre,Post}(q);
    ensures   output:  vkm_out_bits == 0;

    behavior VK_PROPS_00665:  // 360: no valid handle; 239: made by Vulkan
      ensures iff: vkm_reported(REQ_VK_PROPS_00665) <==> VK_PROPS_00665(q);
      ensures no:  VK_PROPS_00665(q) && q.fault == VKM_OK ==>
                       \result == VKM_VALIDATION_FAILED
                       || \result == VKM_INVALID_EXTERNAL_HANDLE;

    behavior FAULT:
      assumes          q.fault != VKM_OK && vkm_props_fault_allowed(q);
      ensures  result: \result == q.fault;

    behavior ILLEGAL:
      assumes          q.fault != VKM_OK && !vkm_props_fault_allowed(q);
      ensures  result: \result == VKM_ILLEGAL_CHOICE;

    behavior INVALID:
      assumes          q.fault == VKM_OK && vkm_props_bad(q);
      ensures  result: \result == VKM_VALIDATION_FAILED;

    behavior FOREIGN:         // the call is right, the handle cannot be
      assumes          q.fault == VKM_OK && !vkm_props_bad(q);
      ensures  result: \result == VKM_INVALID_EXTERNAL_HANDLE;

    complete behaviors FAULT, ILLEGAL, INVALID, FOREIGN;
    disjoint behaviors FAULT, ILLEGAL, INVALID, FOREIGN;
*/
int32_t vkm_properties(struct vkm_props q);

#endif /* HLOCAL_SPECS_VK_PROPERTIES_H */
