/* The inside of a bin, for slab.c, sweep.c and valid_slab.c only. Everything
 * here is called with the bin's mutex held.
 */
#ifndef HLOCAL_IMPL_HEAP_BIN_H
#define HLOCAL_IMPL_HEAP_BIN_H

#include "../sync.h"
#include "slab.h"

#define LINK_END STATE_LINK_END

/* Where a slab is. */
enum {
    SLAB_UNLISTED,  /* full, or detached */
    SLAB_PARTIAL,   /* some slots free, some not */
    SLAB_EVACUATED, /* the same, and evacuated since slabs were last sorted */
    SLAB_EMPTY,     /* all free, pages still here */
    SLAB_PURGED,    /* all free, no pages: it reads as zero */
    SLAB_LISTS
};

struct slab_list {
    uint32_t head; /* slab number + 1 */
    uint32_t tail;
};

struct bin {
    pthread_mutex_t lock;
    struct slab_list list[SLAB_LISTS];
    uint32_t slabs;    /* committed */
    uint32_t detached; /* slab number + 1 */
    uint64_t room;     /* free slots in SLAB_PARTIAL slabs */
} __attribute__((aligned(64)));

extern struct bin hli_bins[BIN_COUNT] HL_HIDDEN;

static inline void *slab_start(const struct bin_view *view, uint32_t number)
{
    uintptr_t start =
        element_address(view->base, number, slab_bytes(view->shape));

    return (void *)start; // NOLINT(performance-no-int-to-ptr)
}

/* Take a slab off its list, if it is on one. */
static inline void slab_unlist(struct bin *bin, struct slab *slabs,
                               uint32_t number)
{
    struct slab *slab = &slabs[number];
    struct slab_list *list = &bin->list[slab->where];

    if (slab->where == SLAB_UNLISTED)
        return;
    if (slab->where == SLAB_PARTIAL)
        bin->room -= slab->free;
    if (slab->previous != 0)
        slabs[slab->previous - 1].next = slab->next;
    else
        list->head = slab->next;
    if (slab->next != 0)
        slabs[slab->next - 1].previous = slab->previous;
    else
        list->tail = slab->previous;
    slab->where = SLAB_UNLISTED;
}

/* Put a slab that is on no list in front of one. */
static inline void slab_enlist(struct bin *bin, struct slab *slabs,
                               uint32_t number, uint32_t where)
{
    struct slab *slab = &slabs[number];
    struct slab_list *list = &bin->list[where];

    slab->where = where;
    slab->previous = 0;
    slab->next = list->head;
    if (list->head != 0)
        slabs[list->head - 1].previous = number + 1;
    else
        list->tail = number + 1;
    list->head = number + 1;
    if (where == SLAB_PARTIAL)
        bin->room += slab->free;
}

/* The same behind the others. */
static inline void slab_enlist_last(struct bin *bin, struct slab *slabs,
                                    uint32_t number, uint32_t where)
{
    struct slab *slab = &slabs[number];
    struct slab_list *list = &bin->list[where];

    if (list->tail == 0) {
        slab_enlist(bin, slabs, number, where);
        return;
    }
    slab->where = where;
    slab->previous = list->tail;
    slab->next = 0;
    slabs[list->tail - 1].next = number + 1;
    list->tail = number + 1;
    if (where == SLAB_PARTIAL)
        bin->room += slab->free;
}

/* Free slots carry their link in the entry that would name their object.
 * Relaxed: readers only look whether an object lives there. */
static inline uint32_t link_get(const struct bin_view *view, uint32_t slot)
{
    if (view->state != NULL)
        return state_next(
            atomic_load_explicit(&view->state[slot], memory_order_relaxed));
    return owner_next(
        atomic_load_explicit(&view->owner[slot], memory_order_relaxed));
}

static inline void link_set(const struct bin_view *view, uint32_t slot,
                            uint32_t link)
{
    if (view->state != NULL)
        atomic_store_explicit(&view->state[slot], state_link(link),
                              memory_order_relaxed);
    else
        atomic_store_explicit(&view->owner[slot], owner_link(link),
                              memory_order_relaxed);
}

static inline void link_clear(const struct bin_view *view, uint32_t slot)
{
    if (view->state != NULL)
        atomic_store_explicit(&view->state[slot], STATE_NONE,
                              memory_order_relaxed);
    else
        atomic_store_explicit(&view->owner[slot], OWNER_NONE,
                              memory_order_relaxed);
}

/* Milliseconds, coarse and cheap. */
uint32_t hli_bin_now(void);

/* Give back the pages of slabs that have been empty for a while: a few. */
void hli_bin_decay(struct bin *bin, struct bin_view *view);

#endif /* HLOCAL_IMPL_HEAP_BIN_H */
