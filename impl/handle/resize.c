/* Resizing a movable object. The object is busy from the first look at it to
 * the last: whoever wants it meanwhile waits at its stripe. */
#include "../core/claim_exclusive.h"
#include "../core/publish.h"
#include "../heap/large.h"
#include "../heap/stripe.h"
#include "movable.h"
#include "owner_entry.h"

struct job {
    handle_word *p;
    uint32_t index;
    uint64_t word; /* as it was before it became busy */
    struct block block;
    uint64_t had;  /* bytes */
    uint64_t size; /* bytes wanted */
    int zero;
};

/* Make the object busy; 0 when it is not live. Who holds the stripe, as we do,
 * finds no object of it busy. */
static int begin(uint64_t value, struct job *job)
{
    job->index = (uint32_t)tag_index(value);
    if (claim_take(job->p, tag_generation(value), &job->word) != CLAIM_DONE)
        return 0;
    job->block = owned_block(job->word, job->index);
    job->had = W_DISCARDED(job->word) ? 0 : owned_size(job->word, &job->block);
    return 1;
}

static void publish(const struct job *job, const struct block *block)
{
    publish_place(job->p, block->class, size_field(block, job->size));
}

static int in_place(const struct job *job, int may_move)
{
    if (W_DISCARDED(job->word) ||
        !hli_block_fit(&job->block, job->size, may_move))
        return 0;
    hli_block_expose(KIND_MOVABLE, &job->block, job->had, job->size, job->zero);
    owner_entry_resize(&job->block, job->size);
    publish(job, &job->block);
    return 1;
}

static int elsewhere(const struct job *job)
{
    uint64_t kept = job->had < job->size ? job->had : job->size;
    struct block block;

    /* Once more at most: see hli_large_carry. */
    do {
        if (!hli_block_take(KIND_MOVABLE, job->size, job->had != 0, &block))
            return 0;
    } while (kept != 0 && !hli_block_carry(KIND_MOVABLE, &job->block,
                                           KIND_MOVABLE, &block, kept));
    hli_block_expose(KIND_MOVABLE, &block, kept, job->size, job->zero);
    if (W_DISCARDED(job->word) || block.class < job->block.class)
        table_revive();
    owner_entry_set(&block, job->index, job->size);
    publish(job, &block);
    if (!W_DISCARDED(job->word))
        owned_release(&job->block);
    return 1;
}

static enum movable_answer resize_striped(struct job *job, int may_move)
{
    may_move = may_move || W_LOCK(job->word) == 0;
    if (in_place(job, may_move) ||
        (may_move && (elsewhere(job) || in_place(job, 0))))
        return MOVABLE_DONE;
    publish_settled(job->p);
    return MOVABLE_NO_MEMORY;
}

enum movable_answer hli_movable_resize(uint64_t value, uint64_t size,
                                       int may_move, int zero)
{
    struct job job = {.p = table_word(value), .size = size, .zero = zero};
    enum movable_answer answer = MOVABLE_STALE;

    if (job.p == NULL)
        return MOVABLE_STALE;
    hli_stripe_lock(tag_index(value));
    if (begin(value, &job))
        answer = resize_striped(&job, may_move);
    hli_stripe_unlock(tag_index(value));
    return answer;
}
