/* Of pages that the program has locked in memory (mlock) the system discards
 * none: those of small blocks are cleared instead, which the checkers do not
 * mind, those of large ones replaced by a new mapping. What is allocated there
 * with LMEM_ZEROINIT is zero. */
#define _GNU_SOURCE
#include <sys/syscall.h>
#include <unistd.h>

#include "check.h"
#include "heap_is_valid.h"

#define LARGE 0x40000u
#define SMALL 4096u
#define COUNT 16

/* The checkers make mlock do nothing, so past them. */
static int locks(const void *start, size_t bytes)
{
    return syscall(SYS_mlock, start, bytes) == 0;
}

static void unlock(const void *start, size_t bytes)
{
    CHECK(syscall(SYS_munlock, start, bytes) == 0);
}

static unsigned char *make(size_t size)
{
    unsigned char *p = LocalAlloc(LMEM_FIXED, size);

    CHECK(p != NULL);
    memset(p, 0xA5, size);
    return p;
}

/* Blocks that are given back while their pages are locked. */
static void try(size_t size)
{
    unsigned char *held[COUNT];
    size_t given;

    for (int i = 0; i < COUNT; i++)
        CHECK(locks(held[i] = make(size), size));
    for (int i = 0; i < COUNT; i++)
        CHECK(LocalFree(held[i]) == NULL);
    given = hl_compact(0);
    CHECK(size != SMALL || given < COUNT * size / 2);
    for (int i = 0; i < COUNT; i++)
        CHECK(all_bytes(held[i] = LocalAlloc(LPTR, size), 0, size, 0));
    for (int i = 0; i < COUNT; i++) {
        unlock(held[i], size);
        CHECK(LocalFree(held[i]) == NULL);
    }
    (void)hl_compact(0);
}

/* A block that shrinks while its pages are locked. */
static void shrink(void)
{
    unsigned char *p = make(LARGE);

    CHECK(locks(p, LARGE));
    CHECK(LocalReAlloc(p, 17000, 0) == (HLOCAL)p);
    CHECK(LocalReAlloc(p, LARGE, LMEM_ZEROINIT) == (HLOCAL)p);
    CHECK(all_bytes(p, 0, 17000, 0xA5) && all_bytes(p, 17000, LARGE, 0));
    unlock(p, LARGE);
    CHECK(LocalFree(p) == NULL);
}

int main(void)
{
    unsigned char *p = make(COUNT * LARGE);

    if (!locks(p, COUNT * LARGE)) {
        puts("skipped: this user may not lock memory");
        return 0;
    }
    unlock(p, COUNT * LARGE);
    CHECK(LocalFree(p) == NULL);
    (void)hl_compact(0);
    try(SMALL);
    try(LARGE);
    shrink();
    CHECK_HEAP();
    return 0;
}
