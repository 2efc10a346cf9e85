/* Which requirement an event shows: tables from the kind of call, the kind of
 * its argument and a condition to the requirement's ID. A condition looks at
 * what was asked, what the model knew before, and what it expects. */
#ifndef HLOCAL_FUZZ_LOCAL_SHOWN_H
#define HLOCAL_FUZZ_LOCAL_SHOWN_H

#include "run.h"

struct hlf_row {
    const char *id;
    uint32_t does;  /* HLF_BIT of enum hlf_do, one or more */
    uint32_t kinds; /* HLF_BIT of HLM_K_..., one or more */
    int (*when)(const struct hlf_event *event); /* NULL: always */
};

#define HLF_BIT(n) (1u << (n))
#define HLF_ANY 0xFFFFFFFFu

/* Conditions that several tables use. */
static inline int has(const struct hlf_event *s, uint32_t bits)
{
    return (s->args.flags & bits) != 0;
}

static inline int global(const struct hlf_event *s)
{
    return hlf_calls[s->args.call].global;
}

static inline int made(const struct hlf_event *s)
{
    return s->expected.result != 0 && s->expected.result != HLM_ILLEGAL_CHOICE;
}

static inline int out_of_memory(const struct hlf_event *s)
{
    return s->expected.result == 0 &&
           s->expected.error == ERROR_NOT_ENOUGH_MEMORY;
}

static inline int discardable(const struct hlf_event *s)
{
    return has(s, global(s) ? GMEM_DISCARDABLE : LMEM_DISCARDABLE);
}

extern const struct hlf_row hlf_rows_use[]; /* ended by a row without ID */
extern const struct hlf_row hlf_rows_make[];
extern const struct hlf_row hlf_rows_resize[];

#endif /* HLOCAL_FUZZ_LOCAL_SHOWN_H */
