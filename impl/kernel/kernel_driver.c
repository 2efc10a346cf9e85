/* The driver's side: making objects, refs to them, changing them.
 */
#define _GNU_SOURCE
#include "kernel_table.h"

#include <errno.h>
#include <limits.h>
#include <linux/futex.h>
#include <string.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

/* Values of winerror.h that only the driver meets. */
#define KERNEL_FILE_NOT_FOUND 2u   /* ERROR_FILE_NOT_FOUND */
#define KERNEL_ALREADY_EXISTS 183u /* ERROR_ALREADY_EXISTS */

static void label_set(struct object *object, const char *label)
{
    size_t length = label == NULL ? 0 : strnlen(label, HL_KERNEL_LABEL_MAX - 1);

    memset(object->label, 0, sizeof object->label);
    if (length > 0)
        memcpy(object->label, label, length);
}

/* Whether a name is free. Its holder may have died. Locked. */
static bool name_free(struct session *session, const struct object_name *name)
{
    if (name_find(session->segment, name) == 0)
        return true;
    session_reap(session);
    return name_find(session->segment, name) == 0;
}

DWORD hl_kernel_name_check(const uint16_t *name)
{
    struct object_name folded;
    DWORD error = name_fold(name, &folded);

    if (error != ERROR_SUCCESS)
        return error;
    struct session *session = session_enter();
    if (session == NULL)
        return ERROR_NOT_ENOUGH_MEMORY;
    error = name_free(session, &folded) ? ERROR_SUCCESS : KERNEL_ALREADY_EXISTS;
    session_leave(session);
    return error;
}

/* Make the object and the ref to it. Locked. */
static DWORD create_locked(struct session *session,
                           const struct hl_kernel_new *what,
                           const struct object_name *name, kernel_ref *ref)
{
    struct segment *segment = session->segment;

    if (name != NULL && !name_free(session, name))
        return KERNEL_ALREADY_EXISTS;
    uint32_t index = object_insert(segment);
    if (index == 0) {
        session_reap(session);
        index = object_insert(segment);
    }
    if (index == 0)
        return ERROR_NO_SYSTEM_RESOURCES;
    struct object *object = &segment->object[index];
    if (name != NULL && !session_reserve(session, &segment->name[index],
                                         sizeof segment->name[index])) {
        object->kind = what->kind;
        object->refs = 1; /* object_unref drops it and frees the slot */
        object_unref(session, index);
        return ERROR_NO_SYSTEM_RESOURCES;
    }
    object->bytes = what->bytes;
    if (what->body_bytes > 0)
        memcpy(object->body, what->body, what->body_bytes);
    label_set(object, what->label);
    if (name != NULL)
        name_insert(segment, index, name);
    object->kind = what->kind;
    struct entry *entry =
        entry_insert(session, session->self, index, ENTRY_HELD);
    if (entry == NULL) {
        object->refs = 1; /* object_unref drops it and frees the slot */
        object_unref(session, index);
        return ERROR_NO_SYSTEM_RESOURCES;
    }
    *ref = entry_value(session->self, entry);
    return ERROR_SUCCESS;
}

DWORD hl_kernel_create(const struct hl_kernel_new *what, kernel_ref *ref)
{
    struct object_name name;

    *ref = 0;
    if (what->body_bytes > HL_KERNEL_BODY_MAX ||
        what->bytes > HL_KERNEL_BYTES_MAX)
        return ERROR_INVALID_PARAMETER;
    if (what->name != NULL) {
        DWORD error = name_fold(what->name, &name);
        if (error != ERROR_SUCCESS)
            return error;
    }
    struct session *session = session_enter();
    if (session == NULL)
        return ERROR_NOT_ENOUGH_MEMORY;
    DWORD error =
        create_locked(session, what, what->name == NULL ? NULL : &name, ref);
    session_leave(session);
    return error;
}

static DWORD hold(struct session *session, uint32_t index, kernel_ref *ref)
{
    struct entry *entry =
        entry_insert(session, session->self, index, ENTRY_HELD);

    if (entry == NULL)
        return ERROR_NO_SYSTEM_RESOURCES;
    *ref = entry_value(session->self, entry);
    return ERROR_SUCCESS;
}

DWORD hl_kernel_open_handle(enum hl_kernel_kind kind, HANDLE handle,
                            kernel_ref *ref)
{
    struct session *session = session_enter();
    DWORD error = ERROR_INVALID_HANDLE;

    *ref = 0;
    if (session == NULL)
        return ERROR_NOT_ENOUGH_MEMORY;
    struct entry *entry =
        entry_find(session->self, (uintptr_t)handle, ENTRY_OPEN);
    uint32_t index = entry == NULL ? 0 : entry_object(entry);
    if (index != 0 && session->segment->object[index].kind == (uint32_t)kind)
        error = hold(session, index, ref);
    session_leave(session);
    return error;
}

DWORD hl_kernel_open_name(enum hl_kernel_kind kind, const uint16_t *name,
                          kernel_ref *ref)
{
    struct object_name folded;
    DWORD error = name_fold(name, &folded);

    *ref = 0;
    if (error != ERROR_SUCCESS)
        return error;
    struct session *session = session_enter();
    if (session == NULL)
        return ERROR_NOT_ENOUGH_MEMORY;
    session_reap(session);
    uint32_t index = name_find(session->segment, &folded);
    if (index == 0)
        error = KERNEL_FILE_NOT_FOUND;
    else if (session->segment->object[index].kind != (uint32_t)kind)
        error = ERROR_INVALID_HANDLE;
    else
        error = hold(session, index, ref);
    session_leave(session);
    return error;
}

DWORD hl_kernel_open_id(enum hl_kernel_kind kind, kernel_id id, kernel_ref *ref)
{
    struct session *session = session_enter();
    DWORD error = ERROR_INVALID_HANDLE;

    *ref = 0;
    if (session == NULL)
        return ERROR_NOT_ENOUGH_MEMORY;
    if (object_find(session->segment, kind, id) != NULL)
        error = hold(session, (uint32_t)(id % KERNEL_OBJECTS), ref);
    session_leave(session);
    return error;
}

void hl_kernel_release(kernel_ref ref)
{
    struct session *session = ref == 0 ? NULL : session_enter();

    if (session == NULL)
        return;
    struct entry *entry = entry_find(session->self, ref, ENTRY_HELD);
    if (entry != NULL)
        entry_remove(session, session->self, entry);
    session_leave(session);
}

DWORD hl_kernel_export(kernel_ref ref, DWORD access, BOOL inherit,
                       HANDLE *handle)
{
    struct session *session = session_enter();
    DWORD error = ERROR_INVALID_HANDLE;

    *handle = NULL;
    if (session == NULL)
        return ERROR_NOT_ENOUGH_MEMORY;
    struct entry *held = entry_find(session->self, ref, ENTRY_HELD);
    if (held != NULL) {
        struct entry *entry = entry_insert(session, session->self,
                                           entry_object(held), ENTRY_OPEN);
        error = ERROR_NO_SYSTEM_RESOURCES;
        if (entry != NULL) {
            entry->access = access;
            entry->flags = inherit ? HANDLE_FLAG_INHERIT : 0;
            *handle = (HANDLE)(uintptr_t)entry_value(session->self, entry);
            error = ERROR_SUCCESS;
        }
    }
    session_leave(session);
    return error;
}

kernel_id hl_kernel_id(kernel_ref ref)
{
    struct session *session = session_enter();
    kernel_id id = 0;

    if (session == NULL)
        return 0;
    struct entry *entry = entry_find(session->self, ref, ENTRY_HELD);
    if (entry != NULL)
        id = object_id(session->segment, entry_object(entry));
    session_leave(session);
    return id;
}

BOOL hl_kernel_alive(enum hl_kernel_kind kind, kernel_id id)
{
    struct session *session = session_enter();

    if (session == NULL)
        return FALSE;
    BOOL alive = object_find(session->segment, kind, id) != NULL;
    session_leave(session);
    return alive;
}

DWORD hl_kernel_read(enum hl_kernel_kind kind, kernel_id id, void *body,
                     uint32_t body_bytes)
{
    struct session *session = session_enter();
    DWORD error = ERROR_INVALID_HANDLE;

    if (session == NULL)
        return ERROR_NOT_ENOUGH_MEMORY;
    const struct object *object = object_find(session->segment, kind, id);
    if (object != NULL && body_bytes <= HL_KERNEL_BODY_MAX) {
        memcpy(body, object->body, body_bytes);
        error = ERROR_SUCCESS;
    }
    session_leave(session);
    return error;
}

DWORD hl_kernel_update(enum hl_kernel_kind kind, kernel_id id,
                       hl_kernel_change *change, void *context)
{
    struct session *session = session_enter();
    DWORD error = ERROR_INVALID_HANDLE;

    if (session == NULL)
        return ERROR_NOT_ENOUGH_MEMORY;
    struct object *object = object_find(session->segment, kind, id);
    if (object != NULL)
        error = change(object->body, context);
    if (error == ERROR_SUCCESS) {
        _Atomic uint32_t *tick = &session->segment->tick;
        atomic_fetch_add_explicit(tick, 1, memory_order_seq_cst);
        syscall(SYS_futex, tick, FUTEX_WAKE, INT_MAX, NULL, NULL, 0);
    }
    session_leave(session);
    return error;
}

uint32_t hl_kernel_tick(void)
{
    struct session *session = session_peek();

    return session == NULL ? 0
                           : atomic_load_explicit(&session->segment->tick,
                                                  memory_order_seq_cst);
}

void hl_kernel_wait(uint32_t seen, uint64_t wait_ns)
{
    struct session *session = session_peek();
    struct timespec span = {.tv_sec = (time_t)(wait_ns / 1000000000u),
                            .tv_nsec = (long)(wait_ns % 1000000000u)};

    if (session == NULL)
        nanosleep(&span, NULL);
    else
        syscall(SYS_futex, &session->segment->tick, FUTEX_WAIT, seen, &span,
                NULL, 0);
}

void hl_kernel_label(kernel_id id, const char *label)
{
    struct session *session = session_enter();
    uint32_t index = (uint32_t)(id % KERNEL_OBJECTS);

    if (session == NULL)
        return;
    struct object *object = &session->segment->object[index];
    if (index != 0 && object->kind != HL_KERNEL_NONE &&
        object->generation == id / KERNEL_OBJECTS)
        label_set(object, label);
    session_leave(session);
}

void hl_kernel_reap(void)
{
    struct session *session = session_enter();

    if (session == NULL)
        return;
    session_reap(session);
    session_leave(session);
}
