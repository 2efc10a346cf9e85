/* Blocks: a slot of a size class, or a run of granules. Objects are made of
 * blocks; synchronising access to a block is the object's task.
 */
#ifndef HLOCAL_IMPL_HEAP_BLOCK_H
#define HLOCAL_IMPL_HEAP_BLOCK_H

#include <stdint.h>

#include "cache.h"

#define BLOCK_LARGE 63u

/* A block nobody else knows: its class, BLOCK_LARGE or a size class, and its
 * location there, a slot or a granule. */
struct block {
    uint32_t class;
    uint32_t location;
    int fresh; /* small: all its bytes are zero */
};

/* Take a block for `size` bytes, `growing` if an object has outgrown another
 * block; 0 when memory is short. Call
 * hli_block_expose before the program gets to see it. */
int hli_block_take(uint32_t kind, uint64_t size, int growing,
                   struct block *block);

/* Give back a block that no object uses any more. */
void hli_block_give(uint32_t kind, const struct block *block);

/* Where the block's bytes are. */
static inline uintptr_t block_address(uint32_t kind, const struct block *block)
{
    if (UNLIKELY(block->class == BLOCK_LARGE))
        return element_address(hli_span.large_base, block->location,
                               GRANULE_BYTES);
    return span_address(BIN_OF(kind, block->class), block->location);
}

/* The bytes a block can hold where it is; a large one may hold more. */
uint64_t hli_block_capacity(const struct block *block);

/* Copy `size` bytes from one block, of an object of size `size` or more, to
 * another. 0 when the target was lost on the way; the source is intact. */
int hli_block_carry(uint32_t from_kind, const struct block *from,
                    uint32_t to_kind, const struct block *to, uint64_t size);

/* Make room for `size` bytes in place; 0 if the block cannot hold them, or
 * if it may move and a cached run suits it better (large.h). */
int hli_block_fit(const struct block *block, uint64_t size, int may_move);

/* The program used the first `from` bytes of the block and may use the first
 * `to` bytes from now on. With `zero` the bytes gained are zero. */
void hli_block_expose(uint32_t kind, const struct block *block, uint64_t from,
                      uint64_t to, int zero);

#endif /* HLOCAL_IMPL_HEAP_BLOCK_H */
