/* LocalLock, LocalUnlock and their Global twins.
 * How to read a contract: step.h. */
#ifndef HLOCAL_SPECS_LOCAL_LOCK_H
#define HLOCAL_SPECS_LOCAL_LOCK_H

#include "local/state.h"

/* LocalLock, GlobalLock, GlobalWire, GlobalFix. */
/*@ requires  inv:     hlm_inv;
    requires  family:  global <= 1;
    requires  names:   hlm_names(v, kind, at);
    terminates         \true;
    exits              \false;
    assigns            hlm_tab[0 .. HLM_SLOT_MAX - 1].lock, hlm_error;
    ensures   inv:     hlm_inv;
    // A call changes one lock count at most, of a movable object.
    ensures   others:  \forall integer i; 0 <= i < HLM_SLOT_MAX && i != at ==>
                         hlm_tab[i].lock == \old(hlm_tab[i].lock);
    ensures   still:   kind != HLM_K_MOVABLE && at < HLM_SLOT_MAX ==>
                         hlm_tab[at].lock == \old(hlm_tab[at].lock);

    // A value that names an object: the result is its block's address.
    behavior LL_1:     // the address it already is; nothing is counted
      assumes          kind == HLM_K_FIXED;
      ensures REP_1:   \result == v;
      ensures result:  \result == hlm_tab[at].addr;
      ensures error:   hlm_error == \old(hlm_error);

    behavior LL_5b:    // even with no bytes behind it
      assumes          kind == HLM_K_FIXED && hlm_tab[at].size == 0;
      ensures answer:  \result == v && hlm_error == \old(hlm_error);

    behavior LL_2:     // the block's address, and one lock more
      assumes          kind == HLM_K_MOVABLE && hlm_tab[at].lock < HLM_LOCK_MAX;
      ensures result:  \result == hlm_tab[at].addr;
      ensures lock:    hlm_tab[at].lock == \old(hlm_tab[at].lock) + 1;
      ensures error:   hlm_error == \old(hlm_error);
      ensures refines: hlm_tr_lock(HLM_OBJECT_TUPLE(\old(hlm_tab[at])),
                                  HLM_OBJECT_TUPLE(hlm_tab[at]));

    behavior LL_3:     // a locked block is where it was
      assumes          kind == HLM_K_MOVABLE && hlm_tab[at].lock >= 1;
      ensures result:  \result == \old(hlm_tab[at].addr);

    behavior LL_4:     // the count sticks
      assumes          kind == HLM_K_MOVABLE
                          && hlm_tab[at].lock == HLM_LOCK_MAX;
      ensures result:  \result == hlm_tab[at].addr;
      ensures lock:    hlm_tab[at].lock == HLM_LOCK_MAX;
      ensures error:   hlm_error == \old(hlm_error);
      ensures refines: hlm_tr_lock(HLM_OBJECT_TUPLE(\old(hlm_tab[at])),
                                  HLM_OBJECT_TUPLE(hlm_tab[at]));

    // A value without a block to point at: the result is 0, and no count
    // changes. The families differ in the error for addresses.
    behavior LL_5:     // nothing to point at
      assumes          kind == HLM_K_DISCARDED;
      ensures answer:  \result == 0 && hlm_error == ERROR_DISCARDED;
      ensures lock:    hlm_tab[at].lock == 0;

    behavior LL_10:
      assumes          kind == HLM_K_NULL;
      ensures result:  \result == 0;
      ensures error:   hlm_error == (global == 1 ? ERROR_INVALID_HANDLE
                                                : \old(hlm_error));
    behavior LL_11:
      assumes          kind == HLM_K_GARBAGE;
      ensures answer:  \result == 0 && hlm_error == ERROR_INVALID_HANDLE;

    behavior LL_8:     // 8 bytes into a block looks like a handle
      assumes          hlm_interior(v) && kind == HLM_K_GARBAGE;
      ensures answer:  \result == 0 && hlm_error == ERROR_INVALID_HANDLE;

    behavior LL_13:
      assumes          kind == HLM_K_FREED;
      ensures answer:  \result == 0 && hlm_error == ERROR_INVALID_HANDLE;

    behavior LL_7:
      assumes          kind == HLM_K_MISALIGNED;
      ensures answer:  \result == 0 && hlm_error == ERROR_INVALID_HANDLE;

    behavior LL_12:
      assumes          kind == HLM_K_NO_OBJECT;
      ensures result:  \result == 0;
      ensures error:   hlm_error == (global == 1 ? ERROR_INVALID_HANDLE
                                                : \old(hlm_error));
    behavior LL_6:     // addresses that are not a fixed object's first byte
      assumes          kind == HLM_K_INSIDE || kind == HLM_K_BLOCK;
      ensures result:  \result == 0;
      ensures error:   hlm_error == (global == 1 ? ERROR_INVALID_HANDLE
                                                : \old(hlm_error));

    complete behaviors LL_1, LL_2, LL_4, LL_5, LL_6, LL_7, LL_10, LL_11, LL_12,
                       LL_13;
    disjoint behaviors LL_1, LL_2, LL_4, LL_5, LL_6, LL_7, LL_10, LL_11, LL_12,
                       LL_13;
*/
uint64_t hlm_lock(uint32_t global, uint64_t v, uint32_t kind, uint32_t at);

/* LocalUnlock, GlobalUnlock, GlobalUnWire, GlobalUnfix. */
/*@ requires  inv:     hlm_inv;
    requires  family:  global <= 1;
    requires  names:   hlm_names(v, kind, at);
    terminates         \true;
    exits              \false;
    assigns            hlm_tab[0 .. HLM_SLOT_MAX - 1].lock, hlm_error;
    ensures   inv:     hlm_inv;
    // A call changes one lock count at most, of a movable object.
    ensures   others:  \forall integer i; 0 <= i < HLM_SLOT_MAX && i != at ==>
                         hlm_tab[i].lock == \old(hlm_tab[i].lock);
    ensures   still:   kind != HLM_K_MOVABLE && at < HLM_SLOT_MAX ==>
                         hlm_tab[at].lock == \old(hlm_tab[at].lock);

    // A movable object: the count goes down, and the result says whether
    // locks remain.
    behavior LU_1:     // locks remain
      assumes          kind == HLM_K_MOVABLE && hlm_tab[at].lock >= 2;
      ensures result:  \result == 1;
      ensures LE_3:    hlm_error == \old(hlm_error);
      ensures lock:    hlm_tab[at].lock == \old(hlm_tab[at].lock) - 1;
      ensures refines: hlm_tr_unlock(HLM_OBJECT_TUPLE(\old(hlm_tab[at])),
                                    HLM_OBJECT_TUPLE(hlm_tab[at]));

    behavior LU_2:     // the last one
      assumes          kind == HLM_K_MOVABLE && hlm_tab[at].lock == 1;
      ensures result:  \result == 0;
      ensures LE_2:    hlm_error == NO_ERROR;
      ensures lock:    hlm_tab[at].lock == 0;
      ensures refines: hlm_tr_unlock(HLM_OBJECT_TUPLE(\old(hlm_tab[at])),
                                    HLM_OBJECT_TUPLE(hlm_tab[at]));

    behavior LU_3:     // one too many
      assumes          kind == HLM_K_MOVABLE && hlm_tab[at].lock == 0;
      ensures answer:  \result == 0 && hlm_error == ERROR_NOT_LOCKED;
      ensures lock:    hlm_tab[at].lock == 0;

    behavior LU_5:     // after saturation, 255 unlocks reach zero
      assumes          kind == HLM_K_MOVABLE
                          && hlm_tab[at].lock == HLM_LOCK_MAX;
      ensures result:  \result == 1 && hlm_tab[at].lock == HLM_LOCK_MAX - 1;

    behavior LU_6:
      assumes          kind == HLM_K_DISCARDED;
      ensures answer:  \result == 0 && hlm_error == ERROR_NOT_LOCKED;

    // Any other value: nothing changes but the error.
    behavior LU_4:     // fixed
      assumes          kind == HLM_K_FIXED;
      ensures result:  \result == global;
      ensures error:   hlm_error == (global == 1 ? \old(hlm_error)
                                                : ERROR_NOT_LOCKED);
    behavior LU_9:     // the block address is not the handle
      assumes          kind == HLM_K_BLOCK;
      ensures result:  \result == global;
      ensures error:   hlm_error == (global == 1 ? \old(hlm_error)
                                                : ERROR_NOT_LOCKED);
    behavior LU_10:
      assumes          kind == HLM_K_NULL;
      ensures result:  \result == global;
      ensures error:   hlm_error == (global == 1 ? \old(hlm_error)
                                                : ERROR_NOT_LOCKED);
    behavior LU_12:
      assumes          kind == HLM_K_NO_OBJECT || kind == HLM_K_INSIDE;
      ensures result:  \result == global;
      ensures error:   hlm_error == (global == 1 ? \old(hlm_error)
                                                : ERROR_NOT_LOCKED);
    behavior LU_11:    // TRUE for GlobalUnlock, against its page
      assumes          kind == HLM_K_GARBAGE || kind == HLM_K_MISALIGNED;
      ensures answer:  \result == global && hlm_error == ERROR_INVALID_HANDLE;

    behavior LU_13:
      assumes          kind == HLM_K_FREED;
      ensures answer:  \result == global && hlm_error == ERROR_INVALID_HANDLE;

    complete behaviors LU_1, LU_2, LU_3, LU_4, LU_6, LU_9, LU_10, LU_11, LU_12,
                       LU_13;
    disjoint behaviors LU_1, LU_2, LU_3, LU_4, LU_6, LU_9, LU_10, LU_11, LU_12,
                       LU_13;
*/
uint64_t hlm_unlock(uint32_t global, uint64_t v, uint32_t kind, uint32_t at);

#endif /* HLOCAL_SPECS_LOCAL_LOCK_H */
