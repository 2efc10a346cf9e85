/* Handle entries and object slots, with their first-in first-out free lists.
 *
 * A freed index rests until KERNEL_QUARANTINE others were freed, so that 8192
 * generations of it stretch over 33 million handles. A table that once had no
 * fresh entry left and holds fewer free ones than that lets them rest as long
 * as they last.
 */
#include "kernel_table.h"

#include <string.h>

struct entry *entry_find(struct process *process, uint64_t value,
                         enum entry_state state)
{
    uint32_t index = (uint32_t)(value >> 2) % KERNEL_ENTRIES;

    if (value % 4 != 0 || value > 0x7FFFFFFFu || index == 0 ||
        index > process_fresh(process))
        return NULL;
    struct entry *entry = &process->entry[index];
    if (entry->state != state || entry->generation != value >> 18 ||
        entry_object(entry) == 0)
        return NULL;
    return entry;
}

uint32_t entry_value(const struct process *process, const struct entry *entry)
{
    uint32_t index = (uint32_t)(entry - process->entry);

    return (uint32_t)entry->generation << 18 | index << 2;
}

/* Whether an entry that was never used can be had: the one after `fresh`. */
static bool entry_room(const struct session *session,
                       const struct process *process, uint32_t fresh)
{
    uint32_t index = fresh + 1;

    return index < KERNEL_ENTRIES &&
           (index % KERNEL_ENTRY_CHUNK != 0 ||
            session_reserve(session, &process->entry[index],
                            KERNEL_ENTRY_CHUNK * sizeof(struct entry)));
}

static void entry_set(struct entry *entry, uint16_t generation,
                      enum entry_state state)
{
    const struct entry next = {.generation = generation,
                               .state = (uint8_t)state};

    /* Relaxed: the lock orders it; that it is one store is the point. */
    __atomic_store_n(&entry->word, next.word, __ATOMIC_RELAXED);
}

/* Killed afterwards, the entry is free and on no list, or above `fresh`. */
static uint32_t entry_index_take(const struct session *session,
                                 struct process *process)
{
    uint32_t fresh = process_fresh(process);
    bool rested = process->freed > KERNEL_QUARANTINE || session->recycle;

    if (process->freed > 0 &&
        (rested || !entry_room(session, process, fresh))) {
        uint32_t index = entry_link(&process->free_head);
        if (index == 0)
            return 0; /* somebody spoilt the list */
        process->free_head = process->entry[index].object;
        if (--process->freed == 0)
            process->free_head = process->free_tail = 0;
        return index;
    }
    if (!entry_room(session, process, fresh))
        return 0;
    process->fresh = fresh + 1;
    return fresh + 1;
}

struct entry *entry_insert(struct session *session, struct process *process,
                           uint32_t object, enum entry_state state)
{
    uint32_t index = entry_index_take(session, process);

    if (index == 0)
        return NULL;
    crash_fence(); /* off the list before the link is overwritten */
    struct entry *entry = &process->entry[index];
    entry->object = object;
    entry->access = 0;
    crash_fence(); /* its object is there before it counts as used */
    entry_set(entry, entry->generation, state);
    process->live++;
    session->segment->object[object].refs++;
    return entry;
}

void entry_append(struct process *process, uint32_t index)
{
    process->entry[index].object = 0;
    crash_fence(); /* the list has an end at every moment */
    if (process->freed == 0)
        process->free_head = index;
    else
        process->entry[entry_link(&process->free_tail)].object = index;
    process->free_tail = index;
    process->freed++;
}

void entry_remove(struct session *session, struct process *process,
                  struct entry *entry)
{
    uint32_t index = (uint32_t)(entry - process->entry);
    uint32_t object = entry_object(entry);

    if (session->recycle) { /* the next handle gets this very value */
        entry_set(entry, entry->generation, ENTRY_FREE);
        crash_fence(); /* free before the object's index becomes a link */
        entry->object = process->free_head;
        process->free_head = index;
        if (process->freed++ == 0)
            process->free_tail = index;
    } else {
        entry_set(entry, (entry->generation + 1) % KERNEL_GENERATIONS,
                  ENTRY_FREE);
        crash_fence(); /* the same */
        entry_append(process, index);
    }
    process->live--;
    object_unref(session, object);
}

void process_clear(struct session *session, struct process *process)
{
    uint32_t fresh = process_fresh(process);

    for (uint32_t i = 1; i <= fresh; i++) {
        struct entry *entry = &process->entry[i];
        uint32_t object = entry->state == ENTRY_FREE ? 0 : entry_object(entry);
        entry_set(entry, 0, ENTRY_FREE);
        crash_fence(); /* nobody names the object any more when it dies */
        entry->object = entry->access = 0;
        object_unref(session, object);
    }
    process->live = process->fresh = process->freed = 0;
    process->free_head = process->free_tail = 0;
    crash_fence(); /* a slot that is free is empty */
    process->state = PROCESS_NONE;
    crash_fence(); /* and until then it tells whose it was, who is dead */
    memset(process, 0, offsetof(struct process, entry));
}

/* Whether an object that was never used can be had. */
static bool object_room(const struct segment *segment, uint32_t fresh)
{
    uint32_t index = fresh + 1;

    return index < KERNEL_OBJECTS &&
           (index % KERNEL_OBJECT_CHUNK != 0 ||
            segment_reserve(segment, &segment->object[index],
                            KERNEL_OBJECT_CHUNK * sizeof(struct object)));
}

uint32_t object_insert(struct segment *segment)
{
    uint32_t index = object_link(&segment->free_head);
    uint32_t fresh = segment_fresh(segment);

    if (segment->freed > KERNEL_QUARANTINE || !object_room(segment, fresh)) {
        if (segment->freed == 0 || index == 0)
            return 0;
        segment->free_head = segment->object[index].next;
        segment->freed--;
    } else {
        index = fresh + 1;
        segment->fresh = index;
    }
    crash_fence(); /* off the list before the link is overwritten */
    /* The generation must not be gone for a moment, so this is no memset of
     * the whole: killed in it, ids would be issued again. */
    struct object *object = &segment->object[index];
    object->refs = object->next = object->mapped = object->named = 0;
    object->bytes = 0;
    memset(object->label, 0, sizeof object->label);
    memset(object->body, 0, sizeof object->body);
    return index;
}

void object_append(struct segment *segment, uint32_t index)
{
    segment->object[index].next = 0;
    crash_fence(); /* the list has an end at every moment */
    if (segment->freed == 0)
        segment->free_head = index;
    else
        segment->object[object_link(&segment->free_tail)].next = index;
    segment->free_tail = index;
    segment->freed++;
}

void object_unref(struct session *session, uint32_t index)
{
    struct segment *segment = session->segment;

    if (index == 0 || index >= KERNEL_OBJECTS)
        return;
    struct object *object = &segment->object[index];
    if (object->refs == 0 || --object->refs > 0)
        return;
    if (object->named)
        name_remove(segment, index);
    if (object->mapped)
        bytes_discard(session, index);
    object->generation++;
    crash_fence(); /* a dead object has its next generation */
    object->kind = HL_KERNEL_NONE;
    object_append(segment, index);
}

struct object *object_find(struct segment *segment, enum hl_kernel_kind kind,
                           kernel_id id)
{
    uint32_t index = (uint32_t)(id % KERNEL_OBJECTS);

    if (index == 0 || index > segment_fresh(segment) || kind == HL_KERNEL_NONE)
        return NULL;
    struct object *object = &segment->object[index];
    if (object->kind != (uint32_t)kind ||
        object->generation != id / KERNEL_OBJECTS)
        return NULL;
    return object;
}

kernel_id object_id(const struct segment *segment, uint32_t index)
{
    return (kernel_id)segment->object[index].generation * KERNEL_OBJECTS +
           index;
}
