/* What several clients need: objects that do not lie where others would, and a
 * mover that does to one object what compaction does.
 */
#ifndef HLOCAL_IMPL_WEAKMEM_CLIENTS_PARTS_H
#define HLOCAL_IMPL_WEAKMEM_CLIENTS_PARTS_H

#include "client.h"
#include "core/tag.h"
#include "handle/move.h"
#include "handle/movable.h"
#include "heap/slab.h"

/* A movable object of `bytes` bytes whose slot number tells it from those in
 * other classes: `skip` others of its size lie before it. */
static inline HLOCAL object_new(size_t bytes, int skip)
{
    HLOCAL object = LocalAlloc(LMEM_MOVEABLE, bytes);

    while (skip-- > 0)
        object = LocalAlloc(LMEM_MOVEABLE, bytes);
    return object;
}

static inline uint32_t index_of(HLOCAL object)
{
    return (uint32_t)tag_index((uintptr_t)object);
}

/* Where the object is: of the only thread there is. */
static inline char *address_of(HLOCAL object)
{
    char *address = LocalLock(object);

    (void)LocalUnlock(object);
    return address;
}

/* Have the calling thread's cache hold free slots for movable blocks of `bytes`
 * bytes, and free indices. */
static inline void cache_fill(size_t bytes)
{
    CHECK(LocalFree(LocalAlloc(LMEM_MOVEABLE, bytes)) == NULL);
}

/* An object's block and a free slot of its class. */
struct mover {
    uint32_t index;
    struct block from;
    struct block to;
};

static inline void mover_aim(struct mover *mover, HLOCAL object)
{
    uint32_t index = index_of(object);
    uint64_t word = word_load(table_word_at(index));
    uint32_t class = (uint32_t)W_CLASS(word);
    uint32_t entry;

    mover->index = index;
    mover->from = (struct block){class, table_location(index), 0};
    (void)hli_slab_take(BIN_OF(KIND_MOVABLE, class), &entry, 1);
    mover->to = (struct block){class, entry_slot(entry), 0};
}

/* As relocate in handle/compact.c; whether it was moved. */
static inline int mover_move(const struct mover *mover)
{
    uint32_t bin = BIN_OF(KIND_MOVABLE, mover->from.class);

    if (!hli_move_block(mover->index, &mover->from, &mover->to))
        return 0;
    atomic_store_explicit(&hli_span.bin[bin].owner[mover->from.location],
                          OWNER_NONE, memory_order_relaxed);
    hli_slab_give(bin, &mover->from.location, 1);
    return 1;
}

#endif /* HLOCAL_IMPL_WEAKMEM_CLIENTS_PARTS_H */
