/* The slots of processes: who is a member, and who has handles waiting.
 */
#include "kernel_table.h"

struct process *process_find(struct segment *segment, int32_t pid,
                             uint64_t start)
{
    for (uint32_t i = 0; i < KERNEL_PROCESSES; i++) {
        struct process *process = &segment->process[i];
        if (process->state != PROCESS_NONE && process->pid == pid &&
            process->start == start)
            return process;
    }
    return NULL;
}

struct process *process_insert(struct session *session, int32_t pid,
                               uint64_t start)
{
    for (uint32_t i = 0; i < KERNEL_PROCESSES; i++) {
        struct process *process = &session->segment->process[i];
        if (process->state != PROCESS_NONE)
            continue;
        process_clear(session, process); /* nobody inherits by accident */
        process->pid = pid;
        process->start = start;
        process->bytes_fd = -1;
        process->state = PROCESS_AWAITED;
        return process;
    }
    return NULL;
}
