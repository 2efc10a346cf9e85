/* Emptying slabs: the fullest are filled first, the emptiest are evacuated
 * (handle/compact.c moves the objects), and the pages of empty ones go back
 * to the system, at once when asked, otherwise after a while. */
#include <time.h>

#include "../rank.h"
#include "bin.h"
#include "run_cache.h"
#include "os.h"

#define DENSITIES 64u
#define DECAY_MS 1000u
#define DECAY_BATCH 4

uint32_t hli_bin_now(void)
{
    struct timespec now;

    (void)clock_gettime(CLOCK_MONOTONIC_COARSE, &now);
    return (uint32_t)now.tv_sec * 1000u + (uint32_t)(now.tv_nsec / 1000000);
}

/* Distribute the slabs of a list by density; returns how many there were. */
static uint32_t distribute(struct bin *bin, const struct bin_view *view,
                           uint32_t where, uint32_t heads[DENSITIES])
{
    struct slab *slabs = view->slab;
    uint32_t count = 0;
    uint32_t at, next;

    for (at = bin->list[where].head; at != 0; at = next) {
        uint32_t bucket = (uint32_t)((uint64_t)slabs[at - 1].free * DENSITIES /
                                     slab_slots(view->shape));

        if (bucket == DENSITIES)
            bucket--;
        next = slabs[at - 1].next;
        slab_unlist(bin, slabs, at - 1);
        slabs[at - 1].next = heads[bucket];
        heads[bucket] = at;
        count++;
    }
    return count;
}

uint32_t hli_slab_sort(uint32_t number)
{
    struct bin *bin = &hli_bins[number];
    struct slab *slabs = hli_span.bin[number].slab;
    uint32_t heads[DENSITIES] = {0};
    uint32_t count;
    uint32_t at, next;

    rank_lock(RANK_BIN, &bin->lock);
    count = distribute(bin, &hli_span.bin[number], SLAB_PARTIAL, heads) +
            distribute(bin, &hli_span.bin[number], SLAB_EVACUATED, heads);
    /* The emptiest first: enlisting is in front. */
    for (uint32_t i = DENSITIES; i-- > 0;)
        for (at = heads[i]; at != 0; at = next) {
            next = slabs[at - 1].next;
            slab_enlist(bin, slabs, at - 1, SLAB_PARTIAL);
        }
    rank_unlock(RANK_BIN, &bin->lock);
    return count;
}

/* Free bytes from which folding a slab is worth while. */
#define FOLD_PAGES 2u

uint32_t hli_slab_detach(uint32_t number, int alone)
{
    struct bin *bin = &hli_bins[number];
    const struct bin_view *view = &hli_span.bin[number];
    struct slab *slabs = view->slab;
    uint32_t chosen = SLOT_NONE;
    uint32_t tail;
    int fits;

    rank_lock(RANK_BIN, &bin->lock);
    tail = bin->list[SLAB_PARTIAL].tail;
    fits = tail != 0 &&
           (alone ? (uint64_t)slabs[tail - 1].free * view->shape.size >=
                        FOLD_PAGES * hli_os_page()
                  : bin->room >= slab_slots(view->shape));
    /* Only one slab at a time is away; a second compaction finds none. */
    if (fits && bin->detached == 0) {
        chosen = tail - 1;
        slab_unlist(bin, slabs, chosen);
        bin->detached = tail;
    }
    rank_unlock(RANK_BIN, &bin->lock);
    return chosen;
}

void hli_slab_attach(uint32_t number, uint32_t slab, int done)
{
    struct bin *bin = &hli_bins[number];
    struct slab *slabs = hli_span.bin[number].slab;
    uint32_t per_slab = slab_slots(hli_span.bin[number].shape);

    rank_lock(RANK_BIN, &bin->lock);
    bin->detached = 0;
    slabs[slab].since = hli_bin_now();
    if (slabs[slab].free == per_slab)
        slab_enlist(bin, slabs, slab, SLAB_EMPTY);
    else if (slabs[slab].free != 0 && done)
        slab_enlist(bin, slabs, slab, SLAB_EVACUATED);
    else if (slabs[slab].free != 0)
        slab_enlist_last(bin, slabs, slab, SLAB_PARTIAL);
    rank_unlock(RANK_BIN, &bin->lock);
}

/* Relaxed: only the bin's mutex, which is ours, lets a slot be free or not;
 * other values that race with us all mean "used". */
static int slot_is_free(const struct bin_view *view, uint32_t slot)
{
    if (view->state != NULL)
        return state_is_free(
            atomic_load_explicit(&view->state[slot], memory_order_relaxed));
    return owner_is_free(
        atomic_load_explicit(&view->owner[slot], memory_order_relaxed));
}

uint32_t hli_slab_lowest(uint32_t number, uint32_t home, uint32_t *out,
                         uint32_t want)
{
    struct bin *bin = &hli_bins[number];
    struct bin_view *view = &hli_span.bin[number];
    uint32_t base = slab_slot(view->shape, home);
    struct slab *slab = &view->slab[home];
    uint32_t got = 0;

    rank_lock(RANK_BIN, &bin->lock);
    /* Link the free slots in order of address. */
    slab->first = LINK_END;
    for (uint32_t i = slab->fresh; i-- > 0;)
        if (slot_is_free(view, base + i)) {
            link_set(view, base + i, slab->first);
            slab->first = i;
        }
    while (got < want && slab->first != LINK_END) {
        uint32_t slot = base + slab->first;

        slab->first = link_get(view, slot);
        link_clear(view, slot);
        out[got++] = slot;
    }
    slab->free -= got;
    rank_unlock(RANK_BIN, &bin->lock);
    for (uint32_t i = 0; i < got / 2u; i++) {
        uint32_t slot = out[i];

        out[i] = out[got - 1u - i];
        out[got - 1u - i] = slot;
    }
    return got;
}

/* Discard the whole pages among bytes `from` .. `to` of an array. */
static uint64_t discard_within(void *array, uint64_t from, uint64_t to)
{
    uint64_t page = hli_os_page();
    uint64_t first = round_up(from, page);
    uint64_t last = round_down(to, page);

    if (first >= last)
        return 0;
    return hli_os_discard((char *)array + first, last - first);
}

/* Discard the metadata pages that only bare slabs need. A page has entries of
 * several slabs where a slab has few slots. */
static uint64_t strip_entries(const struct bin *bin, struct bin_view *view,
                              uint32_t number)
{
    uint64_t width =
        view->state != NULL ? sizeof *view->state : sizeof *view->owner;
    void *entries =
        view->state != NULL ? (void *)view->state : (void *)view->owner;
    uint64_t per_slab = slab_slots(view->shape) * width;
    uint64_t page = hli_os_page();
    uint32_t group = per_slab < page ? (uint32_t)(page / per_slab) : 1u;
    uint32_t first = number - number % group;

    for (uint32_t i = first; i < first + group && i < bin->slabs; i++)
        if (view->slab[i].where != SLAB_PURGED)
            return 0;
    return discard_within(entries, first * per_slab,
                          (first + group) * per_slab);
}

/* Forget an empty slab's history along with its pages: it reads as zero. */
static uint64_t strip(struct bin *bin, struct bin_view *view, uint32_t number)
{
    struct slab *slab = &view->slab[number];
    uint64_t used = element_address(0, slab->fresh, view->shape.size);
    uint32_t first = slab_slot(view->shape, number);

    for (uint32_t i = 0; i < slab->fresh; i++)
        link_clear(view, first + i);
    slab_unlist(bin, view->slab, number);
    slab->first = LINK_END;
    slab->fresh = 0;
    slab->punched = 0;
    slab_enlist(bin, view->slab, number, SLAB_PURGED);
    return strip_entries(bin, view, number) +
           hli_os_discard(slab_start(view, number),
                          round_up(used, hli_os_page()));
}

void hli_bin_decay(struct bin *bin, struct bin_view *view)
{
    uint32_t now = hli_bin_now();

    for (int i = 0; i < DECAY_BATCH; i++) {
        uint32_t oldest = bin->list[SLAB_EMPTY].tail;

        if (oldest == 0 || now - view->slab[oldest - 1].since < DECAY_MS)
            break;
        (void)strip(bin, view, oldest - 1);
    }
    hli_run_cache_decay(now);
}

int hli_slab_trim(uint32_t number, uint64_t *bytes)
{
    struct bin *bin = &hli_bins[number];
    uint32_t oldest;

    rank_lock(RANK_BIN, &bin->lock);
    oldest = bin->list[SLAB_EMPTY].tail;
    if (oldest != 0)
        *bytes += strip(bin, &hli_span.bin[number], oldest - 1);
    rank_unlock(RANK_BIN, &bin->lock);
    return oldest != 0;
}

/* Discard the pages between used slots, slots cached by threads among them.
 * What is fresh has no pages. */
static uint64_t punch(struct bin_view *view, uint32_t number)
{
    struct slab *slab = &view->slab[number];
    uint32_t base = slab_slot(view->shape, number);
    uint64_t size = view->shape.size;
    uint64_t bytes = 0;
    uint32_t start = 0;

    for (uint32_t i = 0; i <= slab->fresh; i++) {
        if (i < slab->fresh && slot_is_free(view, base + i))
            continue;
        bytes += discard_within(slab_start(view, number),
                                element_address(0, start, size),
                                element_address(0, i, size));
        start = i + 1;
    }
    slab->punched = slab->free;
    return bytes;
}

/* Punch the slabs of a list that changed, `most` of them; returns how many. */
static uint32_t punch_list(struct bin_view *view, uint32_t at, uint32_t most,
                           uint64_t *bytes)
{
    uint32_t count = 0;

    for (; at != 0 && count < most; at = view->slab[at - 1].next)
        if (view->slab[at - 1].punched != view->slab[at - 1].free) {
            *bytes += punch(view, at - 1);
            count++;
        }
    return count;
}

int hli_slab_punch(uint32_t number, uint32_t most, uint64_t *bytes)
{
    struct bin *bin = &hli_bins[number];
    struct bin_view *view = &hli_span.bin[number];
    uint32_t count;

    rank_lock(RANK_BIN, &bin->lock);
    count = punch_list(view, bin->list[SLAB_PARTIAL].head, most, bytes);
    count +=
        punch_list(view, bin->list[SLAB_EVACUATED].head, most - count, bytes);
    rank_unlock(RANK_BIN, &bin->lock);
    return count == most;
}
