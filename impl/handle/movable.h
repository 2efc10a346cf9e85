/* Movable objects: named by handle value, changed by transitions of their
 * word. All calls are thread-safe and take any value. The slow paths are here,
 * which handle every case; fast_path.h has the fast ones.
 */
#ifndef HLOCAL_IMPL_HANDLE_MOVABLE_H
#define HLOCAL_IMPL_HANDLE_MOVABLE_H

#include <stdint.h>

#include "../heap/block.h"
#include "../heap/table.h"

/* Results; api/ turns them into error codes. */
enum movable_answer {
    MOVABLE_DONE,
    MOVABLE_STALE,       /* the value names no live object */
    MOVABLE_DISCARDED,   /* no block to lock */
    MOVABLE_UNLOCKED,    /* no lock to take off */
    MOVABLE_NOT_ALLOWED, /* locked, or not to be had with these flags */
    MOVABLE_NO_MEMORY
};

/* What a new object is like. */
struct movable_kind {
    int discardable;
    int ddeshare;
    int zero;
};

/* A new object's handle value, or 0: limit reached or memory short. Size 0
 * makes a discarded object. */
uint64_t hli_movable_new(uint64_t size, const struct movable_kind *kind);

/* A new object with a copy of the first `size` bytes of `block`, the block of a
 * fixed object that the caller has claimed. */
uint64_t hli_movable_copy(const struct block *block, uint64_t size,
                          const struct movable_kind *kind);

enum movable_answer hli_movable_free(uint64_t value);

/* Give back the index and the block of an object that this thread has just
 * ended; `last` is the word that the object had. */
void hli_movable_release_storage(uint32_t index, uint64_t last);

/* The address that the object's block has at one instant of the call; 0 if the
 * object is dead or discarded. A caller that has locked the object must expect
 * 0 too, for any thread may take a lock off. */
uintptr_t hli_movable_address(uint64_t value);

/* Lock, and get the block's address; unlock, where `*left` is the lock count
 * afterwards. Both wait for an object that is busy. */
enum movable_answer hli_movable_lock(uint64_t value, uintptr_t *address);
enum movable_answer hli_movable_unlock(uint64_t value, uint32_t *left);

enum movable_answer hli_movable_mark(uint64_t value);
enum movable_answer hli_movable_discard(uint64_t value);

/* Resize to size > 0. A locked block stays unless `may_move`. */
enum movable_answer hli_movable_resize(uint64_t value, uint64_t size,
                                       int may_move, int zero);

/* The size of an object with a large block. */
enum movable_answer hli_movable_size_large(uint64_t value, uint64_t *size);

/* The object's word at one instant. */
HL_HOT enum movable_answer movable_word(uint64_t value, uint64_t *word)
{
    handle_word *p = table_word(value);

    if (UNLIKELY(p == NULL))
        return MOVABLE_STALE;
    *word = word_load(p);
    return LIKELY(W_LIVE(*word) == 1 &&
                  W_GENERATION(*word) == tag_generation(value))
               ? MOVABLE_DONE
               : MOVABLE_STALE;
}

HL_HOT enum movable_answer movable_size(uint64_t value, uint64_t *size)
{
    uint64_t word;

    if (UNLIKELY(movable_word(value, &word) != MOVABLE_DONE))
        return MOVABLE_STALE;
    if (UNLIKELY(W_CLASS(word) == WORD_CLASS_LARGE))
        return hli_movable_size_large(value, size);
    *size = W_SIZE(word);
    return MOVABLE_DONE;
}

#endif /* HLOCAL_IMPL_HANDLE_MOVABLE_H */
