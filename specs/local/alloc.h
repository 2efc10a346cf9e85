/* LocalAlloc and GlobalAlloc.
 * How to read a contract: step.h. */
#ifndef HLOCAL_STEP_ALLOC_H
#define HLOCAL_STEP_ALLOC_H

#include "local/state.h"

/*@ // An allocation, or a conversion to movable, that no choice can grant.
    predicate hl_must_fail{L}(integer movable, integer size) =
      size > HL_BLOCK_MAX || (movable == 1 && hl_table_full{L});

    // The choices under which an object of `size` bytes may come to be in
    // place of what slot `at` holds.
    predicate hl_choice_ok{L}(integer movable, integer size, integer value,
                              integer addr, integer at) =
         (movable == 1 ==> hl_may_issue{L}(value))
      && (movable == 0 || size > 0 ==> hl_may_place{L}(addr, size, at));

    predicate hl_granted{L}(integer movable, integer size, integer failed,
                            integer value, integer addr, integer at) =
         failed == 0 && !hl_must_fail{L}(movable, size) && at != HL_NONE
      && hl_choice_ok{L}(movable, size, value, addr, at);

    predicate hl_denied{L}(integer movable, integer size, integer scarce,
                           integer failed) =
      failed != 0 && (hl_must_fail{L}(movable, size) || scarce != 0);
*/

/* Bring an object of `size` bytes into being in the vacant slot `at`. Only
 * the zeroing of a zero-initialised block is promised about contents. */
/*@ requires  inv:     hl_inv;
    requires  flags:   movable <= 1 && discardable <= 1 && ddeshare <= 1;
    requires  vacant:  hl_vacant(at);
    terminates         \true;
    exits              \false;
    assigns            hl_tab[0 .. HL_SLOT_MAX - 1],
                       hl_heap[0 .. HL_HEAP_MAX - 1], hl_error;
    ensures   inv:     hl_inv;

    behavior GRANTED:
      assumes          hl_granted(movable, size, failed, value, addr, at);
      ensures result:  \result == (movable == 1 ? value : addr);
      ensures LE_1:    hl_error == \old(hl_error);
      ensures born:    hl_tab[at].state == HL_LIVE;
      ensures kind:    hl_tab[at].movable == movable;
      ensures value:   hl_tab[at].value == \result;
      ensures REP_11:  hl_tab[at].size == size;
      ensures others:  hl_others_same{Pre,Post}(at);

    behavior DENIED:
      assumes          hl_denied(movable, size, scarce, failed);
      ensures result:  \result == 0;
      ensures error:   hl_error == ERROR_NOT_ENOUGH_MEMORY;
      ensures same:    hl_all_same{Pre,Post};

    behavior REFUSED:
      assumes          !hl_denied(movable, size, scarce, failed);
      assumes          !hl_granted(movable, size, failed, value, addr, at);
      ensures result:  \result == HL_REFUSED;
      ensures error:   hl_error == \old(hl_error);
      ensures same:    hl_all_same{Pre,Post};

    behavior LA_1:     // fixed: the address is the handle
      assumes          hl_granted(movable, size, failed, value, addr, at);
      assumes          movable == 0;
      ensures          \result == addr && hl_tab[at].addr == addr;
      ensures REP_4:   \result % 16 == 0 && \result != 0;

    behavior LA_2:     // movable: the handle is not the address, lock count 0
      assumes          hl_granted(movable, size, failed, value, addr, at);
      assumes          movable == 1 && size > 0;
      ensures          \result == value && hl_tab[at].addr == addr;
      ensures REP_2:   \result != hl_tab[at].addr;
      ensures REP_3:   \result % 16 == 8;
      ensures refines: hl_tr_born(0, 0, 0, 0, 0,
                                  HL_OBJECT_TUPLE(hl_tab[at]),
                                  discardable, ddeshare, 0);

    behavior LA_3:     // movable, no bytes: born discarded
      assumes          hl_granted(movable, size, failed, value, addr, at);
      assumes          movable == 1 && size == 0;
      ensures          \result == value && hl_tab[at].size == 0;
      ensures refines: hl_tr_born(0, 0, 0, 0, 0,
                                  HL_OBJECT_TUPLE(hl_tab[at]),
                                  discardable, ddeshare, 1);

    behavior LA_4:     // fixed, no bytes: an address all the same
      assumes          hl_granted(movable, size, failed, value, addr, at);
      assumes          movable == 0 && size == 0;
      ensures          \result == addr && addr != 0 && hl_tab[at].size == 0;

    behavior LA_5:     // LPTR
      assumes          hl_granted(movable, size, failed, value, addr, at);
      assumes          movable == 0 && zero != 0;
      ensures          hl_zeroed(at, 0, size);

    behavior LA_6:     // LHND
      assumes          hl_granted(movable, size, failed, value, addr, at);
      assumes          movable == 1 && zero != 0;
      ensures          hl_zeroed(at, 0, size);

    behavior LA_7:     // marks mean nothing to a fixed object
      assumes          hl_granted(movable, size, failed, value, addr, at);
      assumes          movable == 0;
      ensures          hl_tab[at].discardable == 0 && hl_tab[at].ddeshare == 0;

    behavior LA_8:     // a movable object remembers the mark
      assumes          hl_granted(movable, size, failed, value, addr, at);
      assumes          movable == 1;
      ensures          hl_tab[at].discardable == discardable;

    behavior GA_5:     // and the other mark
      assumes          hl_granted(movable, size, failed, value, addr, at);
      assumes          movable == 1;
      ensures          hl_tab[at].ddeshare == ddeshare;

    behavior LA_11:    // a fixed size that cannot be had
      assumes          movable == 0 && size > HL_BLOCK_MAX;
      ensures          \result == (failed != 0 ? 0 : HL_REFUSED);
      ensures          hl_all_same{Pre,Post};

    behavior LA_12:    // a movable size that cannot be had: no slot is lost
      assumes          movable == 1 && size > HL_BLOCK_MAX;
      ensures          \result == (failed != 0 ? 0 : HL_REFUSED);
      ensures          hl_all_same{Pre,Post};

    behavior LA_15:    // the table of movable objects is full
      assumes          movable == 1 && hl_table_full;
      ensures          \result == (failed != 0 ? 0 : HL_REFUSED);
      ensures          hl_all_same{Pre,Post};

    behavior LA_15c:   // fixed objects do not care
      assumes          movable == 0 && failed != 0 && scarce == 0;
      assumes          size <= HL_BLOCK_MAX;
      ensures          \result == HL_REFUSED;

    complete behaviors GRANTED, DENIED, REFUSED;
    disjoint behaviors GRANTED, DENIED, REFUSED;
*/
uint64_t hl_create(uint32_t movable, uint32_t zero, uint32_t discardable,
                   uint32_t ddeshare, uint64_t size, uint32_t scarce,
                   uint32_t failed, uint64_t value, uint64_t addr, uint32_t at);

/*@ // GA_4: a Global fixed object of no bytes gets one.
    logic integer hl_asked(integer global, integer flags, integer size) =
      global == 1 && (flags / 2) % 2 == 0 && size == 0 ? 1 : size;
*/

/* LocalAlloc, GlobalAlloc. */
/*@ requires  inv:     hl_inv;
    requires  family:  global <= 1;
    requires  vacant:  hl_vacant(at);
    terminates         \true;
    exits              \false;
    assigns            hl_tab[0 .. HL_SLOT_MAX - 1],
                       hl_heap[0 .. HL_HEAP_MAX - 1], hl_error;
    ensures   inv:     hl_inv;

    behavior LA_10:    // flags outside the valid ones
      assumes          hl_flags_bad(global, flags);
      ensures result:  \result == 0;
      ensures error:   hl_error == ERROR_INVALID_PARAMETER;
      ensures same:    hl_all_same{Pre,Post};

    behavior GA_10:    // GMEM_MODIFY is not for GlobalAlloc either
      assumes          global == 1;
      assumes          hl_has(flags, 0x80) || flags / 0x8000 != 0;
      ensures          \result == 0 && hl_error == ERROR_INVALID_PARAMETER;

    behavior DENIED:
      assumes          !hl_flags_bad(global, flags);
      assumes          hl_denied((flags / 2) % 2, hl_asked(global, flags, size),
                                 scarce, failed);
      ensures result:  \result == 0;
      ensures error:   hl_error == ERROR_NOT_ENOUGH_MEMORY;
      ensures same:    hl_all_same{Pre,Post};

    behavior REFUSED:
      assumes          !hl_flags_bad(global, flags);
      assumes          !hl_denied((flags / 2) % 2,
                                  hl_asked(global, flags, size),
                                  scarce, failed);
      assumes          !hl_granted((flags / 2) % 2,
                                   hl_asked(global, flags, size), failed,
                                   value, addr, at);
      ensures result:  \result == HL_REFUSED;
      ensures same:    hl_all_same{Pre,Post};

    behavior GRANTED:
      assumes          !hl_flags_bad(global, flags);
      assumes          hl_granted((flags / 2) % 2,
                                  hl_asked(global, flags, size), failed,
                                  value, addr, at);
      ensures result:  \result == ((flags / 2) % 2 == 1 ? value : addr);
      ensures LE_1:    hl_error == \old(hl_error);
      ensures kind:    hl_tab[at].state == HL_LIVE
                       && hl_tab[at].movable == (flags / 2) % 2
                       && hl_tab[at].value == \result;
      ensures size:    hl_tab[at].size == hl_asked(global, flags, size);
      ensures lock:    hl_tab[at].lock == 0;
      ensures gone:    hl_tab[at].discarded ==
                       ((flags / 2) % 2 == 1 && size == 0 ? 1 : 0);
      ensures zero:    hl_has(flags, 0x40) ==>
                       hl_zeroed(at, 0, hl_tab[at].size);
      ensures LA_9:    // nothing but these two marks is ever reported
                       hl_tab[at].discardable ==
                         ((flags / 2) % 2 == 1 ?
                          hl_discardable(global, flags) : 0)
                       && hl_tab[at].ddeshare ==
                         ((flags / 2) % 2 == 1 && global == 1 ?
                          (flags / 0x2000) % 2 : 0);
      ensures others:  hl_others_same{Pre,Post}(at);

    behavior GA_4:
      assumes          global == 1 && size == 0 && (flags / 2) % 2 == 0;
      assumes          !hl_flags_bad(global, flags);
      assumes          hl_granted(0, 1, failed, value, addr, at);
      ensures          \result == addr && hl_tab[at].size == 1;

    behavior LA_8c:    // any of the four Local bits marks; one Global bit
      assumes          !hl_flags_bad(global, flags) && hl_has(flags, 2);
      assumes          hl_granted(1, size, failed, value, addr, at);
      ensures          global == 0 ==> (hl_tab[at].discardable == 1 <==>
                         hl_has(flags, 0x100) || hl_has(flags, 0x200) ||
                         hl_has(flags, 0x400) || hl_has(flags, 0x800));
      ensures          global == 1 ==> (hl_tab[at].discardable == 1 <==>
                         hl_has(flags, 0x100));

    behavior GA_6:     // a fixed object is never shared
      assumes          !hl_flags_bad(global, flags) && !hl_has(flags, 2);
      assumes          hl_granted(0, hl_asked(global, flags, size), failed,
                                  value, addr, at);
      ensures          hl_tab[at].ddeshare == 0 && hl_tab[at].discardable == 0;

    behavior GA_7:     // NOTIFY, LOWER, NOT_BANKED are accepted
      assumes          global == 1;
      assumes          hl_has(flags, 0x1000) || hl_has(flags, 0x4000);
      assumes          !hl_flags_bad(global, flags);
      ensures          \result != 0 || hl_error == ERROR_NOT_ENOUGH_MEMORY;

    behavior LA_7b:    // a full table does not concern a fixed object
      assumes          !hl_flags_bad(global, flags) && !hl_has(flags, 2);
      assumes          size == 0 && hl_table_full && at != HL_NONE;
      assumes          failed == 0 && hl_may_place(addr,
                         hl_asked(global, flags, size), at);
      ensures          \result == addr && \result != 0;

    complete behaviors LA_10, DENIED, REFUSED, GRANTED;
    disjoint behaviors LA_10, DENIED, REFUSED, GRANTED;
*/
uint64_t hl_alloc(uint32_t global, uint32_t flags, uint64_t size,
                  uint32_t scarce, uint32_t failed, uint64_t value,
                  uint64_t addr, uint32_t at);

#endif /* HLOCAL_STEP_ALLOC_H */
