/* Kernel objects for the Vulkan driver: libhlocal's inner door, not installed.
 *
 * A reference ("ref") is a handle the application cannot see: an entry of the
 * process's handle table that CloseHandle refuses. It counts like any handle,
 * so an object lives while somebody has a handle or a ref, in any process,
 * and a process that dies, dies with both. An id names an object without
 * keeping it alive; ids are never issued twice in a session, whoever is killed
 * in the middle of what (a generation has 32 bits: after 4 billion lives of one
 * of 65,535 places they begin anew).
 *
 * Calls that can fail return a last-error value, ERROR_SUCCESS when all is
 * well; they do not touch the thread's last error. Every call is atomic and
 * may be made by any thread. The driver may hold its own locks meanwhile;
 * nothing here calls back while locked.
 */
#ifndef HLOCAL_IMPL_KERNEL_KERNEL_H
#define HLOCAL_IMPL_KERNEL_KERNEL_H

#include <hlocal/handle.h>

#ifdef __cplusplus
extern "C" {
#endif

/* The kinds of object. A handle of one kind is no handle of another. */
enum hl_kernel_kind {
    HL_KERNEL_NONE,
    HL_KERNEL_PROCESS,
    HL_KERNEL_MEMORY,
    HL_KERNEL_SEMAPHORE,
    HL_KERNEL_FENCE,
};

#define HL_KERNEL_BODY_MAX 192u                 /* bytes of an object's body */
#define HL_KERNEL_LABEL_MAX 64u                 /* with the final zero */
#define HL_KERNEL_NAME_MAX 260u                 /* UTF-16 units, without it */
#define HL_KERNEL_BYTES_MAX (UINT64_C(1) << 35) /* one object's memory */

/* A held reference; 0 is none. Valid in the process that got it. */
typedef uint32_t kernel_ref;

/* An object's identity in the session; 0 is none. Keeps nothing alive. */
typedef uint64_t kernel_id;

/* What to create: `body` (copied, up to HL_KERNEL_BODY_MAX bytes), `bytes` of
 * shared memory, initially zero, and perhaps a name: NUL-terminated UTF-16,
 * compared without regard to ASCII case. */
struct hl_kernel_new {
    enum hl_kernel_kind kind;
    const uint16_t *name; /* or NULL */
    const void *body;
    uint32_t body_bytes;
    uint64_t bytes;
    const char *label; /* or NULL; for the leak report */
};

/* ERROR_ALREADY_EXISTS when the name is taken, by whatever kind;
 * ERROR_INVALID_NAME for an empty one, one over HL_KERNEL_NAME_MAX, or one
 * with a backslash other than that of a leading "Local\" or "Global\". */
HL_API DWORD hl_kernel_create(const struct hl_kernel_new *what,
                              kernel_ref *ref);

/* Whether hl_kernel_create would accept the name: ERROR_SUCCESS, or what it
 * would answer. Another process may take the name in between. */
HL_API DWORD hl_kernel_name_check(const uint16_t *name);

/* A new ref to the object that a handle, a name or an id means.
 * ERROR_INVALID_HANDLE, or for names ERROR_FILE_NOT_FOUND, when there is none
 * of this kind. */
HL_API DWORD hl_kernel_open_handle(enum hl_kernel_kind kind, HANDLE handle,
                                   kernel_ref *ref);
HL_API DWORD hl_kernel_open_name(enum hl_kernel_kind kind, const uint16_t *name,
                                 kernel_ref *ref);
HL_API DWORD hl_kernel_open_id(enum hl_kernel_kind kind, kernel_id id,
                               kernel_ref *ref);

/* Give a ref back. 0 is allowed. */
HL_API void hl_kernel_release(kernel_ref ref);

/* A handle for the application to the object of `ref`.
 * ERROR_NO_SYSTEM_RESOURCES when the table is full; *handle is NULL then. */
HL_API DWORD hl_kernel_export(kernel_ref ref, DWORD access, BOOL inherit,
                              HANDLE *handle);

/* The identity of a ref's object; 0 when the ref is not valid. */
HL_API kernel_id hl_kernel_id(kernel_ref ref);

/* Nonzero while the object lives. Answers of "yes" age at once unless the
 * caller holds a ref. */
HL_API BOOL hl_kernel_alive(enum hl_kernel_kind kind, kernel_id id);

/* The live object of a kind whose id is `place` modulo 65536; 0 when there is
 * none. For numbers that have no room for a whole id. */
HL_API kernel_id hl_kernel_at(enum hl_kernel_kind kind, uint32_t place);

/* Copy the body out. ERROR_INVALID_HANDLE when the object is dead. */
HL_API DWORD hl_kernel_read(enum hl_kernel_kind kind, kernel_id id, void *body,
                            uint32_t body_bytes);

/* Change the body under the session's lock: `change` gets the body and
 * `context` and must not call anything of this header. Its result is
 * returned; ERROR_INVALID_HANDLE when the object is dead. Sleepers of
 * hl_kernel_wait wake when `change` returned ERROR_SUCCESS. */
typedef DWORD hl_kernel_change(void *body, void *context);
HL_API DWORD hl_kernel_update(enum hl_kernel_kind kind, kernel_id id,
                              hl_kernel_change *change, void *context);

/* Sleep until some object of the session is updated after `seen` was read
 * with hl_kernel_tick, or `wait_ns` nanoseconds pass; early wakes happen. */
HL_API uint32_t hl_kernel_tick(void);
HL_API void hl_kernel_wait(uint32_t seen, uint64_t wait_ns);

/* Map the object's bytes, shared with every process that does the same; NULL
 * without memory, or when the program closed the descriptor of the session's
 * memory and no other member lends it. The mapping outlives the object safely:
 * its bytes then read as zeros, and eight million objects come and go before
 * one gets this place again (2,048 at least, in a session with more than
 * 61,438 objects at once or with a full /dev/shm). hl_kernel_unmap ends it. */
HL_API void *hl_kernel_map(kernel_id id, uint64_t bytes);
HL_API void hl_kernel_unmap(void *at, uint64_t bytes);

/* Rename the object in leak reports. */
HL_API void hl_kernel_label(kernel_id id, const char *label);

/* Let go of what dead processes held. Imports do so by themselves when a name
 * is opened; the driver does so before it believes a foreign number. */
HL_API void hl_kernel_reap(void);

/* Visit every object of a kind that lives. `visit` gets a copy of the body
 * and runs unlocked; returning FALSE ends the walk. */
typedef BOOL hl_kernel_visit(kernel_id id, const void *body, void *context);
HL_API void hl_kernel_each(enum hl_kernel_kind kind, hl_kernel_visit *visit,
                           void *context);

/* Visit this process's open application handles to objects of a kind. */
typedef BOOL hl_kernel_visit_handle(HANDLE handle, kernel_id id,
                                    const char *label, void *context);
HL_API void hl_kernel_each_handle(enum hl_kernel_kind kind,
                                  hl_kernel_visit_handle *visit, void *context);

#ifdef __cplusplus
}
#endif

#endif /* HLOCAL_IMPL_KERNEL_KERNEL_H */
