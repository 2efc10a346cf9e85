/* vkMapMemory, vkUnmapMemory. How to read a contract: vk/step.h. */
#ifndef HLOCAL_SPECS_VK_MAP_H
#define HLOCAL_SPECS_VK_MAP_H

#include "vk/find.h"
#include "vk/require.h"
#include "vk/check.h"

struct vkm_map {
    uint64_t offset; /* bytes */
    uint64_t size;   /* bytes, or VKM_WHOLE */
    uint32_t device; /* index; VKM_DEVICE_MAX: no live VkDevice */
    uint32_t memory; /* index; VKM_MEMORY_MAX: no live VkDeviceMemory */
    uint32_t flags;
    uint32_t has_data;    /* 0 or 1: ppData is not NULL */
    uint32_t fault_armed; /* 1: a fault is injected into the call */
    int32_t fault;        /* the VkResult of that fault, or 0 */
};

extern uint32_t vkm_out_data; /* 1: *ppData is an address; 0: it is NULL */

#undef RULE_SET
#undef RULE_CALL
#define RULE_SET vkm_bad
#define RULE_CALL q

/* clang-format off */
#define VKM_MAP_CALL_RULES(R)                                                  \
    R(MAP_DEVICE) R(MAP_MEMORY) R(MAP_PARENT) R(MAP_FLAGS) R(MAP_DATA)         \
    R(MAP_DEAD)
#define VKM_MAP_RANGE_RULES(R)                                                 \
    R(MAP_00678) R(MAP_00679) R(MAP_00680) R(MAP_00681) R(MAP_00682)
/* clang-format on */

/*@ predicate vkm_map_resolves{L}(struct vkm_map q) =
         (q.device < VKM_DEVICE_MAX ==> \at(vkm_device[q.device].live,L) == 1)
      && (q.memory < VKM_MEMORY_MAX ==> \at(vkm_memory[q.memory].live,L) == 1);

    predicate VK_MAP_DEVICE(struct vkm_map q) = q.device >= VKM_DEVICE_MAX;
    predicate VK_MAP_MEMORY(struct vkm_map q) = q.memory >= VKM_MEMORY_MAX;
    predicate VK_MAP_PARENT{L}(struct vkm_map q) =
         q.device < VKM_DEVICE_MAX && q.memory < VKM_MEMORY_MAX
      && \at(vkm_memory[q.memory].device,L) != q.device;
    predicate VK_MAP_FLAGS(struct vkm_map q) = q.flags != 0;
    predicate VK_MAP_DATA(struct vkm_map q) = q.has_data != 1;
    predicate VK_MAP_DEAD{L}(struct vkm_map q) =
         q.memory < VKM_MEMORY_MAX
      && \at(vkm_memory[q.memory].payload,L) >= VKM_PAYLOAD_MAX;
    predicate vkm_map_call_bad{L}(struct vkm_map q) =
      RULES_BROKEN(VKM_MAP_CALL_RULES);

    predicate VK_MAP_00678{L}(struct vkm_map q) =
         q.memory < VKM_MEMORY_MAX && \at(vkm_memory[q.memory].mapped,L) == 1;
    predicate VK_MAP_00679{L}(struct vkm_map q) =
         q.memory < VKM_MEMORY_MAX
      && q.offset >= \at(vkm_memory[q.memory].size,L);
    predicate VK_MAP_00680(struct vkm_map q) =
      q.memory < VKM_MEMORY_MAX && q.size == 0;
    // "The size of the memory minus offset" exists where 00679 holds.
    predicate VK_MAP_00681{L}(struct vkm_map q) =
         q.memory < VKM_MEMORY_MAX && q.size != VKM_WHOLE
      && q.offset < \at(vkm_memory[q.memory].size,L)
      && q.offset + q.size > \at(vkm_memory[q.memory].size,L);
    predicate VK_MAP_00682{L}(struct vkm_map q) =
         q.memory < VKM_MEMORY_MAX
      && \at(vkm_type[\at(vkm_memory[q.memory].type,L)].visible,L) != 1;
    predicate vkm_map_range_bad{L}(struct vkm_map q) =
      RULES_BROKEN(VKM_MAP_RANGE_RULES);

    // vkm_bad[] afterwards: what was wrong with the call, as the state was.
    predicate vkm_map_reported{L1,L2}(struct vkm_map q) =
         RULES_REPORTED_OLD(VKM_MAP_CALL_RULES)
      && RULES_REPORTED_OLD(VKM_MAP_RANGE_RULES);

    predicate vkm_map_fault_allowed(struct vkm_map q) =
      q.fault_armed == 1 && (q.fault == VKM_OUT_OF_HOST_MEMORY
        || q.fault == VKM_OUT_OF_DEVICE_MEMORY
        || q.fault == VKM_MEMORY_MAP_FAILED || q.fault == VKM_UNKNOWN);
*/

/* What is wrong with the call itself. */
/*@ requires  inv:     vkm_inv;
    requires  found:   vkm_map_resolves(q);
    REFUSES(VKM_MAP_CALL_RULES, vkm_map_call_bad(q)) */
int32_t vkm_check_map_call(struct vkm_map q);

/* What is wrong with what it asks for. */
/*@ requires  inv:     vkm_inv;
    requires  found:   vkm_map_resolves(q);
    REFUSES(VKM_MAP_RANGE_RULES, vkm_map_range_bad(q)) */
int32_t vkm_check_map_range(struct vkm_map q);

/* vkMapMemory. */
/*@ requires  inv:     vkm_inv;
    requires  found:   vkm_map_resolves(q);
    terminates         \true;
    exits              \false;
    assigns            vkm_memory[0 .. VKM_MEMORY_MAX - 1], vkm_out_data,
                       vkm_bad[0 .. REQ_MAX - 1];
    ensures   inv:     vkm_inv;
    ensures   only:    vkm_none_reported_but(REQ_VK_MAP_DEVICE,
                                             REQ_VK_MAP_00682);
    ensures   report:  vkm_map_reported{Pre,Post}(q);
    ensures   VK_OWN_6:
                       \result != VKM_OK ==>
                       vkm_out_data == 0 && vkm_same{Pre,Post};

    behavior VK_MAP_1:   // mapped from now on
      assumes          q.fault == VKM_OK;
      assumes          !vkm_map_call_bad(q) && !vkm_map_range_bad(q);
      ensures  result: \result == VKM_OK && vkm_out_data == 1;
      ensures  mapped: vkm_memory[q.memory] == { \old(vkm_memory[q.memory])
                         \with .mapped = (uint32_t)1 };
      ensures  others: vkm_same_memories{Pre,Post}(q.memory);

    behavior INVALID:
      assumes          q.fault == VKM_OK;
      assumes          vkm_map_call_bad(q) || vkm_map_range_bad(q);
      ensures  result: \result == VKM_VALIDATION_FAILED;

    behavior FAULT:
      assumes          q.fault != VKM_OK && vkm_map_fault_allowed(q);
      ensures  result: \result == q.fault;

    behavior ILLEGAL:
      assumes          q.fault != VKM_OK && !vkm_map_fault_allowed(q);
      ensures  result: \result == VKM_ILLEGAL_CHOICE;

    complete behaviors;
    disjoint behaviors;
*/
int32_t vkm_map(struct vkm_map q);

/*@ predicate VK_UNMAP_DEVICE(integer d) = d >= VKM_DEVICE_MAX;
    predicate VK_UNMAP_MEMORY(integer m) = m >= VKM_MEMORY_MAX;
    predicate VK_UNMAP_PARENT{L}(integer d, integer m) =
         d < VKM_DEVICE_MAX && m < VKM_MEMORY_MAX
      && \at(vkm_memory[m].device,L) != d;
    predicate VK_UNMAP_00689{L}(integer m) =
      m < VKM_MEMORY_MAX && \at(vkm_memory[m].mapped,L) == 0;
    predicate vkm_unmap_bad{L}(integer d, integer m) =
         VK_UNMAP_DEVICE(d) || VK_UNMAP_MEMORY(m) || VK_UNMAP_PARENT{L}(d, m)
      || VK_UNMAP_00689{L}(m);
*/

/* vkUnmapMemory. A violation can only be reported; nothing happens then. */
/*@ requires  inv:     vkm_inv;
    requires  found:   m < VKM_MEMORY_MAX ==> vkm_memory[m].live == 1;
    terminates         \true;
    exits              \false;
    assigns            vkm_memory[0 .. VKM_MEMORY_MAX - 1],
                       vkm_bad[0 .. REQ_MAX - 1];
    ensures   inv:     vkm_inv;
    ensures   only:    vkm_none_reported_but(REQ_VK_UNMAP_DEVICE,
                                             REQ_VK_UNMAP_00689);

    behavior VK_UNMAP_DEVICE:
      ensures iff: vkm_reported(REQ_VK_UNMAP_DEVICE) <==> VK_UNMAP_DEVICE(d);
    behavior VK_UNMAP_MEMORY:
      ensures iff: vkm_reported(REQ_VK_UNMAP_MEMORY) <==> VK_UNMAP_MEMORY(m);
    behavior VK_UNMAP_PARENT:
      ensures iff: vkm_reported(REQ_VK_UNMAP_PARENT) <==>
                       VK_UNMAP_PARENT{Pre}(d, m);
    behavior VK_UNMAP_00689:
      ensures iff: vkm_reported(REQ_VK_UNMAP_00689) <==> VK_UNMAP_00689{Pre}(m);

    behavior VK_MAP_2:   // not mapped any more
      assumes          !vkm_unmap_bad(d, m);
      ensures  mapped: vkm_memory[m] == { \old(vkm_memory[m]) \with
                         .mapped = (uint32_t)0 };
      ensures  others: vkm_same_memories{Pre,Post}(m);

    behavior NOTHING:
      assumes          vkm_unmap_bad(d, m);
      ensures  same:   vkm_same{Pre,Post};

    complete behaviors VK_MAP_2, NOTHING;
    disjoint behaviors VK_MAP_2, NOTHING;
*/
void vkm_unmap(uint32_t d, uint32_t m);

#endif /* HLOCAL_SPECS_VK_MAP_H */
