#include "move.h"

#include "../core/claim_exclusive.h"
#include "../core/publish.h"
#include "../heap/poison.h"
#include "../heap/stripe.h"
#include "../sync.h"
#include "owner_entry.h"

/* Copy a block that its owner may be writing, or have freed, at this very
 * moment. If so, the object's word has changed, and the copy is never used;
 * so this race is meant, and the checkers must not look. */
#ifdef __clang__
#define RACES __attribute__((no_sanitize("thread", "address"), noinline))
#else
#define RACES __attribute__((no_sanitize_thread, no_sanitize_address, noinline))
#endif

RACES static void copy_racing(uintptr_t to, uintptr_t from, uint64_t size)
{
    const volatile uint64_t *words = (const volatile uint64_t *)from; // NOLINT
    const volatile uint8_t *bytes = (const volatile uint8_t *)from;   // NOLINT
    uint64_t *to_words = (uint64_t *)to;                              // NOLINT
    uint8_t *to_bytes = (uint8_t *)to;                                // NOLINT

    for (uint64_t i = 0; i < size / 8u; i++)
        sync_copy_racing(&to_words[i], &words[i]);
    for (uint64_t i = size - size % 8u; i < size; i++)
        sync_copy_racing(&to_bytes[i], &bytes[i]);
}

/* Copy, then publish; the stripe is held. 0 when the object is locked, is not
 * there, or somebody was quicker. */
static int move_striped(uint32_t index, const struct block *from,
                        const struct block *to)
{
    handle_word *p = table_word_at(index);
    uint64_t word;

    if (table_location(index) != from->location ||
        claim_copy(p, from->class, &word) != CLAIM_DONE)
        return 0;
    /* The location may have been another's until the word was ours; while it
     * is, nobody but we can change it. */
    if (table_location(index) != from->location) {
        (void)claim_copied(p, &word, 0);
        return 0;
    }
    unpoison_bytes(block_address(KIND_MOVABLE, to), W_SIZE(word));
    copy_racing(block_address(KIND_MOVABLE, to),
                block_address(KIND_MOVABLE, from), W_SIZE(word));
    if (claim_copied(p, &word, 1) != CLAIM_DONE)
        return 0;
    owner_entry_set(to, index, W_SIZE(word));
    publish_settled(p);
    return 1;
}

int hli_move_block(uint32_t index, const struct block *from,
                   const struct block *to)
{
    int moved;

    hli_stripe_lock(index);
    moved = move_striped(index, from, to);
    hli_stripe_unlock(index);
    return moved;
}
