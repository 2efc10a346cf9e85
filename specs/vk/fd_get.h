/* vkGetMemoryFdKHR, vkGetMemoryFdPropertiesKHR.
 * How to read a contract: vk/step.h; what is modelled: vk/rules.h.
 */
#ifndef HLOCAL_SPECS_VK_FD_GET_H
#define HLOCAL_SPECS_VK_FD_GET_H

#include "vk/fd_type.h"

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
         VK_GETFD_DEVICE(g) || VK_GETFD_INFO(g) || VK_GETFD_FD(g)
      || VK_GETFD_STYPE(g) || VK_GETFD_PNEXT(g) || VK_GETFD_MEMORY(g)
      || VK_GETFD_TYPE(g);
    predicate vkr_get_fd_use_bad(struct vkr_get_fd g) =
         VK_GETFD_PARENT(g) || VK_GETFD_00671(g) || VK_GETFD_00672(g);
    predicate vkr_get_fd_reported{L}(struct vkr_get_fd g) =
         (vkr_reported{L}(REQ_VK_GETFD_DEVICE) <==> VK_GETFD_DEVICE(g))
      && (vkr_reported{L}(REQ_VK_GETFD_INFO) <==> VK_GETFD_INFO(g))
      && (vkr_reported{L}(REQ_VK_GETFD_FD) <==> VK_GETFD_FD(g))
      && (vkr_reported{L}(REQ_VK_GETFD_STYPE) <==> VK_GETFD_STYPE(g))
      && (vkr_reported{L}(REQ_VK_GETFD_PNEXT) <==> VK_GETFD_PNEXT(g))
      && (vkr_reported{L}(REQ_VK_GETFD_MEMORY) <==> VK_GETFD_MEMORY(g))
      && (vkr_reported{L}(REQ_VK_GETFD_TYPE) <==> VK_GETFD_TYPE(g))
      && (vkr_reported{L}(REQ_VK_GETFD_PARENT) <==> VK_GETFD_PARENT(g))
      && (vkr_reported{L}(REQ_VK_GETFD_00671) <==> VK_GETFD_00671(g))
      && (vkr_reported{L}(REQ_VK_GETFD_00672) <==> VK_GETFD_00672(g));
*/

/* What is wrong with the call itself. */
/*@ terminates         \true;
    exits              \false;
    assigns            vkr_bad[REQ_VK_GETFD_DEVICE],
                       vkr_bad[REQ_VK_GETFD_INFO],
                       vkr_bad[REQ_VK_GETFD_FD],
                       vkr_bad[REQ_VK_GETFD_STYPE],
                       vkr_bad[REQ_VK_GETFD_PNEXT],
                       vkr_bad[REQ_VK_GETFD_MEMORY],
                       vkr_bad[REQ_VK_GETFD_TYPE];
    ensures   answer:  vkr_get_fd_call_bad(g)
                       ? \result == VKM_VALIDATION_FAILED
                       : \result == VKM_OK;

    behavior VK_GETFD_DEVICE:  // no valid VkDevice
      ensures iff: vkr_reported(REQ_VK_GETFD_DEVICE) <==> VK_GETFD_DEVICE(g);
      ensures no:  VK_GETFD_DEVICE(g) ==> \result == VKM_VALIDATION_FAILED;
    behavior VK_GETFD_INFO:  // NULL
      ensures iff: vkr_reported(REQ_VK_GETFD_INFO) <==> VK_GETFD_INFO(g);
      ensures no:  VK_GETFD_INFO(g) ==> \result == VKM_VALIDATION_FAILED;
    behavior VK_GETFD_FD:  // NULL
      ensures iff: vkr_reported(REQ_VK_GETFD_FD) <==> VK_GETFD_FD(g);
      ensures no:  VK_GETFD_FD(g) ==> \result == VKM_VALIDATION_FAILED;
    behavior VK_GETFD_STYPE:
      ensures iff: vkr_reported(REQ_VK_GETFD_STYPE) <==> VK_GETFD_STYPE(g);
      ensures no:  VK_GETFD_STYPE(g) ==> \result == VKM_VALIDATION_FAILED;
    behavior VK_GETFD_PNEXT:  // not NULL
      ensures iff: vkr_reported(REQ_VK_GETFD_PNEXT) <==> VK_GETFD_PNEXT(g);
      ensures no:  VK_GETFD_PNEXT(g) ==> \result == VKM_VALIDATION_FAILED;
    behavior VK_GETFD_MEMORY:  // no valid VkDeviceMemory
      ensures iff: vkr_reported(REQ_VK_GETFD_MEMORY) <==> VK_GETFD_MEMORY(g);
      ensures no:  VK_GETFD_MEMORY(g) ==> \result == VKM_VALIDATION_FAILED;
    behavior VK_GETFD_TYPE:  // not exactly one valid bit
      ensures iff: vkr_reported(REQ_VK_GETFD_TYPE) <==> VK_GETFD_TYPE(g);
      ensures no:  VK_GETFD_TYPE(g) ==> \result == VKM_VALIDATION_FAILED;
*/
int32_t vkr_check_get_fd_call(struct vkr_get_fd g);

/* What is wrong with what it asks for. */
/*@ terminates         \true;
    exits              \false;
    assigns            vkr_bad[REQ_VK_GETFD_PARENT],
                       vkr_bad[REQ_VK_GETFD_00671],
                       vkr_bad[REQ_VK_GETFD_00672];
    ensures   answer:  vkr_get_fd_use_bad(g)
                       ? \result == VKM_VALIDATION_FAILED
                       : \result == VKM_OK;

    behavior VK_GETFD_PARENT:  // another device created the memory
      ensures iff: vkr_reported(REQ_VK_GETFD_PARENT) <==> VK_GETFD_PARENT(g);
      ensures no:  VK_GETFD_PARENT(g) ==> \result == VKM_VALIDATION_FAILED;
    behavior VK_GETFD_00671:  // not a type it was created to be exported as
      ensures iff: vkr_reported(REQ_VK_GETFD_00671) <==> VK_GETFD_00671(g);
      ensures no:  VK_GETFD_00671(g) ==> \result == VKM_VALIDATION_FAILED;
    behavior VK_GETFD_00672:  // not a file descriptor
      ensures iff: vkr_reported(REQ_VK_GETFD_00672) <==> VK_GETFD_00672(g);
      ensures no:  VK_GETFD_00672(g) ==> \result == VKM_VALIDATION_FAILED;
*/
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
         VK_FDPROPS_DEVICE(q) || VK_FDPROPS_OUT(q) || VK_FDPROPS_STYPE(q)
      || VK_FDPROPS_PNEXT(q) || VK_FDPROPS_TYPE(q) || VK_FDPROPS_00674(q);
    predicate vkr_fd_properties_reported{L}(struct vkr_fd_properties q) =
         (vkr_reported{L}(REQ_VK_FDPROPS_DEVICE) <==> VK_FDPROPS_DEVICE(q))
      && (vkr_reported{L}(REQ_VK_FDPROPS_OUT) <==> VK_FDPROPS_OUT(q))
      && (vkr_reported{L}(REQ_VK_FDPROPS_STYPE) <==> VK_FDPROPS_STYPE(q))
      && (vkr_reported{L}(REQ_VK_FDPROPS_PNEXT) <==> VK_FDPROPS_PNEXT(q))
      && (vkr_reported{L}(REQ_VK_FDPROPS_TYPE) <==> VK_FDPROPS_TYPE(q))
      && (vkr_reported{L}(REQ_VK_FDPROPS_00674) <==> VK_FDPROPS_00674(q))
      && (vkr_reported{L}(REQ_VK_FDPROPS_00673) <==> VK_FDPROPS_00673(q));
*/

/* What is wrong with the call itself. */
/*@ terminates         \true;
    exits              \false;
    assigns            vkr_bad[REQ_VK_FDPROPS_DEVICE],
                       vkr_bad[REQ_VK_FDPROPS_OUT],
                       vkr_bad[REQ_VK_FDPROPS_STYPE],
                       vkr_bad[REQ_VK_FDPROPS_PNEXT],
                       vkr_bad[REQ_VK_FDPROPS_TYPE],
                       vkr_bad[REQ_VK_FDPROPS_00674];
    ensures   answer:  vkr_fd_properties_bad(q)
                       ? \result == VKM_VALIDATION_FAILED
                       : \result == VKM_OK;

    behavior VK_FDPROPS_DEVICE:  // no valid VkDevice
      ensures iff: vkr_reported(REQ_VK_FDPROPS_DEVICE) <==> VK_FDPROPS_DEVICE(q);
      ensures no:  VK_FDPROPS_DEVICE(q) ==> \result == VKM_VALIDATION_FAILED;
    behavior VK_FDPROPS_OUT:  // NULL
      ensures iff: vkr_reported(REQ_VK_FDPROPS_OUT) <==> VK_FDPROPS_OUT(q);
      ensures no:  VK_FDPROPS_OUT(q) ==> \result == VKM_VALIDATION_FAILED;
    behavior VK_FDPROPS_STYPE:
      ensures iff: vkr_reported(REQ_VK_FDPROPS_STYPE) <==> VK_FDPROPS_STYPE(q);
      ensures no:  VK_FDPROPS_STYPE(q) ==> \result == VKM_VALIDATION_FAILED;
    behavior VK_FDPROPS_PNEXT:  // not NULL
      ensures iff: vkr_reported(REQ_VK_FDPROPS_PNEXT) <==> VK_FDPROPS_PNEXT(q);
      ensures no:  VK_FDPROPS_PNEXT(q) ==> \result == VKM_VALIDATION_FAILED;
    behavior VK_FDPROPS_TYPE:  // not exactly one valid bit
      ensures iff: vkr_reported(REQ_VK_FDPROPS_TYPE) <==> VK_FDPROPS_TYPE(q);
      ensures no:  VK_FDPROPS_TYPE(q) ==> \result == VKM_VALIDATION_FAILED;
    behavior VK_FDPROPS_00674:  // an opaque type
      ensures iff: vkr_reported(REQ_VK_FDPROPS_00674) <==> VK_FDPROPS_00674(q);
      ensures no:  VK_FDPROPS_00674(q) ==> \result == VKM_VALIDATION_FAILED;
*/
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
