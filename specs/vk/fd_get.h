/* vkGetMemoryFdKHR, vkGetMemoryFdPropertiesKHR.
 * How to read a contract: vk/step.h; what is modelled: vk/rules.h.
 */
#ifndef HLOCAL_SPECS_VK_FD_GET_H
#define HLOCAL_SPECS_VK_FD_GET_H

#include "vk/fd_type.h"
#include "vk/check.h"

/* One vkGetMemoryFdKHR. All but `type` and `can` are 0 or 1. */
struct vkr_get_fd {
    uint32_t device_ok; /* a live VkDevice */
    uint32_t has_info;  /* pGetFdInfo is not NULL */
    uint32_t has_fd;    /* pFd is not NULL */
    uint32_t stype_ok;  /* sType is the structure's */
    uint32_t next_null; /* pNext is NULL */
    uint32_t memory_ok; /* a live VkDeviceMemory */
    uint32_t parent_ok; /* of this device */
    uint32_t type;      /* handleType */
    uint32_t can; /* the handle types it was allocated to be exported as */
};

#undef RULE_SET
#undef RULE_CALL
#define RULE_SET vkr_bad
#define RULE_CALL g

/* clang-format off */
#define VKR_GET_FD_CALL_RULES(R)                                               \
    R(GETFD_DEVICE) R(GETFD_INFO) R(GETFD_FD) R(GETFD_STYPE) R(GETFD_PNEXT)    \
    R(GETFD_MEMORY) R(GETFD_TYPE)
#define VKR_GET_FD_USE_RULES(R) R(GETFD_PARENT) R(GETFD_00671) R(GETFD_00672)
/* clang-format on */

/*@ // The structure is there and is what it says: its fields can be judged.
    predicate vkr_get_fd_read(struct vkr_get_fd g) =
      g.has_info == 1 && g.stype_ok == 1;
    // ... and names a live memory object.
    predicate vkr_get_fd_found(struct vkr_get_fd g) =
      vkr_get_fd_read(g) && g.memory_ok == 1;

    predicate VK_GETFD_DEVICE(struct vkr_get_fd g) = g.device_ok != 1;
    predicate VK_GETFD_INFO(struct vkr_get_fd g) = g.has_info != 1;
    predicate VK_GETFD_FD(struct vkr_get_fd g) = g.has_fd != 1;
    predicate VK_GETFD_STYPE(struct vkr_get_fd g) =
      g.has_info == 1 && g.stype_ok != 1;
    predicate VK_GETFD_PNEXT(struct vkr_get_fd g) =
      vkr_get_fd_read(g) && g.next_null != 1;
    predicate VK_GETFD_MEMORY(struct vkr_get_fd g) =
      vkr_get_fd_read(g) && g.memory_ok != 1;
    predicate VK_GETFD_TYPE(struct vkr_get_fd g) =
      vkr_get_fd_read(g) && !vkm_type_known(g.type);
    predicate VK_GETFD_PARENT(struct vkr_get_fd g) =
      vkr_get_fd_found(g) && g.device_ok == 1 && g.parent_ok != 1;
    predicate VK_GETFD_00671(struct vkr_get_fd g) =
      vkr_get_fd_found(g) && (g.type & g.can) == 0;
    predicate VK_GETFD_00672(struct vkr_get_fd g) =
      vkr_get_fd_found(g) && !vkr_types_fd(g.type);

    predicate vkr_get_fd_call_bad(struct vkr_get_fd g) =
      RULES_BROKEN(VKR_GET_FD_CALL_RULES);
    predicate vkr_get_fd_use_bad(struct vkr_get_fd g) =
      RULES_BROKEN(VKR_GET_FD_USE_RULES);
    predicate vkr_get_fd_reported{L}(struct vkr_get_fd g) =
         RULES_REPORTED(VKR_GET_FD_CALL_RULES)
      && RULES_REPORTED(VKR_GET_FD_USE_RULES);
*/

/* What is wrong with the call itself. */
/*@ REFUSES(VKR_GET_FD_CALL_RULES, vkr_get_fd_call_bad(g)) */
int32_t vkr_check_get_fd_call(struct vkr_get_fd g);

/* What is wrong with what it asks for. */
/*@ REFUSES(VKR_GET_FD_USE_RULES, vkr_get_fd_use_bad(g)) */
int32_t vkr_check_get_fd_use(struct vkr_get_fd g);

/* vkGetMemoryFdKHR. */
/*@ terminates         \true;
    exits              \false;
    assigns            vkr_bad[0 .. REQ_VKR_MAX - 1];
    ensures   set:     vkr_get_fd_reported(g);
    ensures   only:    vkr_none_reported_but(REQ_VK_GETFD_DEVICE,
                                             REQ_VK_GETFD_00672);
    ensures   answer:  vkr_get_fd_call_bad(g) || vkr_get_fd_use_bad(g)
                       ? \result == VKM_VALIDATION_FAILED
                       : \result == VKM_OK;
*/
int32_t vkr_get_fd(struct vkr_get_fd g);

/* One vkGetMemoryFdPropertiesKHR. The fd does not matter: every one that this
 * device knows was made by Vulkan. */
struct vkr_fd_properties {
    uint32_t device_ok; /* 0 or 1: a live VkDevice */
    uint32_t has_out;   /* 0 or 1: pMemoryFdProperties is not NULL */
    uint32_t stype_ok;  /* 0 or 1: its sType is the structure's */
    uint32_t next_null; /* 0 or 1: its pNext is NULL */
    uint32_t type;      /* handleType */
};

#undef RULE_CALL
#define RULE_CALL q

/* clang-format off */
#define VKR_FD_PROPERTIES_RULES(R)                                             \
    R(FDPROPS_DEVICE) R(FDPROPS_OUT) R(FDPROPS_STYPE) R(FDPROPS_PNEXT)         \
    R(FDPROPS_TYPE) R(FDPROPS_00674)
/* clang-format on */

/*@ predicate VK_FDPROPS_DEVICE(struct vkr_fd_properties q) = q.device_ok != 1;
    predicate VK_FDPROPS_OUT(struct vkr_fd_properties q) = q.has_out != 1;
    predicate VK_FDPROPS_STYPE(struct vkr_fd_properties q) =
      q.has_out == 1 && q.stype_ok != 1;
    predicate VK_FDPROPS_PNEXT(struct vkr_fd_properties q) =
      q.has_out == 1 && q.stype_ok == 1 && q.next_null != 1;
    predicate VK_FDPROPS_TYPE(struct vkr_fd_properties q) =
      !vkm_type_known(q.type);
    predicate VK_FDPROPS_00674(struct vkr_fd_properties q) =
      q.type == VKM_TYPE_FD;
    // No fd comes from outside Vulkan, whatever it is and the type says.
    predicate VK_FDPROPS_00673(struct vkr_fd_properties q) = \true;

    predicate vkr_fd_properties_bad(struct vkr_fd_properties q) =
      RULES_BROKEN(VKR_FD_PROPERTIES_RULES);
    predicate vkr_fd_properties_reported{L}(struct vkr_fd_properties q) =
         RULES_REPORTED(VKR_FD_PROPERTIES_RULES)
      && (vkr_reported{L}(REQ_VK_FDPROPS_00673) <==> VK_FDPROPS_00673(q));
*/

/* What is wrong with the call itself. */
/*@ REFUSES(VKR_FD_PROPERTIES_RULES, vkr_fd_properties_bad(q)) */
int32_t vkr_check_fd_properties(struct vkr_fd_properties q);

/* vkGetMemoryFdPropertiesKHR. */
/*@ terminates         \true;
    exits              \false;
    assigns            vkr_bad[0 .. REQ_VKR_MAX - 1];
    ensures   set:     vkr_fd_properties_reported(q);
    ensures   only:    vkr_none_reported_but(REQ_VK_FDPROPS_DEVICE,
                                             REQ_VK_FDPROPS_00673);
    ensures   answer:  vkr_fd_properties_bad(q)
                       ? \result == VKM_VALIDATION_FAILED
                       : \result == VKM_INVALID_EXTERNAL_HANDLE;

    behavior VK_FDPROPS_00673:  // 360: no valid handle; 239: made by Vulkan
      ensures iff: vkr_reported(REQ_VK_FDPROPS_00673) <==> VK_FDPROPS_00673(q);
      ensures no:  VK_FDPROPS_00673(q) ==>
                       \result == VKM_VALIDATION_FAILED
                       || \result == VKM_INVALID_EXTERNAL_HANDLE;
*/
int32_t vkr_fd_properties(struct vkr_fd_properties q);

#endif /* HLOCAL_SPECS_VK_FD_GET_H */
