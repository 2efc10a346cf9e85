/* In an ASan build, and under Valgrind in one for it, bytes beside a live
 * object's are out of bounds: behind its last byte, after it is freed, and
 * where it was before it moved. */
#include "check.h"
#include "heap/poison.h"

#if defined(POISON_ASAN)
static int hidden(const void *p)
{
    return __asan_address_is_poisoned(p);
}
#elif defined(HL_VALGRIND)
static int hidden(const void *p)
{
    uintptr_t bad;

    VALGRIND_DISABLE_ERROR_REPORTING;
    bad = VALGRIND_CHECK_MEM_IS_ADDRESSABLE(p, 1);
    VALGRIND_ENABLE_ERROR_REPORTING;
    return bad != 0;
}
#endif

int main(void)
{
#if defined(POISON_ASAN) || defined(HL_VALGRIND)
    static const size_t sizes[] = {1, 15, 16, 100, 5000, 16384, 70000};

    for (unsigned i = 0; i < 7; i++) {
        size_t n = sizes[i];
        HLOCAL h = LocalAlloc(LHND, n);
        char *f = LocalAlloc(LMEM_FIXED, n), *p = LocalLock(h);

        CHECK(f != NULL && p != NULL);
        CHECK(!hidden(f) && !hidden(f + n - 1));
        CHECK(!hidden(p) && !hidden(p + n - 1));
        if (n % 16 != 0)
            CHECK(hidden(f + n) && hidden(p + n));
        CHECK(LocalReAlloc(h, n / 2 + 1, 0) == h);
        CHECK(!hidden(p + n / 2) && (n < 4 || hidden(p + n / 2 + 1)));
        CHECK(LocalReAlloc(h, 3 * n, LMEM_MOVEABLE | LMEM_ZEROINIT) == h);
        p = LocalLock(h);
        CHECK(p != NULL && !hidden(p + 3 * n - 1));
        CHECK(LocalFree(h) == NULL && LocalFree(f) == NULL);
        CHECK(hidden(f) && hidden(f + n - 1) && hidden(p));
    }
#endif
    return 0;
}
