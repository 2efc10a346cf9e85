/* No call of the API changes errno, whether it succeeds or fails, the first
 * one included, which reads the environment and reserves address space; not
 * even where the system refuses something along the way: memory is short,
 * mappings are gone, or pages are locked and cannot be given back. */
#define _GNU_SOURCE
#include <errno.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "check.h"
#include "heap/os.h"
#include "heap_is_valid.h"
#include "hlocal/stats.h"

#define UNTOUCHED 4321

static unsigned refused;

/* `call` keeps errno; whether it is refused is not the matter here. */
#define KEEPS(call)                                                            \
    do {                                                                       \
        errno = UNTOUCHED;                                                     \
        refused += (call) == 0;                                                \
        if (errno != UNTOUCHED) {                                              \
            fprintf(stderr, "%s:%d: errno %d after %s\n", __FILE__, __LINE__,  \
                    errno, #call);                                             \
            exit(1);                                                           \
        }                                                                      \
    } while (0)

static BOOL visit(const struct hl_object *object, void *context)
{
    (void)object;
    (void)context;
    return TRUE;
}

static void ask(HLOCAL h)
{
    KEEPS(LocalSize(h));
    KEEPS(LocalFlags(h));
    KEEPS(LocalLock(h));
    KEEPS(LocalHandle(h));
    KEEPS(LocalUnlock(h));
    KEEPS(LocalUnlock(h));
    KEEPS(GlobalSize(h));
    KEEPS(GlobalFlags(h));
}

static void live(UINT kind, size_t size)
{
    HLOCAL h, moved;

    KEEPS((h = LocalAlloc(kind, size)));
    CHECK(h != NULL);
    ask(h);
    KEEPS((moved = LocalReAlloc(h, 3 * size, LMEM_MOVEABLE | LMEM_ZEROINIT)));
    h = moved != NULL ? moved : h;
    KEEPS((moved = LocalReAlloc(h, 40 * size, LMEM_MOVEABLE)));
    h = moved != NULL ? moved : h;
    KEEPS(LocalReAlloc(h, (size_t)1 << 62, LMEM_MOVEABLE));
    KEEPS(LocalReAlloc(h, size, 0));
    KEEPS(LocalReAlloc(h, 0, GMEM_MODIFY | LMEM_DISCARDABLE));
    KEEPS(LocalDiscard(h));
    KEEPS(LocalFree(h));
    ask(h);
    KEEPS(LocalReAlloc(h, size, 0));
}

static void pages_are_locked(void)
{
    size_t size = 1000000;
    char *p = LocalAlloc(LMEM_FIXED, size);
    char *page;

    CHECK(p != NULL);
    memset(p, 1, size);
    page = p + 4 * hli_os_page();
    /* ASan's mlock does nothing. */
    if (syscall(SYS_mlock, page, hli_os_page()) != 0)
        puts("no page may be locked; that case is left out");
    KEEPS(LocalReAlloc(p, 100, 0));
    KEEPS(LocalFree(p));
    KEEPS(hl_compact(0));
}

static void memory_is_short(void)
{
    HLOCAL h;

    for (unsigned long k = 1; k < 12; k++) {
        hli_os_fail_at(k);
        KEEPS((h = LocalAlloc(LPTR, 800000)));
        KEEPS((h = h != NULL ? LocalReAlloc(h, 9000000, LMEM_MOVEABLE) : NULL));
        KEEPS(LocalFree(h));
        KEEPS(hl_compact(0));
        hli_os_fail_at(0);
    }
    /* Refused by the system itself, after a compaction and another try. */
    KEEPS((h = LocalAlloc(LMEM_FIXED, (size_t)1 << 44)));
    KEEPS(LocalFree(h));
    KEEPS((h = LocalAlloc(LMEM_FIXED, (size_t)1 << 62)));
}

int main(void)
{
    struct hl_stats stats;
    HLOCAL first;

    CHECK(setenv("HLOCAL_MOVABLE_LIMIT", "100000", 1) == 0);
    CHECK(setenv("HLOCAL_COMPACT", "99999999999999999999", 1) == 0);
    KEEPS((first = LocalAlloc(LHND, 10)));
    KEEPS(hl_get_movable_limit());
    KEEPS(hl_get_inplace_policy());
    KEEPS(hl_set_inplace_policy(77));
    KEEPS(hl_set_movable_limit(0));
    KEEPS(LocalFree(first));
    for (size_t size = 8; size < 4000000; size = size * 5 + 1) {
        live(LMEM_FIXED, size);
        live(LHND, size);
    }
    KEEPS((hl_get_stats(&stats), 1));
    KEEPS(hl_walk(visit, NULL));
    KEEPS(hl_compact(50));
    KEEPS(hl_compact(0));
    KEEPS(LocalCompact(0));
    KEEPS(GlobalCompact(0));
    KEEPS(LocalFree((HLOCAL)0x1234));
    KEEPS(LocalFree(NULL));
    pages_are_locked();
    memory_is_short();
    CHECK(refused != 0);
    CHECK_HEAP();
    return 0;
}
