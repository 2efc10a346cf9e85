/* HL_WALK_1, HL_REPORT_1: before the first allocation there is nothing to
 * walk, and a run that allocates nothing has nothing to report, with the
 * library in the program or loaded beside it. */
#include "hlocal/stats.h"
#include "run_program.h"

static BOOL refuse(const struct hl_object *object, void *context)
{
    (void)object;
    (void)context;
    CHECK(!"nothing lives");
    return FALSE;
}

int main(int count, char **arguments)
{
    static char text[4096];
    struct hl_stats stats;

    if (count > 1)
        return 0;
    CHECK_ERROR(hl_walk(refuse, NULL) == 0, KEPT);
    CHECK_ERROR((hl_get_stats(&stats), stats.reserved == 0), KEPT);

    CHECK(setenv("HLOCAL_REPORT", "1", 1) == 0);
    CHECK(run_program(arguments[0], "idle", text, sizeof text) == 0);
    CHECK(setenv("LD_PRELOAD", beside(arguments[0], "../libhlocal.so"), 1) ==
          0);
    CHECK(run_program("/bin/true", NULL, text, sizeof text) == 0);
    return 0;
}
