#include "valid.h"

#if HL_CHECKS

#include <string.h>

#include "kernel_table.h"

/* What the entries of all processes say of each object; guarded by the
 * session's lock. */
static struct {
    uint32_t refs;
    uint8_t on_free_list;
    uint8_t in_bucket;
} seen[KERNEL_OBJECTS];

/* The free list of a process: each free entry that was used before, once. */
static bool entries_are_listed(const struct process *process)
{
    uint32_t fresh = process->fresh, count = 0, last = 0;

    for (uint32_t at = process->free_head; at != 0;
         at = process->entry[at].object) {
        HL_HOLDS(at <= fresh);
        HL_HOLDS(process->entry[at].state == ENTRY_FREE);
        HL_HOLDS(count < process->freed); /* or the list is a circle */
        last = at;
        count++;
    }
    HL_HOLDS(count == process->freed);
    HL_HOLDS(process->free_tail == last);
    return true;
}

static bool entry_is_valid(const struct segment *segment,
                           const struct entry *entry)
{
    HL_HOLDS(entry->state == ENTRY_OPEN || entry->state == ENTRY_HELD);
    HL_HOLDS(entry->generation < KERNEL_GENERATIONS);
    HL_HOLDS(entry->object != 0 && entry->object <= segment->fresh);
    HL_HOLDS(segment->object[entry->object].kind != HL_KERNEL_NONE);
    seen[entry->object].refs++;
    return true;
}

static bool process_is_valid(const struct segment *segment,
                             const struct process *process)
{
    uint32_t live = 0;

    HL_HOLDS(process->state <= PROCESS_JOINED);
    HL_HOLDS(process->fresh < KERNEL_ENTRIES);
    HL_HOLDS(process->state != PROCESS_NONE || process->fresh == 0);
    HL_HOLDS(process->state != PROCESS_JOINED || process->copies > 0);
    for (uint32_t i = 1; i <= process->fresh; i++) {
        if (process->entry[i].state == ENTRY_FREE)
            continue;
        if (!entry_is_valid(segment, &process->entry[i]))
            return false;
        live++;
    }
    HL_HOLDS(process->live == live);
    HL_HOLDS(process->freed == process->fresh - live);
    return entries_are_listed(process);
}

/* No two slots are one process's. */
static bool processes_are_valid(const struct segment *segment)
{
    HL_HOLDS(segment->slots <= KERNEL_PROCESSES);
    for (uint32_t i = 0; i < segment->slots; i++) {
        const struct process *process = &segment->process[i];

        if (!process_is_valid(segment, process))
            return false;
        for (uint32_t k = 0; k < i && process->state != PROCESS_NONE; k++)
            HL_HOLDS(segment->process[k].state == PROCESS_NONE ||
                     segment->process[k].pid != process->pid ||
                     segment->process[k].start != process->start);
    }
    return true;
}

static bool objects_are_listed(const struct segment *segment)
{
    uint32_t count = 0, last = 0;

    for (uint32_t at = segment->free_head; at != 0;
         at = segment->object[at].next) {
        HL_HOLDS(at <= segment->fresh);
        HL_HOLDS(segment->object[at].kind == HL_KERNEL_NONE);
        HL_HOLDS(seen[at].on_free_list == 0); /* or the list is a circle */
        seen[at].on_free_list = 1;
        last = at;
        count++;
    }
    HL_HOLDS(count == segment->freed);
    HL_HOLDS(segment->freed == 0 || segment->free_tail == last);
    return true;
}

/* The chain of a bucket: live objects, each with a name of its own that belongs
 * there. */
static bool bucket_is_valid(struct segment *segment, uint32_t bucket)
{
    for (uint32_t at = segment->bucket[bucket]; at != 0;
         at = segment->object[at].next) {
        HL_HOLDS(at <= segment->fresh);
        HL_HOLDS(segment->object[at].kind != HL_KERNEL_NONE);
        HL_HOLDS(segment->object[at].named != 0);
        HL_HOLDS(segment->name[at].length != 0);
        HL_HOLDS(segment->name[at].length <= HL_KERNEL_NAME_MAX);
        HL_HOLDS(seen[at].in_bucket == 0); /* or the chain is a circle */
        seen[at].in_bucket = 1;
        HL_HOLDS(name_find(segment, &segment->name[at]) == at);
    }
    return true;
}

static bool object_is_valid(const struct segment *segment, uint32_t index)
{
    const struct object *object = &segment->object[index];

    HL_HOLDS(object->kind <= HL_KERNEL_FENCE);
    HL_HOLDS((object->kind == HL_KERNEL_NONE) == seen[index].on_free_list);
    if (object->kind == HL_KERNEL_NONE)
        return true;
    HL_HOLDS(object->refs == seen[index].refs);
    HL_HOLDS(object->refs > 0);
    HL_HOLDS(object->bytes <= HL_KERNEL_BYTES_MAX);
    HL_HOLDS((object->named != 0) == seen[index].in_bucket);
    return true;
}

static bool objects_are_valid(struct segment *segment)
{
    if (!objects_are_listed(segment))
        return false;
    for (uint32_t i = 0; i < KERNEL_BUCKETS; i++)
        if (!bucket_is_valid(segment, i))
            return false;
    for (uint32_t i = 1; i <= segment->fresh; i++)
        if (!object_is_valid(segment, i))
            return false;
    return true;
}

bool session_is_valid(const struct session *session)
{
    struct segment *segment = session->segment;

    HL_HOLDS(atomic_load_explicit(&segment->magic, memory_order_acquire) ==
             KERNEL_MAGIC);
    HL_HOLDS(segment->fresh < KERNEL_OBJECTS);
    HL_HOLDS(session_is_member(session));
    memset(seen, 0, (segment->fresh + 1u) * sizeof seen[0]);
    return processes_are_valid(segment) && objects_are_valid(segment);
}

BOOL hl_kernel_is_valid(void)
{
    struct session *session = session_enter();
    bool valid;

    if (session == NULL)
        return FALSE;
    valid = session_is_valid(session);
    session_leave(session);
    return valid;
}

#endif /* HL_CHECKS */
