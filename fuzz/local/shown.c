/* Rows that match a step. */
#include "shown.h"
#include "report.h"

static const struct hl_row *const tables[] = {hl_rows_use, hl_rows_make,
                                              hl_rows_resize};

#define TABLES (sizeof tables / sizeof tables[0])

static int matches(const struct hl_row *row, const struct hl_step *step)
{
    enum hl_do does = hl_calls[step->args.call].does;
    if ((row->does & HL_BIT(does)) == 0 ||
        (row->kinds & HL_BIT(step->facts.kind)) == 0)
        return 0;
    return row->when == NULL || row->when(step);
}

uint32_t hl_ids(const struct hl_step *step, const char **ids, uint32_t max)
{
    uint32_t table, count = 0;
    for (table = 0; table < TABLES; table++) {
        const struct hl_row *row;
        for (row = tables[table]; row->id != NULL && count < max; row++)
            if (matches(row, step))
                ids[count++] = row->id;
    }
    return count;
}

const char *hl_ids_known(uint32_t index)
{
    uint32_t table;
    for (table = 0; table < TABLES; table++) {
        const struct hl_row *row;
        for (row = tables[table]; row->id != NULL; row++)
            if (index-- == 0)
                return row->id;
    }
    return NULL;
}
