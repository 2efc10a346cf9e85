/* LocalHandle, LocalSize, LocalFlags and their Global twins.
 * How to read a contract: step.h. */
#ifndef HLOCAL_SPECS_LOCAL_QUERY_H
#define HLOCAL_SPECS_LOCAL_QUERY_H

#include "local/state.h"

/* LocalHandle, GlobalHandle. */
/*@ requires  inv:     hlm_inv;
    requires  family:  global <= 1;
    requires  names:   hlm_names(v, kind, at);
    terminates         \true;
    exits              \false;
    assigns            hlm_error;
    ensures   LE_1:    \result != 0 ==> hlm_error == \old(hlm_error);

    // The first byte of a block: the object's handle.
    behavior LH_1:     // locked or not (LH_2)
      assumes          kind == HLM_K_BLOCK;
      ensures LH_2:    \result == hlm_tab[at].value && \result != 0;

    behavior LH_3:
      assumes          kind == HLM_K_FIXED;
      ensures result:  \result == v;

    behavior LH_4:     // within a block
      assumes          kind == HLM_K_INSIDE;
      ensures answer:  \result == 0 && hlm_error == ERROR_INVALID_HANDLE;

    behavior LH_5:     // neither an address nor shaped like a handle
      assumes          kind == HLM_K_MISALIGNED;
      ensures answer:  \result == 0 && hlm_error == ERROR_INVALID_HANDLE;

    behavior LH_10:
      assumes          kind == HLM_K_NULL;
      ensures answer:  \result == 0 && hlm_error == ERROR_INVALID_PARAMETER;

    behavior LH_11:
      assumes          kind == HLM_K_GARBAGE;
      ensures answer:  \result == 0 && hlm_error == ERROR_INVALID_HANDLE;

    behavior LH_13:
      assumes          kind == HLM_K_FREED;
      ensures answer:  \result == 0 && hlm_error == ERROR_INVALID_HANDLE;

    behavior LH_15:    // a handle is not a pointer
      assumes          kind == HLM_K_MOVABLE || kind == HLM_K_DISCARDED;
      ensures answer:  \result == 0 && hlm_error == ERROR_INVALID_HANDLE;

    behavior LH_12:    // so too the address a block once had (LH_14)
      assumes          kind == HLM_K_NO_OBJECT;
      ensures result:  \result == 0;
      ensures LH_14:   hlm_error == (global == 1 ? ERROR_INVALID_HANDLE
                                                : ERROR_NOACCESS);
    complete behaviors;
    disjoint behaviors;
*/
uint64_t hlm_handle(uint32_t global, uint64_t v, uint32_t kind, uint32_t at);

/* LocalSize, GlobalSize: they do not differ. */
/*@ requires  inv:     hlm_inv;
    requires  names:   hlm_names(v, kind, at);
    terminates         \true;
    exits              \false;
    assigns            hlm_error;

    // A value that names an object: its exact size.
    behavior LS_1:
      assumes          kind == HLM_K_MOVABLE;
      ensures result:  \result == hlm_tab[at].size;
      ensures error:   hlm_error == \old(hlm_error);

    behavior LS_2:
      assumes          kind == HLM_K_FIXED;
      ensures result:  \result == hlm_tab[at].size;
      ensures error:   hlm_error == \old(hlm_error);

    behavior LS_4:     // nothing hides behind a fixed object of no bytes
      assumes          kind == HLM_K_FIXED && hlm_tab[at].size == 0;
      ensures answer:  \result == 0 && hlm_error == \old(hlm_error);

    behavior LS_3:
      assumes          kind == HLM_K_DISCARDED;
      ensures answer:  \result == 0 && hlm_error == \old(hlm_error);

    behavior LS_6:
      assumes          kind == HLM_K_BLOCK;
      ensures result:  \result == hlm_tab[at].size;
      ensures error:   hlm_error == \old(hlm_error);

    behavior LS_10:
      assumes          kind == HLM_K_NULL;
      ensures answer:  \result == 0 && hlm_error == ERROR_INVALID_HANDLE;

    behavior LS_11:
      assumes          kind == HLM_K_GARBAGE;
      ensures answer:  \result == 0 && hlm_error == ERROR_INVALID_HANDLE;

    behavior LS_12:    // a freed fixed object among them (LS_18)
      assumes          kind == HLM_K_NO_OBJECT;
      ensures LS_18:   \result == 0 && hlm_error == ERROR_INVALID_HANDLE;

    behavior LS_12b:   // within a block, or odd
      assumes          kind == HLM_K_INSIDE || kind == HLM_K_MISALIGNED;
      ensures answer:  \result == 0 && hlm_error == ERROR_INVALID_HANDLE;

    behavior LS_13:
      assumes          kind == HLM_K_FREED;
      ensures answer:  \result == 0 && hlm_error == ERROR_INVALID_HANDLE;

    complete behaviors LS_1, LS_2, LS_3, LS_6, LS_10, LS_11, LS_12, LS_12b,
                       LS_13;
    disjoint behaviors LS_1, LS_2, LS_3, LS_6, LS_10, LS_11, LS_12, LS_12b,
                       LS_13;
*/
uint64_t hlm_size(uint64_t v, uint32_t kind, uint32_t at);

/* LocalFlags, GlobalFlags. */
/*@ requires  inv:     hlm_inv;
    requires  family:  global <= 1;
    requires  names:   hlm_names(v, kind, at);
    terminates         \true;
    exits              \false;
    assigns            hlm_error;

    // A movable object: lock count, and the marks that the family shows.
    behavior LFL_1:    // LocalFlags never shows DDESHARE
      assumes          kind == HLM_K_MOVABLE;
      ensures result:  \result == hlm_tab[at].lock
                         + hlm_tab[at].discardable
                            * (global == 1 ? 0x100 : 0xF00)
                         + (global == 1 ? hlm_tab[at].ddeshare * 0x2000 : 0);
      ensures error:   hlm_error == \old(hlm_error);

    behavior LFL_3:    // the same, with DISCARDED, lock count 0
      assumes          kind == HLM_K_DISCARDED;
      ensures result:  \result == 0x4000
                         + hlm_tab[at].discardable
                            * (global == 1 ? 0x100 : 0xF00)
                         + (global == 1 ? hlm_tab[at].ddeshare * 0x2000 : 0);
      ensures error:   hlm_error == \old(hlm_error);

    behavior LFL_2:
      assumes          kind == HLM_K_FIXED;
      ensures answer:  \result == 0 && hlm_error == \old(hlm_error);

    behavior LFL_6:    // a pointer, not the object
      assumes          kind == HLM_K_BLOCK;
      ensures answer:  \result == 0 && hlm_error == \old(hlm_error);

    behavior LFL_10:
      assumes          kind == HLM_K_NULL;
      ensures result:  \result == LMEM_INVALID_HANDLE;
      ensures error:   hlm_error == ERROR_INVALID_HANDLE;

    behavior LFL_11:
      assumes          kind == HLM_K_GARBAGE || kind == HLM_K_MISALIGNED;
      ensures result:  \result == LMEM_INVALID_HANDLE;
      ensures error:   hlm_error == ERROR_INVALID_HANDLE;

    behavior LFL_13:
      assumes          kind == HLM_K_FREED;
      ensures result:  \result == LMEM_INVALID_HANDLE;
      ensures error:   hlm_error == ERROR_INVALID_HANDLE;

    behavior LFL_12:
      assumes          kind == HLM_K_NO_OBJECT || kind == HLM_K_INSIDE;
      ensures result:  \result == LMEM_INVALID_HANDLE;
      ensures error:   hlm_error == (global == 1 ? ERROR_INVALID_HANDLE
                                                : ERROR_NOACCESS);
    complete behaviors;
    disjoint behaviors;
*/
uint64_t hlm_flags(uint32_t global, uint64_t v, uint32_t kind, uint32_t at);

#endif /* HLOCAL_SPECS_LOCAL_QUERY_H */
