/* One call, in the three forms it has on its way from a byte string to a
 * comparison: as decoded (names and shapes), as made (real values), and as
 * answered. Nothing here knows the model or the implementation.
 */
#ifndef HLOCAL_FUZZ_LOCAL_OP_H
#define HLOCAL_FUZZ_LOCAL_OP_H

#include <stdint.h>

/* Ops in one input; what follows is not read. */
#define HLF_OPS_MAX 512u

/* What a call does. Local and Global twins share one. */
enum hlf_do {
    HLF_DO_ALLOC,
    HLF_DO_REALLOC,
    HLF_DO_LOCK,
    HLF_DO_UNLOCK,
    HLF_DO_HANDLE,
    HLF_DO_SIZE,
    HLF_DO_FLAGS,
    HLF_DO_FREE,
    HLF_DO_DISCARD,
    HLF_DO_LOCALCOMPACT, /* LocalCompact, GlobalCompact: no effect */
    HLF_DO_SHRINK,       /* LocalShrink: no effect */
    HLF_DO_FIX,          /* GlobalFix: a lock that returns nothing */
    HLF_DO_UNFIX,
    HLF_DO_WRITE,      /* the program writes into a block */
    HLF_DO_HL_COMPACT, /* hl_compact */
    HLF_DO_LIMIT,      /* hl_set_movable_limit */
    HLF_DO_POLICY,     /* hl_set_inplace_policy */
    HLF_DO_ERROR       /* SetLastError */
};

struct hlf_call {
    char letter;    /* first column of a line of input */
    uint8_t global; /* 1 for the Global name */
    uint8_t repeat; /* 1 when the line's number says how often */
    enum hlf_do does;
    const char *name;
};

extern const struct hlf_call hlf_calls[];
extern const uint32_t hlf_call_count;

/* How the value passed as object is made from the object chosen. */
enum hlf_shape {
    HLF_SHAPE_SELF,  /* its handle; a stale one if it was freed */
    HLF_SHAPE_BLOCK, /* the address of its block */
    HLF_SHAPE_OLD,   /* an address it had before it moved */
    HLF_SHAPE_PLUS1, /* block address + 1, 8, 16 */
    HLF_SHAPE_PLUS8,
    HLF_SHAPE_PLUS16,
    HLF_SHAPE_LESS16, /* block address - 16 */
    HLF_SHAPE_MIDDLE, /* a multiple of 16 in the middle of the block */
    HLF_SHAPE_END,    /* the first address after it */
    HLF_SHAPE_ODD,    /* its handle + 1 */
    HLF_SHAPE_FORGED, /* its handle with one bit changed */
    HLF_SHAPE_NEXT,   /* its handle + 16 times the number */
    HLF_SHAPE_REGION, /* its block address with one bit changed */
    HLF_SHAPE_NULL,
    HLF_SHAPE_GARBAGE, /* shaped like a handle, and never was one */
    HLF_SHAPE_STACK,   /* memory that is the program's, not the library's */
    HLF_SHAPE_STATIC,
    HLF_SHAPE_MALLOC,
    HLF_SHAPE_UNMAPPED,
    HLF_SHAPE_STRANGE, /* ~0, 1, 2, 4: neither handle nor address */
    HLF_SHAPE_COUNT
};

/* How the size is meant. */
enum hlf_measure {
    HLF_SIZE_BYTES, /* op.size bytes */
    HLF_SIZE_ADD,   /* the object's size + 16 * op.size */
    HLF_SIZE_TIMES, /* the object's size * op.size */
    HLF_SIZE_PART   /* the object's size / op.size */
};

/* One line of input, decoded. */
struct hlf_op {
    uint8_t call;    /* index into hlf_calls */
    uint8_t object;  /* selects a name */
    uint8_t shape;   /* enum hlf_shape */
    uint8_t measure; /* enum hlf_measure */
    uint8_t fault;   /* 0, or k: the k-th request for memory fails */
    int8_t nudge;    /* -1, 0, 1: added to the size */
    uint32_t flags;  /* LMEM_ or GMEM_ word */
    uint32_t number; /* 0 .. 999: count, offset, bit, error, limit */
    uint64_t size;   /* see measure */
};

/* The call as it is made. */
struct hlf_args {
    uint32_t call; /* index into hlf_calls */
    uint32_t flags;
    uint32_t number;
    uint32_t fault;
    uint64_t object; /* the handle or pointer passed */
    uint64_t size;   /* bytes */
};

/* The answer. `addr` is no part of it: it is where the object now lies, one
 * of the choices that the contracts leave open. */
struct hlf_outcome {
    uint64_t result; /* pointers, BOOLs and UINTs alike; 0 for void */
    uint32_t error;  /* GetLastError after the call */
    uint64_t addr;
};

#endif /* HLOCAL_FUZZ_LOCAL_OP_H */
