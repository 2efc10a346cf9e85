#include "checks.h"

#if HL_CHECKS

#include <stdlib.h>

#include "say.h"

void hli_check_failed(const char *file, int line, const char *condition)
{
    hl_say("%s:%d: required, and not so: %s", file, line, condition);
    abort();
}

int hli_check_report(const char *file, int line, const char *condition)
{
    hl_say("%s:%d: the invariant is broken: %s", file, line, condition);
    return 0;
}

#else

/* ISO C wants something in every translation unit. */
typedef int hli_no_checks;

#endif
