/* Process objects: what OpenProcess hands out.
 */
#ifndef HLOCAL_IMPL_KERNEL_KERNEL_PROCESS_H
#define HLOCAL_IMPL_KERNEL_KERNEL_PROCESS_H

#include "kernel_table.h"

/* The body of an object of HL_KERNEL_PROCESS. */
struct process_body {
    int32_t pid;
    uint32_t unused;
    uint64_t start;
};

/* The slot of the process a handle of ours means; it must carry
 * PROCESS_DUP_HANDLE. A running process that has no slot yet gets one. */
DWORD process_of_handle(struct session *session, HANDLE handle,
                        struct process **process);

/* A new process object without references; 0 when the session is full. */
uint32_t process_object(struct session *session, int32_t pid, uint64_t start);

/* Let a process object go that nobody came to refer to; no effect on others. */
void process_object_drop(struct session *session, uint32_t object);

#endif /* HLOCAL_IMPL_KERNEL_KERNEL_PROCESS_H */
