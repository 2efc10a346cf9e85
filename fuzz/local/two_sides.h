/* The two sides that are compared, behind one interface. Only run_impl.c calls
 * the implementation, through the public header alone; only run_model.c calls
 * the model. Neither file knows names, inputs or the other side.
 *
 * The implementation makes each call first. Then the model is given the choice
 * that the implementation made (an address, a handle, to fail), and says
 * whether the contracts allow it.
 */
#ifndef HLOCAL_FUZZ_LOCAL_TWO_SIDES_H
#define HLOCAL_FUZZ_LOCAL_TWO_SIDES_H

#include "op.h"
#include "local/state.h"

/* What the model knew just before a call. */
struct hlf_facts {
    uint32_t kind;            /* HLM_K_...: what the object argument was */
    uint32_t at;              /* its slot, or HLM_NONE */
    uint32_t error;           /* the last error */
    uint32_t full;            /* 1: the movable limit was reached */
    uint32_t policy;          /* HL_POLICY_... */
    uint32_t fault_armed;     /* 1: memory may be short in this call */
    uint32_t still;           /* HLF_DO_HL_COMPACT: blocks fixed or locked */
    uint32_t loose;           /* HLF_DO_HL_COMPACT: unlocked movable blocks */
    struct hlm_object object; /* slot `at`, all zero when there is none */
};

/* What the implementation says of a live object when asked. */
struct hlf_look {
    uint64_t size;
    uint64_t local_flags;
    uint64_t global_flags;
    uint64_t addr;   /* of its block; 0 when LocalLock fails */
    uint64_t handle; /* LocalHandle(addr) */
    uint64_t error;  /* GetLastError after all that, was 0 before */
};

/* ---- The implementation -------------------------------------------------- */

/* Fill blocks of all sizes with a pattern and free them, so that bytes that are
 * not cleared show, and the first input of a process finds a used heap too. */
void hlf_impl_use(void);

/* Free an object after a difference, whatever state it is in. */
void hlf_impl_forget(uint64_t value);

/* Give back all that is free. */
void hlf_impl_tidy(void);

/* Settings and last error as in a new process. */
void hlf_impl_reset(void);

/* Make the call. The address in `got` is left 0. */
void hlf_impl_call(const struct hlf_args *args, struct hlf_outcome *got);

/* The block address of the object with handle `value` and lock count `lock`,
 * by LocalLock and LocalUnlock; 0 when it cannot be locked. Lock count and
 * last error are as before. */
uint64_t hlf_impl_address(uint64_t value, uint32_t lock);

/* Lock for a moment, and unlock: last error as before. */
uint8_t *hlf_impl_hold(uint64_t value);
void hlf_impl_drop(uint64_t value);

/* Ask everything. Lock count and last error are as before. */
void hlf_impl_look(uint64_t value, uint32_t lock, struct hlf_look *look);

/* Settings: what hl_get_movable_limit and hl_get_inplace_policy say. */
uint32_t hlf_impl_limit(void);
uint32_t hlf_impl_policy(void);

/* 1 if the library's own structures are valid; if not, the library has reported
 * on stderr what is broken. Also 1 if the library has no hli_heap_is_valid. */
uint32_t hlf_impl_valid(void);

/* 1 if no movable object is left, that is, if one fits under a limit of one.
 * Call this last: it leaves the settings as hlf_impl_reset does. */
uint32_t hlf_impl_empty(void);

/* ---- The model ----------------------------------------------------------- */

/* 1: refuse.c may make memory short, in any call. */
extern uint32_t hlf_model_shortage;

void hlf_model_facts(const struct hlf_args *args, struct hlf_facts *facts);

/* Step the model by the call that the implementation answered with `got`.
 * The result it must have, or HLM_ILLEGAL_CHOICE; hlm_error is the last
 * error. */
uint64_t hlf_model_call(const struct hlf_args *args, const struct hlf_facts *f,
                        const struct hlf_outcome *got);

/* Why a choice was refused, or what it should have been. */
enum hlf_refusal {
    HLF_MUST_FAIL,    /* NULL, ERROR_NOT_ENOUGH_MEMORY */
    HLF_MUST_SUCCEED, /* nothing stands in the way */
    HLF_MUST_STAY,    /* the block may not move */
    HLF_BAD_HANDLE,   /* not 8 modulo 16, or issued before */
    HLF_BAD_PLACE     /* not 0 modulo 16, or within another block */
};
enum hlf_refusal hlf_model_refusal(const struct hlf_args *args,
                                   const struct hlf_facts *facts,
                                   const struct hlf_outcome *got);

#endif /* HLOCAL_FUZZ_LOCAL_TWO_SIDES_H */
