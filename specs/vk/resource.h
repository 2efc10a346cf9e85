/* Buffers and images, as far as memory is concerned: vkCreateBuffer,
 * vkCreateImage, vkDestroyBuffer, vkDestroyImage. How to read a contract:
 * vk/step.h.
 */
#ifndef HLOCAL_SPECS_VK_RESOURCE_H
#define HLOCAL_SPECS_VK_RESOURCE_H

#include "vk/find.h"
#include "vk/require.h"
#include "vk/check.h"

/* One call, and what the implementation chose. */
struct vkm_create {
    uint64_t shape;       /* number of the creation parameters */
    uint64_t size;        /* of a buffer, bytes */
    uint64_t id;          /* *pBuffer or *pImage */
    uint64_t required;    /* the VkMemoryRequirements it answered: size */
    uint64_t align;       /*   alignment */
    uint32_t kind;        /* VKM_BUFFER or VKM_IMAGE */
    uint32_t device;      /* index; VKM_DEVICE_MAX: no live VkDevice */
    uint32_t has_info;    /* 0 or 1: pCreateInfo is not NULL */
    uint32_t has_out;     /* 0 or 1: pBuffer or pImage is not NULL */
    uint32_t stype_ok;    /* 0 or 1 */
    uint32_t types;       /* VkExternalMemory...CreateInfo::handleTypes, or 0 */
    uint32_t layout_ok;   /* 0 or 1: initialLayout is UNDEFINED */
    uint32_t slot;        /* vkm_vacant_resource() */
    uint32_t at;          /* the resource `id` means beforehand */
    uint32_t fault_armed; /* 1: a fault is injected into the call */
    int32_t fault;        /* the VkResult of that fault, or 0 */
};

extern uint64_t vkm_out_resource; /* *pBuffer or *pImage; 0 on failure */

#undef RULE_SET
#undef RULE_CALL
#define RULE_SET vkm_bad
#define RULE_CALL r

/* clang-format off */
#define VKM_CREATE_CALL_RULES(R)                                               \
    R(CREATE_DEVICE) R(CREATE_INFO) R(CREATE_OUT) R(CREATE_STYPE)              \
    R(BUFFER_00912)
#define VKM_CREATE_TYPES_RULES(R)                                              \
    R(BUFFER_TYPES) R(BUFFER_00920) R(IMAGE_TYPES) R(IMAGE_00990)              \
    R(IMAGE_01443)
/* clang-format on */

/*@ predicate vkm_create_resolves{L}(struct vkm_create r) =
         (r.kind == VKM_BUFFER || r.kind == VKM_IMAGE)
      && (r.device < VKM_DEVICE_MAX ==> \at(vkm_device[r.device].live,L) == 1)
      && vkm_room_resource{L}(r.slot) && vkm_resolves_resource{L}(r.id, r.at);

    predicate vkm_create_read(struct vkm_create r) =
      r.has_info == 1 && r.stype_ok == 1;

    predicate VK_CREATE_DEVICE(struct vkm_create r) =
      r.device >= VKM_DEVICE_MAX;
    predicate VK_CREATE_INFO(struct vkm_create r) = r.has_info != 1;
    predicate VK_CREATE_OUT(struct vkm_create r) = r.has_out != 1;
    predicate VK_CREATE_STYPE(struct vkm_create r) =
      r.has_info == 1 && r.stype_ok != 1;
    predicate VK_BUFFER_00912(struct vkm_create r) =
      vkm_create_read(r) && r.kind == VKM_BUFFER && r.size == 0;
    predicate vkm_create_call_bad(struct vkm_create r) =
      RULES_BROKEN(VKM_CREATE_CALL_RULES);

    // Each type is compatible with itself, and the two Win32 types that this
    // device has with each other.
    predicate vkm_types_agree(integer types) =
         types == 0 || vkm_type_known(types)
      || types == VKM_TYPE_NT + VKM_TYPE_KMT;

    predicate VK_BUFFER_TYPES(struct vkm_create r) =
      vkm_create_read(r) && r.kind == VKM_BUFFER && r.types >= 0x2000;
    predicate VK_BUFFER_00920(struct vkm_create r) =
         vkm_create_read(r) && r.kind == VKM_BUFFER
      && !vkm_types_agree(r.types);
    predicate VK_IMAGE_TYPES(struct vkm_create r) =
      vkm_create_read(r) && r.kind == VKM_IMAGE && r.types >= 0x2000;
    predicate VK_IMAGE_00990(struct vkm_create r) =
         vkm_create_read(r) && r.kind == VKM_IMAGE
      && !vkm_types_agree(r.types);
    predicate VK_IMAGE_01443(struct vkm_create r) =
         vkm_create_read(r) && r.kind == VKM_IMAGE && r.types != 0
      && r.layout_ok != 1;
    predicate vkm_create_types_bad(struct vkm_create r) =
      RULES_BROKEN(VKM_CREATE_TYPES_RULES);

    // vkm_bad[] afterwards: what was wrong with the call, as the state was.
    predicate vkm_create_reported{L1,L2}(struct vkm_create r) =
         RULES_REPORTED_OLD(VKM_CREATE_CALL_RULES)
      && RULES_REPORTED_OLD(VKM_CREATE_TYPES_RULES);

    predicate vkm_create_fault_allowed(struct vkm_create r) =
      r.fault_armed == 1 && (r.fault == VKM_OUT_OF_HOST_MEMORY
        || r.fault == VKM_OUT_OF_DEVICE_MEMORY || r.fault == VKM_UNKNOWN);

    predicate vkm_create_new(struct vkm_create r) =
      r.id != 0 && r.at == VKM_RESOURCE_MAX && r.align >= 1;
*/

/* What is wrong with the call itself. */
/*@ REFUSES(VKM_CREATE_CALL_RULES, vkm_create_call_bad(r)) */
int32_t vkm_check_create_call(struct vkm_create r);

/* What is wrong with the external handle types. */
/*@ REFUSES(VKM_CREATE_TYPES_RULES, vkm_create_types_bad(r)) */
int32_t vkm_check_create_types(struct vkm_create r);

/* vkCreateBuffer, vkCreateImage. */
/*@ requires  inv:     vkm_inv;
    requires  found:   vkm_create_resolves(r);
    terminates         \true;
    exits              \false;
    assigns            vkm_resource[0 .. VKM_RESOURCE_MAX - 1],
                       vkm_out_resource, vkm_bad[0 .. REQ_MAX - 1];
    ensures   inv:     vkm_inv;
    ensures   only:    vkm_none_reported_but(REQ_VK_CREATE_DEVICE,
                                             REQ_VK_IMAGE_01443);
    ensures   report:  vkm_create_reported{Pre,Post}(r);
    ensures   VK_OWN_6:
                       \result != VKM_OK ==>
                       vkm_out_resource == 0 && vkm_same{Pre,Post};

    behavior VK_RESOURCE_1:
      assumes          r.fault == VKM_OK;
      assumes          !vkm_create_call_bad(r) && !vkm_create_types_bad(r);
      assumes          vkm_create_new(r) && r.slot < VKM_RESOURCE_MAX;
      ensures  result: \result == VKM_OK && vkm_out_resource == r.id;
      ensures  born:   vkm_resource[r.slot].live == 1
                       && vkm_resource[r.slot].id == r.id
                       && vkm_resource[r.slot].device == r.device
                       && vkm_resource[r.slot].kind == r.kind
                       && vkm_resource[r.slot].shape == r.shape
                       && vkm_resource[r.slot].required == r.required
                       && vkm_resource[r.slot].align == r.align
                       && vkm_resource[r.slot].bound == 0
                       && vkm_resource[r.slot].ext_fd == r.types % 2
                       && vkm_resource[r.slot].ext_nt == (r.types / 2) % 2
                       && vkm_resource[r.slot].ext_kmt == (r.types / 4) % 2;
      ensures  others: vkm_same_resources{Pre,Post}(r.slot);

    behavior INVALID:
      assumes          r.fault == VKM_OK;
      assumes          vkm_create_call_bad(r) || vkm_create_types_bad(r);
      ensures  result: \result == VKM_VALIDATION_FAILED;

    behavior FAULT:
      assumes          r.fault != VKM_OK && vkm_create_fault_allowed(r);
      ensures  result: \result == r.fault;

    behavior ILLEGAL:
      assumes          r.fault != VKM_OK
                       ? !vkm_create_fault_allowed(r)
                       : !vkm_create_call_bad(r) && !vkm_create_types_bad(r)
                         && !vkm_create_new(r);
      ensures  result: \result == VKM_ILLEGAL_CHOICE;

    behavior FULL:
      assumes          r.fault == VKM_OK;
      assumes          !vkm_create_call_bad(r) && !vkm_create_types_bad(r);
      assumes          vkm_create_new(r) && r.slot >= VKM_RESOURCE_MAX;
      ensures  result: \result == VKM_FULL;

    complete behaviors;
    disjoint behaviors;
*/
int32_t vkm_create_resource(struct vkm_create r);

/* vkDestroyBuffer, vkDestroyImage of a live one. Memory dedicated to it is
 * dedicated to nothing that exists, and can be bound to nothing. */
/*@ requires  inv:     vkm_inv;
    requires  live:    r < VKM_RESOURCE_MAX && vkm_resource[r].live == 1;
    terminates         \true;
    exits              \false;
    assigns            vkm_resource[r].live,
                       vkm_memory[0 .. VKM_MEMORY_MAX - 1];
    ensures   inv:     vkm_inv;
    ensures   gone:    vkm_resource[r].live == 0;
    ensures   VK_RESOURCE_2:  // dedicated still, to nothing
                       \forall integer i; 0 <= i < VKM_MEMORY_MAX ==>
                       \old(vkm_memory[i].live) == 1 ==>
                       \old(vkm_memory[i].resource) == r ==>
                       vkm_memory[i] == { \old(vkm_memory[i]) \with
                         .resource = (uint32_t)VKM_RESOURCE_MAX };
    ensures   others:  \forall integer i; 0 <= i < VKM_MEMORY_MAX ==>
                       \old(vkm_memory[i].live) != 1
                       || \old(vkm_memory[i].resource) != r ==>
                       vkm_memory[i] == \old(vkm_memory[i]);
*/
void vkm_destroy_resource(uint32_t r);

#endif /* HLOCAL_SPECS_VK_RESOURCE_H */
