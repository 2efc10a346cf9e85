/* Pages that are moved go nowhere else than to the heap's own memory. The
 * kernel may unmap the destination before it refuses to move; if another
 * thread's mapping is there by the time we look, it is left alone: it keeps
 * its rights and its bytes, and the object is copied elsewhere. */
#define _GNU_SOURCE
#include <errno.h>
#include <stdarg.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "maps.h"

#define HAD 700000u
#define WANTED 30000000u
#define DONTUNMAP 4 /* MREMAP_DONTUNMAP, which older headers lack */

enum { PLAIN, HOLE, FOREIGN };

static int what;      /* the next move does */
static int attempts;  /* to move */
static char *foreign; /* where the other thread's mapping is */
static size_t foreign_bytes;

/* The system's, or a kernel that unmaps the destination and then fails. */
void *mremap(void *from, size_t had, size_t wanted, int flags, ...)
{
    va_list rest;
    void *to = NULL;

    if (flags & MREMAP_FIXED) {
        va_start(rest, flags);
        to = va_arg(rest, void *);
        va_end(rest);
        attempts++;
    }
    if (what == PLAIN || to == NULL)
        return (void *)syscall(SYS_mremap, from, had, wanted, flags, to);
    CHECK(munmap(to, wanted) == 0);
    if (what == FOREIGN) {
        foreign = mmap(to, wanted, PROT_READ,
                       MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0);
        CHECK(foreign == to);
        foreign_bytes = wanted;
    }
    errno = EFAULT;
    return MAP_FAILED;
}

/* Whether this system moves pages and lets the source stay (Linux 5.7). */
static int system_moves(void)
{
    char *p = mmap(NULL, HAD, PROT_READ | PROT_WRITE,
                   MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    char *to = mmap(NULL, HAD, PROT_READ | PROT_WRITE,
                    MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

    CHECK(p != MAP_FAILED && to != MAP_FAILED);
    return (char *)syscall(SYS_mremap, p, HAD, HAD,
                           MREMAP_MAYMOVE | MREMAP_FIXED | DONTUNMAP, to) == to;
}

/* An object is grown while the kernel behaves like that; it keeps its bytes. */
static void grow(UINT kind, int how)
{
    HLOCAL h = LocalAlloc(kind, HAD);
    HLOCAL wall = LocalAlloc(LMEM_FIXED, HAD); /* so it cannot grow in place */
    unsigned char *p = LocalLock(h);

    CHECK(p != NULL);
    memset(p, 0xA7, HAD);
    (void)LocalUnlock(h);
    what = how;
    h = LocalReAlloc(h, WANTED, LMEM_MOVEABLE | LMEM_ZEROINIT);
    what = PLAIN;
    CHECK(h != NULL && LocalSize(h) == WANTED);
    p = LocalLock(h);
    CHECK(p != NULL && all_bytes(p, 0, HAD, 0xA7));
    CHECK(all_bytes(p, HAD, WANTED, 0));
    CHECK(foreign == NULL || p + WANTED <= (unsigned char *)foreign ||
          (unsigned char *)foreign + foreign_bytes <= p);
    (void)LocalUnlock(h);
    CHECK(LocalFree(h) == NULL && LocalFree(wall) == NULL);
    (void)hl_compact(0);
}

/* Without the checkers, to whom those addresses are still a freed block's. */
__attribute__((no_sanitize("address"))) static int foreign_is_zero(void)
{
    int seen = 0;

    for (size_t i = 0; i < foreign_bytes; i++)
        seen |= foreign[i];
    return seen == 0;
}

int main(void)
{
    if (!system_moves()) {
        puts("skipped: this system does not move pages");
        return 0;
    }
    grow(LMEM_MOVEABLE, PLAIN);
    CHECK(attempts == 1);
    grow(LMEM_MOVEABLE, HOLE);
    grow(LMEM_FIXED, HOLE);
    CHECK(attempts == 3);

    grow(LMEM_MOVEABLE, FOREIGN);
    CHECK(attempts == 4 && foreign != NULL);
    CHECK(strcmp(maps_rights(foreign), "r--p") == 0);
    CHECK(foreign_is_zero());
    /* From then on, objects are copied. */
    grow(LMEM_FIXED, FOREIGN);
    CHECK(attempts == 4);
    CHECK(strcmp(maps_rights(foreign), "r--p") == 0);
    return 0;
}
