/* LocalReAlloc and GlobalReAlloc, and the discard that they are too: one
 * function for each kind of object, and one that asks which it is. The pieces
 * they are made of: local/resize.h. How to read a contract: step.h.
 *
 * In each, the clause `step` says all that happens: the result, the last
 * error, every field and every byte. The behaviors read it out, one for each
 * requirement. `flags`, in words: 2 MOVEABLE, 0x40 ZEROINIT, 0x80 MODIFY.
 */
#ifndef HLOCAL_SPECS_LOCAL_REALLOC_H
#define HLOCAL_SPECS_LOCAL_REALLOC_H

#include "local/state.h"
#include "local/resize.h"

/*@ // The request is one for a size, and none of the refusals before it apply.
    predicate hlm_sizing(integer global, integer flags) =
      !hlm_has(flags, 0x80) && hlm_discardable(global, flags) == 0;

    predicate hlm_converts(integer global, integer flags) =
      global == 1 && hlm_has(flags, 0x80) && hlm_has(flags, 2);

    // A fixed object: MODIFY converts it or does nothing; DISCARDABLE alone is
    // wrong; else it gets a size, 0 among them.
    predicate hlm_fixed_step{L1,L2}(integer global, integer at, integer size,
                                    integer flags, integer fault_armed,
                                    integer fault, integer value,
                                    integer addr, integer result) =
      hlm_converts(global, flags)
      ? hlm_convert_step{L1,L2}(at, hlm_discardable(1, flags),
          (flags / 0x2000) % 2, fault_armed, fault, value, addr, result)
      : hlm_has(flags, 0x80)
      ? hlm_keeps{L1,L2}(result, \at(hlm_tab[at].value,L1))
      : hlm_discardable(global, flags) == 1
      ? hlm_fails{L1,L2}(result, ERROR_INVALID_PARAMETER)
      : hlm_resize_step{L1,L2}(at, size, (flags / 0x40) % 2, (flags / 2) % 2,
          fault_armed, fault, addr, result);

    // A movable object, with a block or discarded: MODIFY sets the mark.
    predicate hlm_modify_step{L1,L2}(integer global, integer at, integer flags,
                                     integer result) =
         \at(hlm_tab[at],L2) == { \at(hlm_tab[at],L1) \with
           .discardable = (uint32_t)(hlm_discardable(global, flags) == 1 ? 1
             : \at(hlm_tab[at].discardable,L1)) }
      && result == \at(hlm_tab[at].value,L1)
      && \at(hlm_error,L2) == \at(hlm_error,L1)
      && hlm_others_same{L1,L2}(at)
      && hlm_bytes_same{L1,L2}(0, HLM_HEAP_MAX);

    // Size 0 with MOVEABLE discards an unlocked block.
    predicate hlm_discard_step{L1,L2}(integer at, integer result) =
         \at(hlm_tab[at],L2) == { \at(hlm_tab[at],L1) \with
           .size = (uint64_t)0, .addr = (uint64_t)0, .discarded = (uint32_t)1 }
      && result == \at(hlm_tab[at].value,L1)
      && \at(hlm_error,L2) == \at(hlm_error,L1)
      && hlm_others_same{L1,L2}(at)
      && hlm_bytes_same{L1,L2}(0, HLM_HEAP_MAX);

    // A movable object with a block. Without locks it may always move.
    predicate hlm_movable_step{L1,L2}(integer global, integer at, integer size,
                                      integer flags, integer fault_armed,
                                      integer fault, integer addr,
                                      integer result) =
      hlm_has(flags, 0x80)
      ? hlm_modify_step{L1,L2}(global, at, flags, result)
      : hlm_discardable(global, flags) == 1
        || (size == 0 && (!hlm_has(flags, 2) || \at(hlm_tab[at].lock,L1) > 0))
      ? hlm_fails{L1,L2}(result, ERROR_INVALID_PARAMETER)
      : size == 0
      ? hlm_discard_step{L1,L2}(at, result)
      : hlm_resize_step{L1,L2}(at, size, (flags / 0x40) % 2,
          \at(hlm_tab[at].lock,L1) == 0 ? 1 : (flags / 2) % 2, fault_armed, fault,
          addr, result);

    // A movable object without a block.
    predicate hlm_discarded_step{L1,L2}(integer global, integer at,
                                        integer size, integer flags,
                                        integer fault_armed, integer fault,
                                        integer addr, integer result) =
      hlm_has(flags, 0x80)
      ? hlm_modify_step{L1,L2}(global, at, flags, result)
      : hlm_discardable(global, flags) == 1
        || (size == 0 && !hlm_has(flags, 2))
      ? hlm_fails{L1,L2}(result, ERROR_INVALID_PARAMETER)
      : size == 0
      ? hlm_discard_step{L1,L2}(at, result)
      : hlm_revive_step{L1,L2}(at, size, (flags / 0x40) % 2, fault_armed, fault,
          addr, result);
*/

/* The fixed object of slot `at`. */
/*@ requires  inv:     hlm_inv;
    requires  family:  global <= 1;
    requires  object:  at < HLM_SLOT_MAX && hlm_tab[at].state == HLM_LIVE;
    requires  fixed:   hlm_tab[at].movable == 0;
    terminates         \true;
    exits              \false;
    assigns            hlm_tab[0 .. HLM_SLOT_MAX - 1],
                       hlm_heap[0 .. HLM_HEAP_MAX - 1], hlm_error;
    ensures   inv:     hlm_inv;
    ensures   step:    hlm_fixed_step{Pre,Post}(global, at, size, flags,
                         fault_armed, fault, value, addr, \result);

    // With MODIFY: the object becomes movable, or nothing happens.
    behavior LRA_F10:  // MODIFY: nothing to change (LRA_F12)
      assumes          hlm_has(flags, 0x80) && !hlm_converts(global, flags);
      ensures LRA_F12: \result == \old(hlm_tab[at].value)
                       && hlm_all_same{Pre,Post};

    behavior LRA_F11:  // LocalReAlloc never converts
      assumes          hlm_has(flags, 0x80) && hlm_has(flags, 2);
      assumes          global == 0;
      ensures result:  \result == \old(hlm_tab[at].value)
                       && hlm_all_same{Pre,Post};

    behavior GRA_43:   // GlobalReAlloc does: same size and contents, lock 0
      assumes          hlm_converts(global, flags);
      assumes          hlm_granted(1, hlm_tab[at].size, fault, value, addr,
                          at);
      ensures result:  \result == value && hlm_tab[at].value == value
                       && hlm_tab[at].movable == 1
                       && hlm_tab[at].size == \old(hlm_tab[at].size);
      ensures refines: hlm_tr_born(0, 0, 0, 0, 0,
                                   HLM_OBJECT_TUPLE(hlm_tab[at]),
                                   hlm_discardable(1, flags),
                                   (flags / 0x2000) % 2,
                                   \old(hlm_tab[at].size) == 0 ? 1 : 0);
      ensures place:   \old(hlm_tab[at].size) > 0 ==> hlm_tab[at].addr == addr;

    behavior GRA_60:   // no slot or no memory for it: untouched
      assumes          hlm_converts(global, flags);
      assumes          hlm_oom(1, hlm_tab[at].size, fault_armed, fault);
      ensures answer:  hlm_fails{Pre,Post}(\result, ERROR_NOT_ENOUGH_MEMORY);

    // Without MODIFY: a size, within what the flags and the policy allow.
    behavior LRA_F6:   // a mark needs MODIFY
      assumes          !hlm_has(flags, 0x80);
      assumes          hlm_discardable(global, flags) == 1;
      ensures answer:  hlm_fails{Pre,Post}(\result, ERROR_INVALID_PARAMETER);

    behavior RESIZED:  // the first bytes are kept, the gain is zero if asked
      assumes          hlm_sizing(global, flags);
      assumes          hlm_resize_granted(at, size, (flags / 2) % 2, fault,
                          addr);
      ensures LRA_Z:   hlm_kept{Pre,Post}(at, 0,
                         hlm_min(size, \old(hlm_tab[at].size)))
                       && (hlm_has(flags, 0x40) ==>
                           hlm_zeroed(at, \old(hlm_tab[at].size), size));
      ensures refines: hlm_tr_place(HLM_OBJECT_TUPLE(\old(hlm_tab[at])),
                                    HLM_OBJECT_TUPLE(hlm_tab[at]));

    behavior LRA_30:   // no memory, or no room here: all as before
      assumes          hlm_sizing(global, flags);
      assumes          hlm_resize_oom(at, size, (flags / 2) % 2, fault_armed,
                          fault);
      ensures answer:  hlm_fails{Pre,Post}(\result, ERROR_NOT_ENOUGH_MEMORY);

    behavior LRA_F1:   // without MOVEABLE: here or not at all
      assumes          hlm_sizing(global, flags) && !hlm_has(flags, 2);
      ensures LRA_F2:  \result == \old(hlm_tab[at].value) || \result == 0
                         || \result == HLM_ILLEGAL_CHOICE;
      ensures LRA_F3:  \result == 0 ==> hlm_error == ERROR_NOT_ENOUGH_MEMORY;

    behavior LRA_F4:   // with MOVEABLE: it stays a fixed object
      assumes          hlm_sizing(global, flags) && hlm_has(flags, 2);
      assumes          fault == 0 && hlm_may_place(addr, size, at);
      ensures result:  \result == addr && hlm_tab[at].movable == 0;

    behavior LRA_F5:   // to size 0: neither freed nor discarded (LD_5, LD_6)
      assumes          hlm_sizing(global, flags) && hlm_has(flags, 2);
      assumes          fault == 0 && size == 0;
      assumes          hlm_may_place(addr, size, at);
      ensures LD_5:    \result == addr && hlm_tab[at].state == HLM_LIVE;
      ensures LD_6:    hlm_tab[at].size == 0 && hlm_tab[at].discarded == 0;

    behavior LRA_F7:   // GlobalReAlloc does not round 0 up to 1
      assumes          hlm_sizing(global, flags) && global == 1 && size == 0;
      ensures result:  \result != 0 && \result != HLM_ILLEGAL_CHOICE ==>
                         hlm_tab[at].size == 0;
*/
uint64_t hlm_realloc_fixed(uint32_t global, uint32_t at, uint64_t size,
                           uint32_t flags, uint32_t fault_armed, uint32_t fault,
                           uint64_t value, uint64_t addr);

/* The movable object of slot `at`, which has a block. */
/*@ requires  inv:     hlm_inv;
    requires  family:  global <= 1;
    requires  object:  at < HLM_SLOT_MAX && hlm_placed(hlm_tab[at]);
    requires  movable: hlm_tab[at].movable == 1;
    terminates         \true;
    exits              \false;
    assigns            hlm_tab[0 .. HLM_SLOT_MAX - 1],
                       hlm_heap[0 .. HLM_HEAP_MAX - 1], hlm_error;
    ensures   inv:     hlm_inv;
    ensures   step:    hlm_movable_step{Pre,Post}(global, at, size, flags,
                         fault_armed, fault, addr, \result);

    // With MODIFY: the mark may be set; block and size stay.
    behavior MODIFIED: // MODIFY: the mark, and nothing else
      assumes          hlm_has(flags, 0x80);
      ensures GRA_44:  \result == \old(hlm_tab[at].value)
                       && hlm_tab[at].movable == 1
                       && hlm_tab[at].size == \old(hlm_tab[at].size)
                       && hlm_tab[at].addr == \old(hlm_tab[at].addr);

    behavior LRA_40:   // no DISCARDABLE given: as it was (LRA_41)
      assumes          hlm_has(flags, 0x80);
      assumes          hlm_discardable(global, flags) == 0;
      ensures LRA_41:  hlm_tr_same(HLM_OBJECT_TUPLE(\old(hlm_tab[at])),
                                   HLM_OBJECT_TUPLE(hlm_tab[at]));

    behavior LRA_42:   // locked or not
      assumes          hlm_has(flags, 0x80);
      assumes          hlm_discardable(global, flags) == 1;
      ensures refines: hlm_tr_mark(HLM_OBJECT_TUPLE(\old(hlm_tab[at])),
                                   HLM_OBJECT_TUPLE(hlm_tab[at]));

    // Without MODIFY, no size to give: refused, or discarded.
    behavior LRA_6:    // a mark needs MODIFY, whatever the count and the size
      assumes          !hlm_has(flags, 0x80);
      assumes          hlm_discardable(global, flags) == 1;
      ensures answer:  hlm_fails{Pre,Post}(\result, ERROR_INVALID_PARAMETER);

    behavior LRA_U3:   // size 0 without MOVEABLE
      assumes          hlm_tab[at].lock == 0 && hlm_sizing(global, flags);
      assumes          size == 0 && !hlm_has(flags, 2);
      ensures answer:  hlm_fails{Pre,Post}(\result, ERROR_INVALID_PARAMETER);

    behavior LRA_K3:   // size 0 while locked: LocalDiscard too (LD_4)
      assumes          hlm_tab[at].lock > 0 && hlm_sizing(global, flags);
      assumes          size == 0;
      ensures LD_4:    hlm_fails{Pre,Post}(\result, ERROR_INVALID_PARAMETER);

    behavior LRA_U2:   // discarded, marked DISCARDABLE or not (LD_1, LD_7)
      assumes          hlm_tab[at].lock == 0 && hlm_sizing(global, flags);
      assumes          size == 0 && hlm_has(flags, 2);
      ensures LD_1:    \result == \old(hlm_tab[at].value)
                       && hlm_tab[at].size == 0;
      ensures LD_7:    hlm_tr_discard(HLM_OBJECT_TUPLE(\old(hlm_tab[at])),
                                      HLM_OBJECT_TUPLE(hlm_tab[at]));

    // Without MODIFY, a size: the block grows or shrinks, and may move unless
    // locks keep it.
    behavior RESIZED:  // the first bytes are kept, the gain is zero if asked
      assumes          hlm_sizing(global, flags) && size > 0;
      assumes          hlm_resize_granted(at, size, hlm_tab[at].lock == 0 ? 1
                          : (flags / 2) % 2, fault, addr);
      ensures LRA_Z:   hlm_kept{Pre,Post}(at, 0,
                         hlm_min(size, \old(hlm_tab[at].size)))
                       && (hlm_has(flags, 0x40) ==>
                           hlm_zeroed(at, \old(hlm_tab[at].size), size));
      ensures refines: hlm_tr_place(HLM_OBJECT_TUPLE(\old(hlm_tab[at])),
                                    HLM_OBJECT_TUPLE(hlm_tab[at]));

    behavior LRA_30:   // no memory, or no room here: all as before
      assumes          hlm_sizing(global, flags) && size > 0;
      assumes          hlm_resize_oom(at, size, hlm_tab[at].lock == 0 ? 1
                          : (flags / 2) % 2, fault_armed, fault);
      ensures answer:  hlm_fails{Pre,Post}(\result, ERROR_NOT_ENOUGH_MEMORY);

    behavior LRA_U1:   // unlocked: MOVEABLE is not needed to move
      assumes          hlm_tab[at].lock == 0 && hlm_sizing(global, flags);
      assumes          size > 0 && fault == 0;
      assumes          hlm_may_place(addr, size, at);
      ensures result:  \result == \old(hlm_tab[at].value)
                       && hlm_tab[at].addr == addr;

    behavior LRA_K1:   // locked without MOVEABLE: here, or not at all
      assumes          hlm_tab[at].lock > 0 && hlm_sizing(global, flags);
      assumes          size > 0 && !hlm_has(flags, 2);
      ensures addr:    hlm_tab[at].addr == \old(hlm_tab[at].addr);
      ensures result:  fault != 0 && size <= \old(hlm_tab[at].size) ==>
                         \result == HLM_ILLEGAL_CHOICE;

    behavior LRA_K2:   // locked with MOVEABLE: the count is kept
      assumes          hlm_tab[at].lock > 0 && hlm_sizing(global, flags);
      assumes          size > 0 && hlm_has(flags, 2) && fault == 0;
      assumes          hlm_may_place(addr, size, at);
      ensures result:  \result == \old(hlm_tab[at].value)
                       && hlm_tab[at].addr == addr;
      ensures lock:    hlm_tab[at].lock == \old(hlm_tab[at].lock);
*/
uint64_t hlm_realloc_movable(uint32_t global, uint32_t at, uint64_t size,
                             uint32_t flags, uint32_t fault_armed,
                             uint32_t fault, uint64_t addr);

/* The discarded object of slot `at`. */
/*@ requires  inv:     hlm_inv;
    requires  family:  global <= 1;
    requires  object:  at < HLM_SLOT_MAX && hlm_tab[at].state == HLM_LIVE;
    requires  discarded: hlm_tab[at].discarded == 1 && hlm_tab[at].movable == 1;
    terminates         \true;
    exits              \false;
    assigns            hlm_tab[0 .. HLM_SLOT_MAX - 1],
                       hlm_heap[0 .. HLM_HEAP_MAX - 1], hlm_error;
    ensures   inv:     hlm_inv;
    ensures   step:    hlm_discarded_step{Pre,Post}(global, at, size, flags,
                         fault_armed, fault, addr, \result);

    // With MODIFY: the mark may be set.
    behavior MODIFIED: // MODIFY: the mark, and nothing else
      assumes          hlm_has(flags, 0x80);
      ensures GRA_44:  \result == \old(hlm_tab[at].value)
                       && hlm_tab[at].movable == 1
                       && hlm_tab[at].size == 0 && hlm_tab[at].addr == 0;

    behavior LRA_40:   // no DISCARDABLE given: as it was (LRA_41)
      assumes          hlm_has(flags, 0x80);
      assumes          hlm_discardable(global, flags) == 0;
      ensures LRA_41:  hlm_tr_same(HLM_OBJECT_TUPLE(\old(hlm_tab[at])),
                                   HLM_OBJECT_TUPLE(hlm_tab[at]));

    behavior LRA_42:   // discarded or not
      assumes          hlm_has(flags, 0x80);
      assumes          hlm_discardable(global, flags) == 1;
      ensures refines: hlm_tr_mark(HLM_OBJECT_TUPLE(\old(hlm_tab[at])),
                                   HLM_OBJECT_TUPLE(hlm_tab[at]));

    // Without MODIFY: nothing to discard, or a new block.
    behavior LRA_6:    // a mark needs MODIFY
      assumes          !hlm_has(flags, 0x80);
      assumes          hlm_discardable(global, flags) == 1;
      ensures answer:  hlm_fails{Pre,Post}(\result, ERROR_INVALID_PARAMETER);

    behavior LRA_D3:
      assumes          hlm_sizing(global, flags);
      assumes          size == 0 && !hlm_has(flags, 2);
      ensures answer:  hlm_fails{Pre,Post}(\result, ERROR_INVALID_PARAMETER);

    behavior LRA_D2:   // again (LD_2)
      assumes          hlm_sizing(global, flags);
      assumes          size == 0 && hlm_has(flags, 2);
      ensures LD_2:    hlm_keeps{Pre,Post}(\result, \old(hlm_tab[at].value));

    behavior LRA_D1:   // a block again; zeroed only if asked for now
      assumes          hlm_sizing(global, flags) && size > 0;
      assumes          hlm_revive_granted(at, size, fault, addr);
      ensures result:  \result == \old(hlm_tab[at].value)
                       && hlm_tab[at].size == size && hlm_tab[at].addr == addr;
      ensures lock:    hlm_tab[at].lock == 0;
      ensures zero:    hlm_has(flags, 0x40) ==> hlm_zeroed(at, 0, size);
      ensures refines: hlm_tr_place(HLM_OBJECT_TUPLE(\old(hlm_tab[at])),
                                    HLM_OBJECT_TUPLE(hlm_tab[at]));

    behavior LRA_31:   // still discarded
      assumes          hlm_sizing(global, flags) && size > 0;
      assumes          hlm_revive_oom(size, fault_armed, fault);
      ensures answer:  hlm_fails{Pre,Post}(\result, ERROR_NOT_ENOUGH_MEMORY);
*/
uint64_t hlm_realloc_discarded(uint32_t global, uint32_t at, uint64_t size,
                               uint32_t flags, uint32_t fault_armed,
                               uint32_t fault, uint64_t addr);

/* LocalReAlloc, GlobalReAlloc: hlm_realloc_fixed, hlm_realloc_movable or
 * hlm_realloc_discarded, as the value names; else an error. */
/*@ requires  inv:     hlm_inv;
    requires  family:  global <= 1;
    requires  names:   hlm_names(v, kind, at);
    terminates         \true;
    exits              \false;
    assigns            hlm_tab[0 .. HLM_SLOT_MAX - 1],
                       hlm_heap[0 .. HLM_HEAP_MAX - 1], hlm_error;
    ensures   inv:     hlm_inv;
    ensures   LE_4:    \result == 0 ==> hlm_error != NO_ERROR
                         && hlm_all_same{Pre,Post};
    ensures   LE_1:    \result != 0 ==> hlm_error == \old(hlm_error);
    ensures   refused: \result == HLM_ILLEGAL_CHOICE ==> hlm_all_same{Pre,Post};

    // A value that names no object: 0, and nothing changes but the error.
    behavior LRA_1:
      assumes          kind == HLM_K_NULL;
      ensures answer:  hlm_fails{Pre,Post}(\result, ERROR_INVALID_HANDLE);

    behavior LRA_2:
      assumes          kind == HLM_K_GARBAGE || kind == HLM_K_MISALIGNED;
      ensures answer:  hlm_fails{Pre,Post}(\result, ERROR_INVALID_HANDLE);

    behavior LRA_3:
      assumes          kind == HLM_K_FREED;
      ensures answer:  hlm_fails{Pre,Post}(\result, ERROR_INVALID_HANDLE);

    behavior LRA_4:    // with MODIFY too (LRA_4b)
      assumes          kind == HLM_K_NO_OBJECT || kind == HLM_K_INSIDE;
      ensures LRA_4b:  hlm_fails{Pre,Post}(\result, ERROR_NOACCESS);

    behavior LRA_7:    // a block address is not a handle (LRA_6b)
      assumes          kind == HLM_K_BLOCK;
      ensures LRA_6b:  hlm_fails{Pre,Post}(\result, ERROR_INVALID_HANDLE);

    // A value that names an object: what the function of its kind says.
    behavior FIXED:
      assumes          kind == HLM_K_FIXED;
      ensures step:    hlm_fixed_step{Pre,Post}(global, at, size, flags,
                         fault_armed, fault, value, addr, \result);

    behavior MOVABLE:
      assumes          kind == HLM_K_MOVABLE;
      ensures step:    hlm_movable_step{Pre,Post}(global, at, size, flags,
                         fault_armed, fault, addr, \result);

    behavior DISCARDED:
      assumes          kind == HLM_K_DISCARDED;
      ensures step:    hlm_discarded_step{Pre,Post}(global, at, size, flags,
                         fault_armed, fault, addr, \result);

    complete behaviors;
    disjoint behaviors;
*/
uint64_t hlm_realloc(uint32_t global, uint64_t v, uint32_t kind, uint32_t at,
                     uint64_t size, uint32_t flags, uint32_t fault_armed,
                     uint32_t fault, uint64_t value, uint64_t addr);

#endif /* HLOCAL_SPECS_LOCAL_REALLOC_H */
