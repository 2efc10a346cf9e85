/* The kernel-style calls on NT handles: CloseHandle, DuplicateHandle,
 * CompareObjectHandles, Get/SetHandleInformation, within one process.
 * A step's result is the last error the call sets, 0 when it succeeds (and
 * keeps it). How to read a contract: vk/step.h.
 *
 * `at` is the open NT handle that `value` means. Handles of processes are
 * not in the model; the pseudo-handle -1 is, where it needs no handle.
 */
#ifndef HLOCAL_SPECS_VK_HANDLE_H
#define HLOCAL_SPECS_VK_HANDLE_H

#include "vk/find.h"
#include "vk/payload.h"

#define VKM_ERROR_INVALID_HANDLE 6
#define VKM_ERROR_INVALID_PARAMETER 87
#define VKM_ERROR_NO_SYSTEM_RESOURCES 1450
#define VKM_ERROR_NOT_SAME_OBJECT 1656

extern uint64_t vkm_out_handle; /* DuplicateHandle's; 0 on failure */
extern uint32_t vkm_out_flags;  /* GetHandleInformation's; 0 on failure */

/* Take the open handle `at` away, whatever its flags. Which owner keeps its
 * payload then is bookkeeping: it is the one thing left open. */
/*@ requires  inv:     vkm_inv;
    requires  open:    at < VKM_HANDLE_MAX && vkm_handle[at].open == 1;
    terminates         \true;
    exits              \false;
    assigns            vkm_handle[at].open,
                       vkm_payload[0 .. VKM_PAYLOAD_MAX - 1],
                       vkm_memory[0 .. VKM_MEMORY_MAX - 1];
    ensures   inv:     vkm_inv;
    ensures   closed:  vkm_handle[at].open == 0;
    ensures   others:  vkm_same_payloads{Pre,Post}(\old(vkm_handle[at].payload));
    ensures   label:   vkm_kept_label{Pre,Post}(\old(vkm_handle[at].payload));
    ensures   VK_OWN_2:  // it lives on exactly while something owns it
                       vkm_payload[\old(vkm_handle[at].payload)].live == 1 <==>
                       vkm_owned_beside{Pre}(\old(vkm_handle[at].payload),
                                             VKM_MEMORY_MAX + at);
    ensures   left:    \forall integer i; 0 <= i < VKM_MEMORY_MAX ==>
                         vkm_left(\old(vkm_memory[i]), vkm_memory[i]);
*/
void vkm_drop_handle(uint32_t at);

/* CloseHandle. */
/*@ requires  inv:     vkm_inv;
    requires  found:   vkm_resolves_handle(value, at);
    terminates         \true;
    exits              \false;
    assigns            vkm_handle[0 .. VKM_HANDLE_MAX - 1],
                       vkm_payload[0 .. VKM_PAYLOAD_MAX - 1],
                       vkm_memory[0 .. VKM_MEMORY_MAX - 1];
    ensures   inv:     vkm_inv;
    ensures   failed:  \result != 0 ==> vkm_same{Pre,Post};

    behavior NT_CLOSE_1:  // SEED_VK_7: the reference is released
      assumes          at < VKM_HANDLE_MAX && vkm_handle[at].protect == 0;
      ensures  result: \result == 0;
      ensures  closed: vkm_resolves_handle(value, VKM_HANDLE_MAX);
      ensures  handle: vkm_handle[at] == { \old(vkm_handle[at]) \with
                         .open = (uint32_t)0 };
      ensures  others: vkm_same_handles{Pre,Post}(at);
      ensures  rest:   vkm_same_payloads{Pre,Post}(\old(vkm_handle[at].payload));
      ensures  label:  vkm_kept_label{Pre,Post}(\old(vkm_handle[at].payload));
      ensures  life:   vkm_payload[\old(vkm_handle[at].payload)].live == 1 <==>
                       vkm_owned_beside{Pre}(\old(vkm_handle[at].payload),
                                             VKM_MEMORY_MAX + at);
      ensures  left:   \forall integer i; 0 <= i < VKM_MEMORY_MAX ==>
                       vkm_left(\old(vkm_memory[i]), vkm_memory[i]);

    behavior NT_CLOSE_2:  // the pseudo-handle needs no closing
      assumes          value == VKM_PSEUDO;
      ensures  result: \result == 0;
      ensures  same:   vkm_same{Pre,Post};

    behavior NT_CLOSE_3:  // NULL, closed, forged, a KMT number
      assumes          at >= VKM_HANDLE_MAX && value != VKM_PSEUDO;
      ensures  result: \result == VKM_ERROR_INVALID_HANDLE;

    behavior NT_CLOSE_4:  // HANDLE_FLAG_PROTECT_FROM_CLOSE
      assumes          at < VKM_HANDLE_MAX && vkm_handle[at].protect != 0;
      ensures  result: \result == VKM_ERROR_INVALID_HANDLE;

    complete behaviors;
    disjoint behaviors;
*/
int32_t vkm_close(uint64_t value, uint32_t at);

/* One DuplicateHandle within the process, and what was chosen. */
struct vkm_dup {
    uint32_t source;      /* index; VKM_HANDLE_MAX: not an open handle */
    uint32_t inherit;     /* 0 or 1 */
    uint32_t close;       /* 0 or 1: DUPLICATE_CLOSE_SOURCE */
    uint32_t slot;        /* vkm_vacant_handle() */
    uint32_t fault_armed; /* 1: the table may be full */
    int32_t fault;        /* the error of that fault, or 0 */
    uint64_t value;       /* *target */
    uint32_t open;        /* the open handle `value` means beforehand */
};

/*@ predicate vkm_dup_resolves{L}(struct vkm_dup d) =
         (d.source < VKM_HANDLE_MAX ==> \at(vkm_handle[d.source].open,L) == 1)
      && d.source <= VKM_HANDLE_MAX
      && vkm_room_handle{L}(d.slot)
      && vkm_resolves_handle{L}(d.value, d.open);

    predicate vkm_dup_fault_allowed(struct vkm_dup d) =
      d.fault_armed == 1 && d.fault == VKM_ERROR_NO_SYSTEM_RESOURCES;

    predicate vkm_dup_new(struct vkm_dup d) =
      d.value != 0 && d.value != VKM_PSEUDO && d.open == VKM_HANDLE_MAX;

    // Whether the source goes in the end. A protected handle stays.
    predicate vkm_dup_drops{L}(struct vkm_dup d) =
         d.close == 1 && d.source < VKM_HANDLE_MAX
      && \at(vkm_handle[d.source].protect,L) == 0;
*/

/* Open a second handle to what `d.source` refers to. */
/*@ requires  inv:     vkm_inv;
    requires  found:   vkm_dup_resolves(d);
    requires  valid:   d.source < VKM_HANDLE_MAX && d.slot < VKM_HANDLE_MAX;
    requires  new:     vkm_dup_new(d) && d.inherit <= 1;
    terminates         \true;
    exits              \false;
    assigns            vkm_handle[d.slot];
    ensures   inv:     vkm_inv;
    ensures   opened:  vkm_handle[d.slot].open == 1
                       && vkm_handle[d.slot].value == d.value
                       && vkm_handle[d.slot].payload
                          == vkm_handle[d.source].payload
                       && vkm_handle[d.slot].inherit == d.inherit
                       && vkm_handle[d.slot].protect == 0;
*/
void vkm_open_second(struct vkm_dup d);

/* DuplicateHandle. */
/*@ requires  inv:     vkm_inv;
    requires  found:   vkm_dup_resolves(d);
    requires  flags:   d.inherit <= 1 && d.close <= 1;
    terminates         \true;
    exits              \false;
    assigns            vkm_handle[0 .. VKM_HANDLE_MAX - 1],
                       vkm_payload[0 .. VKM_PAYLOAD_MAX - 1],
                       vkm_memory[0 .. VKM_MEMORY_MAX - 1], vkm_out_handle;
    ensures   inv:     vkm_inv;
    ensures   output:  \result != 0 ==> vkm_out_handle == 0;
    ensures   others:  \forall integer i; 0 <= i < VKM_HANDLE_MAX ==>
                         i != d.slot && i != d.source ==>
                         vkm_handle[i] == \old(vkm_handle[i]);

    behavior NT_DUP_1:  // the new handle refers to the same payload
      assumes          d.source < VKM_HANDLE_MAX && d.fault == 0;
      assumes          vkm_dup_new(d) && d.slot < VKM_HANDLE_MAX;
      ensures  result: \result == 0 && vkm_out_handle == d.value;
      ensures  opened: vkm_handle[d.slot].open == 1
                       && vkm_handle[d.slot].value == d.value
                       && vkm_handle[d.slot].payload
                          == \old(vkm_handle[d.source].payload)
                       && vkm_handle[d.slot].inherit == d.inherit
                       && vkm_handle[d.slot].protect == 0;
      ensures  lives:  vkm_payload[\old(vkm_handle[d.source].payload)].live
                       == 1;
      ensures  whole:  vkm_same_memories{Pre,Post}(VKM_MEMORY_MAX);
      ensures  rest:   vkm_same_payloads{Pre,Post}(
                         \old(vkm_handle[d.source].payload))
                       && vkm_same_payload{Pre,Post}(
                         \old(vkm_handle[d.source].payload));

    behavior NT_DUP_2:  // the source is as it was
      assumes          !vkm_dup_drops(d) && d.source < VKM_HANDLE_MAX;
      ensures  source: vkm_handle[d.source] == \old(vkm_handle[d.source]);

    behavior NT_DUP_3:  // or is closed, whether or not there is a new one
      assumes          vkm_dup_drops(d);
      assumes          d.fault != 0 ? vkm_dup_fault_allowed(d)
                       : vkm_dup_new(d) && d.slot < VKM_HANDLE_MAX;
      ensures  closed: vkm_handle[d.source] == { \old(vkm_handle[d.source])
                         \with .open = (uint32_t)0 };

    behavior NT_DUP_4:  // the source is not an open handle
      assumes          d.source >= VKM_HANDLE_MAX && d.fault == 0;
      ensures  result: \result == VKM_ERROR_INVALID_HANDLE;
      ensures  same:   vkm_same{Pre,Post};

    behavior FAULT:
      assumes          d.fault != 0 && vkm_dup_fault_allowed(d);
      ensures  result: \result == d.fault;
      ensures  kept:   !vkm_dup_drops{Pre}(d) ==> vkm_same{Pre,Post};
      ensures  others: vkm_same_handles{Pre,Post}(d.source);
      ensures  rest:   vkm_dup_drops{Pre}(d) ==> vkm_same_payloads{Pre,Post}(
                         \old(vkm_handle[d.source].payload));
      ensures  label:  vkm_dup_drops{Pre}(d) ==> vkm_kept_label{Pre,Post}(
                         \old(vkm_handle[d.source].payload));
      ensures  life:   vkm_dup_drops{Pre}(d) ==>
                       (vkm_payload[\old(vkm_handle[d.source].payload)].live
                        == 1 <==> vkm_owned_beside{Pre}(
                          \old(vkm_handle[d.source].payload),
                          VKM_MEMORY_MAX + d.source));
      ensures  left:   \forall integer i; 0 <= i < VKM_MEMORY_MAX ==>
                       vkm_left(\old(vkm_memory[i]), vkm_memory[i]);

    behavior ILLEGAL:
      assumes          d.fault != 0 ? !vkm_dup_fault_allowed(d)
                       : d.source < VKM_HANDLE_MAX && !vkm_dup_new(d);
      ensures  result: \result == VKM_ILLEGAL_CHOICE;
      ensures  same:   vkm_same{Pre,Post};

    behavior FULL:
      assumes          d.source < VKM_HANDLE_MAX && d.fault == 0;
      assumes          vkm_dup_new(d) && d.slot >= VKM_HANDLE_MAX;
      ensures  result: \result == VKM_FULL;
      ensures  same:   vkm_same{Pre,Post};

    complete behaviors NT_DUP_1, NT_DUP_4, FAULT, ILLEGAL, FULL;
    disjoint behaviors NT_DUP_1, NT_DUP_4, FAULT, ILLEGAL, FULL;
*/
int32_t vkm_duplicate(struct vkm_dup d);

/* CompareObjectHandles. */
/*@ requires  inv:     vkm_inv;
    requires  range:   a <= VKM_HANDLE_MAX && b <= VKM_HANDLE_MAX;
    requires  open:    (a < VKM_HANDLE_MAX ==> vkm_handle[a].open == 1)
                       && (b < VKM_HANDLE_MAX ==> vkm_handle[b].open == 1);
    terminates         \true;
    exits              \false;
    assigns            \nothing;

    behavior NT_CMP_1:
      assumes          a < VKM_HANDLE_MAX && b < VKM_HANDLE_MAX;
      assumes          vkm_handle[a].payload == vkm_handle[b].payload;
      ensures  result: \result == 0;

    behavior NT_CMP_2:
      assumes          a < VKM_HANDLE_MAX && b < VKM_HANDLE_MAX;
      assumes          vkm_handle[a].payload != vkm_handle[b].payload;
      ensures  result: \result == VKM_ERROR_NOT_SAME_OBJECT;

    behavior NT_CMP_3:
      assumes          a >= VKM_HANDLE_MAX || b >= VKM_HANDLE_MAX;
      ensures  result: \result == VKM_ERROR_INVALID_HANDLE;

    complete behaviors;
    disjoint behaviors;
*/
int32_t vkm_compare(uint32_t a, uint32_t b);

/* GetHandleInformation. */
/*@ requires  inv:     vkm_inv;
    requires  found:   vkm_resolves_handle(value, at);
    terminates         \true;
    exits              \false;
    assigns            vkm_out_flags;

    behavior NT_INFO_1:
      assumes          at < VKM_HANDLE_MAX;
      ensures  result: \result == 0;
      ensures  flags:  vkm_out_flags == vkm_handle[at].inherit
                                        + 2 * vkm_handle[at].protect;

    behavior NT_INFO_4:  // the pseudo-handle has none
      assumes          value == VKM_PSEUDO;
      ensures  result: \result == 0 && vkm_out_flags == 0;

    behavior NT_INFO_3:
      assumes          at >= VKM_HANDLE_MAX && value != VKM_PSEUDO;
      ensures  result: \result == VKM_ERROR_INVALID_HANDLE;
      ensures  flags:  vkm_out_flags == 0;

    complete behaviors;
    disjoint behaviors;
*/
int32_t vkm_get_flags(uint64_t value, uint32_t at);

/* SetHandleInformation, of a value that is not the pseudo-handle. */
/*@ requires  inv:     vkm_inv;
    requires  range:   at <= VKM_HANDLE_MAX;
    requires  open:    at < VKM_HANDLE_MAX ==> vkm_handle[at].open == 1;
    terminates         \true;
    exits              \false;
    assigns            vkm_handle[0 .. VKM_HANDLE_MAX - 1];
    ensures   inv:     vkm_inv;
    ensures   others:  vkm_same_handles{Pre,Post}(at);
    ensures   failed:  \result != 0 ==> vkm_same{Pre,Post};

    behavior NT_INFO_2:  // the bits of `mask` change, the others stay
      assumes          at < VKM_HANDLE_MAX && mask / 4 == 0;
      ensures  result: \result == 0;
      ensures inherit: vkm_handle[at].inherit ==
                       (mask % 2 == 1 ? flags % 2
                        : \old(vkm_handle[at].inherit));
      ensures protect: vkm_handle[at].protect ==
                       ((mask / 2) % 2 == 1 ? (flags / 2) % 2
                        : \old(vkm_handle[at].protect));
      ensures  rest:   vkm_handle[at].open == 1
                       && vkm_handle[at].value == \old(vkm_handle[at].value)
                       && vkm_handle[at].payload
                          == \old(vkm_handle[at].payload);

    behavior NT_INFO_5:  // no such flag
      assumes          mask / 4 != 0;
      ensures  result: \result == VKM_ERROR_INVALID_PARAMETER;

    behavior NT_INFO_6:  // no such handle
      assumes          at >= VKM_HANDLE_MAX && mask / 4 == 0;
      ensures  result: \result == VKM_ERROR_INVALID_HANDLE;

    complete behaviors;
    disjoint behaviors;
*/
int32_t vkm_set_flags(uint32_t at, uint32_t mask, uint32_t flags);

#endif /* HLOCAL_SPECS_VK_HANDLE_H */
