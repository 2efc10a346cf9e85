#include "../rank.h"
#include "bin.h"
#include "forking.h"
#include "os.h"
#include "poison.h"

struct bin hli_bins[BIN_COUNT] = {
    [0 ... BIN_COUNT - 1] = {.lock = PTHREAD_MUTEX_INITIALIZER}};

/* Commit one more slab with its metadata; 0 when the region is full or
 * memory is short, and then nothing has changed that a later try repeats. */
static int grow(struct bin *bin, struct bin_view *view)
{
    uint32_t per_slab = slab_slots(view->shape);
    uint64_t count = slab_slot(view->shape, bin->slabs);
    void *entries =
        view->state != NULL ? (void *)view->state : (void *)view->owner;
    uint64_t width =
        view->state != NULL ? sizeof *view->state : sizeof *view->owner;
    uint64_t slabs = bin->slabs;
    void *start = slab_start(view, bin->slabs);

    if (view->slot_limit - count < per_slab)
        return 0;
    if (!hli_span_commit(view->slab, slabs * sizeof *view->slab,
                         (slabs + 1) * sizeof *view->slab) ||
        !hli_span_commit(entries, count * width, (count + per_slab) * width) ||
        !hli_os_commit(start, slab_bytes(view->shape)))
        return 0;
    poison_bytes((uintptr_t)start, slab_bytes(view->shape));
    view->slab[bin->slabs] = (struct slab){.first = LINK_END, .free = per_slab};
    slab_enlist(bin, view->slab, bin->slabs, SLAB_PURGED);
    bin->slabs++;
    /* Release pairs with the acquire in span_find: whoever sees the end may
     * read the entries before it. */
    atomic_store_explicit(
        &view->end, element_address(0, bin->slabs, slab_bytes(view->shape)),
        memory_order_release);
    return 1;
}

/* Take slots from one slab: recently freed ones first, they are warm; then
 * fresh ones, so that popping the batch from its end yields them in order of
 * address. */
static uint32_t take_from(const struct bin_view *view, uint32_t number,
                          uint32_t *out, uint32_t want)
{
    struct slab *slab = &view->slab[number];
    uint32_t base = slab_slot(view->shape, number);
    uint32_t got = 0;
    uint32_t fresh;

    while (got < want && slab->first != LINK_END) {
        uint32_t slot = base + slab->first;

        slab->first = link_get(view, slot);
        link_clear(view, slot);
        out[got++] = slot;
    }
    fresh = slab_slots(view->shape) - slab->fresh;
    if (fresh > want - got)
        fresh = want - got;
    for (uint32_t i = fresh; i-- > 0;)
        out[got++] = entry_fresh(base + slab->fresh + i);
    slab->fresh += fresh;
    slab->free -= got;
    return got;
}

/* The slab to allocate on: a partly used one, but rather not one that was
 * just evacuated, then one whose pages are still here, then one without, then
 * a new one; 0, or its number + 1. Only an empty batch is worth new pages. */
static uint32_t choose(struct bin *bin, struct bin_view *view, int new_pages)
{
    uint32_t chosen = bin->list[SLAB_PARTIAL].head;

    if (chosen == 0)
        chosen = bin->list[SLAB_EVACUATED].head;
    if (chosen == 0)
        chosen = bin->list[SLAB_EMPTY].head;
    if (chosen == 0 && new_pages) {
        if (bin->list[SLAB_PURGED].head == 0 && !grow(bin, view))
            return 0;
        chosen = bin->list[SLAB_PURGED].head;
    }
    return chosen;
}

uint32_t hli_slab_take(uint32_t number, uint32_t *out, uint32_t want)
{
    struct bin *bin = &hli_bins[number];
    struct bin_view *view = &hli_span.bin[number];
    uint32_t got = 0;
    uint32_t chosen;

    rank_lock(RANK_BIN, &bin->lock);
    while (got < want && (chosen = choose(bin, view, got == 0)) != 0) {
        uint32_t where = view->slab[chosen - 1].where;

        slab_unlist(bin, view->slab, chosen - 1);
        got += take_from(view, chosen - 1, out + got, want - got);
        if (view->slab[chosen - 1].free != 0)
            slab_enlist(bin, view->slab, chosen - 1,
                        where == SLAB_EVACUATED ? SLAB_EVACUATED
                                                : SLAB_PARTIAL);
    }
    rank_unlock(RANK_BIN, &bin->lock);
    return got;
}

static void give_one(struct bin *bin, struct bin_view *view, uint32_t slot)
{
    struct quotient quotient = slab_find(view->shape, slot);
    uint32_t home = (uint32_t)quotient.number;
    struct slab *slab = &view->slab[home];

    link_set(view, slot, slab->first);
    slab->first = (uint32_t)quotient.offset;
    slab->free++;
    if (bin->detached == home + 1)
        return;
    if (slab->where == SLAB_UNLISTED)
        slab_enlist(bin, view->slab, home, SLAB_PARTIAL);
    else if (slab->where == SLAB_PARTIAL)
        bin->room++;
    if (slab->free == slab_slots(view->shape)) {
        slab_unlist(bin, view->slab, home);
        slab->since = hli_bin_now();
        slab_enlist(bin, view->slab, home, SLAB_EMPTY);
        hli_bin_decay(bin, view);
    }
}

void hli_slab_give(uint32_t number, const uint32_t *entries, uint32_t count)
{
    struct bin *bin = &hli_bins[number];

    rank_lock(RANK_BIN, &bin->lock);
    for (uint32_t i = 0; i < count; i++)
        give_one(bin, &hli_span.bin[number], entry_slot(entries[i]));
    rank_unlock(RANK_BIN, &bin->lock);
}

void hli_slab_count(uint32_t number, struct slab_count *count)
{
    struct bin *bin = &hli_bins[number];
    const struct bin_view *view = &hli_span.bin[number];

    *count = (struct slab_count){0};
    rank_lock(RANK_BIN, &bin->lock);
    count->committed = element_address(0, bin->slabs, slab_bytes(view->shape));
    for (uint32_t i = 0; i < bin->slabs; i++) {
        count->free += view->slab[i].free;
        count->resident +=
            element_address(0, view->slab[i].fresh, view->shape.size);
    }
    rank_unlock(RANK_BIN, &bin->lock);
}

void hli_slab_fork(enum forking when)
{
    for (uint32_t i = 0; i < BIN_COUNT; i++)
        if (when == FORKING_PREPARE)
            rank_lock_more(RANK_BIN, &hli_bins[i].lock);
        else
            rank_unlock(RANK_BIN, &hli_bins[i].lock);
    /* Another thread may have been evacuating; what it has not moved stays
     * where it was. */
    for (uint32_t i = 0; i < BIN_COUNT && when == FORKING_CHILD; i++)
        if (hli_bins[i].detached != 0)
            hli_slab_attach(i, hli_bins[i].detached - 1, 1);
}
