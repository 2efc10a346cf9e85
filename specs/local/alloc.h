/* LocalAlloc and GlobalAlloc.
 * How to read a contract: step.h. */
#ifndef HLOCAL_SPECS_LOCAL_ALLOC_H
#define HLOCAL_SPECS_LOCAL_ALLOC_H

#include "local/state.h"

/*@ // An allocation, or a conversion to movable, that no choice can grant.
    predicate hlm_must_fail{L}(integer movable, integer size) =
      size > HLM_BLOCK_MAX || (movable == 1 && hlm_table_full{L});

    // The choices under which an object of `size` bytes may come to be in
    // place of what slot `at` holds.
    predicate hlm_choice_ok{L}(integer movable, integer size, integer value,
                              integer addr, integer at) =
         (movable == 1 ==> hlm_may_issue{L}(value))
      && (movable == 0 || size > 0 ==> hlm_may_place{L}(addr, size, at));

    predicate hlm_granted{L}(integer movable, integer size, integer fault,
                            integer value, integer addr, integer at) =
         fault == 0 && !hlm_must_fail{L}(movable, size) && at != HLM_NONE
      && hlm_choice_ok{L}(movable, size, value, addr, at);

    predicate hlm_oom{L}(integer movable, integer size, integer fault_armed,
                           integer fault) =
      fault != 0 && (hlm_must_fail{L}(movable, size) || fault_armed != 0);
*/

/* Bring an object of `size` bytes into being in the vacant slot `at`. Only
 * the zeroing of a zero-initialised block is promised about contents. */
/*@ requires  inv:     hlm_inv;
    requires  flags:   movable <= 1 && discardable <= 1 && ddeshare <= 1;
    requires  vacant:  hlm_vacant(at);
    terminates         \true;
    exits              \false;
    assigns            hlm_tab[0 .. HLM_SLOT_MAX - 1],
                       hlm_heap[0 .. HLM_HEAP_MAX - 1], hlm_error;
    ensures   inv:     hlm_inv;

    // These three say all that happens: every field, every byte, the error.
    behavior GRANTED:
      assumes          hlm_granted(movable, size, fault, value, addr, at);
      ensures result:  \result == (movable == 1 ? value : addr);
      ensures LE_1:    hlm_error == \old(hlm_error);
      ensures born:    hlm_tab[at].state == HLM_LIVE;
      ensures kind:    hlm_tab[at].movable == movable;
      ensures value:   hlm_tab[at].value == \result;
      ensures REP_11:  hlm_tab[at].size == size;
      ensures lock:    hlm_tab[at].lock == 0;
      ensures discarded: hlm_tab[at].discarded ==
                         (movable == 1 && size == 0 ? 1 : 0);
      ensures addr:    hlm_tab[at].addr ==
                         (movable == 1 && size == 0 ? 0 : addr);
      ensures marks:   hlm_tab[at].discardable ==
                         (movable == 1 ? discardable : 0)
                       && hlm_tab[at].ddeshare == (movable == 1 ? ddeshare : 0);
      ensures bytes:   hlm_cleared{Pre,Post}(at, 0, size, zero);
      ensures others:  hlm_others_same{Pre,Post}(at);

    behavior OOM:
      assumes          hlm_oom(movable, size, fault_armed, fault);
      ensures result:  \result == 0;
      ensures error:   hlm_error == ERROR_NOT_ENOUGH_MEMORY;
      ensures same:    hlm_all_same{Pre,Post};

    behavior ILLEGAL:
      assumes          !hlm_oom(movable, size, fault_armed, fault);
      assumes          !hlm_granted(movable, size, fault, value, addr, at);
      ensures result:  \result == HLM_ILLEGAL_CHOICE;
      ensures error:   hlm_error == \old(hlm_error);
      ensures same:    hlm_all_same{Pre,Post};

    // A granted object, read out requirement by requirement.
    behavior LA_1:     // fixed: the address is the handle
      assumes          hlm_granted(movable, size, fault, value, addr, at);
      assumes          movable == 0;
      ensures result:  \result == addr && hlm_tab[at].addr == addr;
      ensures REP_4:   \result % 16 == 0 && \result != 0;

    behavior LA_2:     // movable: the handle is not the address, lock count 0
      assumes          hlm_granted(movable, size, fault, value, addr, at);
      assumes          movable == 1 && size > 0;
      ensures result:  \result == value && hlm_tab[at].addr == addr;
      ensures REP_2:   \result != hlm_tab[at].addr;
      ensures REP_3:   \result % 16 == 8;
      ensures refines: hlm_tr_born(0, 0, 0, 0, 0,
                                  HLM_OBJECT_TUPLE(hlm_tab[at]),
                                  discardable, ddeshare, 0);

    behavior LA_3:     // movable, no bytes: born discarded
      assumes          hlm_granted(movable, size, fault, value, addr, at);
      assumes          movable == 1 && size == 0;
      ensures result:  \result == value && hlm_tab[at].size == 0;
      ensures refines: hlm_tr_born(0, 0, 0, 0, 0,
                                  HLM_OBJECT_TUPLE(hlm_tab[at]),
                                  discardable, ddeshare, 1);

    behavior LA_4:     // fixed, no bytes: an address all the same
      assumes          hlm_granted(movable, size, fault, value, addr, at);
      assumes          movable == 0 && size == 0;
      ensures result:  \result == addr && addr != 0 && hlm_tab[at].size == 0;

    behavior LA_5:     // LPTR
      assumes          hlm_granted(movable, size, fault, value, addr, at);
      assumes          movable == 0 && zero != 0;
      ensures zero:    hlm_zeroed(at, 0, size);

    behavior LA_6:     // LHND
      assumes          hlm_granted(movable, size, fault, value, addr, at);
      assumes          movable == 1 && zero != 0;
      ensures zero:    hlm_zeroed(at, 0, size);

    behavior LA_7:     // marks mean nothing to a fixed object
      assumes          hlm_granted(movable, size, fault, value, addr, at);
      assumes          movable == 0;
      ensures marks:   hlm_tab[at].discardable == 0
                          && hlm_tab[at].ddeshare == 0;

    behavior LA_8:     // a movable object remembers the mark
      assumes          hlm_granted(movable, size, fault, value, addr, at);
      assumes          movable == 1;
      ensures marks:   hlm_tab[at].discardable == discardable;

    behavior GA_5:     // and the other mark
      assumes          hlm_granted(movable, size, fault, value, addr, at);
      assumes          movable == 1;
      ensures marks:   hlm_tab[at].ddeshare == ddeshare;

    // What is never granted, and leaves everything as it was.
    behavior LA_11:    // a fixed size that cannot be had
      assumes          movable == 0 && size > HLM_BLOCK_MAX;
      ensures result:  \result == (fault != 0 ? 0 : HLM_ILLEGAL_CHOICE);
      ensures same:    hlm_all_same{Pre,Post};

    behavior LA_12:    // a movable size that cannot be had: no slot is lost
      assumes          movable == 1 && size > HLM_BLOCK_MAX;
      ensures result:  \result == (fault != 0 ? 0 : HLM_ILLEGAL_CHOICE);
      ensures same:    hlm_all_same{Pre,Post};

    behavior LA_15:    // the table of movable objects is full
      assumes          movable == 1 && hlm_table_full;
      ensures result:  \result == (fault != 0 ? 0 : HLM_ILLEGAL_CHOICE);
      ensures same:    hlm_all_same{Pre,Post};

    behavior LA_15c:   // fixed objects do not care
      assumes          movable == 0 && fault != 0 && fault_armed == 0;
      assumes          size <= HLM_BLOCK_MAX;
      ensures result:  \result == HLM_ILLEGAL_CHOICE;

    complete behaviors GRANTED, OOM, ILLEGAL;
    disjoint behaviors GRANTED, OOM, ILLEGAL;
*/
uint64_t hlm_create(uint32_t movable, uint32_t zero, uint32_t discardable,
                    uint32_t ddeshare, uint64_t size, uint32_t fault_armed,
                    uint32_t fault, uint64_t value, uint64_t addr, uint32_t at);

/*@ // GA_4: a Global fixed object of no bytes gets one.
    logic integer hlm_asked(integer global, integer flags, integer size) =
      global == 1 && (flags / 2) % 2 == 0 && size == 0 ? 1 : size;
*/

/* LocalAlloc, GlobalAlloc. Every field of the new object and every byte of the
 * arena is said: what the model leaves alone of a block that is not cleared is
 * what the documents call indeterminate, and the harness does not compare. */
/*@ requires  inv:     hlm_inv;
    requires  family:  global <= 1;
    requires  vacant:  hlm_vacant(at);
    terminates         \true;
    exits              \false;
    assigns            hlm_tab[0 .. HLM_SLOT_MAX - 1],
                       hlm_heap[0 .. HLM_HEAP_MAX - 1], hlm_error;
    ensures   inv:     hlm_inv;

    // Wrong flags are refused before anything else is looked at.
    behavior LA_10:    // flags outside the valid ones
      assumes          hlm_flags_bad(global, flags);
      ensures result:  \result == 0;
      ensures error:   hlm_error == ERROR_INVALID_PARAMETER;
      ensures same:    hlm_all_same{Pre,Post};

    behavior GA_10:    // GMEM_MODIFY is not for GlobalAlloc either
      assumes          global == 1;
      assumes          hlm_has(flags, 0x80) || flags / 0x8000 != 0;
      ensures answer:  \result == 0 && hlm_error == ERROR_INVALID_PARAMETER;

    // With valid flags these three say all that happens.
    behavior OOM:
      assumes          !hlm_flags_bad(global, flags);
      assumes          hlm_oom((flags / 2) % 2, hlm_asked(global, flags,
                          size),
                                 fault_armed, fault);
      ensures result:  \result == 0;
      ensures error:   hlm_error == ERROR_NOT_ENOUGH_MEMORY;
      ensures same:    hlm_all_same{Pre,Post};

    behavior ILLEGAL:
      assumes          !hlm_flags_bad(global, flags);
      assumes          !hlm_oom((flags / 2) % 2,
                                  hlm_asked(global, flags, size),
                                  fault_armed, fault);
      assumes          !hlm_granted((flags / 2) % 2,
                                   hlm_asked(global, flags, size), fault,
                                   value, addr, at);
      ensures result:  \result == HLM_ILLEGAL_CHOICE;
      ensures error:   hlm_error == \old(hlm_error);
      ensures same:    hlm_all_same{Pre,Post};

    behavior GRANTED:
      assumes          !hlm_flags_bad(global, flags);
      assumes          hlm_granted((flags / 2) % 2,
                                  hlm_asked(global, flags, size), fault,
                                  value, addr, at);
      ensures result:  \result == ((flags / 2) % 2 == 1 ? value : addr);
      ensures LE_1:    hlm_error == \old(hlm_error);
      ensures kind:    hlm_tab[at].state == HLM_LIVE
                       && hlm_tab[at].movable == (flags / 2) % 2
                       && hlm_tab[at].value == \result;
      ensures size:    hlm_tab[at].size == hlm_asked(global, flags, size);
      ensures lock:    hlm_tab[at].lock == 0;
      ensures discarded: hlm_tab[at].discarded ==
                       ((flags / 2) % 2 == 1 && size == 0 ? 1 : 0);
      ensures addr:    hlm_tab[at].addr ==
                       ((flags / 2) % 2 == 1 && size == 0 ? 0 : addr);
      ensures zero:    hlm_has(flags, 0x40) ==>
                       hlm_zeroed(at, 0, hlm_tab[at].size);
      ensures bytes:   hlm_cleared{Pre,Post}(at, 0,
                         hlm_asked(global, flags, size), (flags / 0x40) % 2);
      ensures LA_9:    // nothing but these two marks is ever reported
                       hlm_tab[at].discardable ==
                         ((flags / 2) % 2 == 1 ?
                          hlm_discardable(global, flags) : 0)
                       && hlm_tab[at].ddeshare ==
                         ((flags / 2) % 2 == 1 && global == 1 ?
                          (flags / 0x2000) % 2 : 0);
      ensures others:  hlm_others_same{Pre,Post}(at);

    // The same, read out requirement by requirement.
    behavior GA_4:
      assumes          global == 1 && size == 0 && (flags / 2) % 2 == 0;
      assumes          !hlm_flags_bad(global, flags);
      assumes          hlm_granted(0, 1, fault, value, addr, at);
      ensures result:  \result == addr && hlm_tab[at].size == 1;

    behavior LA_8c:    // any of the four Local bits marks; one Global bit
      assumes          !hlm_flags_bad(global, flags) && hlm_has(flags, 2);
      assumes          hlm_granted(1, size, fault, value, addr, at);
      ensures marks:   global == 0 ==> (hlm_tab[at].discardable == 1 <==>
                         hlm_has(flags, 0x100) || hlm_has(flags, 0x200) ||
                         hlm_has(flags, 0x400) || hlm_has(flags, 0x800));
      ensures marks:   global == 1 ==> (hlm_tab[at].discardable == 1 <==>
                         hlm_has(flags, 0x100));

    behavior GA_6:     // a fixed object is never shared
      assumes          !hlm_flags_bad(global, flags) && !hlm_has(flags, 2);
      assumes          hlm_granted(0, hlm_asked(global, flags, size), fault,
                                  value, addr, at);
      ensures marks:   hlm_tab[at].ddeshare == 0
                          && hlm_tab[at].discardable == 0;

    behavior GA_7:     // NOTIFY, LOWER, NOT_BANKED are accepted
      assumes          global == 1;
      assumes          hlm_has(flags, 0x1000) || hlm_has(flags, 0x4000);
      assumes          !hlm_flags_bad(global, flags);
      ensures answer:  \result != 0 || hlm_error == ERROR_NOT_ENOUGH_MEMORY;

    behavior LA_7b:    // a full table does not concern a fixed object
      assumes          !hlm_flags_bad(global, flags) && !hlm_has(flags, 2);
      assumes          size == 0 && hlm_table_full && at != HLM_NONE;
      assumes          fault == 0 && hlm_may_place(addr,
                         hlm_asked(global, flags, size), at);
      ensures result:  \result == addr && \result != 0;

    complete behaviors LA_10, OOM, ILLEGAL, GRANTED;
    disjoint behaviors LA_10, OOM, ILLEGAL, GRANTED;
*/
uint64_t hlm_alloc(uint32_t global, uint32_t flags, uint64_t size,
                   uint32_t fault_armed, uint32_t fault, uint64_t value,
                   uint64_t addr, uint32_t at);

#endif /* HLOCAL_SPECS_LOCAL_ALLOC_H */
