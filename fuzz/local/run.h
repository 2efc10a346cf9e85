/* One input, driven through both sides op by op, and everything that is known
 * about it: the objects by name, the calls made so far, the first difference.
 *
 * Everything a person sees speaks of objects by name (#0, #1 ... in the order
 * in which they were made), never by address, so that one input has one trace
 * wherever the implementation put its blocks.
 */
#ifndef HLOCAL_FUZZ_LOCAL_RUN_H
#define HLOCAL_FUZZ_LOCAL_RUN_H

#include <stddef.h>
#include "two_sides.h"

#define HLF_NAME_MAX HLF_OPS_MAX

/* One object that an input made, living or not. */
struct hlf_name {
    uint64_t value; /* its handle, or its last one */
    uint64_t addr;  /* its block, or the last one it had */
    uint64_t old;   /* where its block was before; 0 never elsewhere */
    uint64_t size;  /* bytes, or the last size it had */
    uint32_t slot;  /* the model's slot; HLM_NONE when freed */
    uint32_t movable;
    uint32_t global; /* 1: GlobalAlloc made it */
};

/* "No name": the value passed was derived from no object. */
#define HLF_NOBODY HLF_NAME_MAX

/* One op as it happened. */
struct hlf_event {
    struct hlf_op op;
    struct hlf_args args;
    struct hlf_facts facts;
    struct hlf_outcome actual;
    struct hlf_outcome expected; /* result may be HLM_ILLEGAL_CHOICE */
    uint32_t name;   /* the object meant, made or freed; or HLF_NOBODY */
    uint32_t shape;  /* how args.object was made from it */
    uint32_t repeat; /* how often the call was made: 1, or the line's count */
    uint32_t from;   /* bytes [from, to) were filled with `seed` after it, */
    uint32_t to;     /* since the call left them indeterminate */
    uint32_t seed;
    uint32_t replaced; /* 1: args.object would have hit another object */
    uint32_t mixed;    /* 1: the other family made the object */
    uint32_t returned; /* the object that the result names, or HLF_NOBODY */
};

enum hlf_field {
    HLF_SAME, /* no difference */
    HLF_RESULT,
    HLF_LAST_ERROR,
    HLF_CHOICE,  /* the model refuses the choice that was made */
    HLF_CONTENT, /* a byte of an object */
    HLF_SIZE,    /* the state, asked between calls */
    HLF_LOCAL_FLAGS,
    HLF_GLOBAL_FLAGS,
    HLF_HANDLE_OF_BLOCK,
    HLF_ADDRESS,   /* a block lies where it must not */
    HLF_ASKING,    /* asking about a live object set the last error */
    HLF_SETTING,   /* limit or policy */
    HLF_INVARIANT, /* a structure of the implementation is broken */
    HLF_LEFTOVER,  /* all was freed, and something is still there */
    HLF_CRASHED    /* the last call did not return */
};

/* The first difference found. */
struct hlf_difference {
    enum hlf_field field;
    uint64_t expected;
    uint64_t actual;
    uint32_t name;   /* the object concerned, or HLF_NOBODY */
    uint32_t offset; /* for HLF_CONTENT */
};

struct hlf_run {
    struct hlf_name name[HLF_NAME_MAX];
    uint32_t names;
    struct hlf_event event[HLF_OPS_MAX + HLM_SLOT_MAX];
    uint32_t events;
    uint32_t inputs;              /* events of the input; then all is freed */
    uint32_t named[HLM_SLOT_MAX]; /* slot to name, for live slots */
    uint64_t big;                 /* bytes of big blocks still allowed */
    uint64_t moved;               /* slots whose block was seen to move, by
                                    bit, until their bytes are compared */
    struct hlf_difference difference;
};

/* Ops executed since the process started, by call. */
extern uint64_t hlf_reached[];

/* Run one input from a clean state to a clean state. 1 when both sides agree
 * throughout; 0 leaves the difference in run->difference, and the
 * implementation as it was then. */
int hlf_run(struct hlf_run *run, const uint8_t *data, size_t size);

/* ---- value.c: names, and values made from them --------------------------- */

/* Fill in the arguments of `op`; 0 when it cannot be made now (no live object
 * to write to, no room for another object in the model). */
int hlf_value_resolve(struct hlf_run *run, const struct hlf_op *op,
                      struct hlf_event *event);

/* After the model's step: who was made, freed, or now has another value. */
void hlf_value_settle(struct hlf_run *run, struct hlf_event *event);

/* Note what the model says of a living object's value, address and size. */
void hlf_value_follow(struct hlf_run *run, uint32_t name);

/* The object whose handle or block address `value` is, or HLF_NOBODY; the
 * living come first. */
uint32_t hlf_value_recognise(const struct hlf_run *run, uint64_t value);

/* Memory of the program's own, for foreign pointers; NULL when `shape` is
 * not one of those. */
const uint8_t *hlf_value_foreign(uint32_t shape);

/* The constant at `index` (any number) of a shape that is none of an
 * object's: garbage, unmapped, strange. */
uint64_t hlf_value_constant(uint32_t shape, uint32_t index);

/* ---- bytes.c: contents --------------------------------------------------- */

/* HLF_DO_WRITE: the program writes a pattern through the pointer it holds, or
 * through one it gets for the purpose. */
int hlf_bytes_write(struct hlf_run *run, struct hlf_event *event);

/* After an allocation or a resize: compare what the call had to keep and to
 * clear; fill what it left indeterminate. */
int hlf_bytes_settle(struct hlf_run *run, struct hlf_event *event);

/* Compare blocks that stand still (fixed, or locked): all of them, small ones
 * whole and big ones at samples. */
int hlf_bytes_check(struct hlf_run *run);

/* Compare every block, whole, unlocked ones through a lock. */
int hlf_bytes_check_all(struct hlf_run *run);

/* Leave rubbish in every block that is about to be freed: what the next input
 * finds must not look as if it had been cleared. */
void hlf_bytes_spoil(void);

/* Compare the blocks in run->moved, whole. */
int hlf_bytes_check_moved(struct hlf_run *run);

/* ---- observe.c: where blocks lie ----------------------------------------- */

/* The address in event->actual, for calls that may choose one. */
void hlf_observe_choice(struct hlf_event *event);

/* 1 when the call may have moved unlocked blocks of other objects. */
int hlf_observe_due(const struct hlf_event *event);

/* Tell the model of moved blocks. 1 when it allowed all of them; `last` says
 * that no event will follow that could still explain one. */
int hlf_observe_moves(struct hlf_run *run, int last);

/* ---- compare.c ----------------------------------------------------------- */

/* 1 when the model refused the choice that the call made. (LocalFree of ~0
 * returns ~0 as well, and means it.) */
int hlf_illegal_choice(const struct hlf_event *event);

/* Result and last error of one call. */
int hlf_compare_outcome(struct hlf_run *run, const struct hlf_event *event);

/* Every live object and the settings, as asked through the API. */
int hlf_compare_state(struct hlf_run *run);

/* Record the first difference; always 0. */
int hlf_differ(struct hlf_run *run, enum hlf_field field, uint32_t name,
               uint64_t expected, uint64_t actual);

#endif /* HLOCAL_FUZZ_LOCAL_RUN_H */
