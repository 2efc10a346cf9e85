/* LocalReAlloc and GlobalReAlloc, and the discard that they are too. The
 * pieces they are made of: local/resize.h.
 * How to read a contract: step.h. */
#ifndef HLOCAL_STEP_REALLOC_H
#define HLOCAL_STEP_REALLOC_H

#include "local/state.h"
#include "local/resize.h"

/*@ // The request is one for a size, and none of the refusals before it apply.
    predicate hlm_sizing(integer global, integer flags) =
      !hlm_has(flags, 0x80) && hlm_discardable(global, flags) == 0;

    // May a resize change the block's place?
    logic integer hlm_moves{L}(integer kind, integer at, integer flags) =
      (flags / 2) % 2 == 1
      || (kind == HLM_K_MOVABLE && \at(hlm_tab[at].lock,L) == 0) ? 1 : 0;

    predicate hlm_converts(integer global, integer kind, integer flags) =
      global == 1 && kind == HLM_K_FIXED && hlm_has(flags, 0x80)
      && hlm_has(flags, 2);
*/

/* LocalReAlloc, GlobalReAlloc. */
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

    behavior LRA_1:
      assumes          kind == HLM_K_NULL;
      ensures          \result == 0 && hlm_error == ERROR_INVALID_HANDLE;

    behavior LRA_2:
      assumes          kind == HLM_K_GARBAGE || kind == HLM_K_MISALIGNED;
      ensures          \result == 0 && hlm_error == ERROR_INVALID_HANDLE;

    behavior LRA_3:
      assumes          kind == HLM_K_FREED;
      ensures          \result == 0 && hlm_error == ERROR_INVALID_HANDLE;

    behavior LRA_4:    // with LMEM_MODIFY too (LRA_4b)
      assumes          kind == HLM_K_NO_OBJECT || kind == HLM_K_INSIDE;
      ensures LRA_4b:  \result == 0 && hlm_error == ERROR_NOACCESS;

    behavior LRA_7:    // a block address is not a handle (LRA_6b)
      assumes          kind == HLM_K_BLOCK;
      ensures LRA_6b:  \result == 0 && hlm_error == ERROR_INVALID_HANDLE;

    behavior LRA_F10:  // fixed, LMEM_MODIFY: nothing to change (LRA_F12)
      assumes          kind == HLM_K_FIXED && hlm_has(flags, 0x80);
      assumes          !hlm_converts(global, kind, flags);
      ensures LRA_F12: \result == v && hlm_all_same{Pre,Post};

    behavior LRA_F11:  // LocalReAlloc never converts
      assumes          kind == HLM_K_FIXED && hlm_has(flags, 0x80);
      assumes          global == 0 && hlm_has(flags, 2);
      ensures          \result == v && hlm_all_same{Pre,Post};

    behavior GRA_43:   // GlobalReAlloc does: same size and contents, lock 0
      assumes          hlm_converts(global, kind, flags);
      assumes          hlm_granted(1, hlm_tab[at].size, failed, value, addr,
                          at);
      ensures          \result == value && hlm_tab[at].value == value
                       && hlm_tab[at].movable == 1
                       && hlm_tab[at].size == \old(hlm_tab[at].size)
                       && hlm_tr_born(0, 0, 0, 0, 0,
                                     HLM_OBJECT_TUPLE(hlm_tab[at]),
                                     hlm_discardable(1, flags),
                                     (flags / 0x2000) % 2,
                                     \old(hlm_tab[at].size) == 0 ? 1 : 0);
      ensures frame:   hlm_others_same{Pre,Post}(at)
                       && hlm_bytes_same{Pre,Post}(0, HLM_HEAP_MAX);

    behavior GRA_60:   // no slot or no memory for it: untouched
      assumes          hlm_converts(global, kind, flags);
      assumes          hlm_denied(1, hlm_tab[at].size, scarce, failed);
      ensures          \result == 0 && hlm_error == ERROR_NOT_ENOUGH_MEMORY;

    behavior GRA_60r:  // a choice the conversion does not allow
      assumes          hlm_converts(global, kind, flags);
      assumes          !hlm_denied(1, hlm_tab[at].size, scarce, failed);
      assumes          !hlm_granted(1, hlm_tab[at].size, failed, value, addr,
                          at);
      ensures          \result == HLM_ILLEGAL_CHOICE;

    behavior MODIFIED: // movable, LMEM_MODIFY: the mark, and nothing else
      assumes          kind == HLM_K_MOVABLE || kind == HLM_K_DISCARDED;
      assumes          hlm_has(flags, 0x80);
      ensures GRA_44:  \result == v && hlm_tab[at].value == v
                       && hlm_tab[at].movable == 1
                       && hlm_tab[at].size == \old(hlm_tab[at].size)
                       && hlm_tab[at].addr == \old(hlm_tab[at].addr);
      ensures frame:   hlm_others_same{Pre,Post}(at)
                       && hlm_bytes_same{Pre,Post}(0, HLM_HEAP_MAX);

    behavior LRA_40:   // no DISCARDABLE given: as it was (LRA_41)
      assumes          kind == HLM_K_MOVABLE || kind == HLM_K_DISCARDED;
      assumes          hlm_has(flags, 0x80);
      assumes          hlm_discardable(global, flags) == 0;
      ensures LRA_41:  hlm_tr_same(HLM_OBJECT_TUPLE(\old(hlm_tab[at])),
                                  HLM_OBJECT_TUPLE(hlm_tab[at]));

    behavior LRA_42:   // locked or not, discarded or not
      assumes          kind == HLM_K_MOVABLE || kind == HLM_K_DISCARDED;
      assumes          hlm_has(flags, 0x80);
      assumes          hlm_discardable(global, flags) == 1;
      ensures          hlm_tr_mark(HLM_OBJECT_TUPLE(\old(hlm_tab[at])),
                                  HLM_OBJECT_TUPLE(hlm_tab[at]));

    behavior LRA_F6:   // a mark needs LMEM_MODIFY; fixed
      assumes          kind == HLM_K_FIXED && !hlm_has(flags, 0x80);
      assumes          hlm_discardable(global, flags) == 1;
      ensures          \result == 0 && hlm_error == ERROR_INVALID_PARAMETER;

    behavior LRA_6:    // movable, whatever the count and the size
      assumes          kind == HLM_K_MOVABLE || kind == HLM_K_DISCARDED;
      assumes          !hlm_has(flags, 0x80);
      assumes          hlm_discardable(global, flags) == 1;
      ensures          \result == 0 && hlm_error == ERROR_INVALID_PARAMETER;

    behavior LRA_U3:   // size 0 without LMEM_MOVEABLE
      assumes          kind == HLM_K_MOVABLE && hlm_tab[at].lock == 0;
      assumes          hlm_sizing(global, flags);
      assumes          size == 0 && !hlm_has(flags, 2);
      ensures          \result == 0 && hlm_error == ERROR_INVALID_PARAMETER;

    behavior LRA_K3:   // size 0 while locked: LocalDiscard too (LD_4)
      assumes          kind == HLM_K_MOVABLE && hlm_tab[at].lock > 0;
      assumes          hlm_sizing(global, flags) && size == 0;
      ensures LD_4:    \result == 0 && hlm_error == ERROR_INVALID_PARAMETER;

    behavior LRA_D3:
      assumes          kind == HLM_K_DISCARDED && hlm_sizing(global, flags);
      assumes          size == 0 && !hlm_has(flags, 2);
      ensures          \result == 0 && hlm_error == ERROR_INVALID_PARAMETER;

    behavior LRA_U2:   // discarded, marked DISCARDABLE or not (LD_1, LD_7)
      assumes          kind == HLM_K_MOVABLE && hlm_tab[at].lock == 0;
      assumes          hlm_sizing(global, flags);
      assumes          size == 0 && hlm_has(flags, 2);
      ensures LD_1:    \result == v && hlm_tab[at].size == 0;
      ensures LD_7:    hlm_tr_discard(HLM_OBJECT_TUPLE(\old(hlm_tab[at])),
                                     HLM_OBJECT_TUPLE(hlm_tab[at]));
      ensures others:  hlm_others_same{Pre,Post}(at);

    behavior LRA_D2:   // again (LD_2)
      assumes          kind == HLM_K_DISCARDED && hlm_sizing(global, flags);
      assumes          size == 0 && hlm_has(flags, 2);
      ensures LD_2:    \result == v;
      ensures          hlm_tr_same(HLM_OBJECT_TUPLE(\old(hlm_tab[at])),
                                  HLM_OBJECT_TUPLE(hlm_tab[at]));
      ensures others:  hlm_others_same{Pre,Post}(at);

    behavior LRA_D1:   // a block again; zeroed only if asked for now
      assumes          kind == HLM_K_DISCARDED && hlm_sizing(global, flags);
      assumes          size > 0;
      assumes          hlm_revive_granted(at, size, failed, addr);
      ensures          \result == v && hlm_tab[at].size == size;
      ensures          hlm_tab[at].addr == addr && hlm_tab[at].lock == 0;
      ensures          hlm_has(flags, 0x40) ==> hlm_zeroed(at, 0, size);
      ensures refines: hlm_tr_place(HLM_OBJECT_TUPLE(\old(hlm_tab[at])),
                                   HLM_OBJECT_TUPLE(hlm_tab[at]));
      ensures others:  hlm_others_same{Pre,Post}(at);

    behavior LRA_31:   // still discarded
      assumes          kind == HLM_K_DISCARDED && hlm_sizing(global, flags);
      assumes          size > 0;
      assumes          hlm_revive_denied(size, scarce, failed);
      ensures          \result == 0 && hlm_error == ERROR_NOT_ENOUGH_MEMORY;

    behavior LRA_31r:
      assumes          kind == HLM_K_DISCARDED && hlm_sizing(global, flags);
      assumes          size > 0;
      assumes          !hlm_revive_denied(size, scarce, failed);
      assumes          !hlm_revive_granted(at, size, failed, addr);
      ensures          \result == HLM_ILLEGAL_CHOICE;

    behavior RESIZED:  // an object with a block gets another size
      assumes          kind == HLM_K_FIXED || (kind == HLM_K_MOVABLE
                          && size > 0);
      assumes          hlm_sizing(global, flags);
      assumes          hlm_resize_granted(at, size, hlm_moves(kind, at, flags),
                                         failed, addr);
      ensures          \result == (kind == HLM_K_FIXED ? addr : v)
                       && hlm_tab[at].value == \result
                       && hlm_tab[at].size == size && hlm_tab[at].addr == addr
                       && hlm_tab[at].movable == \old(hlm_tab[at].movable)
                       && hlm_tr_place(HLM_OBJECT_TUPLE(\old(hlm_tab[at])),
                                      HLM_OBJECT_TUPLE(hlm_tab[at]));
      ensures LRA_Z:   hlm_kept{Pre,Post}(at, 0,
                         hlm_min(size, \old(hlm_tab[at].size)))
                       && (hlm_has(flags, 0x40) ==>
                           hlm_zeroed(at, \old(hlm_tab[at].size), size));
      ensures others:  hlm_others_same{Pre,Post}(at);

    behavior LRA_30:   // no memory, or no room here: all as before
      assumes          kind == HLM_K_FIXED || (kind == HLM_K_MOVABLE
                          && size > 0);
      assumes          hlm_sizing(global, flags);
      assumes          hlm_resize_denied(at, size, hlm_moves(kind, at, flags),
                                        scarce, failed);
      ensures          \result == 0 && hlm_error == ERROR_NOT_ENOUGH_MEMORY;

    behavior LRA_30r:
      assumes          kind == HLM_K_FIXED || (kind == HLM_K_MOVABLE
                          && size > 0);
      assumes          hlm_sizing(global, flags);
      assumes          !hlm_resize_denied(at, size, hlm_moves(kind, at, flags),
                                         scarce, failed);
      assumes          !hlm_resize_granted(at, size, hlm_moves(kind, at, flags),
                                          failed, addr);
      ensures          \result == HLM_ILLEGAL_CHOICE;

    behavior LRA_F1:   // fixed without LMEM_MOVEABLE: here or not at all
      assumes          kind == HLM_K_FIXED && hlm_sizing(global, flags);
      assumes          !hlm_has(flags, 2);
      ensures LRA_F2:  \result == v || \result == 0
                          || \result == HLM_ILLEGAL_CHOICE;
      ensures LRA_F3:  \result == 0 ==> hlm_error == ERROR_NOT_ENOUGH_MEMORY;

    behavior LRA_F4:   // fixed with LMEM_MOVEABLE: it stays a fixed object
      assumes          kind == HLM_K_FIXED && hlm_sizing(global, flags);
      assumes          hlm_has(flags, 2) && failed == 0;
      assumes          hlm_may_place(addr, size, at);
      ensures          \result == addr && hlm_tab[at].movable == 0;

    behavior LRA_F5:   // to size 0: neither freed nor discarded (LD_5, LD_6)
      assumes          kind == HLM_K_FIXED && hlm_sizing(global, flags);
      assumes          hlm_has(flags, 2) && failed == 0 && size == 0;
      assumes          hlm_may_place(addr, size, at);
      ensures LD_5:    \result == addr && hlm_tab[at].state == HLM_LIVE;
      ensures LD_6:    hlm_tab[at].size == 0 && hlm_tab[at].discarded == 0;

    behavior LRA_F7:   // GlobalReAlloc does not round 0 up to 1
      assumes          kind == HLM_K_FIXED && hlm_sizing(global, flags);
      assumes          global == 1 && size == 0;
      ensures          \result != 0 && \result != HLM_ILLEGAL_CHOICE ==>
                         hlm_tab[at].size == 0;

    behavior LRA_U1:   // unlocked: LMEM_MOVEABLE is not needed to move
      assumes          kind == HLM_K_MOVABLE && hlm_tab[at].lock == 0;
      assumes          hlm_sizing(global, flags) && size > 0 && failed == 0;
      assumes          hlm_may_place(addr, size, at);
      ensures          \result == v && hlm_tab[at].addr == addr;

    behavior LRA_K1:   // locked without LMEM_MOVEABLE: here, or not at all
      assumes          kind == HLM_K_MOVABLE && hlm_tab[at].lock > 0;
      assumes          hlm_sizing(global, flags) && size > 0;
      assumes          !hlm_has(flags, 2);
      ensures          hlm_tab[at].addr == \old(hlm_tab[at].addr);
      ensures          failed != 0 && size <= \old(hlm_tab[at].size) ==>
                         \result == HLM_ILLEGAL_CHOICE;

    behavior LRA_K2:   // locked with LMEM_MOVEABLE: the count is kept
      assumes          kind == HLM_K_MOVABLE && hlm_tab[at].lock > 0;
      assumes          hlm_sizing(global, flags) && size > 0;
      assumes          hlm_has(flags, 2) && failed == 0;
      assumes          hlm_may_place(addr, size, at);
      ensures          \result == v && hlm_tab[at].addr == addr;
      ensures          hlm_tab[at].lock == \old(hlm_tab[at].lock);

    complete behaviors LRA_1, LRA_2, LRA_3, LRA_4, LRA_7, LRA_F10, GRA_43,
                       GRA_60, GRA_60r, MODIFIED, LRA_F6, LRA_6, LRA_U3,
                       LRA_K3, LRA_D3, LRA_U2, LRA_D2, LRA_D1, LRA_31,
                       LRA_31r, RESIZED, LRA_30, LRA_30r;
    disjoint behaviors LRA_1, LRA_2, LRA_3, LRA_4, LRA_7, LRA_F10, GRA_43,
                       GRA_60, GRA_60r, MODIFIED, LRA_F6, LRA_6, LRA_U3,
                       LRA_K3, LRA_D3, LRA_U2, LRA_D2, LRA_D1, LRA_31,
                       LRA_31r, RESIZED, LRA_30, LRA_30r;
*/
uint64_t hlm_realloc(uint32_t global, uint64_t v, uint32_t kind, uint32_t at,
                     uint64_t size, uint32_t flags, uint32_t scarce,
                     uint32_t failed, uint64_t value, uint64_t addr);

#endif /* HLOCAL_STEP_REALLOC_H */
