/* LocalFree and GlobalFree.
 * How to read a contract: step.h. */
#ifndef HLOCAL_STEP_FREE_H
#define HLOCAL_STEP_FREE_H

#include "local/state.h"

/* LocalFree, GlobalFree: they do not differ. */
/*@ requires  inv:     hl_inv;
    requires  names:   hl_names(v, kind, at);
    terminates         \true;
    exits              \false;
    assigns            hl_tab[0 .. HL_SLOT_MAX - 1], hl_error;
    ensures   inv:     hl_inv;
    ensures   others:  \forall integer i; 0 <= i < HL_SLOT_MAX && i != at ==>
                         hl_tab[i] == \old(hl_tab[i]);
    ensures   LE_1:    \result == 0 ==> hl_error == \old(hl_error);
    ensures   LE_4:    \result != 0 ==> hl_error != NO_ERROR
                         && \forall integer i; 0 <= i < HL_SLOT_MAX ==>
                              hl_tab[i] == \old(hl_tab[i]);

    behavior LF_1:
      assumes          kind == HL_K_FIXED;
      ensures          \result == 0 && hl_tab[at].state == HL_EMPTY;

    behavior LF_2:     // the value stays remembered
      assumes          kind == HL_K_MOVABLE && hl_tab[at].lock == 0;
      ensures          \result == 0;
      ensures          hl_tab[at].state == HL_SPENT && hl_tab[at].value == v;
      ensures refines: hl_tr_free(HL_OBJECT_TUPLE(\old(hl_tab[at])),
                                  HL_OBJECT_TUPLE(hl_tab[at]));

    behavior LF_4:     // locks do not hold it
      assumes          kind == HL_K_MOVABLE && hl_tab[at].lock > 0;
      ensures          \result == 0;
      ensures          hl_tab[at].state == HL_SPENT && hl_tab[at].value == v;
      ensures refines: hl_tr_free(HL_OBJECT_TUPLE(\old(hl_tab[at])),
                                  HL_OBJECT_TUPLE(hl_tab[at]));

    behavior LF_5:
      assumes          kind == HL_K_DISCARDED;
      ensures          \result == 0;
      ensures          hl_tab[at].state == HL_SPENT && hl_tab[at].value == v;
      ensures refines: hl_tr_free(HL_OBJECT_TUPLE(\old(hl_tab[at])),
                                  HL_OBJECT_TUPLE(hl_tab[at]));

    behavior LF_3:
      assumes          kind == HL_K_NULL;
      ensures          \result == 0;

    behavior LF_6:
      assumes          kind == HL_K_FREED;
      ensures          \result == v && hl_error == ERROR_INVALID_HANDLE;

    behavior LF_7:
      assumes          kind == HL_K_GARBAGE;
      ensures          \result == v && hl_error == ERROR_INVALID_HANDLE;

    behavior LF_8:     // a freed fixed object is such an address (LF_12)
      assumes          kind == HL_K_BADP;
      ensures LF_12:   \result == v && hl_error == ERROR_NOACCESS;

    behavior LF_9:
      assumes          kind == HL_K_INSIDE;
      ensures          \result == v && hl_error == ERROR_NOACCESS;

    behavior LF_9b:
      assumes          kind == HL_K_ODD;
      ensures          \result == v && hl_error == ERROR_INVALID_HANDLE;

    behavior LF_13:
      assumes          kind == HL_K_BLOCK;
      ensures          \result == v && hl_error == ERROR_INVALID_HANDLE;

    complete behaviors;
    disjoint behaviors;
*/
uint64_t hl_free(uint64_t v, uint32_t kind, uint32_t at);

#endif /* HLOCAL_STEP_FREE_H */
