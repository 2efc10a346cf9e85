/* hlocal: looking into the heap.
 *
 * Both calls may be made by any thread at any time and stop nobody: other
 * threads go on allocating meanwhile. An object that lives during the whole
 * call is counted or visited exactly once; one that comes or goes meanwhile,
 * or is given another address, may or may not be. The last error is kept.
 *
 * With HLOCAL_REPORT=1 in the environment the library writes to standard
 * error, when the program exits, which objects it did not free; nothing in a
 * run that never allocated. [HL_REPORT_1]
 */
#ifndef HLOCAL_STATS_H
#define HLOCAL_STATS_H

#include "../hlocal.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Small blocks come in this many sizes; larger ones have pages of their
 * own. */
#define HL_CLASS_COUNT 36

struct hl_class {
    SIZE_T bytes;   /* of a block of this class */
    SIZE_T fixed;   /* live fixed objects in such blocks */
    SIZE_T movable; /* live movable objects */
};

/* The heap in numbers. Sizes are bytes. */
struct hl_stats {
    SIZE_T fixed;     /* live fixed objects */
    SIZE_T movable;   /* live movable objects, discarded ones included */
    SIZE_T discarded; /* of these, without a block */
    SIZE_T locked;    /* of these, with a lock count above 0 */
    SIZE_T live;      /* sum of the objects' sizes */
    SIZE_T reserved;  /* address space set aside; costs no memory */
    SIZE_T resident;  /* pages of blocks that may have memory behind them */
    SIZE_T handles;   /* bytes of the handle table, which never shrinks */
    SIZE_T moves;     /* blocks that compaction has moved so far */
    struct hl_class classes[HL_CLASS_COUNT];
};

/* Fill in `stats`, in time proportional to the heap. [HL_STATS_1] */
HL_API void hl_get_stats(struct hl_stats *stats);

/* One live object. */
struct hl_object {
    HLOCAL object; /* what LocalFree would take */
    SIZE_T size;
    BOOL movable;
    UINT flags; /* as from GlobalFlags: lock count, DISCARDED, marks */
};

/* Call `visit` for every live object until it returns FALSE; returns how many
 * were visited. No lock is held: `visit` may make any call of this library.
 * [HL_WALK_1] */
typedef BOOL (*hl_visit)(const struct hl_object *object, void *context);
HL_API SIZE_T hl_walk(hl_visit visit, void *context);

#ifdef __cplusplus
}
#endif

#endif /* HLOCAL_STATS_H */
