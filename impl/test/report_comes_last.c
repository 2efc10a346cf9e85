/* HL_REPORT_1: what the program's own destructors free is no leak; the report
 * comes after them and after what atexit runs. */
#include "run_program.h"

static HLOCAL freed_at_exit, freed_by_destructor, never_freed;

static void at_exit(void)
{
    CHECK(LocalFree(freed_at_exit) == NULL);
}

__attribute__((destructor)) static void destroy(void)
{
    CHECK(LocalFree(freed_by_destructor) == NULL);
}

static int leak(void)
{
    freed_at_exit = LocalAlloc(LMEM_FIXED, 111);
    freed_by_destructor = LocalAlloc(LMEM_MOVEABLE, 222);
    never_freed = LocalAlloc(LMEM_FIXED, 333);
    CHECK(freed_at_exit != NULL && freed_by_destructor != NULL);
    return atexit(at_exit);
}

int main(int count, char **arguments)
{
    static char text[4096];

    if (count > 1)
        return leak();
    CHECK(setenv("HLOCAL_REPORT", "1", 1) == 0);
    CHECK(run_program(arguments[0], "leak", text, sizeof text) > 0);
    CHECK(strstr(text, "111 bytes") == NULL);
    CHECK(strstr(text, "222 bytes") == NULL);
    CHECK(strstr(text, "333 bytes") != NULL);
    CHECK(strstr(text, "1 objects not freed") != NULL);
    return 0;
}
