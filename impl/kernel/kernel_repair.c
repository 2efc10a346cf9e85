/* What is left when processes die: their slots, and sometimes a list that was
 * being changed. Entries are the truth; the rest is derived from them anew.
 */
#include "kernel_table.h"

#include <string.h>

void session_reap(struct session *session)
{
    struct segment *segment = session->segment;

    if (!session->shared)
        return;
    for (uint32_t i = 0; i < slots_used(segment); i++) {
        struct process *process = &segment->process[i];
        if (process->state == PROCESS_NONE || process == session->self)
            continue;
        if (process_is_dead(session, process->pid, process->start))
            process_clear(session, process);
    }
}

/* Count what the entries of a process refer to and relink its free ones. */
static void process_repair(struct segment *segment, struct process *process)
{
    uint32_t fresh = process_fresh(process);
    uint32_t last = 0;

    process->live = process->freed = 0;
    process->free_head = process->free_tail = 0;
    process->fresh = fresh;
    for (uint32_t i = 1; i <= fresh; i++) {
        struct entry *entry = &process->entry[i];
        struct object *object = &segment->object[entry_object(entry)];
        bool used = entry->state != ENTRY_FREE && object != segment->object &&
                    object->kind != HL_KERNEL_NONE;
        if (used) {
            object->refs++;
            process->live++;
            continue;
        }
        if (entry->state != ENTRY_FREE) {
            entry->state = ENTRY_FREE;
            entry->generation = (entry->generation + 1) % KERNEL_GENERATIONS;
        }
        entry->object = 0;
        if (last == 0)
            process->free_head = i;
        else
            process->entry[last].object = i;
        last = process->free_tail = i;
        process->freed++;
    }
}

/* Keep an object that somebody refers to; let the others go. Their memory is
 * left as it is: whoever first maps a window empties it before. */
static void object_repair(struct segment *segment, uint32_t index,
                          uint32_t *last)
{
    struct object *object = &segment->object[index];

    if (object->kind != HL_KERNEL_NONE && object->refs > 0) {
        if (object->named) {
            struct object_name name = segment->name[index];
            name.length = name_length(&name);
            name_insert(segment, index, &name);
        }
        return;
    }
    if (object->kind != HL_KERNEL_NONE)
        object->generation++;
    object->kind = HL_KERNEL_NONE;
    object->refs = object->named = object->next = 0;
    if (*last == 0)
        segment->free_head = index;
    else
        segment->object[*last].next = index;
    *last = segment->free_tail = index;
    segment->freed++;
}

void session_repair(struct segment *segment)
{
    uint32_t fresh = segment_fresh(segment);
    uint32_t last = 0;

    segment->fresh = fresh;
    for (uint32_t i = 1; i <= fresh; i++)
        segment->object[i].refs = 0;
    for (uint32_t i = 0; i < slots_used(segment); i++)
        if (segment->process[i].state != PROCESS_NONE)
            process_repair(segment, &segment->process[i]);
    memset(segment->bucket, 0, sizeof segment->bucket);
    segment->freed = segment->free_head = segment->free_tail = 0;
    for (uint32_t i = 1; i <= fresh; i++)
        object_repair(segment, i, &last);
}
