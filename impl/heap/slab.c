#include "slab.h"

#include <pthread.h>

#include "os.h"

#define LINK_END 0x3FFFu

struct bin {
    pthread_mutex_t lock;
    uint32_t partial; /* first slab with a free slot, number + 1 */
    uint32_t slabs;   /* committed ones */
} __attribute__((aligned(64)));

static struct bin bins[BIN_COUNT] = {
    [0 ... BIN_COUNT - 1] = {.lock = PTHREAD_MUTEX_INITIALIZER}};

static void link_partial(struct bin *bin, struct slab *slabs, uint32_t number)
{
    slabs[number].previous = 0;
    slabs[number].next = bin->partial;
    if (bin->partial != 0)
        slabs[bin->partial - 1].previous = number + 1;
    bin->partial = number + 1;
}

static void unlink_partial(struct bin *bin, struct slab *slabs, uint32_t number)
{
    struct slab *slab = &slabs[number];

    if (slab->previous != 0)
        slabs[slab->previous - 1].next = slab->next;
    else
        bin->partial = slab->next;
    if (slab->next != 0)
        slabs[slab->next - 1].previous = slab->previous;
}

/* Free slots carry their link in the entry that would name their object.
 * Relaxed: readers only look whether an object lives there. */
static uint32_t link_get(const struct bin_view *view, uint32_t slot)
{
    if (view->state != NULL)
        return atomic_load_explicit(&view->state[slot], memory_order_relaxed) -
               STATE_FREE;
    return atomic_load_explicit(&view->owner[slot], memory_order_relaxed) -
           OWNER_FREE;
}

static void link_set(const struct bin_view *view, uint32_t slot, uint32_t link)
{
    if (view->state != NULL)
        atomic_store_explicit(&view->state[slot], (uint16_t)(STATE_FREE + link),
                              memory_order_relaxed);
    else
        atomic_store_explicit(&view->owner[slot], OWNER_FREE + link,
                              memory_order_relaxed);
}

static void link_clear(const struct bin_view *view, uint32_t slot)
{
    if (view->state != NULL)
        atomic_store_explicit(&view->state[slot], STATE_NONE,
                              memory_order_relaxed);
    else
        atomic_store_explicit(&view->owner[slot], OWNER_NONE,
                              memory_order_relaxed);
}

static uint64_t slab_bytes(const struct bin_view *view)
{
    return (uint64_t)view->shape.size << view->shape.slab_shift;
}

static void *slab_start(const struct bin_view *view, uint32_t number)
{
    uintptr_t start = view->base + number * slab_bytes(view);

    return (void *)start; // NOLINT(performance-no-int-to-ptr)
}

/* Commit one more slab with its metadata; 0 when the region is full or
 * memory is short, and then nothing has changed that a later try repeats. */
static int grow(struct bin *bin, struct bin_view *view)
{
    uint32_t per_slab = 1u << view->shape.slab_shift;
    uint32_t count =
        atomic_load_explicit(&view->slot_count, memory_order_relaxed);
    void *entries =
        view->state != NULL ? (void *)view->state : (void *)view->owner;
    uint64_t width =
        view->state != NULL ? sizeof *view->state : sizeof *view->owner;
    uint64_t slabs = bin->slabs;

    if (count + per_slab > view->slot_limit)
        return 0;
    if (!hl_span_commit(view->slab, slabs * sizeof *view->slab,
                        (slabs + 1) * sizeof *view->slab) ||
        !hl_span_commit(entries, count * width, (count + per_slab) * width) ||
        !hl_os_commit(slab_start(view, bin->slabs), slab_bytes(view)))
        return 0;
    view->slab[bin->slabs] = (struct slab){.first = LINK_END, .free = per_slab};
    link_partial(bin, view->slab, bin->slabs);
    bin->slabs++;
    /* Release pairs with the acquire in span_find: whoever sees the count
     * may read the entries. */
    atomic_store_explicit(&view->slot_count, count + per_slab,
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
    uint32_t base = number << view->shape.slab_shift;
    uint32_t got = 0;
    uint32_t fresh;

    while (got < want && slab->first != LINK_END) {
        uint32_t slot = base + slab->first;

        slab->first = link_get(view, slot);
        link_clear(view, slot);
        out[got++] = slot;
    }
    fresh = (1u << view->shape.slab_shift) - slab->fresh;
    if (fresh > want - got)
        fresh = want - got;
    for (uint32_t i = fresh; i-- > 0;)
        out[got++] = (base + slab->fresh + i) | SLOT_FRESH;
    slab->fresh += fresh;
    slab->free -= got;
    return got;
}

uint32_t hl_slab_take(uint32_t number, uint32_t *out, uint32_t want)
{
    struct bin *bin = &bins[number];
    struct bin_view *view = &hl_span.bin[number];
    uint32_t got = 0;

    (void)pthread_mutex_lock(&bin->lock);
    while (got < want) {
        uint32_t slab;

        /* A batch is filled from what is there; only an empty one is worth
         * new memory. */
        if (bin->partial == 0 && (got > 0 || !grow(bin, view)))
            break;
        slab = bin->partial - 1;
        got += take_from(view, slab, out + got, want - got);
        if (view->slab[slab].free == 0)
            unlink_partial(bin, view->slab, slab);
    }
    (void)pthread_mutex_unlock(&bin->lock);
    return got;
}

void hl_slab_give(uint32_t number, const uint32_t *entries, uint32_t count)
{
    struct bin *bin = &bins[number];
    struct bin_view *view = &hl_span.bin[number];
    uint32_t mask = (1u << view->shape.slab_shift) - 1u;

    (void)pthread_mutex_lock(&bin->lock);
    for (uint32_t i = 0; i < count; i++) {
        uint32_t slot = SLOT_NUMBER(entries[i]);
        uint32_t home = slot >> view->shape.slab_shift;
        struct slab *slab = &view->slab[home];

        link_set(view, slot, slab->first);
        slab->first = slot & mask;
        if (slab->free++ == 0)
            link_partial(bin, view->slab, home);
    }
    (void)pthread_mutex_unlock(&bin->lock);
}

/* Forget an empty slab's history along with its pages: it reads as zero. */
static uint64_t trim_slab(const struct bin_view *view, uint32_t number)
{
    struct slab *slab = &view->slab[number];
    uint64_t used = slab->fresh * (uint64_t)view->shape.size;
    uint32_t base = number << view->shape.slab_shift;
    uint64_t page = hl_os_page();

    for (uint32_t i = 0; i < slab->fresh; i++)
        link_clear(view, base + i);
    slab->first = LINK_END;
    slab->fresh = 0;
    return hl_os_discard(slab_start(view, number), round_up(used, page));
}

uint64_t hl_slab_trim(uint32_t number)
{
    struct bin *bin = &bins[number];
    struct bin_view *view = &hl_span.bin[number];
    uint64_t bytes = 0;

    (void)pthread_mutex_lock(&bin->lock);
    for (uint32_t at = bin->partial; at != 0;) {
        struct slab *slab = &view->slab[at - 1];

        if (slab->free == 1u << view->shape.slab_shift && slab->fresh != 0)
            bytes += trim_slab(view, at - 1);
        at = slab->next;
    }
    (void)pthread_mutex_unlock(&bin->lock);
    return bytes;
}
