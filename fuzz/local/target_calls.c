/* Property: for every sequence of calls made by one thread, the implementation
 * answers exactly as the proven model, and every byte of every object is where
 * the model says it is.
 *
 * On a difference the report goes to stderr, the C program that shows it to
 * the file named by HL_PROGRAM, if any, and the process aborts. */
#include <inttypes.h>
#include <stdlib.h>
#include "leftover.h"
#include "report.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Memory that leaks shows when a run ends; replay finds out whose it was. */
static void look_for_leaks(void)
{
    uint64_t left = hlf_impl_leftover(), space = hlf_impl_space_left();
    if (left != 0)
        fprintf(stderr, "hlocal: leak of %" PRIu64 " bytes\n", left);
    if (space != 0)
        fprintf(stderr, "hlocal: leak of address space, %" PRIu64 "\n", space);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct hlf_run run;
    const char *program = getenv("HL_PROGRAM");
    static int begun;
    FILE *to;
    if (!begun++)
        atexit(look_for_leaks);
    if (hlf_run(&run, data, size))
        return 0;
    hlf_report(stderr, &run, NULL);
    to = program != NULL ? fopen(program, "w") : NULL;
    if (to != NULL) {
        hlf_reproduce(to, &run);
        fclose(to);
    }
    abort();
}
