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
#ifndef HLOCAL_STATE_H
#define HLOCAL_STATE_H

#include <stdint.h>
#include "hlocal.h"
#include "local/transition.h"

/* Objects the model can hold, living or remembered. */
#ifndef HL_SLOT_MAX
#define HL_SLOT_MAX 64u
#endif

/* Bytes of the largest block that can be had; asking for more must fail. */
#ifndef HL_BLOCK_MAX
#define HL_BLOCK_MAX 0x100000u
#endif

#define HL_HEAP_MAX (HL_SLOT_MAX * HL_BLOCK_MAX)

_Static_assert(HL_SLOT_MAX >= 2u, "two objects are needed to be apart");
_Static_assert(HL_BLOCK_MAX >= 16u, "a block holds one unit of alignment");
_Static_assert(HL_HEAP_MAX / HL_SLOT_MAX == HL_BLOCK_MAX, "32 bits suffice");

/* Blocks lie below this address, as user memory on 64-bit systems does. */
#define HL_ADDRESS_MAX 0x7FFFFFFFFFFFu

/* "No slot": what a search answers when nothing was found. */
#define HL_NONE HL_SLOT_MAX

/* What hl_alloc and hl_realloc, the steps with choices, answer to one that
 * their contracts do not allow. No allocation returns it: it is neither an
 * address nor a handle. */
#define HL_REFUSED 0xFFFFFFFFFFFFFFFFu

/* A slot's state. SPENT remembers a freed movable handle, whose value must
 * never be issued again while it is remembered. */
#define HL_EMPTY 0u
#define HL_LIVE 1u
#define HL_SPENT 2u

struct hl_object {
    uint32_t state;       /* HL_EMPTY, HL_LIVE, HL_SPENT */
    uint32_t movable;     /* 0 fixed, 1 movable */
    uint32_t lock;        /* 0 .. HL_LOCK_MAX; 0 unless movable with block */
    uint32_t discardable; /* 0 / 1 */
    uint32_t ddeshare;    /* 0 / 1 */
    uint32_t discarded;   /* 0 / 1; 1 means: no block */
    uint64_t value;       /* what the program holds: address or handle */
    uint64_t addr;        /* first byte of the block; 0 when discarded */
    uint64_t size;        /* bytes */
};

/* What a value is to the API (the object kinds of the requirement list). */
#define HL_K_NULL 0u
#define HL_K_FIXED 1u     /* address of a fixed object */
#define HL_K_MOVABLE 2u   /* handle of a movable object with a block */
#define HL_K_DISCARDED 3u /* handle of a movable object without one */
#define HL_K_FREED 4u     /* handle of an object freed, value remembered */
#define HL_K_GARBAGE 5u   /* 8 modulo 16, and no handle */
#define HL_K_BLOCK 6u     /* first byte of a movable object's block */
#define HL_K_INSIDE 7u    /* multiple of 16, within a block, not its first */
#define HL_K_BADP 8u      /* multiple of 16, and none of the above */
#define HL_K_ODD 9u       /* neither 0 nor 8 modulo 16 */

/* Which in-place requests must succeed (HL_INPLACE_... of hlocal.h chooses
 * what the implementation does; this says what the model insists on). */
#define HL_POLICY_FREE 0u     /* as on Windows: the allocator decides */
#define HL_POLICY_CAPACITY 1u /* shrinking in place always succeeds */

extern struct hl_object hl_tab[HL_SLOT_MAX];
extern uint8_t hl_heap[HL_HEAP_MAX]; /* slot i owns stripe i */
extern uint32_t hl_error;            /* the thread's last error */
extern uint32_t hl_limit;            /* movable objects allowed to live */
extern uint32_t hl_policy;           /* HL_POLICY_... */

/* The content a program writes in tests: byte k of a block filled with
 * `seed`. The period is a prime, so that no shift of a block looks like it. */
#define HL_PATTERN(seed, k) (((seed) + (k)) % 251u)

/* The tuple of local/transition.h that an object stands for. */
#define HL_OBJECT_TUPLE(o)                                                     \
    ((o).state == HL_LIVE ? 1 : 0), (o).lock, (o).discardable, (o).ddeshare,   \
        (o).discarded

#include "local/state.acsl"

#endif /* HLOCAL_STATE_H */
