/* vkGetMemoryWin32HandleKHR: what the seed promises, step by step.
 * How to read a contract: vk/step.h.
 */
#ifndef HLOCAL_SPECS_VK_EXPORT_H
#define HLOCAL_SPECS_VK_EXPORT_H

#include "vk/find.h"
#include "vk/require.h"
#include "vk/check.h"

/* One call, and what the implementation chose. */
struct vkm_get {
    uint32_t device;      /* index; VKM_DEVICE_MAX: no live VkDevice */
    uint32_t has_info;    /* 0 or 1: pGetWin32HandleInfo is not NULL */
    uint32_t has_handle;  /* 0 or 1: pHandle is not NULL */
    uint32_t stype_ok;    /* 0 or 1 */
    uint32_t next_null;   /* 0 or 1 */
    uint32_t memory;      /* index; VKM_MEMORY_MAX: no live VkDeviceMemory */
    uint32_t type;        /* handleType */
    uint32_t slot;        /* vkm_vacant_handle() */
    uint32_t fault_armed; /* 1: a fault is injected into the call */
    int32_t fault;        /* the VkResult of that fault, or 0 */
    uint64_t value;       /* *pHandle */
    uint32_t open;        /* the open NT handle `value` means beforehand */
    uint32_t numbered;    /* the payload whose number `value` is beforehand */
};

/* *pHandle; 0, that is NULL, on every failure. */
extern uint64_t vkm_out_handle;

#undef RULE_SET
#undef RULE_CALL
#define RULE_SET vkm_bad
#define RULE_CALL g

/* clang-format off */
#define VKM_GET_CALL_RULES(R)                                                  \
    R(GETW32_DEVICE) R(GETW32_INFO) R(GETW32_HANDLE) R(GETW32_STYPE)           \
    R(GETW32_PNEXT) R(GETW32_MEMORY) R(GETW32_TYPE)
#define VKM_GET_USE_RULES(R)                                                   \
    R(GETW32_PARENT) R(GETW32_DEAD) R(GETW32_00662) R(GETW32_00664)            \
    R(GETW32_00663, VKM_IF_SECOND_FAILS)
/* clang-format on */

/*@ // The structure is there and is what it says: its fields can be judged.
    predicate vkm_get_read(struct vkm_get g) =
      g.has_info == 1 && g.stype_ok == 1;
    // ... and names a live memory object and one handle type.
    predicate vkm_get_typed{L}(struct vkm_get g) =
         vkm_get_read(g) && g.memory < VKM_MEMORY_MAX
      && vkm_type_known(g.type);

    predicate VK_GETW32_DEVICE(struct vkm_get g) = g.device >= VKM_DEVICE_MAX;
    predicate VK_GETW32_INFO(struct vkm_get g) = g.has_info != 1;
    predicate VK_GETW32_HANDLE(struct vkm_get g) = g.has_handle != 1;
    predicate VK_GETW32_STYPE(struct vkm_get g) =
      g.has_info == 1 && g.stype_ok != 1;
    predicate VK_GETW32_PNEXT(struct vkm_get g) =
      vkm_get_read(g) && g.next_null != 1;
    predicate VK_GETW32_MEMORY(struct vkm_get g) =
      vkm_get_read(g) && g.memory >= VKM_MEMORY_MAX;
    predicate VK_GETW32_TYPE(struct vkm_get g) =
      vkm_get_read(g) && !vkm_type_known(g.type);
    predicate VK_GETW32_PARENT{L}(struct vkm_get g) =
         vkm_get_read(g) && g.memory < VKM_MEMORY_MAX
      && g.device < VKM_DEVICE_MAX
      && \at(vkm_memory[g.memory].device,L) != g.device;
    predicate VK_GETW32_DEAD{L}(struct vkm_get g) =
         vkm_get_read(g) && g.memory < VKM_MEMORY_MAX
      && \at(vkm_memory[g.memory].payload,L) >= VKM_PAYLOAD_MAX;
    predicate VK_GETW32_00662{L}(struct vkm_get g) =
         vkm_get_typed(g)
      && !vkm_may_export(\at(vkm_memory[g.memory],L), g.type);
    predicate VK_GETW32_00663{L}(struct vkm_get g) =
         vkm_get_typed(g) && g.type == VKM_TYPE_NT
      && \at(vkm_memory[g.memory].can_nt,L) == 1
      && \at(vkm_memory[g.memory].done_nt,L) == 1;
    predicate VK_GETW32_00664{L}(struct vkm_get g) =
         vkm_get_typed{L}(g) && !vkm_type_nt(g.type) && !vkm_type_kmt(g.type);

    predicate vkm_get_call_bad(struct vkm_get g) =
      RULES_BROKEN(VKM_GET_CALL_RULES);

    predicate vkm_get_use_bad{L}(struct vkm_get g) =
      RULES_BROKEN(VKM_GET_USE_RULES);

    predicate vkm_get_bad{L}(struct vkm_get g) =
      vkm_get_call_bad(g) || vkm_get_use_bad{L}(g);

    // vkm_bad[] afterwards: what was wrong with the call, as the state was.
    predicate vkm_get_reported{L1,L2}(struct vkm_get g) =
         RULES_REPORTED_OLD(VKM_GET_CALL_RULES)
      && RULES_REPORTED_OLD(VKM_GET_USE_RULES);

    // What this call may fail with although nobody did anything wrong.
    predicate vkm_get_fault_allowed(struct vkm_get g) =
      g.fault_armed == 1 && (g.fault == VKM_OUT_OF_HOST_MEMORY
        || g.fault == VKM_TOO_MANY_OBJECTS || g.fault == VKM_UNKNOWN);

    predicate vkm_get_resolves{L}(struct vkm_get g) =
         (g.device < VKM_DEVICE_MAX ==> \at(vkm_device[g.device].live,L) == 1)
      && (g.memory < VKM_MEMORY_MAX ==> \at(vkm_memory[g.memory].live,L) == 1)
      && vkm_room_handle{L}(g.slot)
      && vkm_resolves_handle{L}(g.value, g.open)
      && vkm_resolves_kmt{L}(g.value, g.numbered);
*/

/* What is wrong with the call itself. */
/*@ REFUSES(VKM_GET_CALL_RULES, vkm_get_call_bad(g)) */
int32_t vkm_check_get_call(struct vkm_get g);

/* What is wrong with what it asks for. */
/*@ requires  inv:     vkm_inv;
    requires  found:   vkm_get_resolves(g);
    REFUSES(VKM_GET_USE_RULES, vkm_get_use_bad(g)) */
int32_t vkm_check_get_use(struct vkm_get g);

/* The KMT number of a memory object that may be exported as such. A payload
 * has one number, which stays with it. */
/*@ requires  inv:     vkm_inv;
    requires  found:   vkm_get_resolves(g);
    requires  valid:   !vkm_get_bad(g) && g.type == VKM_TYPE_KMT;
    terminates         \true;
    exits              \false;
    assigns            vkm_payload[vkm_memory[g.memory].payload].kmt,
                       vkm_out_handle;
    ensures   inv:     vkm_inv;
    ensures   handle:  \result != VKM_OK ==> vkm_out_handle == 0;

    behavior VK_KMT_1:   // the payload's first number: new, not 0
      assumes          vkm_payload[vkm_memory[g.memory].payload].kmt == 0;
      assumes          g.value != 0 && g.numbered == VKM_PAYLOAD_MAX;
      ensures  result: \result == VKM_OK && vkm_out_handle == g.value;
      ensures  number: vkm_payload[vkm_memory[g.memory].payload].kmt
                       == g.value;

    behavior VK_KMT_2:   // the same one ever after
      assumes          vkm_payload[vkm_memory[g.memory].payload].kmt != 0;
      assumes          vkm_payload[vkm_memory[g.memory].payload].kmt
                       == g.value;
      ensures  result: \result == VKM_OK && vkm_out_handle == g.value;
      ensures  same:   vkm_same{Pre,Post};

    behavior ILLEGAL:
      assumes          vkm_payload[vkm_memory[g.memory].payload].kmt == 0
                       ? g.value == 0 || g.numbered != VKM_PAYLOAD_MAX
                       : vkm_payload[vkm_memory[g.memory].payload].kmt
                         != g.value;
      ensures  result: \result == VKM_ILLEGAL_CHOICE;
      ensures  same:   vkm_same{Pre,Post};

    complete behaviors;
    disjoint behaviors;
*/
int32_t vkm_get_kmt(struct vkm_get g);

/*@ // Whether `value` may be the NT handle this call returns. VK_NT_1: a new
    // one is neither NULL, nor the pseudo-handle, nor open.
    predicate vkm_get_new(struct vkm_get g) =
      g.value != 0 && g.value != VKM_PSEUDO && g.open == VKM_HANDLE_MAX;

    // The second export of a memory object may repeat a handle, if told to.
    predicate vkm_get_again{L}(struct vkm_get g) =
         \at(vkm_rules.second,L) == VKM_SECOND_SAME
      && \at(vkm_memory[g.memory].done_nt,L) == 1
      && g.open < VKM_HANDLE_MAX
      && \at(vkm_handle[g.open].payload,L)
         == \at(vkm_memory[g.memory].payload,L);

    predicate vkm_get_opened(struct vkm_handle h, struct vkm_memory m,
                             integer value) =
         h.open == 1 && h.value == value && h.payload == m.payload
      && h.inherit == m.inherit && h.protect == 0;
*/

/* An NT handle of a memory object that may be exported as such. */
/*@ requires  inv:     vkm_inv;
    requires  found:   vkm_get_resolves(g);
    requires  valid:   !vkm_get_bad(g) && g.type == VKM_TYPE_NT;
    terminates         \true;
    exits              \false;
    assigns            vkm_handle[0 .. VKM_HANDLE_MAX - 1],
                       vkm_memory[g.memory].done_nt, vkm_out_handle;
    ensures   inv:     vkm_inv;
    ensures   handle:  \result != VKM_OK ==> vkm_out_handle == 0;

    behavior SEED_VK_6:  // the handle holds a reference to the payload
      assumes          vkm_get_new(g) && g.slot < VKM_HANDLE_MAX;
      ensures  result: \result == VKM_OK && vkm_out_handle == g.value;
      ensures  opened: vkm_get_opened(vkm_handle[g.slot],
                         \old(vkm_memory[g.memory]), g.value);
      ensures  owns:   vkm_handle_owns(vkm_handle[g.slot],
                         \old(vkm_memory[g.memory].payload));
      ensures  done:   vkm_memory[g.memory].done_nt == 1;
      ensures  others: vkm_same_handles{Pre,Post}(g.slot);

    behavior VK_NT_2:    // the policy "same": a handle that is open already
      assumes          vkm_get_again(g);
      ensures  result: \result == VKM_OK && vkm_out_handle == g.value;
      ensures  same:   vkm_same{Pre,Post};

    behavior FULL:
      assumes          vkm_get_new(g) && g.slot >= VKM_HANDLE_MAX;
      ensures  result: \result == VKM_FULL;
      ensures  same:   vkm_same{Pre,Post};

    behavior ILLEGAL:
      assumes          !vkm_get_new(g) && !vkm_get_again(g);
      ensures  result: \result == VKM_ILLEGAL_CHOICE;
      ensures  same:   vkm_same{Pre,Post};

    complete behaviors;
    disjoint behaviors;
*/
int32_t vkm_get_nt(struct vkm_get g);

/*@ // Whether `value` may be the number this call returns: the payload's, or
    // its first, which is new and not 0.
    predicate vkm_get_number{L}(struct vkm_get g) =
      \at(vkm_payload[\at(vkm_memory[g.memory].payload,L)].kmt,L) == 0
      ? g.value != 0 && g.numbered == VKM_PAYLOAD_MAX
      : \at(vkm_payload[\at(vkm_memory[g.memory].payload,L)].kmt,L) == g.value;

    // A valid call's choice is accepted, or finds the model's table full.
    predicate vkm_get_granted{L}(struct vkm_get g) =
      g.type == VKM_TYPE_KMT
      ? vkm_get_number{L}(g)
      : vkm_get_again{L}(g) || (vkm_get_new(g) && g.slot < VKM_HANDLE_MAX);
    predicate vkm_get_full(struct vkm_get g) =
         g.type != VKM_TYPE_KMT && vkm_get_new(g)
      && g.slot >= VKM_HANDLE_MAX;
*/

/* vkGetMemoryWin32HandleKHR. The result, *pHandle and every table follow from
 * the call, the state and the choice; an allowed choice is accepted. */
/*@ requires  inv:     vkm_inv;
    requires  found:   vkm_get_resolves(g);
    terminates         \true;
    exits              \false;
    assigns            vkm_handle[0 .. VKM_HANDLE_MAX - 1],
                       vkm_memory[0 .. VKM_MEMORY_MAX - 1],
                       vkm_payload[0 .. VKM_PAYLOAD_MAX - 1],
                       vkm_out_handle, vkm_bad[0 .. REQ_MAX - 1];
    ensures   inv:     vkm_inv;
    ensures   only:    vkm_none_reported_but(REQ_VK_GETW32_DEVICE,
                                             REQ_VK_GETW32_DEAD);
    ensures   VK_OWN_6:  // a call that fails changes nothing, returns NULL
                       \result != VKM_OK ==>
                       vkm_out_handle == 0 && vkm_same{Pre,Post};
    ensures   VK_OWN_7:  // an export never touches the memory object's life
                       \forall integer i; 0 <= i < VKM_MEMORY_MAX ==>
                       vkm_memory[i].live == \old(vkm_memory[i].live)
                       && vkm_memory[i].payload == \old(vkm_memory[i].payload);
    ensures   report:  vkm_get_reported{Pre,Post}(g);
    ensures   frame:   vkm_same_memories{Pre,Post}(g.memory);
    ensures   SEED_VK_14:  // nothing but the documented return codes
                       \result == VKM_OK
                       || \result == VKM_OUT_OF_HOST_MEMORY
                       || \result == VKM_TOO_MANY_OBJECTS
                       || \result == VKM_UNKNOWN
                       || \result == VKM_VALIDATION_FAILED
                       || \result == VKM_ILLEGAL_CHOICE || \result == VKM_FULL;

    behavior FAULT:
      assumes          g.fault != VKM_OK && vkm_get_fault_allowed(g);
      ensures  result: \result == g.fault;

    behavior SEED_VK_16:   // VK_ERROR_OUT_OF_HOST_MEMORY
      assumes          g.fault == VKM_OUT_OF_HOST_MEMORY && g.fault_armed == 1;
      ensures  result: \result == VKM_OUT_OF_HOST_MEMORY;

    behavior SEED_VK_17:   // VK_ERROR_TOO_MANY_OBJECTS
      assumes          g.fault == VKM_TOO_MANY_OBJECTS && g.fault_armed == 1;
      ensures  result: \result == VKM_TOO_MANY_OBJECTS;

    behavior SEED_VK_18:   // VK_ERROR_UNKNOWN
      assumes          g.fault == VKM_UNKNOWN && g.fault_armed == 1;
      ensures  result: \result == VKM_UNKNOWN;

    behavior SPURIOUS:    // there was no reason to fail so
      assumes          g.fault != VKM_OK && !vkm_get_fault_allowed(g);
      ensures  result: \result == VKM_ILLEGAL_CHOICE;

    behavior SEED_VK_13:   // VK_ERROR_VALIDATION_FAILED
      assumes          g.fault == VKM_OK && vkm_get_bad(g);
      ensures  result: \result == VKM_VALIDATION_FAILED;

    behavior VALID:        // SEED_VK_15: VK_SUCCESS, if the choice is allowed
      assumes          g.fault == VKM_OK && !vkm_get_bad(g);
      ensures  yes:    vkm_get_granted{Pre}(g) ==> \result == VKM_OK;
      ensures  full:   vkm_get_full(g) ==> \result == VKM_FULL;
      ensures  no:     !vkm_get_granted{Pre}(g) && !vkm_get_full(g) ==>
                       \result == VKM_ILLEGAL_CHOICE;
      ensures SEED_VK_4: \result == VKM_OK ==> vkm_out_handle == g.value;

    behavior SEED_VK_1:    // the handle represents the memory's payload
      assumes          g.fault == VKM_OK && !vkm_get_bad(g);
      assumes          g.type == VKM_TYPE_NT && vkm_get_new(g);
      assumes          g.slot < VKM_HANDLE_MAX;
      ensures  result: \result == VKM_OK;
      ensures  opened: vkm_get_opened(vkm_handle[g.slot],
                         \old(vkm_memory[g.memory]), g.value);
      ensures  others: vkm_same_handles{Pre,Post}(g.slot);
      ensures  memory: vkm_memory[g.memory] == { \old(vkm_memory[g.memory])
                         \with .done_nt = (uint32_t)1 };
      ensures  frame:  vkm_same_payloads{Pre,Post}(VKM_PAYLOAD_MAX);

    behavior AGAIN:        // the policy "same": a handle that is open already
      assumes          g.fault == VKM_OK && !vkm_get_bad(g);
      assumes          g.type == VKM_TYPE_NT && vkm_get_again(g);
      ensures  same:   vkm_same{Pre,Post};

    behavior SEED_VK_8:    // a KMT number adds no reference
      assumes          g.fault == VKM_OK && !vkm_get_bad(g);
      assumes          g.type == VKM_TYPE_KMT;
      ensures  owners: vkm_same_handles{Pre,Post}(VKM_HANDLE_MAX)
                       && vkm_same_memories{Pre,Post}(VKM_MEMORY_MAX);
      ensures  number: vkm_get_number{Pre}(g) ==>
                       vkm_payload[\old(vkm_memory[g.memory].payload)]
                       == { \old(vkm_payload[vkm_memory[g.memory].payload])
                            \with .kmt = g.value };
      ensures  frame:  vkm_same_payloads{Pre,Post}(
                         \old(vkm_memory[g.memory].payload));

    complete behaviors FAULT, SPURIOUS, SEED_VK_13, VALID;
    disjoint behaviors FAULT, SPURIOUS, SEED_VK_13, VALID;
*/
int32_t vkm_get(struct vkm_get g);

#endif /* HLOCAL_SPECS_VK_EXPORT_H */
