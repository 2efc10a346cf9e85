/* What people read: calls, the trace of an input, the report of a
 * difference, and a C program that shows the difference without this harness.
 * All of it speaks of objects by name. */
#ifndef HLOCAL_FUZZ_LOCAL_REPORT_H
#define HLOCAL_FUZZ_LOCAL_REPORT_H

#include <stdio.h>
#include "run.h"

/* ---- print.c ------------------------------------------------------------- */

/* "158 not locked" and the like; "" for unknown numbers. */
const char *hlf_print_error(uint32_t error);

/* The call as C would have it, objects as #0, #0.block + 8. */
void hlf_print_call(FILE *to, const struct hlf_run *run,
                    const struct hlf_event *event);

/* A result, as far as it is the same in every run of the same input. */
void hlf_print_result(FILE *to, const struct hlf_event *event);

/* All events of the input, one a line. */
void hlf_print_trace(FILE *to, const struct hlf_run *run);

/* ---- report.c ------------------------------------------------------------ */

/* Print run->difference on one screen. `again` is the command that repeats it;
 * NULL if the input has no file. */
void hlf_report(FILE *to, const struct hlf_run *run, const char *again);

/* ---- crash.c ------------------------------------------------------------- */

/* Call `report` when the process is about to die of a crash or of a
 * sanitizer's finding. */
void hlf_on_crash(void (*report)(void));

/* ---- reproduce.c --------------------------------------------------------- */

/* A C program that makes the same calls through <hlocal.h>, compares after
 * each, prints the first difference and then exits with 1. */
void hlf_reproduce(FILE *to, const struct hlf_run *run);

/* ---- local/shown.c ------------------------------------------------------- */

/* The requirements that an event showed (or broke), at most `max` of them; the
 * number stored. */
uint32_t hlf_ids(const struct hlf_event *event, const char **ids, uint32_t max);

/* The requirement at `index`, of all that calls can show; NULL past the
 * last. */
const char *hlf_ids_known(uint32_t index);

#endif /* HLOCAL_FUZZ_LOCAL_REPORT_H */
