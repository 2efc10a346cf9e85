/* Rows that match an event. */
#include "shown.h"
#include "report.h"

static const struct hlf_row *const tables[] = {hlf_rows_use, hlf_rows_make,
                                               hlf_rows_resize};

#define TABLES (sizeof tables / sizeof tables[0])

static int matches(const struct hlf_row *row, const struct hlf_event *event)
{
    enum hlf_do does = hlf_calls[event->args.call].does;
    if ((row->does & HLF_BIT(does)) == 0 ||
        (row->kinds & HLF_BIT(event->facts.kind)) == 0)
        return 0;
    return row->when == NULL || row->when(event);
}

uint32_t hlf_ids(const struct hlf_event *event, const char **ids, uint32_t max)
{
    uint32_t table, count = 0;
    for (table = 0; table < TABLES; table++) {
        const struct hlf_row *row;
        for (row = tables[table]; row->id != NULL && count < max; row++)
            if (matches(row, event))
                ids[count++] = row->id;
    }
    return count;
}

const char *hlf_ids_known(uint32_t index)
{
    uint32_t table;
    for (table = 0; table < TABLES; table++) {
        const struct hlf_row *row;
        for (row = tables[table]; row->id != NULL; row++)
            if (index-- == 0)
                return row->id;
    }
    return NULL;
}
