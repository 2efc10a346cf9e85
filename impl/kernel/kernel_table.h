/* Entries and objects: the steps every kernel call is made of.
 *
 * All run under the session's lock, and none of them locks.
 */
#ifndef HLOCAL_IMPL_KERNEL_KERNEL_TABLE_H
#define HLOCAL_IMPL_KERNEL_KERNEL_TABLE_H

#include "kernel_read.h"
#include "session.h"

/* A process can be killed between any two of its instructions, with the lock
 * in its hands, and the next owner of the lock repairs the segment from what
 * was written. This keeps the compiler from moving a store across, so that it
 * is written what the source says is written first. It pairs with the lock
 * that answers EOWNERDEAD: the kernel, which hands the lock on, makes the
 * stores of the dead visible to the next owner, so no instruction is needed. */
static inline void crash_fence(void)
{
    atomic_signal_fence(memory_order_acq_rel);
}

/* The entry a handle or ref value names in a process, NULL when it is not
 * in the state asked for, or of another generation. Its object is to be read
 * by entry_object. */
struct entry *entry_find(struct process *process, uint64_t value,
                         enum entry_state state);
uint32_t entry_value(const struct process *process, const struct entry *entry);

/* A new entry for an object, which gains a reference; NULL when full. */
struct entry *entry_insert(struct session *session, struct process *process,
                           uint32_t object, enum entry_state state);

/* Give an entry back; the object's last one takes the object along. */
void entry_remove(struct session *session, struct process *process,
                  struct entry *entry);

/* Append a free entry, or a dead object, to its free list. Killed on the way,
 * it is on the list or it is not, and the others are in their order. */
void entry_append(struct process *process, uint32_t index);
void object_append(struct segment *segment, uint32_t index);

/* Give all entries of a process back and free its slot. */
void process_clear(struct session *session, struct process *process);

/* Object 0 when the session is full. Its kind is set by the caller, last. */
uint32_t object_insert(struct segment *segment);
void object_unref(struct session *session, uint32_t index);

/* The object an id names, NULL when it is dead or of another kind. */
struct object *object_find(struct segment *segment, enum hl_kernel_kind kind,
                           kernel_id id);
kernel_id object_id(const struct segment *segment, uint32_t index);

/* The object's memory in the session's file. kernel_bytes.c */
void bytes_discard(struct session *session, uint32_t index);

/* Names. Those given here have at most HL_KERNEL_NAME_MAX units, for they
 * are not in the segment. `name_fold` writes the folded name without its
 * namespace prefix and returns a last-error value. kernel_name.c */
DWORD name_fold(const uint16_t *name, struct object_name *folded);
uint32_t name_find(struct segment *segment, const struct object_name *name);
void name_insert(struct segment *segment, uint32_t index,
                 const struct object_name *name);
void name_remove(struct segment *segment, uint32_t index);

#endif /* HLOCAL_IMPL_KERNEL_KERNEL_TABLE_H */
