#include "block.h"

#include <string.h>

#include "large.h"
#include "poison.h"

static void *bytes_at(uint32_t kind, const struct block *block, uint64_t offset)
{
    uintptr_t at = byte_address(block_address(kind, block), offset);

    return (void *)at; // NOLINT(performance-no-int-to-ptr)
}

static int take_small(uint32_t kind, uint32_t size, struct block *block)
{
    /* A class whose region is full is served by the next larger one. */
    for (uint32_t class = hli_span_class[class_sixteens(size)];
         class < CLASS_COUNT; class ++) {
        uint32_t entry = cache_take(BIN_OF(kind, class));

        if (LIKELY(entry != SLOT_NONE)) {
            block->class = class;
            block->location = entry_slot(entry);
            block->fresh = entry_is_fresh(entry);
            return 1;
        }
    }
    return 0;
}

int hli_block_take(uint32_t kind, uint64_t size, int growing,
                   struct block *block)
{
    /* An open span is what makes the class table valid. */
    if (!span_is_open() && !hli_span_open())
        return 0;
    if (LIKELY(size <= CLASS_SIZE_MAX) &&
        LIKELY(take_small(kind, (uint32_t)size, block)))
        return 1;
    block->class = BLOCK_LARGE;
    block->fresh = 0;
    block->location = hli_large_take(size, growing);
    return block->location != LARGE_NONE;
}

void hli_block_give(uint32_t kind, const struct block *block)
{
    if (UNLIKELY(block->class == BLOCK_LARGE)) {
        hli_large_give(block->location);
        return;
    }
    poison_bytes(block_address(kind, block),
                 hli_span.bin[block->class].shape.size);
    cache_give(BIN_OF(kind, block->class), block->location);
}

uint64_t hli_block_capacity(const struct block *block)
{
    if (block->class == BLOCK_LARGE)
        return element_address(0, hli_span.large[block->location].extent,
                               GRANULE_BYTES);
    return hli_span.bin[block->class].shape.size;
}

int hli_block_carry(uint32_t from_kind, const struct block *from,
                    uint32_t to_kind, const struct block *to, uint64_t size)
{
    if (from->class == BLOCK_LARGE && to->class == BLOCK_LARGE)
        return hli_large_carry(from->location, to->location, size);
    if (to->class == BLOCK_LARGE)
        hli_large_expose(to->location, 0, size, 0);
    else
        unpoison_bytes(block_address(to_kind, to), size);
    memcpy(bytes_at(to_kind, to, 0), bytes_at(from_kind, from, 0), size);
    return 1;
}

int hli_block_fit(const struct block *block, uint64_t size, int may_move)
{
    if (block->class == BLOCK_LARGE)
        return hli_large_fit(block->location, size, may_move);
    return size <= hli_span.bin[block->class].shape.size;
}

static void expose_small(uint32_t kind, const struct block *block,
                         uint64_t from, uint64_t to, int zero)
{
    uintptr_t address = block_address(kind, block);

    /* Bytes that are shown stay so: others may hold a lock and read. */
    unpoison_bytes(address, to);
    poison_bytes(address + to, hli_span.bin[block->class].shape.size - to);
    if (zero && from < to && !block->fresh)
        memset(bytes_at(kind, block, from), 0, to - from);
}

void hli_block_expose(uint32_t kind, const struct block *block, uint64_t from,
                      uint64_t to, int zero)
{
    if (block->class == BLOCK_LARGE && to < from)
        hli_large_shrink(block->location, to);
    else if (block->class == BLOCK_LARGE)
        hli_large_expose(block->location, from, to, zero);
    else
        expose_small(kind, block, from, to, zero);
}
