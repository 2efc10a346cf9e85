/* The state of the reference model: what a program could know about every
 * object it has allocated, and nothing about how an allocator keeps it.
 *
 * The state is global arrays used by name: that is the form in which the
 * provers close every goal. Addresses and handle values are the real ones:
 * where the documents leave them open, the implementation picks and the
 * contracts say which picks are allowed. Contents live in an arena of their
 * own, one stripe a slot, so that an object's bytes can be talked about
 * without saying where its block is.
 *
 * The capacities are parameters. No proof depends on their values; fuzz
 * builds shrink them.
 */
#ifndef HLOCAL_SPECS_LOCAL_STATE_H
#define HLOCAL_SPECS_LOCAL_STATE_H

#include <stdint.h>
#include "hlocal.h"
#include "local/transition.h"

/* Objects the model can hold, living or remembered. */
#ifndef HLM_SLOT_MAX
#define HLM_SLOT_MAX 64u
#endif

/* Bytes of the largest block that can be had; asking for more must fail. */
#ifndef HLM_BLOCK_MAX
#define HLM_BLOCK_MAX 0x100000u
#endif

#define HLM_HEAP_MAX (HLM_SLOT_MAX * HLM_BLOCK_MAX)

_Static_assert(HLM_SLOT_MAX >= 2u, "two objects are needed to be apart");
_Static_assert(HLM_BLOCK_MAX >= 16u, "a block holds one unit of alignment");
_Static_assert(HLM_HEAP_MAX / HLM_SLOT_MAX == HLM_BLOCK_MAX, "32 bits suffice");

/* Blocks lie below this address, as user memory on 64-bit systems does. */
#define HLM_ADDRESS_MAX 0x7FFFFFFFFFFFu

/* "No slot": what a search answers when nothing was found. */
#define HLM_NONE HLM_SLOT_MAX

/* What hlm_alloc and hlm_realloc, the steps with choices, answer to one that
 * their contracts do not allow. No allocation returns it: it is neither an
 * address nor a handle. */
#define HLM_ILLEGAL_CHOICE 0xFFFFFFFFFFFFFFFFu

/* A slot's state. SPENT remembers a freed movable handle, whose value must
 * never be issued again while it is remembered. */
#define HLM_EMPTY 0u
#define HLM_LIVE 1u
#define HLM_FREED 2u

struct hlm_object {
    uint32_t state;       /* HLM_EMPTY, HLM_LIVE, HLM_FREED */
    uint32_t movable;     /* 0 fixed, 1 movable */
    uint32_t lock;        /* 0 .. HLM_LOCK_MAX; 0 unless movable with block */
    uint32_t discardable; /* 0 / 1 */
    uint32_t ddeshare;    /* 0 / 1 */
    uint32_t discarded;   /* 0 / 1; 1 means: no block */
    uint64_t value;       /* what the program holds: address or handle */
    uint64_t addr;        /* first byte of the block; 0 when discarded */
    uint64_t size;        /* bytes */
};

/* What a value is to the API (the object kinds of the requirement list). */
#define HLM_K_NULL 0u
#define HLM_K_FIXED 1u      /* address of a fixed object */
#define HLM_K_MOVABLE 2u    /* handle of a movable object with a block */
#define HLM_K_DISCARDED 3u  /* handle of a movable object without one */
#define HLM_K_FREED 4u      /* handle of an object freed, value remembered */
#define HLM_K_GARBAGE 5u    /* 8 modulo 16, and no handle */
#define HLM_K_BLOCK 6u      /* first byte of a movable object's block */
#define HLM_K_INSIDE 7u     /* multiple of 16, within a block, not its first */
#define HLM_K_NO_OBJECT 8u  /* multiple of 16, and none of the above */
#define HLM_K_MISALIGNED 9u /* neither 0 nor 8 modulo 16 */

/* Which in-place requests must succeed (HL_INPLACE_... of hlocal.h chooses
 * what the implementation does; this says what the model insists on). */
#define HLM_POLICY_FREE 0u     /* as on Windows: the allocator decides */
#define HLM_POLICY_CAPACITY 1u /* shrinking in place always succeeds */

extern struct hlm_object hlm_tab[HLM_SLOT_MAX];
extern uint8_t hlm_heap[HLM_HEAP_MAX]; /* slot i owns stripe i */
extern uint32_t hlm_error;             /* the thread's last error */
extern uint32_t hlm_limit;             /* movable objects allowed to live */
extern uint32_t hlm_policy;            /* HLM_POLICY_... */

/* The content a program writes in tests: byte k of a block filled with
 * `seed`. The period is a prime, so that no shift of a block looks like it. */
#define HLM_PATTERN(seed, k) (((seed) + (k)) % 251u)

/* The tuple of local/transition.h that an object stands for. */
#define HLM_OBJECT_TUPLE(o)                                                    \
    ((o).state == HLM_LIVE ? 1 : 0), (o).lock, (o).discardable, (o).ddeshare,  \
        (o).discarded

#include "local/state.acsl"

#endif /* HLOCAL_SPECS_LOCAL_STATE_H */
