/* Which block is whose: the out-of-band entries of movable blocks, for the
 * thread that owns object or block at that moment.
 */
#ifndef HLOCAL_IMPL_HANDLE_OWNER_ENTRY_H
#define HLOCAL_IMPL_HANDLE_OWNER_ENTRY_H

#include "../heap/block.h"
#include "../heap/large.h"
#include "../heap/table.h"

/* The block of a word's object. It holds while nobody else may move it. */
static inline struct block owned_block(uint64_t word, uint32_t index)
{
    return (struct block){(uint32_t)W_CLASS(word), table_location(index), 0};
}

/* The word's size field for a block of `size` bytes. */
static inline uint64_t size_field(const struct block *block, uint64_t size)
{
    return block->class == BLOCK_LARGE ? 0ul : size;
}

static inline _Atomic uint32_t *owner_entry(const struct block *block)
{
    return &hli_span.bin[BIN_OF(KIND_MOVABLE, block->class)]
                .owner[block->location];
}

/* Write down that a block of `size` bytes is the object's, here and in the
 * table. Relaxed: the word that is published next releases it. */
static inline void owner_entry_set(const struct block *block, uint32_t index,
                                   uint64_t size)
{
    if (UNLIKELY(block->class == BLOCK_LARGE))
        hli_large_publish(block->location, LARGE_MOVABLE, index, size);
    else
        atomic_store_explicit(owner_entry(block), index, memory_order_relaxed);
    table_location_set(index, block->location);
}

/* A large block's size changed in place; a small one's is in the word. The
 * release pairs with the acquire in read_large. */
static inline void owner_entry_resize(const struct block *block, uint64_t size)
{
    if (block->class == BLOCK_LARGE)
        atomic_store_explicit(&hli_span.large[block->location].state,
                              large_state(LARGE_MOVABLE, size),
                              memory_order_release);
}

/* Exact size, of a block that the caller owns; relaxed, for nobody else
 * changes it meanwhile. */
static inline uint64_t owned_size(uint64_t word, const struct block *block)
{
    if (block->class == BLOCK_LARGE)
        return LARGE_SIZE(atomic_load_explicit(
            &hli_span.large[block->location].state, memory_order_relaxed));
    return W_SIZE(word);
}

/* The block is no object's any more. The release pairs with the acquires of
 * large blocks' states: a run seen free has been let go of. Relaxed for a
 * slot: readers check it against the word, which says so already. */
static inline void owned_release(const struct block *block)
{
    if (UNLIKELY(block->class == BLOCK_LARGE))
        atomic_store_explicit(&hli_span.large[block->location].state,
                              large_state(LARGE_FREE, 0), memory_order_release);
    else
        atomic_store_explicit(owner_entry(block), OWNER_NONE,
                              memory_order_relaxed);
    hli_block_give(KIND_MOVABLE, block);
}

#endif /* HLOCAL_IMPL_HANDLE_OWNER_ENTRY_H */
