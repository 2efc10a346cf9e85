/* The least work each call could do: what the machine itself costs, measured
 * by the same loops as the systems under test.
 *
 *   LocalLock, LocalUnlock   one locked read-modify-write each
 *   LocalSize, LocalFlags, LocalHandle   one load
 *   LocalAlloc, LocalFree    hand back the block just freed: touch only
 *   LocalReAlloc             mremap
 *
 * Not an allocator: nothing is ever reused except the last block freed.
 */
#ifndef HLOCAL_IMPL_BENCH_BARE_H
#define HLOCAL_IMPL_BENCH_BARE_H

#include <stdatomic.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

typedef void *HLOCAL;
#define LMEM_FIXED 0x0000u
#define LMEM_MOVEABLE 0x0002u

/* Untouched pages cost nothing; enough for every workload's live objects. */
#define BARE_ARENA ((size_t)64 << 30)
/* Mapped blocks keep their mapped length in front. */
#define BARE_FRONT 16

/* Taken from the arena at a time, so that threads share no cache line. */
#define BARE_CHUNK ((size_t)64 << 10)

/* Defined in work_machine.c. */
extern char *bare_arena;
extern size_t bare_used; /* atomic */
extern _Thread_local void *bare_last;
extern _Thread_local size_t bare_next, bare_end;

/* `need` bytes that nobody else will get, as an offset into the arena. */
static inline size_t bare_take(size_t need)
{
    size_t chunk = need > BARE_CHUNK ? need : BARE_CHUNK;
    if (bare_end - bare_next < need) {
        bare_next = __atomic_fetch_add(&bare_used, chunk, __ATOMIC_RELAXED);
        bare_end = bare_next + chunk;
    }
    bare_next += need;
    return bare_next - need;
}

static inline HLOCAL LocalAlloc(unsigned flags, size_t size)
{
    void *last = bare_last;
    (void)flags;
    if (last) {
        bare_last = NULL;
        return last;
    }
    if (!bare_arena)
        bare_arena = mmap(NULL, BARE_ARENA, PROT_READ | PROT_WRITE,
                          MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    /* A movable object is one word here: the densest handle table. */
    size_t need = flags & LMEM_MOVEABLE ? 8 : (size + 15) / 16 * 16;
    size_t at = bare_take(need);
    if (bare_arena == MAP_FAILED || at + need > BARE_ARENA)
        abort();
    return bare_arena + at;
}

static inline int bare_mapped(const void *p)
{
    return (uintptr_t)p - (uintptr_t)bare_arena >= BARE_ARENA;
}

static inline HLOCAL LocalFree(HLOCAL h)
{
    if (!bare_mapped(h)) {
        bare_last = h;
        return NULL;
    }
    char *mapping = (char *)h - BARE_FRONT;
    munmap(mapping, *(size_t *)mapping);
    return NULL;
}

static inline HLOCAL LocalReAlloc(HLOCAL h, size_t size, unsigned flags)
{
    size_t length = (size + BARE_FRONT + 4095) / 4096 * 4096;
    char *mapping;
    (void)flags;
    if (bare_mapped(h)) {
        mapping = (char *)h - BARE_FRONT;
        if (length == *(size_t *)mapping)
            return h;
        mapping = mremap(mapping, *(size_t *)mapping, length, MREMAP_MAYMOVE);
    } else {
        mapping = mmap(NULL, length, PROT_READ | PROT_WRITE,
                       MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
        LocalFree(h);
    }
    if (mapping == MAP_FAILED)
        abort();
    *(size_t *)mapping = length;
    return mapping + BARE_FRONT;
}

static inline void *LocalLock(HLOCAL h)
{
    atomic_fetch_add((_Atomic uint64_t *)h, 1);
    return h;
}

static inline int LocalUnlock(HLOCAL h)
{
    return atomic_fetch_sub((_Atomic uint64_t *)h, 1) != 1;
}

static inline size_t LocalSize(HLOCAL h)
{
    return *(volatile size_t *)h;
}

static inline unsigned LocalFlags(HLOCAL h)
{
    return *(volatile unsigned *)h;
}

static inline HLOCAL LocalHandle(const void *block)
{
    return *(void *const volatile *)block;
}

#endif /* HLOCAL_IMPL_BENCH_BARE_H */
