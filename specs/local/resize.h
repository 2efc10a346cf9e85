/* The pieces of LocalReAlloc: resize, revive, discard, mark, convert.
 * How to read a contract: step.h. */
#ifndef HLOCAL_SPECS_LOCAL_RESIZE_H
#define HLOCAL_SPECS_LOCAL_RESIZE_H

#include "local/state.h"
#include "local/alloc.h"

/*@ // A resize that may fail: growth; and any size of a fixed object, where
    // the policy leaves it to the allocator. If the block may not move, it may
    // fail for lack of room behind the block; else only if memory is short.
    predicate hlm_may_oom{L}(integer at, integer size) =
         size > \at(hlm_tab[at].size,L)
      || (\at(hlm_tab[at].movable,L) == 0
          && \at(hlm_policy,L) == HLM_POLICY_FREE);

    predicate hlm_resize_oom{L}(integer at, integer size, integer move,
                                  integer fault_armed, integer fault) =
      fault != 0
      && (size > HLM_BLOCK_MAX
          || ((move == 0 || fault_armed != 0) && hlm_may_oom{L}(at, size)));

    predicate hlm_resize_granted{L}(integer at, integer size, integer move,
                                   integer fault, integer addr) =
      fault == 0 && hlm_may_place{L}(addr, size, at)
      && (move == 1 || addr == \at(hlm_tab[at].addr,L));
*/

/*@ // How it ends: every field, every byte and the last error.
    predicate hlm_resize_step{L1,L2}(integer at, integer size, integer zero,
                                     integer move, integer fault_armed,
                                     integer fault, integer addr,
                                     integer result) =
      hlm_resize_granted{L1}(at, size, move, fault, addr)
      ? \at(hlm_tab[at],L2) == { \at(hlm_tab[at],L1) \with
            .size = (uint64_t)size, .addr = (uint64_t)addr,
            .value = (uint64_t)result }
        && result == (\at(hlm_tab[at].movable,L1) == 1
                      ? \at(hlm_tab[at].value,L1) : addr)
        && \at(hlm_error,L2) == \at(hlm_error,L1)
        && hlm_others_same{L1,L2}(at)
        && hlm_cleared{L1,L2}(at, \at(hlm_tab[at].size,L1), size, zero)
      : hlm_resize_oom{L1}(at, size, move, fault_armed, fault)
      ? hlm_fails{L1,L2}(result, ERROR_NOT_ENOUGH_MEMORY)
      : hlm_keeps{L1,L2}(result, HLM_ILLEGAL_CHOICE);
*/

/* Give the block of slot `at` the size `size`; `move` 1 lets it change place.
 * The first bytes are kept wherever the block lies; `zero` clears the gain. */
/*@ requires  inv:     hlm_inv;
    requires  object:  at < HLM_SLOT_MAX && hlm_placed(hlm_tab[at]);
    requires  bytes:   hlm_tab[at].movable == 1 ==> size >= 1;
    requires  move:    move <= 1;
    terminates         \true;
    exits              \false;
    assigns            hlm_tab[0 .. HLM_SLOT_MAX - 1],
                       hlm_heap[0 .. HLM_HEAP_MAX - 1], hlm_error;
    ensures   inv:     hlm_inv;
    ensures   step:    hlm_resize_step{Pre,Post}(at, size, zero, move, fault_armed,
                         fault, addr, \result);

    behavior GRANTED:
      assumes          hlm_resize_granted(at, size, move, fault, addr);
      ensures result:  \result == (\old(hlm_tab[at].movable) == 1
                                   ? \old(hlm_tab[at].value) : addr);
      ensures size:    hlm_tab[at].size == size && hlm_tab[at].addr == addr;
      ensures value:   hlm_tab[at].value == \result
                       && hlm_tab[at].movable == \old(hlm_tab[at].movable);
      ensures prefix:  hlm_kept{Pre,Post}(at, 0,
                         hlm_min(size, \old(hlm_tab[at].size)));
      ensures LRA_Z:   zero != 0 ==>
                         hlm_zeroed(at, \old(hlm_tab[at].size), size);
      ensures refines: hlm_tr_place(HLM_OBJECT_TUPLE(\old(hlm_tab[at])),
                                   HLM_OBJECT_TUPLE(hlm_tab[at]));
      ensures others:  hlm_others_same{Pre,Post}(at);
      ensures LE_1:    hlm_error == \old(hlm_error);

    behavior OOM:
      assumes          hlm_resize_oom(at, size, move, fault_armed, fault);
      ensures result:  \result == 0;
      ensures error:   hlm_error == ERROR_NOT_ENOUGH_MEMORY;
      ensures same:    hlm_all_same{Pre,Post};

    behavior ILLEGAL:
      assumes          !hlm_resize_oom(at, size, move, fault_armed, fault);
      assumes          !hlm_resize_granted(at, size, move, fault, addr);
      ensures result:  \result == HLM_ILLEGAL_CHOICE;
      ensures error:   hlm_error == \old(hlm_error);
      ensures same:    hlm_all_same{Pre,Post};

    complete behaviors;
    disjoint behaviors;
*/
uint64_t hlm_resize(uint32_t at, uint64_t size, uint32_t zero, uint32_t move,
                    uint32_t fault_armed, uint32_t fault, uint64_t addr);

/*@ predicate hlm_revive_oom(integer size, integer fault_armed, integer fault) =
      fault != 0 && (size > HLM_BLOCK_MAX || fault_armed != 0);

    predicate hlm_revive_granted{L}(integer at, integer size, integer fault,
                                   integer addr) =
      fault == 0 && hlm_may_place{L}(addr, size, at);
*/

/*@ // How it ends, likewise.
    predicate hlm_revive_step{L1,L2}(integer at, integer size, integer zero,
                                     integer fault_armed, integer fault,
                                     integer addr, integer result) =
      hlm_revive_granted{L1}(at, size, fault, addr)
      ? \at(hlm_tab[at],L2) == { \at(hlm_tab[at],L1) \with
            .size = (uint64_t)size, .addr = (uint64_t)addr,
            .discarded = (uint32_t)0 }
        && result == \at(hlm_tab[at].value,L1)
        && \at(hlm_error,L2) == \at(hlm_error,L1)
        && hlm_others_same{L1,L2}(at)
        && hlm_cleared{L1,L2}(at, 0, size, zero)
      : hlm_revive_oom(size, fault_armed, fault)
      ? hlm_fails{L1,L2}(result, ERROR_NOT_ENOUGH_MEMORY)
      : hlm_keeps{L1,L2}(result, HLM_ILLEGAL_CHOICE);
*/

/* Give the discarded object of slot `at` a block again. */
/*@ requires  inv:     hlm_inv;
    requires  object:  at < HLM_SLOT_MAX && hlm_tab[at].state == HLM_LIVE;
    requires  discarded: hlm_tab[at].discarded == 1 && hlm_tab[at].movable == 1;
    requires  bytes:   size >= 1;
    terminates         \true;
    exits              \false;
    assigns            hlm_tab[0 .. HLM_SLOT_MAX - 1],
                       hlm_heap[0 .. HLM_HEAP_MAX - 1], hlm_error;
    ensures   inv:     hlm_inv;
    ensures   step:    hlm_revive_step{Pre,Post}(at, size, zero, fault_armed,
                         fault, addr, \result);

    behavior GRANTED:
      assumes          hlm_revive_granted(at, size, fault, addr);
      ensures result:  \result == \old(hlm_tab[at].value);
      ensures size:    hlm_tab[at].size == size && hlm_tab[at].addr == addr;
      ensures value:   hlm_tab[at].value == \result
                       && hlm_tab[at].movable == 1;
      ensures lock:    hlm_tab[at].lock == 0;
      ensures zero:    zero != 0 ==> hlm_zeroed(at, 0, size);
      ensures refines: hlm_tr_place(HLM_OBJECT_TUPLE(\old(hlm_tab[at])),
                                   HLM_OBJECT_TUPLE(hlm_tab[at]));
      ensures others:  hlm_others_same{Pre,Post}(at);
      ensures LE_1:    hlm_error == \old(hlm_error);

    behavior OOM:
      assumes          hlm_revive_oom(size, fault_armed, fault);
      ensures result:  \result == 0;
      ensures error:   hlm_error == ERROR_NOT_ENOUGH_MEMORY;
      ensures same:    hlm_all_same{Pre,Post};

    behavior ILLEGAL:
      assumes          !hlm_revive_oom(size, fault_armed, fault);
      assumes          !hlm_revive_granted(at, size, fault, addr);
      ensures result:  \result == HLM_ILLEGAL_CHOICE;
      ensures error:   hlm_error == \old(hlm_error);
      ensures same:    hlm_all_same{Pre,Post};

    complete behaviors;
    disjoint behaviors;
*/
uint64_t hlm_revive(uint32_t at, uint64_t size, uint32_t zero,
                    uint32_t fault_armed, uint32_t fault, uint64_t addr);

/* Take the block away from the unlocked movable object of slot `at`. */
/*@ requires  inv:     hlm_inv;
    requires  object:  at < HLM_SLOT_MAX && hlm_tab[at].state == HLM_LIVE;
    requires  movable: hlm_tab[at].movable == 1 && hlm_tab[at].lock == 0;
    terminates         \true;
    exits              \false;
    assigns            hlm_tab[at];
    ensures   inv:     hlm_inv;
    ensures   result:  \result == hlm_tab[at].value
                       && hlm_tab[at].value == \old(hlm_tab[at].value)
                       && hlm_tab[at].movable == 1;
    ensures   size:    hlm_tab[at].size == 0 && hlm_tab[at].addr == 0;
    ensures   step:    hlm_tab[at] == { \old(hlm_tab[at]) \with
                         .size = (uint64_t)0, .addr = (uint64_t)0,
                         .discarded = (uint32_t)1 };
    ensures   refines: hlm_tr_discard(HLM_OBJECT_TUPLE(\old(hlm_tab[at])),
                                     HLM_OBJECT_TUPLE(hlm_tab[at]));
*/
uint64_t hlm_discard(uint32_t at);

/* LMEM_MODIFY on the movable object of slot `at`: set the mark, or nothing. */
/*@ requires  inv:     hlm_inv;
    requires  object:  at < HLM_SLOT_MAX && hlm_tab[at].state == HLM_LIVE;
    requires  movable: hlm_tab[at].movable == 1;
    terminates         \true;
    exits              \false;
    assigns            hlm_tab[at].discardable;
    ensures   inv:     hlm_inv;
    ensures   result:  \result == hlm_tab[at].value;
    ensures   step:    hlm_tab[at] == { \old(hlm_tab[at]) \with
                         .discardable = (uint32_t)(mark != 0 ? 1
                           : \old(hlm_tab[at].discardable)) };

    behavior MARKED:
      assumes          mark != 0;
      ensures refines: hlm_tr_mark(HLM_OBJECT_TUPLE(\old(hlm_tab[at])),
                                  HLM_OBJECT_TUPLE(hlm_tab[at]));

    behavior UNMARKED:
      assumes          mark == 0;
      ensures refines: hlm_tr_same(HLM_OBJECT_TUPLE(\old(hlm_tab[at])),
                                  HLM_OBJECT_TUPLE(hlm_tab[at]));

    complete behaviors;
    disjoint behaviors;
*/
uint64_t hlm_mark(uint32_t at, uint32_t mark);

/*@ // How it ends, likewise; no byte changes.
    predicate hlm_convert_step{L1,L2}(integer at, integer discardable,
                                      integer ddeshare, integer fault_armed,
                                      integer fault, integer value,
                                      integer addr, integer result) =
      hlm_granted{L1}(1, \at(hlm_tab[at].size,L1), fault, value, addr, at)
      ? \at(hlm_tab[at],L2) == { \at(hlm_tab[at],L1) \with
            .movable = (uint32_t)1, .value = (uint64_t)value,
            .discardable = (uint32_t)discardable,
            .ddeshare = (uint32_t)ddeshare,
            .discarded = (uint32_t)(\at(hlm_tab[at].size,L1) == 0 ? 1 : 0),
            .addr = (uint64_t)(\at(hlm_tab[at].size,L1) == 0 ? 0 : addr) }
        && result == value
        && \at(hlm_error,L2) == \at(hlm_error,L1)
        && hlm_others_same{L1,L2}(at)
        && hlm_bytes_same{L1,L2}(0, HLM_HEAP_MAX)
      : hlm_oom{L1}(1, \at(hlm_tab[at].size,L1), fault_armed, fault)
      ? hlm_fails{L1,L2}(result, ERROR_NOT_ENOUGH_MEMORY)
      : hlm_keeps{L1,L2}(result, HLM_ILLEGAL_CHOICE);
*/

/* GlobalReAlloc with GMEM_MODIFY | GMEM_MOVEABLE: the fixed object of slot
 * `at` becomes movable, keeping size and contents. */
/*@ requires  inv:     hlm_inv;
    requires  object:  at < HLM_SLOT_MAX && hlm_tab[at].state == HLM_LIVE;
    requires  fixed:   hlm_tab[at].movable == 0;
    requires  flags:   discardable <= 1 && ddeshare <= 1;
    terminates         \true;
    exits              \false;
    assigns            hlm_tab[0 .. HLM_SLOT_MAX - 1], hlm_error;
    ensures   inv:     hlm_inv;
    ensures   step:    hlm_convert_step{Pre,Post}(at, discardable, ddeshare,
                         fault_armed, fault, value, addr, \result);

    behavior GRANTED:
      assumes          hlm_granted(1, hlm_tab[at].size, fault, value, addr,
                          at);
      ensures result:  \result == value;
      ensures size:    hlm_tab[at].size == \old(hlm_tab[at].size);
      ensures value:   hlm_tab[at].value == value && hlm_tab[at].movable == 1;
      ensures GRA_45:  hlm_tab[at].ddeshare == ddeshare
                       && hlm_tab[at].discardable == discardable;
      ensures GRA_47:  hlm_tab[at].discarded ==
                         (\old(hlm_tab[at].size) == 0 ? 1 : 0);
      ensures refines: hlm_tr_born(0, 0, 0, 0, 0,
                                  HLM_OBJECT_TUPLE(hlm_tab[at]),
                                  discardable, ddeshare,
                                  \old(hlm_tab[at].size) == 0 ? 1 : 0);
      ensures addr:    \old(hlm_tab[at].size) > 0 ==> hlm_tab[at].addr == addr;
      ensures others:  hlm_others_same{Pre,Post}(at);
      ensures LE_1:    hlm_error == \old(hlm_error);

    behavior OOM:
      assumes          hlm_oom(1, hlm_tab[at].size, fault_armed, fault);
      ensures result:  \result == 0;
      ensures error:   hlm_error == ERROR_NOT_ENOUGH_MEMORY;
      ensures same:    hlm_all_same{Pre,Post};

    behavior ILLEGAL:
      assumes          !hlm_oom(1, hlm_tab[at].size, fault_armed, fault);
      assumes          !hlm_granted(1, hlm_tab[at].size, fault, value, addr,
                          at);
      ensures result:  \result == HLM_ILLEGAL_CHOICE;
      ensures error:   hlm_error == \old(hlm_error);
      ensures same:    hlm_all_same{Pre,Post};

    complete behaviors;
    disjoint behaviors;
*/
uint64_t hlm_convert(uint32_t at, uint32_t discardable, uint32_t ddeshare,
                     uint32_t fault_armed, uint32_t fault, uint64_t value,
                     uint64_t addr);

#endif /* HLOCAL_SPECS_LOCAL_RESIZE_H */
