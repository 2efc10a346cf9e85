/* Walks over objects and handles. The lock is given up before each visit, so
 * a visitor may call anything; what comes or goes meanwhile may be missed.
 * What is not visited is passed over under one lock.
 */
#include "kernel_table.h"

#include <string.h>

void hl_kernel_each(enum hl_kernel_kind kind, hl_kernel_visit *visit,
                    void *context)
{
    for (uint32_t i = 1; i < KERNEL_OBJECTS; i++) {
        unsigned char body[HL_KERNEL_BODY_MAX];
        struct session *session = session_enter();
        kernel_id id = 0;

        if (session == NULL)
            return;
        struct segment *segment = session->segment;
        uint32_t fresh = segment_fresh(segment);
        while (i <= fresh && segment->object[i].kind != (uint32_t)kind)
            i++;
        bool more = i <= fresh;
        if (more) {
            memcpy(body, segment->object[i].body, sizeof body);
            id = object_id(segment, i);
        }
        session_leave(session);
        if (!more || (id != 0 && !visit(id, body, context)))
            return;
    }
}

kernel_id hl_kernel_at(enum hl_kernel_kind kind, uint32_t place)
{
    struct session *session = session_enter();
    kernel_id id = 0;

    if (session == NULL)
        return 0;
    if (place != 0 && place <= segment_fresh(session->segment) &&
        session->segment->object[place].kind == (uint32_t)kind)
        id = object_id(session->segment, place);
    session_leave(session);
    return id;
}

/* The object that entry i, an open handle, names; 0 unless it is of `kind`. */
static uint32_t open_object(const struct session *session, uint32_t i,
                            enum hl_kernel_kind kind)
{
    const struct entry *entry = &session->self->entry[i];
    uint32_t index = entry->state == ENTRY_OPEN ? entry_object(entry) : 0;

    return session->segment->object[index].kind == (uint32_t)kind ? index : 0;
}

void hl_kernel_each_handle(enum hl_kernel_kind kind,
                           hl_kernel_visit_handle *visit, void *context)
{
    for (uint32_t i = 1; i < KERNEL_ENTRIES; i++) {
        char label[HL_KERNEL_LABEL_MAX];
        struct session *session = session_enter();
        uint32_t value = 0;
        kernel_id id = 0;

        if (session == NULL)
            return;
        struct segment *segment = session->segment;
        uint32_t fresh = process_fresh(session->self), index = 0;
        while (i <= fresh && (index = open_object(session, i, kind)) == 0)
            i++;
        bool more = i <= fresh;
        if (more) {
            const struct entry *entry = &session->self->entry[i];
            memcpy(label, segment->object[index].label, sizeof label);
            label[sizeof label - 1] = '\0';
            value = entry_value(session->self, entry);
            id = object_id(segment, index);
        }
        session_leave(session);
        if (!more ||
            (id != 0 && !visit((HANDLE)(uintptr_t)value, id, label, context)))
            return;
    }
}
