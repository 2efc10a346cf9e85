/* The address span all blocks lie in, and the metadata that lies elsewhere.
 *
 * One reservation is divided into 128 regions of equal size: one for each
 * fixed and each movable size class (a "bin"), and the rest, in one piece,
 * for large blocks. From a pointer its bin and slot follow by arithmetic;
 * what is known about the slot stands in a second reservation, so nothing a
 * program can overwrite through its blocks is ever trusted.
 *
 * Everything here is written once, by hli_span_open, and read-only after,
 * except the atomic counts, which only grow.
 */
#ifndef HLOCAL_IMPL_HEAP_SPAN_H
#define HLOCAL_IMPL_HEAP_SPAN_H

#include <stddef.h>
#include <stdint.h>

#include "../compiler.h"
#include "../core/slot_state.h"
#include "../core/address.h"
#include "../sync.h"

#define SPAN_BYTES_MAX SPAN_MOST   /* 2^46 */
#define SPAN_BYTES_MIN 0x4000000ul /* 2^26 */

/* Kinds of blocks; they never share a slab. */
#define KIND_FIXED 0u
#define KIND_MOVABLE 1u

#define BIN_COUNT (2u * CLASS_COUNT)
#define BIN_OF(kind, class) ((kind)*CLASS_COUNT + (class))

struct slab;
struct large;
struct cache;

/* One size class of one kind. */
struct bin_view {
    uintptr_t base; /* of the region */
    struct class_shape shape;
    _Atomic uint16_t *state; /* per slot, fixed bins */
    _Atomic uint32_t *owner; /* per slot, movable bins */
    _Atomic uint64_t end;    /* bytes from base whose metadata is readable */
    uint32_t slot_limit;     /* whole slabs that the region holds */
    struct slab *slab;       /* per slab */
} __attribute__((aligned(64)));

/* Where a class's blocks lie: address = base + location * stride. Index 63,
 * WORD_CLASS_LARGE, serves large blocks, whose location is a granule. */
struct location_view {
    uintptr_t base;
    uint64_t stride;
};

struct span {
    _Atomic uintptr_t base; /* settles before `bytes` does */
    _Atomic uint64_t bytes; /* 0 until the span stands; then all is readable */
    uint32_t region_scale;  /* see region_of */
    uint32_t index_limit;   /* handles that the table has room for */
    uint32_t granule_limit; /* granules of the large area */
    uintptr_t large_base;
    struct large *large;    /* per granule */
    _Atomic uint32_t *head; /* per granule: where its block begins */
    void *words;            /* handle words, see handle/table.h */
    void *locations;        /* locations, see handle/table.h */
    struct cache *caches;   /* thread caches, see cache.h */
    uint32_t cache_limit;
    struct bin_view bin[BIN_COUNT];
    struct location_view location[64];
};

extern struct span hli_span HL_HIDDEN;

/* class_of, tabulated for class_sixteens. */
extern uint8_t hli_span_class[CLASS_SIZE_MAX / 16u + 1u] HL_HIDDEN;

/* Reserve and lay out, once; 0 when no address space can be had, and then a
 * later call tries again. Thread-safe. */
int hli_span_open(void);

/* Whether it stands. Acquire pairs with hli_span_open's release. */
static inline int span_is_open(void)
{
    return atomic_load_explicit(&hli_span.bytes, memory_order_acquire) != 0;
}

/* Make metadata bytes `from` .. `to` of an array readable and writable, of
 * which bytes below `from` are already. 0 when memory is short. */
int hli_span_commit(void *array, uint64_t from, uint64_t to);

/* What a pointer into the span points at. */
struct spot {
    uint32_t bin;    /* BIN_COUNT for the large area */
    uint32_t slot;   /* or granule */
    uint64_t offset; /* bytes past the start of the slot or granule */
};

/* Find the slot or granule that holds address `p`. 0 when `p` is outside the
 * span, or where no slab has ever been. */
HL_HOT int span_find(uintptr_t p, struct spot *spot)
{
    /* Acquire pairs with hli_span_open's release: all else is set up. */
    uint64_t bytes =
        atomic_load_explicit(&hli_span.bytes, memory_order_acquire);
    uint64_t offset = address_offset(
        atomic_load_explicit(&hli_span.base, memory_order_relaxed), p);
    const struct bin_view *view;
    uint64_t region;
    struct quotient quotient;

    if (UNLIKELY(offset >= bytes))
        return 0;
    region = region_of(offset, bytes / REGION_COUNT, hli_span.region_scale);
    if (UNLIKELY(region >= BIN_COUNT)) {
        quotient = granule_find(address_offset(hli_span.large_base, p));
        spot->bin = BIN_COUNT;
        spot->slot = (uint32_t)quotient.number;
        spot->offset = quotient.offset;
        return 1;
    }
    view = &hli_span.bin[region];
    offset = address_offset(view->base, p);
    /* Acquire pairs with the release that follows the commit of the slots'
     * metadata. Below, slot_find is exact: see lay_out_bin. */
    if (UNLIKELY(offset >=
                 atomic_load_explicit(&view->end, memory_order_acquire)))
        return 0;
    quotient = slot_find(view->shape, offset);
    spot->bin = (uint32_t)region;
    spot->slot = (uint32_t)quotient.number;
    spot->offset = quotient.offset;
    return 1;
}

/* The address of a slot. */
static inline uintptr_t span_address(uint32_t bin, uint32_t slot)
{
    return element_address(hli_span.bin[bin].base, slot,
                           hli_span.bin[bin].shape.size);
}

#endif /* HLOCAL_IMPL_HEAP_SPAN_H */
