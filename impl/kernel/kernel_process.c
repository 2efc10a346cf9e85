/* Processes as objects: OpenProcess and its company.
 */
#include "kernel_process.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

uint32_t process_object(struct session *session, int32_t pid, uint64_t start)
{
    struct process_body body = {.pid = pid, .start = start};
    uint32_t index = object_insert(session->segment);

    if (index == 0)
        return 0;
    struct object *object = &session->segment->object[index];
    memcpy(object->body, &body, sizeof body);
    object->kind = HL_KERNEL_PROCESS;
    return index;
}

void process_object_drop(struct session *session, uint32_t object)
{
    struct object *found = &session->segment->object[object];

    if (found->refs > 0)
        return;
    found->refs = 1; /* so that this unref is the last */
    object_unref(session, object);
}

DWORD process_of_handle(struct session *session, HANDLE handle,
                        struct process **process)
{
    struct segment *segment = session->segment;
    struct process_body body;

    if (handle == INVALID_HANDLE_VALUE) {
        *process = session->self;
        return ERROR_SUCCESS;
    }
    const struct entry *entry =
        entry_find(session->self, (uintptr_t)handle, ENTRY_OPEN);
    uint32_t index = entry == NULL ? 0 : entry_object(entry);
    if (index == 0 || segment->object[index].kind != HL_KERNEL_PROCESS)
        return ERROR_INVALID_HANDLE;
    if ((entry->access & PROCESS_DUP_HANDLE) == 0)
        return ERROR_ACCESS_DENIED;
    memcpy(&body, segment->object[index].body, sizeof body);
    if (process_is_dead(session, body.pid, body.start))
        return ERROR_ACCESS_DENIED; /* it has exited */
    *process = process_find(segment, body.pid, body.start);
    if (*process == NULL)
        *process = process_insert(session, body.pid, body.start);
    if (*process == NULL) {
        session_reap(session);
        *process = process_insert(session, body.pid, body.start);
    }
    return *process == NULL ? ERROR_NO_SYSTEM_RESOURCES : ERROR_SUCCESS;
}

HANDLE WINAPI GetCurrentProcess(void)
{
    return INVALID_HANDLE_VALUE;
}

DWORD WINAPI GetCurrentProcessId(void)
{
    (void)session_peek(); /* from now on others may leave handles here */
    return (DWORD)getpid();
}

/* Whether the session may be shared with a running process. */
static DWORD process_check(const struct session *session, int32_t pid)
{
    char path[32];
    struct stat owner;

    if (pid == session->pid)
        return ERROR_SUCCESS;
    snprintf(path, sizeof path, "/proc/%d", (int)pid);
    if (stat(path, &owner) != 0)
        return ERROR_INVALID_PARAMETER;
    return owner.st_uid == geteuid() && session->shared ? ERROR_SUCCESS
                                                        : ERROR_ACCESS_DENIED;
}

static DWORD process_open(struct session *session, DWORD access, BOOL inherit,
                          int32_t pid, uint32_t *value)
{
    uint64_t start = session->start;
    enum process_life life = PROCESS_RUNS;
    DWORD error = process_check(session, pid);

    if (error != ERROR_SUCCESS)
        return error;
    if (pid != session->pid)
        life = process_life(pid, &start);
    if (life == PROCESS_GONE || life == PROCESS_ZOMBIE)
        return ERROR_INVALID_PARAMETER;
    if (life == PROCESS_UNKNOWN)
        return ERROR_NO_SYSTEM_RESOURCES; /* no descriptor for /proc */
    uint32_t object = process_object(session, pid, start);
    if (object == 0)
        return ERROR_NO_SYSTEM_RESOURCES;
    struct entry *entry =
        entry_insert(session, session->self, object, ENTRY_OPEN);
    if (entry == NULL) {
        process_object_drop(session, object);
        return ERROR_NO_SYSTEM_RESOURCES;
    }
    entry->access = access;
    entry->flags = inherit ? HANDLE_FLAG_INHERIT : 0;
    *value = entry_value(session->self, entry);
    return ERROR_SUCCESS;
}

HANDLE WINAPI OpenProcess(DWORD access, BOOL inherit, DWORD process_id)
{
    uint32_t value = 0;
    DWORD error = ERROR_INVALID_PARAMETER;

    if (process_id != 0 && process_id <= INT32_MAX) {
        struct session *session = session_enter();
        if (session == NULL) {
            error = ERROR_NO_SYSTEM_RESOURCES;
        } else {
            error = process_open(session, access, inherit, (int32_t)process_id,
                                 &value);
            session_leave(session);
        }
    }
    if (error != ERROR_SUCCESS)
        SetLastError(error);
    return (HANDLE)(uintptr_t)value;
}

DWORD WINAPI GetProcessId(HANDLE process)
{
    DWORD id = 0;
    struct session *session = session_enter();

    if (session != NULL) {
        const struct entry *entry =
            entry_find(session->self, (uintptr_t)process, ENTRY_OPEN);
        uint32_t index = entry == NULL ? 0 : entry_object(entry);
        const struct object *object = &session->segment->object[index];
        if (process == INVALID_HANDLE_VALUE)
            id = (DWORD)session->self->pid;
        else if (index != 0 && object->kind == HL_KERNEL_PROCESS) {
            struct process_body body;
            memcpy(&body, object->body, sizeof body);
            id = (DWORD)body.pid;
        }
        session_leave(session);
    }
    if (id == 0)
        SetLastError(ERROR_INVALID_HANDLE);
    return id;
}
