/* Devices come and go, and memory objects go. How to read a contract:
 * vk/step.h.
 */
#ifndef HLOCAL_SPECS_VK_DEVICE_H
#define HLOCAL_SPECS_VK_DEVICE_H

#include "vk/find.h"
#include "vk/payload.h"
#include "vk/require.h"

/* vkCreateDevice on the physical device `gpu`. `at` is the device that `id`
 * means beforehand, `slot` a vacant one. */
/*@ requires  inv:     vkm_inv;
    requires  found:   vkm_resolves_device(id, at) && vkm_room_device(slot);
    terminates         \true;
    exits              \false;
    assigns            vkm_device[0 .. VKM_DEVICE_MAX - 1];
    ensures   inv:     vkm_inv;
    ensures   failed:  \result != VKM_OK ==> vkm_same{Pre,Post};

    behavior VK_DEVICE_1:
      assumes          fault == 0 && id != 0 && at == VKM_DEVICE_MAX;
      assumes          slot < VKM_DEVICE_MAX;
      ensures  result: \result == VKM_OK;
      ensures  born:   vkm_device[slot].live == 1 && vkm_device[slot].id == id
                       && vkm_device[slot].gpu == gpu;
      ensures  others: vkm_same_devices{Pre,Post}(slot);

    behavior FAULT:
      assumes          fault == VKM_OUT_OF_HOST_MEMORY
                       || fault == VKM_OUT_OF_DEVICE_MEMORY
                       || fault == VKM_TOO_MANY_OBJECTS
                       || fault == VKM_UNKNOWN;
      assumes          fault_armed == 1;
      ensures  result: \result == fault;

    behavior FULL:
      assumes          fault == 0 && id != 0 && at == VKM_DEVICE_MAX;
      assumes          slot >= VKM_DEVICE_MAX;
      ensures  result: \result == VKM_FULL;

    behavior ILLEGAL:
      assumes          fault == 0 ? id == 0 || at != VKM_DEVICE_MAX
                       : fault_armed != 1 || (fault != VKM_OUT_OF_HOST_MEMORY
                         && fault != VKM_OUT_OF_DEVICE_MEMORY
                         && fault != VKM_TOO_MANY_OBJECTS
                         && fault != VKM_UNKNOWN);
      ensures  result: \result == VKM_ILLEGAL_CHOICE;

    complete behaviors;
    disjoint behaviors;
*/
int32_t vkm_create_device(uint64_t id, uint32_t at, uint32_t slot, uint32_t gpu,
                          uint32_t fault_armed, int32_t fault);

/* Take memory object `m` away: implicitly unmapped, its payload with it when
 * nothing else owns that. Which owner keeps a payload is bookkeeping: it is
 * the one thing left open. */
/*@ requires  inv:     vkm_inv;
    requires  live:    m < VKM_MEMORY_MAX && vkm_memory[m].live == 1;
    terminates         \true;
    exits              \false;
    assigns            vkm_payload[0 .. VKM_PAYLOAD_MAX - 1],
                       vkm_memory[0 .. VKM_MEMORY_MAX - 1];
    ensures   inv:     vkm_inv;
    ensures   gone:    vkm_memory[m] == { \old(vkm_memory[m]) \with
                         .live = (uint32_t)0, .mapped = (uint32_t)0 };
    ensures   left:    \forall integer i; 0 <= i < VKM_MEMORY_MAX ==> i != m
                       ==> vkm_left(\old(vkm_memory[i]), vkm_memory[i]);
    ensures   others:  vkm_same_payloads{Pre,Post}(\old(vkm_memory[m].payload));
    ensures   label:   \forall integer p; 0 <= p < VKM_PAYLOAD_MAX ==>
                       vkm_kept_label{Pre,Post}(p)
                       && (vkm_payload[p].live == 1 ==>
                           \old(vkm_payload[p].live) == 1);

    behavior VK_OWN_2:   // an owner: the payload lives on while another does
      assumes          vkm_memory[m].origin != VKM_FROM_KMT;
      ensures  life:   vkm_payload[\old(vkm_memory[m].payload)].live == 1 <==>
                       vkm_owned_beside{Pre}(\old(vkm_memory[m].payload), m);

    behavior VK_OWN_8:   // a KMT import: no payload notices
      assumes          vkm_memory[m].origin == VKM_FROM_KMT;
      ensures  same:   vkm_same_payloads{Pre,Post}(VKM_PAYLOAD_MAX)
                       && vkm_same_memories{Pre,Post}(m);

    complete behaviors;
    disjoint behaviors;
*/
void vkm_drop_memory(uint32_t m);

/*@ // `memory` VK_NULL_HANDLE is allowed and does nothing.
    predicate VK_FREE_DEVICE(integer device) = device >= VKM_DEVICE_MAX;
    predicate VK_FREE_MEMORY(integer null, integer m) =
      null != 1 && m >= VKM_MEMORY_MAX;
    predicate VK_FREE_PARENT{L}(integer device, integer null, integer m) =
         null != 1 && m < VKM_MEMORY_MAX && device < VKM_DEVICE_MAX
      && \at(vkm_memory[m].device,L) != device;
    predicate vkm_free_ok{L}(integer device, integer null, integer m) =
         null != 1 && m < VKM_MEMORY_MAX && device < VKM_DEVICE_MAX
      && \at(vkm_memory[m].device,L) == device;
*/

/* vkFreeMemory. A violation can only be reported; nothing is freed then. All
 * is determined but which owner keeps a payload that lives on. */
/*@ requires  inv:     vkm_inv;
    requires  found:   m < VKM_MEMORY_MAX ==> vkm_memory[m].live == 1;
    terminates         \true;
    exits              \false;
    assigns            vkm_payload[0 .. VKM_PAYLOAD_MAX - 1],
                       vkm_memory[0 .. VKM_MEMORY_MAX - 1],
                       vkm_bad[0 .. REQ_MAX - 1];
    ensures   inv:     vkm_inv;
    ensures   only:    vkm_none_reported_but(REQ_VK_FREE_DEVICE,
                                             REQ_VK_FREE_PARENT);

    behavior VK_FREE_DEVICE:
      ensures iff: vkm_reported(REQ_VK_FREE_DEVICE) <==>
                       VK_FREE_DEVICE(device);
      ensures no:  VK_FREE_DEVICE(device) ==> vkm_same{Pre,Post};
    behavior VK_FREE_MEMORY:
      ensures iff: vkm_reported(REQ_VK_FREE_MEMORY) <==>
                       VK_FREE_MEMORY(null, m);
      ensures no:  VK_FREE_MEMORY(null, m) ==> vkm_same{Pre,Post};
    behavior VK_FREE_PARENT:   // 239, 360: vkFreeMemory-memory-parent
      ensures iff: vkm_reported(REQ_VK_FREE_PARENT) <==>
                       VK_FREE_PARENT{Pre}(device, null, m);
      ensures no:  VK_FREE_PARENT{Pre}(device, null, m) ==>
                       vkm_same{Pre,Post};

    behavior SEED_VK_9:        // the original goes: what shares it and owns
                               // nothing becomes invalid
      assumes          vkm_free_ok(device, null, m);
      assumes          vkm_memory[m].origin == VKM_ORIGINAL;
      assumes          \forall integer i; 0 <= i < VKM_MEMORY_MAX ==> i != m
                       ==> !vkm_memory_owns(vkm_memory[i],
                                            vkm_memory[m].payload);
      assumes          \forall integer i; 0 <= i < VKM_HANDLE_MAX ==>
                       !vkm_handle_owns(vkm_handle[i], vkm_memory[m].payload);
      ensures  dead:   vkm_payload[\old(vkm_memory[m].payload)].live == 0;
      ensures  cut:    \forall integer i; 0 <= i < VKM_MEMORY_MAX ==> i != m
                       ==> vkm_memory[i].live == 1 ==>
                       vkm_memory[i].payload != \old(vkm_memory[m].payload);

    behavior SEED_VK_5:        // the application owns NT handles: they stay
      ensures handles: vkm_same_handles{Pre,Post}(VKM_HANDLE_MAX);

    behavior FREED:
      assumes          vkm_free_ok(device, null, m);
      ensures  gone:   vkm_memory[m] == { \old(vkm_memory[m]) \with
                         .live = (uint32_t)0, .mapped = (uint32_t)0 };
      ensures  left:   \forall integer i; 0 <= i < VKM_MEMORY_MAX ==> i != m
                       ==> vkm_left(\old(vkm_memory[i]), vkm_memory[i]);
      ensures  others: vkm_same_payloads{Pre,Post}(
                         \old(vkm_memory[m].payload));
      ensures  label:  \old(vkm_memory[m].payload) < VKM_PAYLOAD_MAX ==>
                       vkm_kept_label{Pre,Post}(\old(vkm_memory[m].payload));
      ensures  life:   \old(vkm_memory[m].payload) < VKM_PAYLOAD_MAX ==>
                       (vkm_payload[\old(vkm_memory[m].payload)].live == 1
                        <==> vkm_owned_beside{Pre}(
                               \old(vkm_memory[m].payload), m));

    behavior NOTHING:
      assumes          !vkm_free_ok(device, null, m);
      ensures  same:   vkm_same{Pre,Post};

    complete behaviors FREED, NOTHING;
    disjoint behaviors FREED, NOTHING;
*/
void vkm_free(uint32_t device, uint32_t null, uint32_t m);

/*@ predicate vkm_child_memory{L}(integer d) =
      \exists integer i; 0 <= i < VKM_MEMORY_MAX
        && \at(vkm_memory[i].live,L) == 1 && \at(vkm_memory[i].device,L) == d;
    predicate vkm_child_resource{L}(integer d) =
      \exists integer i; 0 <= i < VKM_RESOURCE_MAX
        && \at(vkm_resource[i].live,L) == 1
        && \at(vkm_resource[i].device,L) == d;
    // Payload p has an owner that does not go with device d.
    predicate vkm_owned_apart{L}(integer p, integer d) =
         (\exists integer m; 0 <= m < VKM_MEMORY_MAX
            && \at(vkm_memory[m].device,L) != d
            && vkm_memory_owns(\at(vkm_memory[m],L), p))
      || (\exists integer h; 0 <= h < VKM_HANDLE_MAX
            && vkm_handle_owns(\at(vkm_handle[h],L), p));
    predicate VK_DESTROY_00378{L}(integer d) =
      d < VKM_DEVICE_MAX && (vkm_child_memory{L}(d)
                             || vkm_child_resource{L}(d));
*/

/* 1 when device `d` still has memory objects, buffers or images. */
/*@ terminates         \true;
    exits              \false;
    assigns            \nothing;
    ensures   iff:     \result == 1 <==>
                       vkm_child_memory(d) || vkm_child_resource(d);
    ensures   flag:    \result == 0 || \result == 1;
*/
uint32_t vkm_has_children(uint32_t d);

/* vkDestroyDevice of device `d`, or of nothing known: VKM_DEVICE_MAX. What it
 * still had is destroyed with it (and reported). Two things are left open, for
 * nothing reads them: which owner keeps a payload, and what is in the record
 * of a memory object that went with the device. */
/*@ requires  inv:     vkm_inv;
    requires  found:   d <= VKM_DEVICE_MAX && (d < VKM_DEVICE_MAX ==>
                       vkm_device[d].live == 1);
    terminates         \true;
    exits              \false;
    assigns            vkm_device[0 .. VKM_DEVICE_MAX - 1],
                       vkm_payload[0 .. VKM_PAYLOAD_MAX - 1],
                       vkm_memory[0 .. VKM_MEMORY_MAX - 1],
                       vkm_resource[0 .. VKM_RESOURCE_MAX - 1],
                       vkm_bad[0 .. REQ_MAX - 1];
    ensures   inv:     vkm_inv;
    ensures   only:    vkm_none_reported_but(REQ_VK_DESTROY_00378,
                                             REQ_VK_DESTROY_00378);

    behavior VK_DESTROY_00378:
      ensures iff: vkm_reported(REQ_VK_DESTROY_00378) <==>
                       VK_DESTROY_00378{Pre}(d);

    behavior VK_OWN_9:   // the device and what it made go
      assumes          d < VKM_DEVICE_MAX;
      ensures  gone:   vkm_device[d] == { \old(vkm_device[d]) \with
                         .live = (uint32_t)0 };
      ensures  others: vkm_same_devices{Pre,Post}(d);
      ensures  mine:   \forall integer i; 0 <= i < VKM_MEMORY_MAX ==>
                       \old(vkm_memory[i].device) == d ==>
                       vkm_memory[i].live == 0;
      ensures  theirs: \forall integer i; 0 <= i < VKM_MEMORY_MAX ==>
                       \old(vkm_memory[i].device) != d ==>
                       vkm_left(\old(vkm_memory[i]), vkm_memory[i]);
      ensures  life:   \forall integer p; 0 <= p < VKM_PAYLOAD_MAX ==>
                       (vkm_payload[p].live == 1
                        <==> vkm_owned_apart{Pre}(p, d));
      ensures  label:  \forall integer p; 0 <= p < VKM_PAYLOAD_MAX ==>
                       vkm_kept_label{Pre,Post}(p);
      ensures  parts:  \forall integer i; 0 <= i < VKM_RESOURCE_MAX ==>
                       vkm_resource[i] == (\old(vkm_resource[i].device) == d
                         ? { \old(vkm_resource[i]) \with .live = (uint32_t)0 }
                         : \old(vkm_resource[i]));

    behavior VK_OWN_10:  // NT handles outlive it
      ensures handles: vkm_same_handles{Pre,Post}(VKM_HANDLE_MAX);

    behavior NOTHING:
      assumes          d >= VKM_DEVICE_MAX;
      ensures  same:   vkm_same{Pre,Post};

    complete behaviors VK_OWN_9, NOTHING;
    disjoint behaviors VK_OWN_9, NOTHING;
*/
void vkm_destroy_device(uint32_t d);

#endif /* HLOCAL_SPECS_VK_DEVICE_H */
