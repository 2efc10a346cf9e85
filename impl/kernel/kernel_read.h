/* Indices, counts and lengths as they are read from the segment.
 *
 * A peer gone wild may write any word of the segment at any time, lock or no
 * lock. So whatever becomes an index, a bound or a length is fetched once, by
 * an atomic read that the compiler can neither repeat nor split, and compared
 * with a constant: never with another word of the segment, which the same
 * peer may have written. The reads are relaxed: what orders them is the
 * session's lock, and nothing orders them against a peer gone wild. An index
 * out of range becomes 0, which no entry and no object uses, and which may
 * safely be looked at.
 */
#ifndef HLOCAL_IMPL_KERNEL_KERNEL_READ_H
#define HLOCAL_IMPL_KERNEL_KERNEL_READ_H

#include "kernel_layout.h"

/* Any word of the segment, read once. */
static inline uint32_t segment_read(const uint32_t *word)
{
    return __atomic_load_n(word, __ATOMIC_RELAXED);
}

static inline uint32_t index_below(const uint32_t *word, uint32_t end)
{
    uint32_t index = segment_read(word);

    return index < end ? index : 0;
}

/* The object a used entry names; 0 when it names none. */
static inline uint32_t entry_object(const struct entry *entry)
{
    return index_below(&entry->object, KERNEL_OBJECTS);
}

/* An entry of the free list: its head, its tail or a link; 0 for none. */
static inline uint32_t entry_link(const uint32_t *word)
{
    return index_below(word, KERNEL_ENTRIES);
}

/* The same for objects, and for the chains of names. */
static inline uint32_t object_link(const uint32_t *word)
{
    return index_below(word, KERNEL_OBJECTS);
}

/* How far the entries of a process, the objects of the session, have been
 * used: below KERNEL_ENTRIES, KERNEL_OBJECTS. */
static inline uint32_t process_fresh(const struct process *process)
{
    uint32_t fresh = segment_read(&process->fresh);

    return fresh < KERNEL_ENTRIES ? fresh : KERNEL_ENTRIES - 1;
}

static inline uint32_t segment_fresh(const struct segment *segment)
{
    uint32_t fresh = segment_read(&segment->fresh);

    return fresh < KERNEL_OBJECTS ? fresh : KERNEL_OBJECTS - 1;
}

/* The units of a name: up to HL_KERNEL_NAME_MAX. */
static inline uint16_t name_length(const struct object_name *name)
{
    uint16_t length = __atomic_load_n(&name->length, __ATOMIC_RELAXED);

    return length < HL_KERNEL_NAME_MAX ? length : HL_KERNEL_NAME_MAX;
}

/* The shared memory of an object: up to HL_KERNEL_BYTES_MAX, its window. */
static inline uint64_t object_bytes(const struct object *object)
{
    uint64_t bytes = __atomic_load_n(&object->bytes, __ATOMIC_RELAXED);

    return bytes < HL_KERNEL_BYTES_MAX ? bytes : HL_KERNEL_BYTES_MAX;
}

#endif /* HLOCAL_IMPL_KERNEL_KERNEL_READ_H */
