/* The order of the sections, and the one line each case prints. */
#include "probe.h"

#include <stdarg.h>
#include <stdio.h>

static unsigned first_case; /* cases before it belong to other processes */
static unsigned case_count;
static int case_harmful;

int probe_case(const char *row, const char *title, ...)
{
    va_list arguments;

    if (case_harmful)
        platform_hand_over();
    case_harmful = 0;
    if (case_count++ < first_case)
        return 0;
    printf("%s: ", row);
    va_start(arguments, title);
    vprintf(title, arguments);
    va_end(arguments);
    printf(" -> ");
    fflush(stdout); /* so that a crash leaves the case's name behind */
    return 1;
}

void probe_harmful(void)
{
    case_harmful = 1;
}

void probe_say(const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    vprintf(format, arguments);
    va_end(arguments);
}

void probe_answer(const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    vprintf(format, arguments);
    va_end(arguments);
    printf("\n");
    fflush(stdout);
}

static void run(unsigned first)
{
    first_case = first;
    probe_constants();
    probe_representation();
    probe_last_error();
    probe_alloc();
    probe_limit();
    probe_live();
    probe_bad();
    probe_mixed();
    probe_realloc();
    probe_modify();
    probe_old_calls();
    probe_crowded();
    probe_grid();
}

int main(int argc, char **argv)
{
    return platform_main(argc, argv, run);
}
