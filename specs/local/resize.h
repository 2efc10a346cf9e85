/* The pieces of LocalReAlloc: resize, revive, discard, mark, convert.
 * How to read a contract: step.h. */
#ifndef HLOCAL_STEP_RESIZE_H
#define HLOCAL_STEP_RESIZE_H

#include "local/state.h"
#include "local/alloc.h"

/*@ // A resize that may be denied: growth, and for a fixed object any size
    // where the policy leaves it to the allocator. Without leave to move the
    // reason may be the block's place; else memory must be short.
    predicate hl_deniable{L}(integer at, integer size) =
         size > \at(hl_tab[at].size,L)
      || (\at(hl_tab[at].movable,L) == 0
          && \at(hl_policy,L) == HL_POLICY_FREE);

    predicate hl_resize_denied{L}(integer at, integer size, integer move,
                                  integer scarce, integer failed) =
      failed != 0
      && (size > HL_BLOCK_MAX
          || ((move == 0 || scarce != 0) && hl_deniable{L}(at, size)));

    predicate hl_resize_granted{L}(integer at, integer size, integer move,
                                   integer failed, integer addr) =
      failed == 0 && hl_may_place{L}(addr, size, at)
      && (move == 1 || addr == \at(hl_tab[at].addr,L));
*/

/* Give the block of slot `at` the size `size`; `move` 1 lets it change place.
 * The first bytes are kept wherever the block lies; `zero` clears the gain. */
/*@ requires  inv:     hl_inv;
    requires  object:  at < HL_SLOT_MAX && hl_placed(hl_tab[at]);
    requires  bytes:   hl_tab[at].movable == 1 ==> size >= 1;
    requires  move:    move <= 1;
    terminates         \true;
    exits              \false;
    assigns            hl_tab[0 .. HL_SLOT_MAX - 1],
                       hl_heap[0 .. HL_HEAP_MAX - 1], hl_error;
    ensures   inv:     hl_inv;

    behavior GRANTED:
      assumes          hl_resize_granted(at, size, move, failed, addr);
      ensures result:  \result == (\old(hl_tab[at].movable) == 1
                                   ? \old(hl_tab[at].value) : addr);
      ensures size:    hl_tab[at].size == size && hl_tab[at].addr == addr;
      ensures value:   hl_tab[at].value == \result
                       && hl_tab[at].movable == \old(hl_tab[at].movable);
      ensures prefix:  hl_kept{Pre,Post}(at, 0,
                         hl_min(size, \old(hl_tab[at].size)));
      ensures LRA_Z:   zero != 0 ==>
                         hl_zeroed(at, \old(hl_tab[at].size), size);
      ensures refines: hl_tr_place(HL_OBJECT_TUPLE(\old(hl_tab[at])),
                                   HL_OBJECT_TUPLE(hl_tab[at]));
      ensures others:  hl_others_same{Pre,Post}(at);
      ensures LE_1:    hl_error == \old(hl_error);

    behavior DENIED:
      assumes          hl_resize_denied(at, size, move, scarce, failed);
      ensures result:  \result == 0;
      ensures error:   hl_error == ERROR_NOT_ENOUGH_MEMORY;
      ensures same:    hl_all_same{Pre,Post};

    behavior REFUSED:
      assumes          !hl_resize_denied(at, size, move, scarce, failed);
      assumes          !hl_resize_granted(at, size, move, failed, addr);
      ensures result:  \result == HL_REFUSED;
      ensures error:   hl_error == \old(hl_error);
      ensures same:    hl_all_same{Pre,Post};

    complete behaviors;
    disjoint behaviors;
*/
uint64_t hl_resize(uint32_t at, uint64_t size, uint32_t zero, uint32_t move,
                   uint32_t scarce, uint32_t failed, uint64_t addr);

/*@ predicate hl_revive_denied(integer size, integer scarce, integer failed) =
      failed != 0 && (size > HL_BLOCK_MAX || scarce != 0);

    predicate hl_revive_granted{L}(integer at, integer size, integer failed,
                                   integer addr) =
      failed == 0 && hl_may_place{L}(addr, size, at);
*/

/* Give the discarded object of slot `at` a block again. */
/*@ requires  inv:     hl_inv;
    requires  object:  at < HL_SLOT_MAX && hl_tab[at].state == HL_LIVE;
    requires  gone:    hl_tab[at].discarded == 1 && hl_tab[at].movable == 1;
    requires  bytes:   size >= 1;
    terminates         \true;
    exits              \false;
    assigns            hl_tab[0 .. HL_SLOT_MAX - 1],
                       hl_heap[0 .. HL_HEAP_MAX - 1], hl_error;
    ensures   inv:     hl_inv;

    behavior GRANTED:
      assumes          hl_revive_granted(at, size, failed, addr);
      ensures result:  \result == \old(hl_tab[at].value);
      ensures size:    hl_tab[at].size == size && hl_tab[at].addr == addr;
      ensures value:   hl_tab[at].value == \result
                       && hl_tab[at].movable == 1;
      ensures lock:    hl_tab[at].lock == 0;
      ensures zero:    zero != 0 ==> hl_zeroed(at, 0, size);
      ensures refines: hl_tr_place(HL_OBJECT_TUPLE(\old(hl_tab[at])),
                                   HL_OBJECT_TUPLE(hl_tab[at]));
      ensures others:  hl_others_same{Pre,Post}(at);
      ensures LE_1:    hl_error == \old(hl_error);

    behavior DENIED:
      assumes          hl_revive_denied(size, scarce, failed);
      ensures result:  \result == 0;
      ensures error:   hl_error == ERROR_NOT_ENOUGH_MEMORY;
      ensures same:    hl_all_same{Pre,Post};

    behavior REFUSED:
      assumes          !hl_revive_denied(size, scarce, failed);
      assumes          !hl_revive_granted(at, size, failed, addr);
      ensures result:  \result == HL_REFUSED;
      ensures error:   hl_error == \old(hl_error);
      ensures same:    hl_all_same{Pre,Post};

    complete behaviors;
    disjoint behaviors;
*/
uint64_t hl_revive(uint32_t at, uint64_t size, uint32_t zero, uint32_t scarce,
                   uint32_t failed, uint64_t addr);

/* Take the block away from the unlocked movable object of slot `at`. */
/*@ requires  inv:     hl_inv;
    requires  object:  at < HL_SLOT_MAX && hl_tab[at].state == HL_LIVE;
    requires  movable: hl_tab[at].movable == 1 && hl_tab[at].lock == 0;
    terminates         \true;
    exits              \false;
    assigns            hl_tab[at];
    ensures   inv:     hl_inv;
    ensures   result:  \result == hl_tab[at].value
                       && hl_tab[at].value == \old(hl_tab[at].value)
                       && hl_tab[at].movable == 1;
    ensures   size:    hl_tab[at].size == 0;
    ensures   refines: hl_tr_discard(HL_OBJECT_TUPLE(\old(hl_tab[at])),
                                     HL_OBJECT_TUPLE(hl_tab[at]));
*/
uint64_t hl_discard(uint32_t at);

/* LMEM_MODIFY on the movable object of slot `at`: set the mark, or nothing. */
/*@ requires  inv:     hl_inv;
    requires  object:  at < HL_SLOT_MAX && hl_tab[at].state == HL_LIVE;
    requires  movable: hl_tab[at].movable == 1;
    terminates         \true;
    exits              \false;
    assigns            hl_tab[at].discardable;
    ensures   inv:     hl_inv;
    ensures   result:  \result == hl_tab[at].value;

    behavior MARKED:
      assumes          mark != 0;
      ensures refines: hl_tr_mark(HL_OBJECT_TUPLE(\old(hl_tab[at])),
                                  HL_OBJECT_TUPLE(hl_tab[at]));

    behavior UNMARKED:
      assumes          mark == 0;
      ensures refines: hl_tr_same(HL_OBJECT_TUPLE(\old(hl_tab[at])),
                                  HL_OBJECT_TUPLE(hl_tab[at]));

    complete behaviors;
    disjoint behaviors;
*/
uint64_t hl_mark(uint32_t at, uint32_t mark);

/* GlobalReAlloc with GMEM_MODIFY | GMEM_MOVEABLE: the fixed object of slot
 * `at` becomes movable, keeping size and contents. */
/*@ requires  inv:     hl_inv;
    requires  object:  at < HL_SLOT_MAX && hl_tab[at].state == HL_LIVE;
    requires  fixed:   hl_tab[at].movable == 0;
    requires  flags:   discardable <= 1 && ddeshare <= 1;
    terminates         \true;
    exits              \false;
    assigns            hl_tab[0 .. HL_SLOT_MAX - 1], hl_error;
    ensures   inv:     hl_inv;

    behavior GRANTED:
      assumes          hl_granted(1, hl_tab[at].size, failed, value, addr, at);
      ensures result:  \result == value;
      ensures size:    hl_tab[at].size == \old(hl_tab[at].size);
      ensures value:   hl_tab[at].value == value && hl_tab[at].movable == 1;
      ensures GRA_45:  hl_tab[at].ddeshare == ddeshare
                       && hl_tab[at].discardable == discardable;
      ensures GRA_47:  hl_tab[at].discarded ==
                         (\old(hl_tab[at].size) == 0 ? 1 : 0);
      ensures refines: hl_tr_born(0, 0, 0, 0, 0,
                                  HL_OBJECT_TUPLE(hl_tab[at]),
                                  discardable, ddeshare,
                                  \old(hl_tab[at].size) == 0 ? 1 : 0);
      ensures addr:    \old(hl_tab[at].size) > 0 ==> hl_tab[at].addr == addr;
      ensures others:  hl_others_same{Pre,Post}(at);
      ensures LE_1:    hl_error == \old(hl_error);

    behavior DENIED:
      assumes          hl_denied(1, hl_tab[at].size, scarce, failed);
      ensures result:  \result == 0;
      ensures error:   hl_error == ERROR_NOT_ENOUGH_MEMORY;
      ensures same:    hl_all_same{Pre,Post};

    behavior REFUSED:
      assumes          !hl_denied(1, hl_tab[at].size, scarce, failed);
      assumes          !hl_granted(1, hl_tab[at].size, failed, value, addr, at);
      ensures result:  \result == HL_REFUSED;
      ensures error:   hl_error == \old(hl_error);
      ensures same:    hl_all_same{Pre,Post};

    complete behaviors;
    disjoint behaviors;
*/
uint64_t hl_convert(uint32_t at, uint32_t discardable, uint32_t ddeshare,
                    uint32_t scarce, uint32_t failed, uint64_t value,
                    uint64_t addr);

#endif /* HLOCAL_STEP_RESIZE_H */
