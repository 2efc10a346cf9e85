/* Slabs: the slots of a bin, handed out and taken back in batches.
 *
 * A free slot links to the next one in its slab through its own state or
 * owner entry, out of band. Thread caches (cache.h) stand in front of this;
 * here every bin has one mutex (RANK_BIN). All calls are thread-safe.
 *
 * The invariant of a bin is hli_slab_is_valid() (valid.h). In words: each slab
 * is on the list that its count of free slots asks for, and on no other, or it
 * is detached. The free slots that were used before are linked, each once, and
 * their entries say that they are free; the slots from `fresh` on have empty
 * entries. `free` counts both. `room` is the sum over the partly used slabs.
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

/* Begin a round of compaction: sort the partial slabs, the fullest first, so
 * that allocation fills the fullest first. Returns how many there are. */
uint32_t hli_slab_sort(uint32_t bin);

/* Detach the emptiest partial slab that this round has not visited, if the
 * other partial slabs have room for its objects; else return SLOT_NONE. Nobody
 * allocates on the slab until hli_slab_attach.
 *
 * hli_slab_attach with `done` marks the slab visited: it receives no objects
 * for the rest of the round, or objects that cannot leave one slab would
 * attract objects that could leave another. Without `done` the slab is the
 * next to be detached.
 *
 * With `alone` the slab's objects are to be moved within the slab: the other
 * slabs need no room, and the slab's free bytes must make at least one page. */
uint32_t hli_slab_detach(uint32_t bin, int alone);
void hli_slab_attach(uint32_t bin, uint32_t slab, int done);

/* Like hli_slab_take, but the lowest free slots of one detached slab, the
 * lowest one last in `out`. Slots that were never used are left out. */
uint32_t hli_slab_lowest(uint32_t bin, uint32_t slab, uint32_t *out,
                         uint32_t want);

/* Give one empty slab's pages back to the system, with the metadata pages that
 * only empty slabs use, and add their size to `*bytes`; 0 when no slab is
 * empty. */
int hli_slab_trim(uint32_t bin, uint64_t *bytes);

/* Give back the pages of partial slabs on which all slots are free, of `most`
 * slabs at most; 0 when no slab is left to look at. */
int hli_slab_punch(uint32_t bin, uint32_t most, uint64_t *bytes);

/* What a bin holds at one instant. */
struct slab_count {
    uint64_t committed; /* bytes of slots */
    uint64_t resident;  /* of them, in slabs whose pages are here */
    uint64_t free;      /* slots free or never used, caches not counted */
};

void hli_slab_count(uint32_t bin, struct slab_count *count);

#endif /* HLOCAL_IMPL_HEAP_SLAB_H */
