/* Slabs: the slots of a bin, handed out and taken back in batches.
 *
 * A free slot links to the next one in its slab through its own state or
 * owner entry, out of band. Thread caches (cache.h) stand in front of this;
 * here every bin has one mutex, taken after stripes and before nothing but
 * the index mutex. All calls are thread-safe.
 */
#ifndef HLOCAL_SLAB_H
#define HLOCAL_SLAB_H

#include <stdint.h>

#include "span.h"

/* A batch entry is a slot number; SLOT_FRESH is added when the slot's bytes
 * are known to be zero because nobody has had it yet. */
#define SLOT_FRESH 0x80000000u
#define SLOT_NUMBER(entry) ((entry) % SLOT_FRESH)

/* All fields are guarded by the bin's mutex. */
struct slab {
    uint32_t first;    /* free slot, as a number within the slab */
    uint32_t free;     /* slots free or never used */
    uint32_t fresh;    /* slots ever used; those above are zero */
    uint32_t next;     /* partial slabs are linked by number + 1, */
    uint32_t previous; /* 0 ends the list */
};

/* Put up to `want` free slots of `bin` into `out`; returns how many. 0 means
 * that the region is full or memory is short. The caller owns the slots;
 * their state says that nothing lives there. */
uint32_t hl_slab_take(uint32_t bin, uint32_t *out, uint32_t want);

/* Give slots back, on which no object lives any more. */
void hl_slab_give(uint32_t bin, const uint32_t *entries, uint32_t count);

/* Give the pages of empty slabs back to the system; returns their bytes. */
uint64_t hl_slab_trim(uint32_t bin);

#endif /* HLOCAL_SLAB_H */
