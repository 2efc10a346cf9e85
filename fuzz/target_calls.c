/* Property: for every sequence of calls made by one thread, the implementation
 * answers exactly as the proven model, and every byte of every object is where
 * the model says it is.
 *
 * On a difference the report goes to stderr, the C program that shows it to
 * the file named by HL_PROGRAM, if any, and the process aborts. */
#include <stdlib.h>
#include "report.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct hl_run run;
    const char *program = getenv("HL_PROGRAM");
    FILE *to;
    if (hl_run(&run, data, size))
        return 0;
    hl_report(stderr, &run, NULL);
    to = program != NULL ? fopen(program, "w") : NULL;
    if (to != NULL) {
        hl_reproduce(to, &run);
        fclose(to);
    }
    abort();
}
