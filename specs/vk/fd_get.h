/* vkGetMemoryFdKHR, vkGetMemoryFdPropertiesKHR.
 * How to read a contract: vk/step.h; what is modelled: vk/rules.h.
 */
#ifndef HLOCAL_VK_FD_GET_H
#define HLOCAL_VK_FD_GET_H

#include "vk/fd_type.h"

/* One vkGetMemoryFdKHR. All but `type` and `can` are 0 or 1. */
struct vks_get_fd {
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
    predicate vks_get_fd_read(struct vks_get_fd g) =
      g.has_info == 1 && g.stype_ok == 1;
    // ... and names a live memory object.
    predicate vks_get_fd_found(struct vks_get_fd g) =
      vks_get_fd_read(g) && g.memory_ok == 1;

    predicate VK_GETFD_DEVICE(struct vks_get_fd g) = g.device_ok != 1;
    predicate VK_GETFD_INFO(struct vks_get_fd g) = g.has_info != 1;
    predicate VK_GETFD_FD(struct vks_get_fd g) = g.has_fd != 1;
    predicate VK_GETFD_STYPE(struct vks_get_fd g) =
      g.has_info == 1 && g.stype_ok != 1;
    predicate VK_GETFD_PNEXT(struct vks_get_fd g) =
      vks_get_fd_read(g) && g.next_null != 1;
    predicate VK_GETFD_MEMORY(struct vks_get_fd g) =
      vks_get_fd_read(g) && g.memory_ok != 1;
    predicate VK_GETFD_TYPE(struct vks_get_fd g) =
      vks_get_fd_read(g) && !vkm_type_known(g.type);
    predicate VK_GETFD_PARENT(struct vks_get_fd g) =
      vks_get_fd_found(g) && g.device_ok == 1 && g.parent_ok != 1;
    predicate VK_GETFD_00671(struct vks_get_fd g) =
      vks_get_fd_found(g) && (g.type & g.can) == 0;
    predicate VK_GETFD_00672(struct vks_get_fd g) =
      vks_get_fd_found(g) && !vks_types_fd(g.type);

    predicate vks_get_fd_call_bad(struct vks_get_fd g) =
         VK_GETFD_DEVICE(g) || VK_GETFD_INFO(g) || VK_GETFD_FD(g)
      || VK_GETFD_STYPE(g) || VK_GETFD_PNEXT(g) || VK_GETFD_MEMORY(g)
      || VK_GETFD_TYPE(g);
    predicate vks_get_fd_use_bad(struct vks_get_fd g) =
         VK_GETFD_PARENT(g) || VK_GETFD_00671(g) || VK_GETFD_00672(g);
    predicate vks_get_fd_told{L}(struct vks_get_fd g) =
         (vks_told{L}(REQ_VK_GETFD_DEVICE) <==> VK_GETFD_DEVICE(g))
      && (vks_told{L}(REQ_VK_GETFD_INFO) <==> VK_GETFD_INFO(g))
      && (vks_told{L}(REQ_VK_GETFD_FD) <==> VK_GETFD_FD(g))
      && (vks_told{L}(REQ_VK_GETFD_STYPE) <==> VK_GETFD_STYPE(g))
      && (vks_told{L}(REQ_VK_GETFD_PNEXT) <==> VK_GETFD_PNEXT(g))
      && (vks_told{L}(REQ_VK_GETFD_MEMORY) <==> VK_GETFD_MEMORY(g))
      && (vks_told{L}(REQ_VK_GETFD_TYPE) <==> VK_GETFD_TYPE(g))
      && (vks_told{L}(REQ_VK_GETFD_PARENT) <==> VK_GETFD_PARENT(g))
      && (vks_told{L}(REQ_VK_GETFD_00671) <==> VK_GETFD_00671(g))
      && (vks_told{L}(REQ_VK_GETFD_00672) <==> VK_GETFD_00672(g));
*/

/* What is wrong with the call itself. */
/*@ terminates         \true;
    exits              \false;
    assigns            vks_bad[REQ_VK_GETFD_DEVICE],
                       vks_bad[REQ_VK_GETFD_INFO],
                       vks_bad[REQ_VK_GETFD_FD],
                       vks_bad[REQ_VK_GETFD_STYPE],
                       vks_bad[REQ_VK_GETFD_PNEXT],
                       vks_bad[REQ_VK_GETFD_MEMORY],
                       vks_bad[REQ_VK_GETFD_TYPE];
    ensures   answer:  vks_get_fd_call_bad(g)
                       ? \result == VKM_VALIDATION_FAILED
                       : \result == VKM_OK;

    behavior VK_GETFD_DEVICE:  // no valid VkDevice
      ensures     iff: vks_told(REQ_VK_GETFD_DEVICE) <==> VK_GETFD_DEVICE(g);
      ensures      no: VK_GETFD_DEVICE(g) ==> \result == VKM_VALIDATION_FAILED;
    behavior VK_GETFD_INFO:  // NULL
      ensures     iff: vks_told(REQ_VK_GETFD_INFO) <==> VK_GETFD_INFO(g);
      ensures      no: VK_GETFD_INFO(g) ==> \result == VKM_VALIDATION_FAILED;
    behavior VK_GETFD_FD:  // NULL
      ensures     iff: vks_told(REQ_VK_GETFD_FD) <==> VK_GETFD_FD(g);
      ensures      no: VK_GETFD_FD(g) ==> \result == VKM_VALIDATION_FAILED;
    behavior VK_GETFD_STYPE:
      ensures     iff: vks_told(REQ_VK_GETFD_STYPE) <==> VK_GETFD_STYPE(g);
      ensures      no: VK_GETFD_STYPE(g) ==> \result == VKM_VALIDATION_FAILED;
    behavior VK_GETFD_PNEXT:  // not NULL
      ensures     iff: vks_told(REQ_VK_GETFD_PNEXT) <==> VK_GETFD_PNEXT(g);
      ensures      no: VK_GETFD_PNEXT(g) ==> \result == VKM_VALIDATION_FAILED;
    behavior VK_GETFD_MEMORY:  // no valid VkDeviceMemory
      ensures     iff: vks_told(REQ_VK_GETFD_MEMORY) <==> VK_GETFD_MEMORY(g);
      ensures      no: VK_GETFD_MEMORY(g) ==> \result == VKM_VALIDATION_FAILED;
    behavior VK_GETFD_TYPE:  // not exactly one valid bit
      ensures     iff: vks_told(REQ_VK_GETFD_TYPE) <==> VK_GETFD_TYPE(g);
      ensures      no: VK_GETFD_TYPE(g) ==> \result == VKM_VALIDATION_FAILED;
*/
int32_t vks_check_get_fd_call(struct vks_get_fd g);

/* What is wrong with what it asks for. */
/*@ terminates         \true;
    exits              \false;
    assigns            vks_bad[REQ_VK_GETFD_PARENT],
                       vks_bad[REQ_VK_GETFD_00671],
                       vks_bad[REQ_VK_GETFD_00672];
    ensures   answer:  vks_get_fd_use_bad(g)
                       ? \result == VKM_VALIDATION_FAILED
                       : \result == VKM_OK;

    behavior VK_GETFD_PARENT:  // another device created the memory
      ensures     iff: vks_told(REQ_VK_GETFD_PARENT) <==> VK_GETFD_PARENT(g);
      ensures      no: VK_GETFD_PARENT(g) ==> \result == VKM_VALIDATION_FAILED;
    behavior VK_GETFD_00671:  // not a type it was created to be exported as
      ensures     iff: vks_told(REQ_VK_GETFD_00671) <==> VK_GETFD_00671(g);
      ensures      no: VK_GETFD_00671(g) ==> \result == VKM_VALIDATION_FAILED;
    behavior VK_GETFD_00672:  // not a file descriptor
      ensures     iff: vks_told(REQ_VK_GETFD_00672) <==> VK_GETFD_00672(g);
      ensures      no: VK_GETFD_00672(g) ==> \result == VKM_VALIDATION_FAILED;
*/
int32_t vks_check_get_fd_use(struct vks_get_fd g);

/* vkGetMemoryFdKHR. */
/*@ terminates         \true;
    exits              \false;
    assigns            vks_bad[0 .. REQ_VKS_MAX - 1];
    ensures   set:     vks_get_fd_told(g);
    ensures   silent:  vks_silent(REQ_VK_GETFD_DEVICE, REQ_VK_GETFD_00672);
    ensures   answer:  vks_get_fd_call_bad(g) || vks_get_fd_use_bad(g)
                       ? \result == VKM_VALIDATION_FAILED
                       : \result == VKM_OK;
*/
int32_t vks_get_fd(struct vks_get_fd g);

/* One vkGetMemoryFdPropertiesKHR. The fd does not matter: every one that this
 * device knows was made by Vulkan. */
struct vks_fd_properties {
    uint32_t device_ok; /* 0 or 1: a live VkDevice */
    uint32_t has_out;   /* 0 or 1: pMemoryFdProperties is not NULL */
    uint32_t stype_ok;  /* 0 or 1: its sType is the structure's */
    uint32_t next_null; /* 0 or 1: its pNext is NULL */
    uint32_t type;      /* handleType */
};

/*@ predicate VK_FDPROPS_DEVICE(struct vks_fd_properties q) = q.device_ok != 1;
    predicate VK_FDPROPS_OUT(struct vks_fd_properties q) = q.has_out != 1;
    predicate VK_FDPROPS_STYPE(struct vks_fd_properties q) =
      q.has_out == 1 && q.stype_ok != 1;
    predicate VK_FDPROPS_PNEXT(struct vks_fd_properties q) =
      q.has_out == 1 && q.stype_ok == 1 && q.next_null != 1;
    predicate VK_FDPROPS_TYPE(struct vks_fd_properties q) =
      !vkm_type_known(q.type);
    predicate VK_FDPROPS_00674(struct vks_fd_properties q) =
      q.type == VKM_TYPE_FD;
    // No fd comes from outside Vulkan, whatever it is and the type says.
    predicate VK_FDPROPS_00673(struct vks_fd_properties q) = \true;

    predicate vks_fd_properties_bad(struct vks_fd_properties q) =
         VK_FDPROPS_DEVICE(q) || VK_FDPROPS_OUT(q) || VK_FDPROPS_STYPE(q)
      || VK_FDPROPS_PNEXT(q) || VK_FDPROPS_TYPE(q) || VK_FDPROPS_00674(q);
    predicate vks_fd_properties_told{L}(struct vks_fd_properties q) =
         (vks_told{L}(REQ_VK_FDPROPS_DEVICE) <==> VK_FDPROPS_DEVICE(q))
      && (vks_told{L}(REQ_VK_FDPROPS_OUT) <==> VK_FDPROPS_OUT(q))
      && (vks_told{L}(REQ_VK_FDPROPS_STYPE) <==> VK_FDPROPS_STYPE(q))
      && (vks_told{L}(REQ_VK_FDPROPS_PNEXT) <==> VK_FDPROPS_PNEXT(q))
      && (vks_told{L}(REQ_VK_FDPROPS_TYPE) <==> VK_FDPROPS_TYPE(q))
      && (vks_told{L}(REQ_VK_FDPROPS_00674) <==> VK_FDPROPS_00674(q))
      && (vks_told{L}(REQ_VK_FDPROPS_00673) <==> VK_FDPROPS_00673(q));
*/

/* What is wrong with the call itself. */
/*@ terminates         \true;
    exits              \false;
    assigns            vks_bad[REQ_VK_FDPROPS_DEVICE],
                       vks_bad[REQ_VK_FDPROPS_OUT],
                       vks_bad[REQ_VK_FDPROPS_STYPE],
                       vks_bad[REQ_VK_FDPROPS_PNEXT],
                       vks_bad[REQ_VK_FDPROPS_TYPE],
                       vks_bad[REQ_VK_FDPROPS_00674];
    ensures   answer:  vks_fd_properties_bad(q)
                       ? \result == VKM_VALIDATION_FAILED
                       : \result == VKM_OK;

    behavior VK_FDPROPS_DEVICE:  // no valid VkDevice
      ensures     iff: vks_told(REQ_VK_FDPROPS_DEVICE) <==> VK_FDPROPS_DEVICE(q);
      ensures      no: VK_FDPROPS_DEVICE(q) ==> \result == VKM_VALIDATION_FAILED;
    behavior VK_FDPROPS_OUT:  // NULL
      ensures     iff: vks_told(REQ_VK_FDPROPS_OUT) <==> VK_FDPROPS_OUT(q);
      ensures      no: VK_FDPROPS_OUT(q) ==> \result == VKM_VALIDATION_FAILED;
    behavior VK_FDPROPS_STYPE:
      ensures     iff: vks_told(REQ_VK_FDPROPS_STYPE) <==> VK_FDPROPS_STYPE(q);
      ensures      no: VK_FDPROPS_STYPE(q) ==> \result == VKM_VALIDATION_FAILED;
    behavior VK_FDPROPS_PNEXT:  // not NULL
      ensures     iff: vks_told(REQ_VK_FDPROPS_PNEXT) <==> VK_FDPROPS_PNEXT(q);
      ensures      no: VK_FDPROPS_PNEXT(q) ==> \result == VKM_VALIDATION_FAILED;
    behavior VK_FDPROPS_TYPE:  // not exactly one valid bit
      ensures     iff: vks_told(REQ_VK_FDPROPS_TYPE) <==> VK_FDPROPS_TYPE(q);
      ensures      no: VK_FDPROPS_TYPE(q) ==> \result == VKM_VALIDATION_FAILED;
    behavior VK_FDPROPS_00674:  // an opaque type
      ensures     iff: vks_told(REQ_VK_FDPROPS_00674) <==> VK_FDPROPS_00674(q);
      ensures      no: VK_FDPROPS_00674(q) ==> \result == VKM_VALIDATION_FAILED;
*/
int32_t vks_check_fd_properties(struct vks_fd_properties q);

/* vkGetMemoryFdPropertiesKHR. */
/*@ terminates         \true;
    exits              \false;
    assigns            vks_bad[0 .. REQ_VKS_MAX - 1];
    ensures   set:     vks_fd_properties_told(q);
    ensures   silent:  vks_silent(REQ_VK_FDPROPS_DEVICE, REQ_VK_FDPROPS_00673);
    ensures   answer:  vks_fd_properties_bad(q)
                       ? \result == VKM_VALIDATION_FAILED
                       : \result == VKM_INVALID_EXTERNAL_HANDLE;

    behavior VK_FDPROPS_00673:  // 360: no valid handle; 239: made by Vulkan
      ensures     iff: vks_told(REQ_VK_FDPROPS_00673) <==> VK_FDPROPS_00673(q);
      ensures      no: VK_FDPROPS_00673(q) ==>
                       \result == VKM_VALIDATION_FAILED
                       || \result == VKM_INVALID_EXTERNAL_HANDLE;
*/
int32_t vks_fd_properties(struct vks_fd_properties q);

#endif /* HLOCAL_VK_FD_GET_H */
