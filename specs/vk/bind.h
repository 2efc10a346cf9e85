/* vkBindBufferMemory and vkBindImageMemory, one binding; vkBind...Memory2 is
 * one such step for each element. How to read a contract: vk/step.h.
 */
#ifndef HLOCAL_SPECS_VK_BIND_H
#define HLOCAL_SPECS_VK_BIND_H

#include "vk/find.h"
#include "vk/require.h"
#include "vk/check.h"

struct vkm_bind {
    uint64_t offset;      /* memoryOffset, bytes */
    uint32_t kind;        /* VKM_BUFFER or VKM_IMAGE: which call */
    uint32_t device;      /* index; VKM_DEVICE_MAX: no live VkDevice */
    uint32_t resource;    /* index; VKM_RESOURCE_MAX: none live of this kind */
    uint32_t memory;      /* index; VKM_MEMORY_MAX: no live VkDeviceMemory */
    uint32_t fault_armed; /* 1: a fault is injected into the call */
    int32_t fault;        /* the VkResult of that fault, or 0 */
};

#undef RULE_SET
#undef RULE_CALL
#define RULE_SET vkm_bad
#define RULE_CALL b

/* clang-format off */
#define VKM_BIND_CALL_RULES(R)                                                 \
    R(BINDBUF_DEVICE) R(BINDBUF_RESOURCE) R(BINDBUF_MEMORY)                    \
    R(BINDBUF_PARENT) R(BINDBUF_DEAD) R(BINDIMG_DEVICE) R(BINDIMG_RESOURCE)    \
    R(BINDIMG_MEMORY) R(BINDIMG_PARENT) R(BINDIMG_DEAD)
#define VKM_BIND_FIT_RULES(R)                                                  \
    R(BINDBUF_07459) R(BINDBUF_01031) R(BINDBUF_01036) R(BINDBUF_01037)        \
    R(BINDIMG_07460) R(BINDIMG_01046) R(BINDIMG_01048) R(BINDIMG_01049)
#define VKM_BIND_TYPE_RULES(R)                                                 \
    R(BINDBUF_01508) R(BINDBUF_02726) R(BINDBUF_02985) R(BINDIMG_02628)        \
    R(BINDIMG_02728) R(BINDIMG_02989)
/* clang-format on */

/*@ predicate vkm_bind_resolves{L}(struct vkm_bind b) =
         (b.kind == VKM_BUFFER || b.kind == VKM_IMAGE)
      && (b.device < VKM_DEVICE_MAX ==> \at(vkm_device[b.device].live,L) == 1)
      && (b.memory < VKM_MEMORY_MAX ==> \at(vkm_memory[b.memory].live,L) == 1)
      && (b.resource < VKM_RESOURCE_MAX ==>
            \at(vkm_resource[b.resource].live,L) == 1
         && \at(vkm_resource[b.resource].kind,L) == b.kind);

    predicate vkm_bind_both(struct vkm_bind b) =
      b.resource < VKM_RESOURCE_MAX && b.memory < VKM_MEMORY_MAX;

    predicate vkm_bind_other{L}(struct vkm_bind b) =
         b.device < VKM_DEVICE_MAX
      && ((b.resource < VKM_RESOURCE_MAX
           && \at(vkm_resource[b.resource].device,L) != b.device)
          || (b.memory < VKM_MEMORY_MAX
              && \at(vkm_memory[b.memory].device,L) != b.device));
    predicate vkm_bind_dead{L}(struct vkm_bind b) =
         b.memory < VKM_MEMORY_MAX
      && \at(vkm_memory[b.memory].payload,L) >= VKM_PAYLOAD_MAX;

    predicate vkm_bind_twice{L}(struct vkm_bind b) =
         b.resource < VKM_RESOURCE_MAX
      && \at(vkm_resource[b.resource].bound,L) == 1;
    predicate vkm_bind_outside{L}(struct vkm_bind b) =
         b.memory < VKM_MEMORY_MAX
      && b.offset >= \at(vkm_memory[b.memory].size,L);
    predicate vkm_bind_askew{L}(struct vkm_bind b) =
         b.resource < VKM_RESOURCE_MAX
      && b.offset % \at(vkm_resource[b.resource].align,L) != 0;
    predicate vkm_bind_long{L}(struct vkm_bind b) =
         vkm_bind_both(b)
      && b.offset < \at(vkm_memory[b.memory].size,L)
      && b.offset + \at(vkm_resource[b.resource].required,L)
         > \at(vkm_memory[b.memory].size,L);

    predicate vkm_bind_misses{L}(struct vkm_bind b) =
         vkm_bind_both(b)
      && \at(vkm_memory[b.memory].dedicated,L) == b.kind
      && (\at(vkm_memory[b.memory].resource,L) != b.resource
          || b.offset != 0);
    predicate vkm_shares(struct vkm_memory m, struct vkm_resource r) =
         (m.can_fd == 1 && r.ext_fd == 1) || (m.can_nt == 1 && r.ext_nt == 1)
      || (m.can_kmt == 1 && r.ext_kmt == 1);
    predicate vkm_bind_unshared{L}(struct vkm_bind b) =
         vkm_bind_both(b)
      && (\at(vkm_memory[b.memory].can_fd,L) == 1
          || \at(vkm_memory[b.memory].can_nt,L) == 1
          || \at(vkm_memory[b.memory].can_kmt,L) == 1)
      && !vkm_shares(\at(vkm_memory[b.memory],L),
                     \at(vkm_resource[b.resource],L));
    predicate vkm_bind_foreign{L}(struct vkm_bind b) =
         vkm_bind_both(b)
      && ((\at(vkm_memory[b.memory].origin,L) == VKM_FROM_NT
           && \at(vkm_resource[b.resource].ext_nt,L) != 1)
          || (\at(vkm_memory[b.memory].origin,L) == VKM_FROM_KMT
              && \at(vkm_resource[b.resource].ext_kmt,L) != 1));

    predicate VK_BINDBUF_DEVICE(struct vkm_bind b) =
      b.kind == VKM_BUFFER && b.device >= VKM_DEVICE_MAX;
    predicate VK_BINDBUF_RESOURCE(struct vkm_bind b) =
      b.kind == VKM_BUFFER && b.resource >= VKM_RESOURCE_MAX;
    predicate VK_BINDBUF_MEMORY(struct vkm_bind b) =
      b.kind == VKM_BUFFER && b.memory >= VKM_MEMORY_MAX;
    predicate VK_BINDBUF_PARENT{L}(struct vkm_bind b) =
      b.kind == VKM_BUFFER && vkm_bind_other{L}(b);
    predicate VK_BINDBUF_DEAD{L}(struct vkm_bind b) =
      b.kind == VKM_BUFFER && vkm_bind_dead{L}(b);
    predicate VK_BINDBUF_07459{L}(struct vkm_bind b) =
      b.kind == VKM_BUFFER && vkm_bind_twice{L}(b);
    predicate VK_BINDBUF_01031{L}(struct vkm_bind b) =
      b.kind == VKM_BUFFER && vkm_bind_outside{L}(b);
    predicate VK_BINDBUF_01036{L}(struct vkm_bind b) =
      b.kind == VKM_BUFFER && vkm_bind_askew{L}(b);
    predicate VK_BINDBUF_01037{L}(struct vkm_bind b) =
      b.kind == VKM_BUFFER && vkm_bind_long{L}(b);
    predicate VK_BINDBUF_01508{L}(struct vkm_bind b) =
      b.kind == VKM_BUFFER && vkm_bind_misses{L}(b);
    predicate VK_BINDBUF_02726{L}(struct vkm_bind b) =
      b.kind == VKM_BUFFER && vkm_bind_unshared{L}(b);
    predicate VK_BINDBUF_02985{L}(struct vkm_bind b) =
      b.kind == VKM_BUFFER && vkm_bind_foreign{L}(b);

    predicate VK_BINDIMG_DEVICE(struct vkm_bind b) =
      b.kind == VKM_IMAGE && b.device >= VKM_DEVICE_MAX;
    predicate VK_BINDIMG_RESOURCE(struct vkm_bind b) =
      b.kind == VKM_IMAGE && b.resource >= VKM_RESOURCE_MAX;
    predicate VK_BINDIMG_MEMORY(struct vkm_bind b) =
      b.kind == VKM_IMAGE && b.memory >= VKM_MEMORY_MAX;
    predicate VK_BINDIMG_PARENT{L}(struct vkm_bind b) =
      b.kind == VKM_IMAGE && vkm_bind_other{L}(b);
    predicate VK_BINDIMG_DEAD{L}(struct vkm_bind b) =
      b.kind == VKM_IMAGE && vkm_bind_dead{L}(b);
    predicate VK_BINDIMG_07460{L}(struct vkm_bind b) =
      b.kind == VKM_IMAGE && vkm_bind_twice{L}(b);
    predicate VK_BINDIMG_01046{L}(struct vkm_bind b) =
      b.kind == VKM_IMAGE && vkm_bind_outside{L}(b);
    predicate VK_BINDIMG_01048{L}(struct vkm_bind b) =
      b.kind == VKM_IMAGE && vkm_bind_askew{L}(b);
    predicate VK_BINDIMG_01049{L}(struct vkm_bind b) =
      b.kind == VKM_IMAGE && vkm_bind_long{L}(b);
    predicate VK_BINDIMG_02628{L}(struct vkm_bind b) =
      b.kind == VKM_IMAGE && vkm_bind_misses{L}(b);
    predicate VK_BINDIMG_02728{L}(struct vkm_bind b) =
      b.kind == VKM_IMAGE && vkm_bind_unshared{L}(b);
    predicate VK_BINDIMG_02989{L}(struct vkm_bind b) =
      b.kind == VKM_IMAGE && vkm_bind_foreign{L}(b);

    predicate vkm_bind_call_bad{L}(struct vkm_bind b) =
         b.device >= VKM_DEVICE_MAX || b.resource >= VKM_RESOURCE_MAX
      || b.memory >= VKM_MEMORY_MAX || vkm_bind_other{L}(b)
      || vkm_bind_dead{L}(b);
    predicate vkm_bind_fit_bad{L}(struct vkm_bind b) =
         vkm_bind_twice{L}(b) || vkm_bind_outside{L}(b)
      || vkm_bind_askew{L}(b) || vkm_bind_long{L}(b);
    predicate vkm_bind_type_bad{L}(struct vkm_bind b) =
         vkm_bind_misses{L}(b) || vkm_bind_unshared{L}(b)
      || vkm_bind_foreign{L}(b);
    predicate vkm_bind_bad{L}(struct vkm_bind b) =
      vkm_bind_call_bad{L}(b) || vkm_bind_fit_bad{L}(b)
      || vkm_bind_type_bad{L}(b);

    // vkm_bad[] afterwards: what was wrong with the call, as the state was.
    predicate vkm_bind_reported{L1,L2}(struct vkm_bind b) =
         RULES_REPORTED_OLD(VKM_BIND_CALL_RULES)
      && RULES_REPORTED_OLD(VKM_BIND_FIT_RULES)
      && RULES_REPORTED_OLD(VKM_BIND_TYPE_RULES);

    predicate vkm_bind_fault_allowed(struct vkm_bind b) =
      b.fault_armed == 1 && (b.fault == VKM_OUT_OF_HOST_MEMORY
        || b.fault == VKM_OUT_OF_DEVICE_MEMORY || b.fault == VKM_UNKNOWN);
*/

/* What is wrong with the call itself. */
/*@ requires  inv:     vkm_inv;
    requires  found:   vkm_bind_resolves(b);
    REFUSES(VKM_BIND_CALL_RULES, vkm_bind_call_bad(b)) */
int32_t vkm_check_bind_call(struct vkm_bind b);

/* What is wrong with the place. */
/*@ requires  inv:     vkm_inv;
    requires  found:   vkm_bind_resolves(b);
    REFUSES(VKM_BIND_FIT_RULES, vkm_bind_fit_bad(b)) */
int32_t vkm_check_bind_fit(struct vkm_bind b);

/* What is wrong with how the memory is shared. */
/*@ requires  inv:     vkm_inv;
    requires  found:   vkm_bind_resolves(b);
    REFUSES(VKM_BIND_TYPE_RULES, vkm_bind_type_bad(b)) */
int32_t vkm_check_bind_type(struct vkm_bind b);

/* vkBindBufferMemory, vkBindImageMemory. */
/*@ requires  inv:     vkm_inv;
    requires  found:   vkm_bind_resolves(b);
    terminates         \true;
    exits              \false;
    assigns            vkm_resource[0 .. VKM_RESOURCE_MAX - 1],
                       vkm_bad[0 .. REQ_MAX - 1];
    ensures   inv:     vkm_inv;
    ensures   only:    vkm_none_reported_but(REQ_VK_BINDBUF_DEVICE,
                                             REQ_VK_BINDIMG_02989);
    ensures   report:  vkm_bind_reported{Pre,Post}(b);
    ensures   VK_OWN_6:
                       \result != VKM_OK ==> vkm_same{Pre,Post};

    behavior VK_BIND_1:  // bound, for good
      assumes          b.fault == VKM_OK && !vkm_bind_bad(b);
      ensures  result: \result == VKM_OK;
      ensures  bound:  vkm_resource[b.resource]
                       == { \old(vkm_resource[b.resource]) \with
                            .bound = (uint32_t)1 };
      ensures  others: vkm_same_resources{Pre,Post}(b.resource);

    behavior INVALID:
      assumes          b.fault == VKM_OK && vkm_bind_bad(b);
      ensures  result: \result == VKM_VALIDATION_FAILED;

    behavior FAULT:
      assumes          b.fault != VKM_OK && vkm_bind_fault_allowed(b);
      ensures  result: \result == b.fault;

    behavior ILLEGAL:
      assumes          b.fault != VKM_OK && !vkm_bind_fault_allowed(b);
      ensures  result: \result == VKM_ILLEGAL_CHOICE;

    complete behaviors;
    disjoint behaviors;
*/
int32_t vkm_bind(struct vkm_bind b);

#endif /* HLOCAL_SPECS_VK_BIND_H */
