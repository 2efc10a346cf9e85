/* Movable objects: named by handle value, changed by transitions of their
 * word. All calls are thread-safe and take any value.
 */
#ifndef HLOCAL_MOVABLE_H
#define HLOCAL_MOVABLE_H

#include <stdint.h>

#include "../heap/block.h"
#include "table.h"

/* Answers, in this library's words; api/ turns them into error codes. */
enum movable_answer {
    MOVABLE_DONE,
    MOVABLE_STALE,     /* the value names no live object */
    MOVABLE_DISCARDED, /* no block to lock */
    MOVABLE_UNLOCKED,  /* no lock to take off */
    MOVABLE_REFUSED,   /* locked, or not to be had with these flags */
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
uint64_t hl_movable_new(uint64_t size, const struct movable_kind *kind);

/* The same with the first `size` bytes of `block`, a fixed object's that the
 * caller has claimed. */
uint64_t hl_movable_copy(const struct block *block, uint64_t size,
                         const struct movable_kind *kind);

enum movable_answer hl_movable_lock(uint64_t value, uintptr_t *address);

/* `*left` is the lock count afterwards. */
enum movable_answer hl_movable_unlock(uint64_t value, uint32_t *left);

enum movable_answer hl_movable_free(uint64_t value);
enum movable_answer hl_movable_mark(uint64_t value);
enum movable_answer hl_movable_discard(uint64_t value);

/* Resize to size > 0. A locked block stays unless `may_move`. */
enum movable_answer hl_movable_resize(uint64_t value, uint64_t size,
                                      int may_move, int zero);

/* The object's word at one instant. */
enum movable_answer hl_movable_word(uint64_t value, uint64_t *word);

enum movable_answer hl_movable_size(uint64_t value, uint64_t *size);

#endif /* HLOCAL_MOVABLE_H */
