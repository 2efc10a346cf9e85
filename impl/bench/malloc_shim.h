/* Movable handles over malloc, as a porting layer would write them in an
 * afternoon: a malloc'd record (size, block, lock count), a malloc'd block
 * with a pointer back to its record in front, an atomic lock count.
 *
 * It checks nothing, has no generations, never moves a block and never
 * compacts. So its times are a lower bound for such layers, not an equal of
 * the API. Everything is inline and the flags are constants where it is
 * used: the fixed rows are bare malloc and free, the lock rows bare locked
 * instructions.
 *
 * A handle is 8 modulo 16, a fixed object is malloc's own pointer.
 */
#ifndef MALLOC_SHIM_H
#define MALLOC_SHIM_H

#include <malloc.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

typedef void *HLOCAL;
#define LMEM_FIXED 0x0000u
#define LMEM_MOVEABLE 0x0002u

struct shim_record {
    size_t size;            /* as last requested */
    void *block;            /* a handle is the address of this field */
    _Atomic uint32_t locks; /* relaxed would do: x86 locks the bus anyway */
};

/* The block begins this far into its malloc'd memory, to stay 16-aligned. */
#define SHIM_FRONT 16

static inline int shim_is_handle(const void *p)
{
    return ((uintptr_t)p & 8) != 0;
}

static inline struct shim_record *shim_record(HLOCAL h)
{
    /* Or the compiler warns of a record in front of malloc's own blocks. */
    __asm__("" : "+r"(h));
    return (struct shim_record *)((char *)h - sizeof(size_t));
}

static inline HLOCAL LocalAlloc(unsigned flags, size_t size)
{
    if (!(flags & LMEM_MOVEABLE))
        return malloc(size);
    struct shim_record *r = malloc(sizeof *r);
    char *memory = malloc(SHIM_FRONT + size);
    if (!r || !memory) {
        free(memory);
        free(r);
        return NULL;
    }
    *(struct shim_record **)memory = r;
    r->size = size;
    r->block = memory + SHIM_FRONT;
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
    free((char *)r->block - SHIM_FRONT);
    free(r);
    return NULL;
}

static inline HLOCAL LocalReAlloc(HLOCAL h, size_t size, unsigned flags)
{
    (void)flags;
    if (!shim_is_handle(h))
        return realloc(h, size);
    struct shim_record *r = shim_record(h);
    char *memory = realloc((char *)r->block - SHIM_FRONT, SHIM_FRONT + size);
    if (!memory)
        return NULL;
    r->block = memory + SHIM_FRONT;
    r->size = size;
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
    return shim_is_handle(h) ? shim_record(h)->size : malloc_usable_size(h);
}

static inline unsigned LocalFlags(HLOCAL h)
{
    return shim_is_handle(h) ? atomic_load(&shim_record(h)->locks) & 0xFF : 0;
}

/* For blocks of movable objects only; a fixed block has nothing in front. */
static inline HLOCAL LocalHandle(const void *block)
{
    return &(*(struct shim_record *const *)((const char *)block - SHIM_FRONT))
                ->block;
}

#endif /* MALLOC_SHIM_H */
