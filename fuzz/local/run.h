/* One input, driven through both sides op by op, and everything that is known
 * about it: the objects by name, the calls made so far, the first difference.
 *
 * Everything a person sees speaks of objects by name (#0, #1 ... in the order
 * in which they were made), never by address, so that one input has one trace
 * wherever the implementation put its blocks.
 */
#ifndef HLOCAL_RUN_H
#define HLOCAL_RUN_H

#include <stddef.h>
#include "two_sides.h"

#define HL_NAME_MAX HL_OPS_MAX

/* One object that an input made, living or not. */
struct hl_name {
    uint64_t value; /* its handle, or its last one */
    uint64_t addr;  /* its block, or the last one it had */
    uint64_t old;   /* where its block was before; 0 never elsewhere */
    uint64_t size;  /* bytes, or the last size it had */
    uint32_t slot;  /* the model's slot; HL_NONE when freed */
    uint32_t movable;
    uint32_t global; /* 1: GlobalAlloc made it */
};

/* "No name": the value passed was derived from no object. */
#define HL_NOBODY HL_NAME_MAX

/* One op as it happened. */
struct hl_step {
    struct hl_op op;
    struct hl_args args;
    struct hl_facts facts;
    struct hl_outcome actual;
    struct hl_outcome expected; /* result may be HL_REFUSED */
    uint32_t name;   /* the object meant, made or freed; or HL_NOBODY */
    uint32_t shape;  /* how args.object was made from it */
    uint32_t repeat; /* how often the call was made: 1, or the line's count */
    uint32_t from;   /* bytes [from, to) were filled with `seed` after it, */
    uint32_t to;     /* since the call left them indeterminate */
    uint32_t seed;
    uint32_t replaced; /* 1: args.object would have hit another object */
    uint32_t mixed;    /* 1: the other family made the object */
    uint32_t returned; /* the object that the result names, or HL_NOBODY */
};

enum hl_field {
    HL_SAME, /* no difference */
    HL_RESULT,
    HL_LAST_ERROR,
    HL_CHOICE,  /* the model refuses the choice that was made */
    HL_CONTENT, /* a byte of an object */
    HL_SIZE,    /* the state, asked between calls */
    HL_LOCAL_FLAGS,
    HL_GLOBAL_FLAGS,
    HL_HANDLE_OF_BLOCK,
    HL_ADDRESS,  /* a block lies where it must not */
    HL_ASKING,   /* asking about a live object set the last error */
    HL_SETTING,  /* limit or policy */
    HL_LEFTOVER, /* all was freed, and something is still there */
    HL_CRASHED   /* the last step did not return */
};

/* The first difference found. */
struct hl_fault {
    enum hl_field field;
    uint64_t expected;
    uint64_t actual;
    uint32_t name;   /* the object concerned, or HL_NOBODY */
    uint32_t offset; /* for HL_CONTENT */
};

struct hl_run {
    struct hl_name name[HL_NAME_MAX];
    uint32_t names;
    struct hl_step step[HL_OPS_MAX + HL_SLOT_MAX];
    uint32_t steps;
    uint32_t inputs;             /* steps of the input; then all is freed */
    uint32_t named[HL_SLOT_MAX]; /* slot to name, for live slots */
    uint64_t big;                /* bytes of big blocks still allowed */
    uint64_t moved;              /* slots whose block was seen to move, by
                                    bit, until their bytes are compared */
    struct hl_fault fault;
};

/* Ops executed since the process started, by call. */
extern uint64_t hl_reached[];

/* Run one input from a clean state to a clean state. 1 when both sides agree
 * throughout; 0 leaves the difference in run->fault, and the implementation
 * as it was then. */
int hl_run(struct hl_run *run, const uint8_t *data, size_t size);

/* ---- value.c: names, and values made from them --------------------------- */

/* Fill in the arguments of `op`; 0 when it cannot be made now (no live object
 * to write to, no room for another object in the model). */
int hl_value_resolve(struct hl_run *run, const struct hl_op *op,
                     struct hl_step *step);

/* After the model's step: who was made, freed, or now has another value. */
void hl_value_settle(struct hl_run *run, struct hl_step *step);

/* Note what the model says of a living object's value, address and size. */
void hl_value_follow(struct hl_run *run, uint32_t name);

/* The object whose handle or block address `value` is, or HL_NOBODY; the
 * living come first. */
uint32_t hl_value_recognise(const struct hl_run *run, uint64_t value);

/* Memory of the program's own, for foreign pointers; NULL when `shape` is
 * not one of those. */
const uint8_t *hl_value_foreign(uint32_t shape);

/* The constant at `index` (any number) of a shape that is none of an
 * object's: garbage, unmapped, strange. */
uint64_t hl_value_constant(uint32_t shape, uint32_t index);

/* ---- bytes.c: contents --------------------------------------------------- */

/* HL_DO_WRITE: the program writes a pattern through the pointer it holds, or
 * through one it gets for the purpose. */
int hl_bytes_write(struct hl_run *run, struct hl_step *step);

/* After an allocation or a resize: compare what the call had to keep and to
 * clear; fill what it left indeterminate. */
int hl_bytes_settle(struct hl_run *run, struct hl_step *step);

/* Compare blocks that stand still (fixed, or locked): all of them, small ones
 * whole and big ones at samples. */
int hl_bytes_check(struct hl_run *run);

/* Compare every block, whole, unlocked ones through a lock. */
int hl_bytes_check_all(struct hl_run *run);

/* Leave rubbish in every block that is about to be freed: what the next input
 * finds must not look as if it had been cleared. */
void hl_bytes_spoil(void);

/* Compare the blocks in run->moved, whole. */
int hl_bytes_check_moved(struct hl_run *run);

/* ---- observe.c: where blocks lie ----------------------------------------- */

/* The address in step->actual, for calls that may choose one. */
void hl_observe_choice(struct hl_step *step);

/* 1 when the call may have moved unlocked blocks of other objects. */
int hl_observe_due(const struct hl_step *step);

/* Tell the model of moved blocks. 1 when it allowed all of them; `last` says
 * that no step will follow that could still explain one. */
int hl_observe_moves(struct hl_run *run, int last);

/* ---- compare.c ----------------------------------------------------------- */

/* 1 when the model refused the choice that the call made. (LocalFree of ~0
 * returns ~0 as well, and means it.) */
int hl_refused(const struct hl_step *step);

/* Result and last error of one call. */
int hl_compare_outcome(struct hl_run *run, const struct hl_step *step);

/* Every live object and the settings, as asked through the API. */
int hl_compare_state(struct hl_run *run);

/* Record the first difference; always 0. */
int hl_differ(struct hl_run *run, enum hl_field field, uint32_t name,
              uint64_t expected, uint64_t actual);

#endif /* HLOCAL_RUN_H */
