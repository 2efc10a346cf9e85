/* Reading the settings, which the first calls do, keeps errno, also when a
 * number is too long. */
#include <errno.h>

#include "check.h"
#include "heap_is_valid.h"

int main(void)
{
    HLOCAL object;

    CHECK(setenv("HLOCAL_MOVABLE_LIMIT", "99999999999999999999999", 1) == 0);
    CHECK(setenv("HLOCAL_COMPACT", "7", 1) == 0);
    errno = 77;
    object = LocalAlloc(LMEM_MOVEABLE, 8);
    CHECK(object != NULL && errno == 77);
    CHECK(hl_get_movable_limit() == 65536 && errno == 77);
    CHECK(LocalFree(object) == NULL && errno == 77);
    CHECK_HEAP();
    return 0;
}
