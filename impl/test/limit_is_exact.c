/* REP_8: exactly so many movable objects live at once; fixed ones do not
 * count, discarded ones do; a lowered limit lets nothing new live until
 * enough are freed. */
#include "check.h"
#include "heap_is_valid.h"

#define LIMIT 0x10000u

static HLOCAL held[LIMIT + 1];

static unsigned fill_up(unsigned count)
{
    while (count <= LIMIT) {
        held[count] = count % 2 ? LocalAlloc(LMEM_MOVEABLE, 0)
                                : GlobalAlloc(GMEM_MOVEABLE, 8);
        if (held[count] == NULL)
            break;
        count++;
    }
    return count;
}

int main(void)
{
    HLOCAL fixed = LocalAlloc(LMEM_FIXED, 8);
    unsigned count;

    CHECK(hl_get_movable_limit() == LIMIT);
    CHECK(fill_up(0) == LIMIT);
    CHECK_ERROR(LocalAlloc(LMEM_MOVEABLE, 1) == NULL, ERROR_NOT_ENOUGH_MEMORY);
    CHECK_ERROR(GlobalReAlloc(fixed, 0, GMEM_MODIFY | GMEM_MOVEABLE) == NULL,
                ERROR_NOT_ENOUGH_MEMORY);
    CHECK(LocalSize(fixed) == 8);
    CHECK(LocalFree(fixed) == NULL);
    fixed = LocalAlloc(LMEM_DISCARDABLE, 0);
    CHECK(fixed != NULL && LocalFree(fixed) == NULL);

    count = LIMIT;
    for (int i = 0; i < 200; i++)
        CHECK(LocalFree(held[--count]) == NULL);
    CHECK(fill_up(count) == LIMIT);

    CHECK(hl_set_movable_limit(1000));
    count = LIMIT;
    while (count > 1000) {
        CHECK(LocalFree(held[--count]) == NULL);
        CHECK(count >= 1000);
        if (count % 97 == 0 || count == 1000)
            CHECK_ERROR(LocalAlloc(LMEM_MOVEABLE, 1) == NULL,
                        ERROR_NOT_ENOUGH_MEMORY);
    }
    CHECK(LocalFree(held[--count]) == NULL);
    CHECK(fill_up(count) == 1000);

    CHECK(hl_set_movable_limit(1001));
    CHECK(fill_up(1000) == 1001);
    CHECK_ERROR(!hl_set_movable_limit(0), ERROR_INVALID_PARAMETER);
    CHECK_ERROR(!hl_set_movable_limit(HL_MOVABLE_LIMIT_MAX + 1u),
                ERROR_INVALID_PARAMETER);
    CHECK(hl_get_movable_limit() == 1001);
    CHECK_HEAP();
    return 0;
}
