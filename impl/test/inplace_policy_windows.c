/* HL_POLICY_1, HL_POLICY_2: with HL_INPLACE_WINDOWS a small fixed block is
 * never resized in place, not even to its own size; large ones and movable
 * ones as always. */
#include "check.h"
#include "heap_is_valid.h"

int main(void)
{
    HLOCAL f = LocalAlloc(LMEM_FIXED, 12), g, h;
    void *p;

    CHECK(f != NULL && hl_get_inplace_policy() == HL_INPLACE_CAPACITY);
    CHECK(LocalReAlloc(f, 12, 0) == f);
    CHECK(LocalReAlloc(f, 4, 0) == f && LocalSize(f) == 4);
    CHECK(LocalReAlloc(f, 0, 0) == f && LocalSize(f) == 0);
    CHECK_ERROR(LocalReAlloc(f, 5000, 0) == NULL, ERROR_NOT_ENOUGH_MEMORY);
    CHECK(LocalReAlloc(f, 12, 0) == f);

    CHECK_ERROR(!hl_set_inplace_policy(7), ERROR_INVALID_PARAMETER);
    CHECK(hl_set_inplace_policy(HL_INPLACE_WINDOWS));
    CHECK(hl_get_inplace_policy() == HL_INPLACE_WINDOWS);
    memset(f, 0x31, 12);
    CHECK_ERROR(LocalReAlloc(f, 12, 0) == NULL, ERROR_NOT_ENOUGH_MEMORY);
    CHECK_ERROR(LocalReAlloc(f, 0, 0) == NULL, ERROR_NOT_ENOUGH_MEMORY);
    CHECK(LocalSize(f) == 12);
    g = LocalReAlloc(f, 10, LMEM_MOVEABLE);
    CHECK(g != NULL && g != f && LocalSize(g) == 10);
    CHECK(all_bytes(g, 0, 10, 0x31));
    CHECK_ERROR(LocalFree(f) == f, ERROR_NOACCESS);
    CHECK(LocalFree(g) == NULL);

    f = LocalAlloc(LMEM_FIXED, 0x20000);
    CHECK(f != NULL);
    CHECK(LocalReAlloc(f, 0x20000 + 512, 0) == f);
    CHECK(LocalReAlloc(f, 10, LMEM_MOVEABLE) == f && LocalSize(f) == 10);
    CHECK(LocalReAlloc(f, 0, 0) == f && LocalSize(f) == 0);
    CHECK(LocalHandle(f) == f);
    CHECK(LocalFree(f) == NULL);

    h = LocalAlloc(LMEM_MOVEABLE, 12);
    p = LocalLock(h);
    CHECK(p != NULL && LocalReAlloc(h, 10, 0) == h && LocalSize(h) == 10);
    CHECK(LocalHandle(p) == h);
    CHECK_ERROR(LocalReAlloc(h, 512, 0) == NULL, ERROR_NOT_ENOUGH_MEMORY);
    CHECK(LocalReAlloc(h, 512, LMEM_MOVEABLE) == h && LocalSize(h) == 512);
    CHECK((LocalFlags(h) & LMEM_LOCKCOUNT) == 1);
    CHECK(LocalFree(h) == NULL);
    CHECK_HEAP();
    return 0;
}
