/* vkAllocateMemory: a new payload, or another memory object for one that
 * exists. How to read a contract: vk/step.h.
 */
#ifndef HLOCAL_SPECS_VK_ALLOCATE_H
#define HLOCAL_SPECS_VK_ALLOCATE_H

#include "vk/allocate_check.h"

extern uint64_t vkm_out_memory; /* *pMemory; 0 on failure */

/*@ predicate vkm_alloc_fault_allowed(struct vkm_alloc a) =
      a.fault_armed == 1
      && (a.fault == VKM_OUT_OF_HOST_MEMORY
          || a.fault == VKM_OUT_OF_DEVICE_MEMORY
          || a.fault == VKM_TOO_MANY_OBJECTS || a.fault == VKM_UNKNOWN);

    // A VkDeviceMemory never seen among the living.
    predicate vkm_alloc_new(struct vkm_alloc a) =
      a.id != 0 && a.at == VKM_MEMORY_MAX;
    predicate vkm_alloc_room(struct vkm_alloc a) =
         a.slot < VKM_MEMORY_MAX
      && (vkm_alloc_imports(a) || a.room < VKM_PAYLOAD_MAX);

    // What the memory object is, whatever its payload.
    predicate vkm_alloc_made{L}(struct vkm_memory m, struct vkm_alloc a) =
         m.live == 1 && m.id == a.id && m.device == a.device
      && m.size == a.size && m.type == a.type
      && m.can_fd == (a.has_export == 1 ? vkm_bit_fd(a.exports) : 0)
      && m.can_nt == (a.has_export == 1 ? vkm_bit_nt(a.exports) : 0)
      && m.can_kmt == (a.has_export == 1 ? vkm_bit_kmt(a.exports) : 0)
      && m.inherit == (a.has_export == 1 && a.has_win32 == 1
                       && vkm_bit_nt(a.exports) == 1 ? a.inherit : 0)
      && m.done_nt == 0 && m.mapped == 0
      && m.dedicated == (a.has_image == 1 ? VKM_IMAGE
                         : a.has_buffer == 1 ? VKM_BUFFER : VKM_PLAIN)
      && m.resource == (a.has_image == 1 ? a.image
                        : a.has_buffer == 1 ? a.buffer : VKM_RESOURCE_MAX);

    // What a new payload remembers.
    predicate vkm_alloc_born{L}(struct vkm_payload p, struct vkm_alloc a) =
         p.live == 1 && p.size == a.size && p.type == a.type
      && p.gpu == \at(vkm_device[a.device].gpu,L) && p.kmt == 0
      && p.name == (a.has_export == 1 && a.has_win32 == 1
                    && vkm_bit_nt(a.exports) == 1 ? a.name : 0)
      && p.dedicated == (a.has_image == 1 ? VKM_IMAGE
                         : a.has_buffer == 1 ? VKM_BUFFER : VKM_PLAIN)
      && (a.has_image == 1 ==>
            p.shape == \at(vkm_resource[a.image].shape,L))
      && (a.has_image != 1 && a.has_buffer == 1 ==>
            p.shape == \at(vkm_resource[a.buffer].shape,L))
      && (a.has_image != 1 && a.has_buffer != 1 ==> p.shape == 0);
*/

/*@ // A valid call names a live device and, if any, one live resource of it.
    predicate vkm_alloc_sound{L}(struct vkm_alloc a) =
         a.device < VKM_DEVICE_MAX && \at(vkm_device[a.device].live,L) == 1
      && a.type < VKM_TYPE_MAX
      && (a.has_image == 1 ==> vkm_is_resource{L}(a.image, VKM_IMAGE)
          && \at(vkm_resource[a.image].device,L) == a.device)
      && (a.has_buffer == 1 ==> vkm_is_resource{L}(a.buffer, VKM_BUFFER)
          && \at(vkm_resource[a.buffer].device,L) == a.device);
*/

/* The memory object of a valid call, with payload `p`, which may have been
 * born for it just now. */
/*@ requires  inv:     vkm_inv_but(p);
    requires  born:    vkm_inv || (vkm_payload[p].keeper == a.slot
                                   && origin == VKM_ORIGINAL);
    requires  vacant:  a.slot < VKM_MEMORY_MAX
                       && vkm_memory[a.slot].live == 0;
    requires  new:     a.id != 0 && vkm_resolves_memory(a.id, VKM_MEMORY_MAX);
    requires  sound:   vkm_alloc_sound(a) && a.inherit <= 1;
    requires  payload: p < VKM_PAYLOAD_MAX && vkm_payload[p].live == 1;
    requires  origin:  origin <= VKM_FROM_KMT;
    terminates         \true;
    exits              \false;
    assigns            vkm_memory[a.slot];
    ensures   inv:     vkm_inv;
    ensures   made:    vkm_alloc_made(vkm_memory[a.slot], a);
    ensures   payload: vkm_memory[a.slot].payload == p
                       && vkm_memory[a.slot].origin == origin;
*/
void vkm_make_memory(struct vkm_alloc a, uint32_t p, uint32_t origin);

/* A new payload and its original memory object. */
/*@ requires  inv:     vkm_inv;
    requires  found:   vkm_alloc_resolves(a);
    requires  valid:   !vkm_alloc_vf(a) && vkm_alloc_new(a)
                       && vkm_alloc_room(a) && !vkm_alloc_imports(a);
    terminates         \true;
    exits              \false;
    assigns            vkm_memory[a.slot], vkm_payload[a.room];
    ensures   inv:     vkm_inv;
    ensures   made:    vkm_alloc_made(vkm_memory[a.slot], a);
    ensures   born:    vkm_alloc_born(vkm_payload[a.room], a);
    ensures   owner:   vkm_memory_owns(vkm_memory[a.slot], a.room)
                       && vkm_memory[a.slot].origin == VKM_ORIGINAL;
*/
void vkm_make_original(struct vkm_alloc a);

/* vkAllocateMemory. */
/*@ requires  inv:     vkm_inv;
    requires  found:   vkm_alloc_resolves(a);
    terminates         \true;
    exits              \false;
    assigns            vkm_memory[0 .. VKM_MEMORY_MAX - 1],
                       vkm_payload[0 .. VKM_PAYLOAD_MAX - 1],
                       vkm_out_memory, vkm_bad[0 .. REQ_MAX - 1];
    ensures   inv:     vkm_inv;
    ensures   only:    vkm_none_reported_but(REQ_VK_ALLOC_DEVICE,
                                             REQ_VK_DED_01877);
    ensures   report:  vkm_alloc_reported{Pre,Post}(a);
    ensures   VK_OWN_6:  // a call that fails changes nothing, returns none
                       \result != VKM_OK ==>
                       vkm_out_memory == 0 && vkm_same{Pre,Post};
    ensures   VK_OWN_11: // an import never consumes the handle
                       vkm_same_handles{Pre,Post}(VKM_HANDLE_MAX);
    ensures   others:  vkm_same_memories{Pre,Post}(a.slot);
    ensures   VK_ANSWER_2:
                       \result == VKM_OK
                       || \result == VKM_OUT_OF_HOST_MEMORY
                       || \result == VKM_OUT_OF_DEVICE_MEMORY
                       || \result == VKM_TOO_MANY_OBJECTS
                       || \result == VKM_INVALID_EXTERNAL_HANDLE
                       || \result == VKM_UNKNOWN
                       || \result == VKM_VALIDATION_FAILED
                       || \result == VKM_ILLEGAL_CHOICE || \result == VKM_FULL;

    behavior FAULT:
      assumes          a.fault != VKM_OK && vkm_alloc_fault_allowed(a);
      ensures  result: \result == a.fault;

    behavior SPURIOUS:  // there was no reason to fail so
      assumes          a.fault != VKM_OK && !vkm_alloc_fault_allowed(a);
      ensures  result: \result == VKM_ILLEGAL_CHOICE;

    behavior VK_ANSWER_1:  // the gravest answer that the violations call for
      assumes          a.fault == VKM_OK && vkm_alloc_bad(a);
      ensures  answer: vkm_alloc_answer{Pre}(a, \result);

    behavior VK_OWN_12:  // an original allocation: a payload of its own
      assumes          a.fault == VKM_OK && !vkm_alloc_bad(a);
      assumes          vkm_alloc_new(a) && vkm_alloc_room(a);
      assumes          !vkm_alloc_imports(a);
      ensures  result: \result == VKM_OK && vkm_out_memory == a.id;
      ensures  made:   vkm_alloc_made(vkm_memory[a.slot], a);
      ensures  born:   vkm_alloc_born(vkm_payload[a.room], a);
      ensures  owner:  vkm_memory_owns(vkm_memory[a.slot], a.room)
                       && vkm_memory[a.slot].origin == VKM_ORIGINAL;
      ensures  rest:   vkm_same_payloads{Pre,Post}(a.room);

    behavior VK_OWN_13:  // import by NT handle or name: one more strong owner
      assumes          a.fault == VKM_OK && !vkm_alloc_bad(a);
      assumes          vkm_alloc_new(a) && vkm_alloc_room(a);
      assumes          vkm_alloc_imports(a) && a.import_type == VKM_TYPE_NT;
      ensures  result: \result == VKM_OK && vkm_out_memory == a.id;
      ensures  made:   vkm_alloc_made(vkm_memory[a.slot], a);
      ensures  owner:  vkm_memory_owns(vkm_memory[a.slot], a.source)
                       && vkm_memory[a.slot].origin == VKM_FROM_NT;
      ensures  rest:   vkm_same_payloads{Pre,Post}(VKM_PAYLOAD_MAX);

    behavior VK_OWN_14:  // import by number: no owner, only an alias
      assumes          a.fault == VKM_OK && !vkm_alloc_bad(a);
      assumes          vkm_alloc_new(a) && vkm_alloc_room(a);
      assumes          vkm_alloc_imports(a) && a.import_type == VKM_TYPE_KMT;
      ensures  result: \result == VKM_OK && vkm_out_memory == a.id;
      ensures  made:   vkm_alloc_made(vkm_memory[a.slot], a);
      ensures  alias:  vkm_memory[a.slot].payload == a.source
                       && vkm_memory[a.slot].origin == VKM_FROM_KMT;
      ensures  rest:   vkm_same_payloads{Pre,Post}(VKM_PAYLOAD_MAX);

    behavior ILLEGAL:
      assumes          a.fault == VKM_OK && !vkm_alloc_bad(a);
      assumes          !vkm_alloc_new(a);
      ensures  result: \result == VKM_ILLEGAL_CHOICE;

    behavior FULL:
      assumes          a.fault == VKM_OK && !vkm_alloc_bad(a);
      assumes          vkm_alloc_new(a) && !vkm_alloc_room(a);
      ensures  result: \result == VKM_FULL;

    complete behaviors;
    disjoint behaviors;
*/
int32_t vkm_allocate(struct vkm_alloc a);

#endif /* HLOCAL_SPECS_VK_ALLOCATE_H */
