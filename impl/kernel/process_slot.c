/* The slots of processes: who is a member, and who has handles waiting.
 */
#include "kernel_table.h"

bool others_joined(const struct segment *segment)
{
    for (uint32_t i = 0; i < slots_used(segment); i++)
        if (segment->process[i].state == PROCESS_JOINED)
            return true;
    return false;
}

struct process *process_find(struct segment *segment, int32_t pid,
                             uint64_t start)
{
    for (uint32_t i = 0; i < slots_used(segment); i++) {
        struct process *process = &segment->process[i];
        if (process->state != PROCESS_NONE && process->pid == pid &&
            process->start == start)
            return process;
    }
    return NULL;
}

/* A slot nobody has. Slots are used from the first on, so that a session of
 * few processes touches few pages. */
static struct process *slot_free(struct segment *segment)
{
    uint32_t used = slots_used(segment);

    for (uint32_t i = 0; i < used; i++)
        if (segment->process[i].state == PROCESS_NONE)
            return &segment->process[i];
    if (used == KERNEL_PROCESSES ||
        !segment_reserve(segment, &segment->process[used],
                         offsetof(struct process, entry) +
                             KERNEL_ENTRY_CHUNK * sizeof(struct entry)))
        return NULL;
    segment->slots = used + 1;
    return &segment->process[used];
}

struct process *process_insert(struct session *session, int32_t pid,
                               uint64_t start)
{
    struct process *process = slot_free(session->segment);

    if (process == NULL)
        return NULL;
    process_clear(session, process); /* nobody inherits by accident */
    process->pid = pid;
    process->start = start;
    process->bytes_fd = -1;
    crash_fence(); /* a slot with a state is somebody's */
    process->state = PROCESS_AWAITED;
    return process;
}

bool session_is_member(const struct session *session)
{
    const struct process *self = session->self;

    return self->state == PROCESS_JOINED && self->pid == session->pid &&
           self->start == session->start;
}

bool session_take_slot(struct session *session)
{
    struct process *self =
        process_find(session->segment, session->pid, session->start);

    if (self == NULL)
        self = process_insert(session, session->pid, session->start);
    if (self == NULL)
        return false;
    session->self = self;
    self->copies++;
    if (self->state == PROCESS_JOINED)
        return true; /* another copy of this library has joined */
    self->copies = 1;
    self->program = session->program;
    self->bytes_fd = session->bytes_fd;
    self->state = PROCESS_JOINED;
    return true;
}
