/* LocalFree and GlobalFree.
 * How to read a contract: step.h. */
#ifndef HLOCAL_SPECS_LOCAL_FREE_H
#define HLOCAL_SPECS_LOCAL_FREE_H

#include "local/state.h"

/* LocalFree, GlobalFree: they do not differ. */
/*@ requires  inv:     hlm_inv;
    requires  names:   hlm_names(v, kind, at);
    terminates         \true;
    exits              \false;
    assigns            hlm_tab[0 .. HLM_SLOT_MAX - 1], hlm_error;
    ensures   inv:     hlm_inv;
    // Only the object named changes. A call that fails returns its argument
    // and changes nothing but the error.
    ensures   others:  \forall integer i; 0 <= i < HLM_SLOT_MAX && i != at ==>
                         hlm_tab[i] == \old(hlm_tab[i]);
    ensures   LE_1:    \result == 0 ==> hlm_error == \old(hlm_error);
    ensures   LE_4:    \result != 0 ==> hlm_error != NO_ERROR
                         && \forall integer i; 0 <= i < HLM_SLOT_MAX ==>
                              hlm_tab[i] == \old(hlm_tab[i]);

    // A value that names an object: it is freed.
    behavior LF_1:
      assumes          kind == HLM_K_FIXED;
      ensures result:  \result == 0;
      ensures freed:   hlm_blank(hlm_tab[at], HLM_EMPTY, 0);

    behavior LF_2:     // the value stays remembered
      assumes          kind == HLM_K_MOVABLE && hlm_tab[at].lock == 0;
      ensures result:  \result == 0;
      ensures freed:   hlm_blank(hlm_tab[at], HLM_FREED, v);
      ensures refines: hlm_tr_free(HLM_OBJECT_TUPLE(\old(hlm_tab[at])),
                                  HLM_OBJECT_TUPLE(hlm_tab[at]));

    behavior LF_4:     // locks do not hold it
      assumes          kind == HLM_K_MOVABLE && hlm_tab[at].lock > 0;
      ensures result:  \result == 0;
      ensures freed:   hlm_blank(hlm_tab[at], HLM_FREED, v);
      ensures refines: hlm_tr_free(HLM_OBJECT_TUPLE(\old(hlm_tab[at])),
                                  HLM_OBJECT_TUPLE(hlm_tab[at]));

    behavior LF_5:
      assumes          kind == HLM_K_DISCARDED;
      ensures result:  \result == 0;
      ensures freed:   hlm_blank(hlm_tab[at], HLM_FREED, v);
      ensures refines: hlm_tr_free(HLM_OBJECT_TUPLE(\old(hlm_tab[at])),
                                  HLM_OBJECT_TUPLE(hlm_tab[at]));

    behavior LF_3:
      assumes          kind == HLM_K_NULL;
      ensures result:  \result == 0;

    behavior LF_6:
      assumes          kind == HLM_K_FREED;
      ensures answer:  \result == v && hlm_error == ERROR_INVALID_HANDLE;

    behavior LF_7:
      assumes          kind == HLM_K_GARBAGE;
      ensures answer:  \result == v && hlm_error == ERROR_INVALID_HANDLE;

    behavior LF_8:     // a freed fixed object is such an address (LF_12)
      assumes          kind == HLM_K_NO_OBJECT;
      ensures LF_12:   \result == v && hlm_error == ERROR_NOACCESS;

    behavior LF_9:
      assumes          kind == HLM_K_INSIDE;
      ensures answer:  \result == v && hlm_error == ERROR_NOACCESS;

    behavior LF_9b:
      assumes          kind == HLM_K_MISALIGNED;
      ensures answer:  \result == v && hlm_error == ERROR_INVALID_HANDLE;

    behavior LF_13:
      assumes          kind == HLM_K_BLOCK;
      ensures answer:  \result == v && hlm_error == ERROR_INVALID_HANDLE;

    complete behaviors;
    disjoint behaviors;
*/
uint64_t hlm_free(uint64_t v, uint32_t kind, uint32_t at);

#endif /* HLOCAL_SPECS_LOCAL_FREE_H */
