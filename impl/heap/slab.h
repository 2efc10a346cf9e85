/* Slabs: the slots of a bin, handed out and taken back in batches.
 *
 * A free slot links to the next one in its slab through its own state or
 * owner entry, out of band. Thread caches (cache.h) stand in front of this;
 * here every bin has one mutex, taken after stripes and before no other. All
 * calls are thread-safe.
 */
#ifndef HLOCAL_IMPL_HEAP_SLAB_H
#define HLOCAL_IMPL_HEAP_SLAB_H

#include <stdint.h>

#include "span.h"

/* Batch entries are those of core/slot_state.h. */
#define SLOT_NONE 0xFFFFFFFFu

/* All fields are guarded by the bin's mutex. */
struct slab {
    uint32_t first;    /* free slot, as a number within the slab */
    uint32_t free;     /* slots free or never used */
    uint32_t fresh;    /* slots ever used; those above are zero */
    uint32_t next;     /* slabs are listed by number + 1, */
    uint32_t previous; /* 0 ends a list */
    uint32_t where;    /* which list; see bin.h */
    uint32_t since;    /* milliseconds; when it was emptied */
    uint32_t punched;  /* `free` when hli_slab_punch last came by */
};

/* Put up to `want` free slots of `bin` into `out`; returns how many. 0 means
 * that the region is full or memory is short. The caller owns the slots;
 * their state says that nothing lives there. */
uint32_t hli_slab_take(uint32_t bin, uint32_t *out, uint32_t want);

/* Give slots back, on which no object lives any more. */
void hli_slab_give(uint32_t bin, const uint32_t *entries, uint32_t count);

/* Begin a round of compaction: put slabs that are partly used in order, the
 * fullest first, so that they are filled up first; returns how many there
 * are. */
uint32_t hli_slab_sort(uint32_t bin);

/* Take the emptiest partly used slab that this round has not passed out of
 * circulation, if others like it have room for what is on it; SLOT_NONE when
 * that cannot be. Nobody allocates on it until hli_slab_attach. When it is
 * `done`, the round has passed it, and moves nothing there: what one slab
 * cannot get rid of must not draw in what others can. If not, it is the next
 * to be detached again.
 *
 * With `alone` the others need no room, and the slab must have free bytes that
 * make some pages: it is to be folded upon itself. */
uint32_t hli_slab_detach(uint32_t bin, int alone);
void hli_slab_attach(uint32_t bin, uint32_t slab, int done);

/* The first free slots of a slab that is detached, the very first one last; as
 * hli_slab_take otherwise, but for bytes never used, which are not handed out. */
uint32_t hli_slab_lowest(uint32_t bin, uint32_t slab, uint32_t *out,
                         uint32_t want);

/* Give the pages of one empty slab, and of the metadata that only empty ones
 * need, back to the system, and add their bytes; 0 when there is none. */
int hli_slab_trim(uint32_t bin, uint64_t *bytes);

/* The same for whole pages on which all slots are free, of partly used slabs,
 * `most` of them; 0 when all have been seen to. */
int hli_slab_punch(uint32_t bin, uint32_t most, uint64_t *bytes);

/* What a bin holds at one instant. */
struct slab_count {
    uint64_t committed; /* bytes of slots */
    uint64_t resident;  /* of them, in slabs whose pages are here */
    uint64_t free;      /* slots free or never used, caches not counted */
};

void hli_slab_count(uint32_t bin, struct slab_count *count);

#endif /* HLOCAL_IMPL_HEAP_SLAB_H */
