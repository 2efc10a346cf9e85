/* One call, in the three forms it has on its way from a byte string to a
 * comparison: as decoded (names and shapes), as made (real values), and as
 * answered. Nothing here knows the model or the implementation.
 */
#ifndef HLOCAL_OP_H
#define HLOCAL_OP_H

#include <stdint.h>

/* Ops in one input; what follows is not read. */
#define HL_OPS_MAX 512u

/* What a call does. Local and Global twins share one. */
enum hl_do {
    HL_DO_ALLOC,
    HL_DO_REALLOC,
    HL_DO_LOCK,
    HL_DO_UNLOCK,
    HL_DO_HANDLE,
    HL_DO_SIZE,
    HL_DO_FLAGS,
    HL_DO_FREE,
    HL_DO_DISCARD,
    HL_DO_COMPACT, /* LocalCompact, GlobalCompact: no effect */
    HL_DO_SHRINK,  /* LocalShrink: no effect */
    HL_DO_FIX,     /* GlobalFix: a lock that returns nothing */
    HL_DO_UNFIX,
    HL_DO_WRITE,  /* the program writes into a block */
    HL_DO_MOVE,   /* hl_compact */
    HL_DO_LIMIT,  /* hl_set_movable_limit */
    HL_DO_POLICY, /* hl_set_inplace_policy */
    HL_DO_ERROR   /* SetLastError */
};

struct hl_call {
    char letter;    /* first column of a line of input */
    uint8_t global; /* 1 for the Global name */
    uint8_t repeat; /* 1 when the line's number says how often */
    enum hl_do does;
    const char *name;
};

extern const struct hl_call hl_calls[];
extern const uint32_t hl_call_count;

/* How the value passed as object is made from the object chosen. */
enum hl_shape {
    HL_SHAPE_SELF,  /* its handle; a stale one if it was freed */
    HL_SHAPE_BLOCK, /* the address of its block */
    HL_SHAPE_OLD,   /* an address it had before it moved */
    HL_SHAPE_PLUS1, /* block address + 1, 8, 16 */
    HL_SHAPE_PLUS8,
    HL_SHAPE_PLUS16,
    HL_SHAPE_LESS16, /* block address - 16 */
    HL_SHAPE_MIDDLE, /* a multiple of 16 in the middle of the block */
    HL_SHAPE_END,    /* the first address after it */
    HL_SHAPE_ODD,    /* its handle + 1 */
    HL_SHAPE_FORGED, /* its handle with one bit changed */
    HL_SHAPE_NEXT,   /* its handle + 16 times the number */
    HL_SHAPE_REGION, /* its block address with one bit changed */
    HL_SHAPE_NULL,
    HL_SHAPE_GARBAGE, /* shaped like a handle, and never was one */
    HL_SHAPE_STACK,   /* memory that is the program's, not the library's */
    HL_SHAPE_STATIC,
    HL_SHAPE_MALLOC,
    HL_SHAPE_UNMAPPED,
    HL_SHAPE_STRANGE, /* ~0, 1, 2, 4: neither handle nor address */
    HL_SHAPE_COUNT
};

/* How the size is meant. */
enum hl_measure {
    HL_SIZE_BYTES, /* op.size bytes */
    HL_SIZE_ADD,   /* the object's size + 16 * op.size */
    HL_SIZE_TIMES, /* the object's size * op.size */
    HL_SIZE_PART   /* the object's size / op.size */
};

/* One line of input, decoded. */
struct hl_op {
    uint8_t call;    /* index into hl_calls */
    uint8_t object;  /* selects a name */
    uint8_t shape;   /* enum hl_shape */
    uint8_t measure; /* enum hl_measure */
    uint8_t scarce;  /* 0, or k: the k-th request for memory fails */
    int8_t nudge;    /* -1, 0, 1: added to the size */
    uint32_t flags;  /* LMEM_ or GMEM_ word */
    uint32_t number; /* 0 .. 999: count, offset, bit, error, limit */
    uint64_t size;   /* see measure */
};

/* The call as it is made. */
struct hl_args {
    uint32_t call; /* index into hl_calls */
    uint32_t flags;
    uint32_t number;
    uint32_t scarce;
    uint64_t object; /* the handle or pointer passed */
    uint64_t size;   /* bytes */
};

/* The answer. `addr` is no part of it: it is where the object now lies, one
 * of the choices that the contracts leave open. */
struct hl_outcome {
    uint64_t result; /* pointers, BOOLs and UINTs alike; 0 for void */
    uint32_t error;  /* GetLastError after the call */
    uint64_t addr;
};

#endif /* HLOCAL_OP_H */
