/* LocalLock, LocalUnlock and their Global twins.
 * How to read a contract: step.h. */
#ifndef HLOCAL_STEP_LOCK_H
#define HLOCAL_STEP_LOCK_H

#include "local/state.h"

/* LocalLock, GlobalLock, GlobalWire, GlobalFix. */
/*@ requires  inv:     hl_inv;
    requires  family:  global <= 1;
    requires  names:   hl_names(v, kind, at);
    terminates         \true;
    exits              \false;
    assigns            hl_tab[0 .. HL_SLOT_MAX - 1].lock, hl_error;
    ensures   inv:     hl_inv;
    ensures   others:  \forall integer i; 0 <= i < HL_SLOT_MAX && i != at ==>
                         hl_tab[i].lock == \old(hl_tab[i].lock);
    ensures   still:   kind != HL_K_MOVABLE && at < HL_SLOT_MAX ==>
                         hl_tab[at].lock == \old(hl_tab[at].lock);

    behavior LL_1:     // the address it already is; nothing is counted
      assumes          kind == HL_K_FIXED;
      ensures REP_1:   \result == v;
      ensures          \result == hl_tab[at].addr;
      ensures          hl_error == \old(hl_error);

    behavior LL_5b:    // even with no bytes behind it
      assumes          kind == HL_K_FIXED && hl_tab[at].size == 0;
      ensures          \result == v && hl_error == \old(hl_error);

    behavior LL_2:     // the block's address, and one lock more
      assumes          kind == HL_K_MOVABLE && hl_tab[at].lock < HL_LOCK_MAX;
      ensures          \result == hl_tab[at].addr;
      ensures          hl_tab[at].lock == \old(hl_tab[at].lock) + 1;
      ensures          hl_error == \old(hl_error);
      ensures refines: hl_tr_lock(HL_OBJECT_TUPLE(\old(hl_tab[at])),
                                  HL_OBJECT_TUPLE(hl_tab[at]));

    behavior LL_3:     // a locked block is where it was
      assumes          kind == HL_K_MOVABLE && hl_tab[at].lock >= 1;
      ensures          \result == \old(hl_tab[at].addr);

    behavior LL_4:     // the count sticks
      assumes          kind == HL_K_MOVABLE && hl_tab[at].lock == HL_LOCK_MAX;
      ensures          \result == hl_tab[at].addr;
      ensures          hl_tab[at].lock == HL_LOCK_MAX;
      ensures          hl_error == \old(hl_error);
      ensures refines: hl_tr_lock(HL_OBJECT_TUPLE(\old(hl_tab[at])),
                                  HL_OBJECT_TUPLE(hl_tab[at]));

    behavior LL_5:     // nothing to point at
      assumes          kind == HL_K_DISCARDED;
      ensures          \result == 0 && hl_error == ERROR_DISCARDED;
      ensures          hl_tab[at].lock == 0;

    behavior LL_10:
      assumes          kind == HL_K_NULL;
      ensures          \result == 0;
      ensures          hl_error == (global == 1 ? ERROR_INVALID_HANDLE
                                                : \old(hl_error));
    behavior LL_11:
      assumes          kind == HL_K_GARBAGE;
      ensures          \result == 0 && hl_error == ERROR_INVALID_HANDLE;

    behavior LL_8:     // 8 bytes into a block looks like a handle
      assumes          hl_interior(v) && kind == HL_K_GARBAGE;
      ensures          \result == 0 && hl_error == ERROR_INVALID_HANDLE;

    behavior LL_13:
      assumes          kind == HL_K_FREED;
      ensures          \result == 0 && hl_error == ERROR_INVALID_HANDLE;

    behavior LL_7:
      assumes          kind == HL_K_ODD;
      ensures          \result == 0 && hl_error == ERROR_INVALID_HANDLE;

    behavior LL_12:
      assumes          kind == HL_K_BADP;
      ensures          \result == 0;
      ensures          hl_error == (global == 1 ? ERROR_INVALID_HANDLE
                                                : \old(hl_error));
    behavior LL_6:     // addresses that are not a fixed object's first byte
      assumes          kind == HL_K_INSIDE || kind == HL_K_BLOCK;
      ensures          \result == 0;
      ensures          hl_error == (global == 1 ? ERROR_INVALID_HANDLE
                                                : \old(hl_error));

    complete behaviors LL_1, LL_2, LL_4, LL_5, LL_6, LL_7, LL_10, LL_11, LL_12,
                       LL_13;
    disjoint behaviors LL_1, LL_2, LL_4, LL_5, LL_6, LL_7, LL_10, LL_11, LL_12,
                       LL_13;
*/
uint64_t hl_lock(uint32_t global, uint64_t v, uint32_t kind, uint32_t at);

/* LocalUnlock, GlobalUnlock, GlobalUnWire, GlobalUnfix. */
/*@ requires  inv:     hl_inv;
    requires  family:  global <= 1;
    requires  names:   hl_names(v, kind, at);
    terminates         \true;
    exits              \false;
    assigns            hl_tab[0 .. HL_SLOT_MAX - 1].lock, hl_error;
    ensures   inv:     hl_inv;
    ensures   others:  \forall integer i; 0 <= i < HL_SLOT_MAX && i != at ==>
                         hl_tab[i].lock == \old(hl_tab[i].lock);
    ensures   still:   kind != HL_K_MOVABLE && at < HL_SLOT_MAX ==>
                         hl_tab[at].lock == \old(hl_tab[at].lock);

    behavior LU_1:     // locks remain
      assumes          kind == HL_K_MOVABLE && hl_tab[at].lock >= 2;
      ensures          \result == 1;
      ensures LE_3:    hl_error == \old(hl_error);
      ensures          hl_tab[at].lock == \old(hl_tab[at].lock) - 1;
      ensures refines: hl_tr_unlock(HL_OBJECT_TUPLE(\old(hl_tab[at])),
                                    HL_OBJECT_TUPLE(hl_tab[at]));

    behavior LU_2:     // the last one
      assumes          kind == HL_K_MOVABLE && hl_tab[at].lock == 1;
      ensures          \result == 0;
      ensures LE_2:    hl_error == NO_ERROR;
      ensures          hl_tab[at].lock == 0;
      ensures refines: hl_tr_unlock(HL_OBJECT_TUPLE(\old(hl_tab[at])),
                                    HL_OBJECT_TUPLE(hl_tab[at]));

    behavior LU_3:     // one too many
      assumes          kind == HL_K_MOVABLE && hl_tab[at].lock == 0;
      ensures          \result == 0 && hl_error == ERROR_NOT_LOCKED;
      ensures          hl_tab[at].lock == 0;

    behavior LU_5:     // after saturation, 255 unlocks reach zero
      assumes          kind == HL_K_MOVABLE && hl_tab[at].lock == HL_LOCK_MAX;
      ensures          \result == 1 && hl_tab[at].lock == HL_LOCK_MAX - 1;

    behavior LU_6:
      assumes          kind == HL_K_DISCARDED;
      ensures          \result == 0 && hl_error == ERROR_NOT_LOCKED;

    behavior LU_4:     // fixed
      assumes          kind == HL_K_FIXED;
      ensures          \result == global;
      ensures          hl_error == (global == 1 ? \old(hl_error)
                                                : ERROR_NOT_LOCKED);
    behavior LU_9:     // the block address is not the handle
      assumes          kind == HL_K_BLOCK;
      ensures          \result == global;
      ensures          hl_error == (global == 1 ? \old(hl_error)
                                                : ERROR_NOT_LOCKED);
    behavior LU_10:
      assumes          kind == HL_K_NULL;
      ensures          \result == global;
      ensures          hl_error == (global == 1 ? \old(hl_error)
                                                : ERROR_NOT_LOCKED);
    behavior LU_12:
      assumes          kind == HL_K_BADP || kind == HL_K_INSIDE;
      ensures          \result == global;
      ensures          hl_error == (global == 1 ? \old(hl_error)
                                                : ERROR_NOT_LOCKED);
    behavior LU_11:    // TRUE for GlobalUnlock, against its page
      assumes          kind == HL_K_GARBAGE || kind == HL_K_ODD;
      ensures          \result == global && hl_error == ERROR_INVALID_HANDLE;

    behavior LU_13:
      assumes          kind == HL_K_FREED;
      ensures          \result == global && hl_error == ERROR_INVALID_HANDLE;

    complete behaviors LU_1, LU_2, LU_3, LU_4, LU_6, LU_9, LU_10, LU_11, LU_12,
                       LU_13;
    disjoint behaviors LU_1, LU_2, LU_3, LU_4, LU_6, LU_9, LU_10, LU_11, LU_12,
                       LU_13;
*/
uint64_t hl_unlock(uint32_t global, uint64_t v, uint32_t kind, uint32_t at);

#endif /* HLOCAL_STEP_LOCK_H */
