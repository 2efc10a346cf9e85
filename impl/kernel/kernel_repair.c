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

/* Marks of what is free: whether it was met on the free list yet. */
enum { UNLISTED, LISTED };

static bool entry_unlisted(const struct entry *entry)
{
    return entry->state == ENTRY_FREE && entry->access == UNLISTED;
}

/* Count what an entry refers to, or make sure that it is free. */
static void entry_repair(struct segment *segment, struct process *process,
                         struct entry *entry)
{
    uint32_t object = entry_object(entry);

    if (entry->state == ENTRY_FREE) {
        entry->access = UNLISTED;
    } else if (object != 0 && segment->object[object].kind != HL_KERNEL_NONE) {
        segment->object[object].refs++;
        process->live++;
    } else {
        entry->generation = (entry->generation + 1) % KERNEL_GENERATIONS;
        entry->access = UNLISTED;
        crash_fence(); /* its value is renewed before it may be issued */
        entry->state = ENTRY_FREE;
    }
}

/* What the dead process was about to put on the free list, or had just taken
 * from it, goes to the end: an index never rests less for a repair. The list
 * is followed as far as it is one, and its order kept; should this process be
 * killed too, the next one finds it as it was. */
static void entries_relink(struct process *process, uint32_t fresh)
{
    uint32_t last = 0, count = 0;
    uint32_t at = entry_link(&process->free_head);

    while (at != 0 && at <= fresh && entry_unlisted(&process->entry[at]) &&
           count < KERNEL_ENTRIES) {
        process->entry[at].access = LISTED;
        last = at;
        count++;
        at = entry_link(&process->entry[at].object);
    }
    process->entry[last].object = 0; /* entry 0 is nobody's */
    if (last == 0)
        process->free_head = 0;
    process->free_tail = last;
    process->freed = count;
    for (uint32_t i = 1; i <= fresh; i++)
        if (entry_unlisted(&process->entry[i])) {
            process->entry[i].access = LISTED;
            entry_append(process, i);
        }
}

static void process_repair(struct segment *segment, struct process *process)
{
    uint32_t fresh = process_fresh(process);

    process->fresh = fresh;
    process->live = 0;
    for (uint32_t i = 1; i <= fresh; i++)
        entry_repair(segment, process, &process->entry[i]);
    entries_relink(process, fresh);
}

/* Keep an object that somebody refers to, and its name; let the others go.
 * Their memory is left as it is: whoever first maps a window empties it
 * before. */
static void object_repair(struct segment *segment, uint32_t index)
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
    crash_fence(); /* a dead object has its next generation */
    object->kind = HL_KERNEL_NONE;
    object->named = 0;
    object->refs = UNLISTED;
}

static bool object_unlisted(const struct object *object)
{
    return object->kind == HL_KERNEL_NONE && object->refs == UNLISTED;
}

/* As entries_relink. */
static void objects_relink(struct segment *segment, uint32_t fresh)
{
    uint32_t last = 0, count = 0;
    uint32_t at = object_link(&segment->free_head);

    while (at != 0 && at <= fresh && object_unlisted(&segment->object[at]) &&
           count < KERNEL_OBJECTS) {
        segment->object[at].refs = LISTED;
        last = at;
        count++;
        at = object_link(&segment->object[at].next);
    }
    segment->object[last].next = 0; /* object 0 is nobody's */
    if (last == 0)
        segment->free_head = 0;
    segment->free_tail = last;
    segment->freed = count;
    for (uint32_t i = 1; i <= fresh; i++)
        if (object_unlisted(&segment->object[i])) {
            segment->object[i].refs = LISTED;
            object_append(segment, i);
        }
}

void session_repair(struct segment *segment)
{
    uint32_t fresh = segment_fresh(segment);

    segment->fresh = fresh;
    for (uint32_t i = 1; i <= fresh; i++)
        segment->object[i].refs = 0;
    for (uint32_t i = 0; i < slots_used(segment); i++)
        if (segment->process[i].state != PROCESS_NONE)
            process_repair(segment, &segment->process[i]);
    memset(segment->bucket, 0, sizeof segment->bucket);
    for (uint32_t i = 1; i <= fresh; i++)
        object_repair(segment, i);
    objects_relink(segment, fresh);
}
