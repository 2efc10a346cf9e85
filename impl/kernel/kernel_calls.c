/* CloseHandle, DuplicateHandle, CompareObjectHandles, Get- and
 * SetHandleInformation.
 */
#include "kernel_process.h"

#include <string.h>

static BOOL answer(DWORD error)
{
    if (error == ERROR_SUCCESS)
        return TRUE;
    SetLastError(error);
    return FALSE;
}

static DWORD close_in(struct session *session, struct process *process,
                      HANDLE object)
{
    struct entry *entry = entry_find(process, (uintptr_t)object, ENTRY_OPEN);

    if (entry == NULL || (entry->flags & HANDLE_FLAG_PROTECT_FROM_CLOSE) != 0)
        return ERROR_INVALID_HANDLE;
    entry_remove(session, process, entry);
    return ERROR_SUCCESS;
}

BOOL WINAPI CloseHandle(HANDLE object)
{
    if (object == INVALID_HANDLE_VALUE)
        return TRUE;
    struct session *session = session_enter();
    if (session == NULL)
        return answer(ERROR_INVALID_HANDLE);
    DWORD error = close_in(session, session->self, object);
    session_leave(session);
    return answer(error);
}

/* What a source handle means: an object and the rights it was given. For the
 * pseudo-handle of a process an object is made; the caller's entry_insert
 * gives it its first reference. */
static DWORD source_find(struct session *session, struct process *process,
                         HANDLE source, uint32_t *object, uint32_t *access)
{
    if (source == INVALID_HANDLE_VALUE) {
        *object = process_object(session, process->pid, process->start);
        *access = PROCESS_ALL_ACCESS;
        return *object == 0 ? ERROR_NO_SYSTEM_RESOURCES : ERROR_SUCCESS;
    }
    struct entry *entry = entry_find(process, (uintptr_t)source, ENTRY_OPEN);
    if (entry == NULL)
        return ERROR_INVALID_HANDLE;
    *object = entry_object(entry);
    *access = entry->access;
    return ERROR_SUCCESS;
}

static DWORD duplicate(struct session *session, struct process *from,
                       HANDLE source, struct process *to, DWORD access,
                       uint8_t flags, DWORD options, uint32_t *value)
{
    uint32_t object, rights;
    DWORD error = source_find(session, from, source, &object, &rights);

    if (error != ERROR_SUCCESS)
        return error;
    struct entry *entry = entry_insert(session, to, object, ENTRY_OPEN);
    if (entry == NULL) {
        process_object_drop(session, object);
        return ERROR_NO_SYSTEM_RESOURCES;
    }
    entry->access = (options & DUPLICATE_SAME_ACCESS) != 0 ? rights : access;
    entry->flags = flags;
    *value = entry_value(to, entry);
    return ERROR_SUCCESS;
}

/* The process of the target, and whether that of the source is still there:
 * room for the one is made by letting go of those that have died, and the
 * source may have died since it was found. */
static DWORD target_find(struct session *session, HANDLE target,
                         struct process **to, const struct process *from,
                         DWORD *from_error)
{
    const int32_t pid = from->pid;
    const uint64_t start = from->start;
    DWORD error = process_of_handle(session, target, to);

    if (process_find(session->segment, pid, start) == from)
        return error;
    *from_error = ERROR_ACCESS_DENIED; /* it has exited */
    return *from_error;
}

BOOL WINAPI DuplicateHandle(HANDLE source_process, HANDLE source,
                            HANDLE target_process, LPHANDLE target,
                            DWORD access, BOOL inherit, DWORD options)
{
    const DWORD known = DUPLICATE_CLOSE_SOURCE | DUPLICATE_SAME_ACCESS;
    uint32_t value = 0;
    struct process *from, *to;

    if (target != NULL)
        *target = NULL;
    if ((options & ~known) != 0)
        return answer(ERROR_INVALID_PARAMETER);
    struct session *session = session_enter();
    if (session == NULL)
        return answer(ERROR_INVALID_HANDLE);

    bool close = (options & DUPLICATE_CLOSE_SOURCE) != 0;
    bool only_close = close && target == NULL && target_process == NULL;
    DWORD error = process_of_handle(session, source_process, &from);
    DWORD close_error = error;
    if (error == ERROR_SUCCESS && !only_close) {
        error = target_find(session, target_process, &to, from, &close_error);
        if (error == ERROR_SUCCESS)
            error =
                duplicate(session, from, source, to, access,
                          inherit ? HANDLE_FLAG_INHERIT : 0, options, &value);
    }
    if (close_error == ERROR_SUCCESS && close && source != INVALID_HANDLE_VALUE)
        close_error = close_in(session, from, source);
    session_leave(session);

    if (only_close)
        return answer(close_error);
    if (error == ERROR_SUCCESS && target != NULL)
        *target = (HANDLE)(uintptr_t)value;
    return answer(error);
}

/* The object of a handle of ours, as something that can be compared: process
 * handles by the process they mean, for each OpenProcess makes an object. */
static bool identity(struct session *session, HANDLE handle,
                     struct process_body *process, uint32_t *object)
{
    memset(process, 0, sizeof *process);
    *object = 0;
    if (handle == INVALID_HANDLE_VALUE) {
        process->pid = session->self->pid;
        process->start = session->self->start;
        return true;
    }
    struct entry *entry =
        entry_find(session->self, (uintptr_t)handle, ENTRY_OPEN);
    if (entry == NULL)
        return false;
    uint32_t index = entry_object(entry);
    const struct object *found = &session->segment->object[index];
    if (found->kind == HL_KERNEL_PROCESS)
        memcpy(process, found->body, sizeof *process);
    else
        *object = index;
    return true;
}

BOOL WINAPI CompareObjectHandles(HANDLE first, HANDLE second)
{
    struct process_body processes[2];
    uint32_t objects[2];
    DWORD error = ERROR_INVALID_HANDLE;

    struct session *session = session_enter();
    if (session == NULL)
        return answer(error);
    if (identity(session, first, &processes[0], &objects[0]) &&
        identity(session, second, &processes[1], &objects[1])) {
        bool same = objects[0] == objects[1] &&
                    processes[0].pid == processes[1].pid &&
                    processes[0].start == processes[1].start;
        error = same ? ERROR_SUCCESS : ERROR_NOT_SAME_OBJECT;
    }
    session_leave(session);
    return answer(error);
}

BOOL WINAPI GetHandleInformation(HANDLE object, LPDWORD flags)
{
    DWORD error = ERROR_INVALID_HANDLE;

    if (flags == NULL)
        return answer(ERROR_INVALID_PARAMETER);
    if (object == INVALID_HANDLE_VALUE) {
        *flags = 0;
        return TRUE;
    }
    struct session *session = session_enter();
    if (session == NULL)
        return answer(error);
    const struct entry *entry =
        entry_find(session->self, (uintptr_t)object, ENTRY_OPEN);
    if (entry != NULL) {
        *flags = entry->flags;
        error = ERROR_SUCCESS;
    }
    session_leave(session);
    return answer(error);
}

BOOL WINAPI SetHandleInformation(HANDLE object, DWORD mask, DWORD flags)
{
    const DWORD known = HANDLE_FLAG_INHERIT | HANDLE_FLAG_PROTECT_FROM_CLOSE;
    DWORD error = ERROR_INVALID_HANDLE;

    if ((mask & ~known) != 0)
        return answer(ERROR_INVALID_PARAMETER);
    struct session *session = session_enter();
    if (session == NULL)
        return answer(error);
    struct entry *entry =
        entry_find(session->self, (uintptr_t)object, ENTRY_OPEN);
    if (entry != NULL) {
        entry->flags = (uint8_t)((entry->flags & ~mask) | (flags & mask));
        error = ERROR_SUCCESS;
    }
    session_leave(session);
    return answer(error);
}
