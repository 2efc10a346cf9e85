/* Which requirement a step shows: tables from the kind of call, the kind of
 * its argument and a condition to the requirement's ID. A condition looks at
 * what was asked, what the model knew before, and what it expects. */
#ifndef HLOCAL_IDS_H
#define HLOCAL_IDS_H

#include "run.h"

struct hl_row {
    const char *id;
    uint32_t does;  /* HL_BIT of enum hl_do, one or more */
    uint32_t kinds; /* HL_BIT of HL_K_..., one or more */
    int (*when)(const struct hl_step *step); /* NULL: always */
};

#define HL_BIT(n) (1u << (n))
#define HL_ANY 0xFFFFFFFFu

extern const struct hl_row hl_rows_use[]; /* ended by a row without ID */
extern const struct hl_row hl_rows_make[];
extern const struct hl_row hl_rows_resize[];

#endif /* HLOCAL_IDS_H */
