/* Movable handles over malloc, as a porting layer would write them in an
 * afternoon: a malloc'd record (lock count, block), and a malloc'd block with
 * a pointer back to its record and the size in front, no byte wasted.
 *
 * It checks nothing, has no generations, never moves a block and never
 * compacts. So its times are a lower bound for such layers, not an equal of
 * the API. Everything is inline and the flags are constants where it is
 * used: the fixed rows are bare malloc and free, the lock rows bare locked
 * instructions.
 *
 * A handle is 8 modulo 16, a fixed object is malloc's own pointer.
 */
#ifndef HLOCAL_IMPL_BENCH_MALLOC_SHIM_H
#define HLOCAL_IMPL_BENCH_MALLOC_SHIM_H

#include <malloc.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

typedef void *HLOCAL;
#define LMEM_FIXED 0x0000u
#define LMEM_MOVEABLE 0x0002u

struct shim_record {
    _Atomic uint32_t locks;
    void *block; /* a handle is the address of this field */
};

/* In front of a block; keeps it 16-aligned. */
struct shim_front {
    struct shim_record *record;
    size_t size; /* as last requested */
};

static inline int shim_is_handle(const void *p)
{
    return ((uintptr_t)p & 8) != 0;
}

static inline struct shim_record *shim_record(HLOCAL h)
{
    /* Or the compiler warns of a record in front of malloc's own blocks. */
    __asm__("" : "+r"(h));
    return (struct shim_record *)((char *)h -
                                  offsetof(struct shim_record, block));
}

static inline struct shim_front *shim_front(const void *block)
{
    return (struct shim_front *)block - 1;
}

static inline HLOCAL LocalAlloc(unsigned flags, size_t size)
{
    if (!(flags & LMEM_MOVEABLE))
        return malloc(size);
    struct shim_record *r = malloc(sizeof *r);
    struct shim_front *front = malloc(sizeof *front + size);
    if (!r || !front) {
        free(front);
        free(r);
        return NULL;
    }
    *front = (struct shim_front){r, size};
    r->block = front + 1;
    atomic_init(&r->locks, 0);
    return &r->block;
}

static inline HLOCAL LocalFree(HLOCAL h)
{
    if (!shim_is_handle(h)) {
        free(h);
        return NULL;
    }
    struct shim_record *r = shim_record(h);
    free(shim_front(r->block));
    free(r);
    return NULL;
}

static inline HLOCAL LocalReAlloc(HLOCAL h, size_t size, unsigned flags)
{
    (void)flags;
    if (!shim_is_handle(h))
        return realloc(h, size);
    struct shim_record *r = shim_record(h);
    struct shim_front *front =
        realloc(shim_front(r->block), sizeof *front + size);
    if (!front)
        return NULL;
    front->size = size;
    r->block = front + 1;
    return h;
}

static inline void *LocalLock(HLOCAL h)
{
    if (!shim_is_handle(h))
        return h;
    struct shim_record *r = shim_record(h);
    atomic_fetch_add(&r->locks, 1);
    return r->block;
}

static inline int LocalUnlock(HLOCAL h)
{
    if (!shim_is_handle(h))
        return 0;
    return atomic_fetch_sub(&shim_record(h)->locks, 1) != 1;
}

static inline size_t LocalSize(HLOCAL h)
{
    return shim_is_handle(h) ? shim_front(shim_record(h)->block)->size
                             : malloc_usable_size(h);
}

static inline unsigned LocalFlags(HLOCAL h)
{
    return shim_is_handle(h) ? atomic_load(&shim_record(h)->locks) & 0xFF : 0;
}

/* For blocks of movable objects only; a fixed block has nothing in front. */
static inline HLOCAL LocalHandle(const void *block)
{
    return &shim_front(block)->record->block;
}

#endif /* HLOCAL_IMPL_BENCH_MALLOC_SHIM_H */
