/* hlocal: kernel-style handles, for programs that run without Windows.
 *
 * An object (a Vulkan payload, a process) lives outside the program; a handle
 * is one process's reference to it. The object lives while any process holds
 * a handle, and a driver may hold further references of its own.
 *
 * A handle value is never a pointer. It is a multiple of 4, it fits 31 bits
 * (so it survives the trip through 32-bit programs that Win32 promises), and
 * it carries a generation: a closed value answers ERROR_INVALID_HANDLE, and
 * comes back only after more than 30 million other handles were issued in the
 * same process, also when another process is killed in the middle of a call.
 * (Only a process with more than 61,438 handles open at once reuses values
 * sooner: after 8,191 others at least.)
 * Unlike NT, the two low bits are significant: 0x5 is no way to write 0x4.
 *
 * Every call may be made by any thread; each is atomic, and a thread that is
 * cancelled finishes its call first. No call may be made from a signal handler.
 * Success keeps the last error.
 *
 * The requirement IDs in brackets are those of specs/local/requirements.md.
 */
#ifndef HLOCAL_HANDLE_H
#define HLOCAL_HANDLE_H

#include "../hlocal.h"

#ifndef _WIN32

#define ERROR_ACCESS_DENIED 5u
#define ERROR_NO_SYSTEM_RESOURCES 1450u
#define ERROR_NOT_SAME_OBJECT 1656u

#define HANDLE_FLAG_INHERIT 0x1u
#define HANDLE_FLAG_PROTECT_FROM_CLOSE 0x2u

#define DUPLICATE_CLOSE_SOURCE 0x1u
#define DUPLICATE_SAME_ACCESS 0x2u

#define PROCESS_DUP_HANDLE 0x0040u
#define PROCESS_QUERY_INFORMATION 0x0400u
#define PROCESS_QUERY_LIMITED_INFORMATION 0x1000u
#define PROCESS_ALL_ACCESS 0x1FFFFFu

#define GENERIC_ALL 0x10000000u
#define GENERIC_EXECUTE 0x20000000u
#define GENERIC_WRITE 0x40000000u
#define GENERIC_READ 0x80000000u

typedef HANDLE *LPHANDLE;
typedef HANDLE *PHANDLE;
typedef BOOL *LPBOOL;
typedef DWORD *LPDWORD;

#endif /* _WIN32 */

#ifdef HL_PREFIX
#define CloseHandle HL_JOIN(HL_PREFIX, CloseHandle)
#define DuplicateHandle HL_JOIN(HL_PREFIX, DuplicateHandle)
#define CompareObjectHandles HL_JOIN(HL_PREFIX, CompareObjectHandles)
#define GetHandleInformation HL_JOIN(HL_PREFIX, GetHandleInformation)
#define SetHandleInformation HL_JOIN(HL_PREFIX, SetHandleInformation)
#define GetCurrentProcess HL_JOIN(HL_PREFIX, GetCurrentProcess)
#define GetCurrentProcessId HL_JOIN(HL_PREFIX, GetCurrentProcessId)
#define OpenProcess HL_JOIN(HL_PREFIX, OpenProcess)
#define GetProcessId HL_JOIN(HL_PREFIX, GetProcessId)
#endif

#ifdef __cplusplus
extern "C" {
#endif

#if !defined(_WIN32) || defined(HL_PREFIX)

/* Give one handle back. The object dies with its last reference, and its name
 * with it. TRUE; closing the pseudo-handle of GetCurrentProcess is TRUE and
 * has no effect. [NT_CLOSE_1 NT_CLOSE_2]
 *
 * Failure returns FALSE, nothing changes:
 *   ERROR_INVALID_HANDLE  NULL, closed, forged, a KMT number, a handle of
 *                         another process, or one that
 *                         HANDLE_FLAG_PROTECT_FROM_CLOSE protects
 *                                             [NT_CLOSE_3 NT_CLOSE_4] */
HL_API BOOL WINAPI CloseHandle(HANDLE object);

/* Make a handle in `target_process` for the object that `source` means in
 * `source_process`. Both processes are named by handles: GetCurrentProcess,
 * or OpenProcess with PROCESS_DUP_HANDLE. The value written to `*target` is
 * of use in the target process only; sending it there is the caller's affair,
 * and the new handle is the target's to close. [NT_DUP_1 NT_DUP_2]
 *
 *   access   the rights of the new handle; ignored with DUPLICATE_SAME_ACCESS
 *   inherit  nonzero: children made by fork get it too, under the same value;
 *            those of posix_spawn, system, popen and vfork do not, for no code
 *            of this library runs when they are made
 *   options  DUPLICATE_SAME_ACCESS, and DUPLICATE_CLOSE_SOURCE, which closes
 *            `source` whether or not the duplication succeeds (a protected
 *            handle stays open)                              [NT_DUP_3]
 *   target   NULL is allowed. With DUPLICATE_CLOSE_SOURCE and a NULL
 *            `target_process` it is the way to close a handle in another
 *            process; otherwise the duplicate is made and its value lost.
 *
 * Failure returns FALSE and stores NULL in `*target`:
 *   ERROR_INVALID_HANDLE       `source` or a process handle is not valid
 *                              [NT_DUP_4]
 *   ERROR_ACCESS_DENIED        a process handle without PROCESS_DUP_HANDLE
 *   ERROR_INVALID_PARAMETER    options outside the two
 *   ERROR_NO_SYSTEM_RESOURCES  the target's table is full (65,535 handles), or
 *                              /dev/shm is */
HL_API BOOL WINAPI DuplicateHandle(HANDLE source_process, HANDLE source,
                                   HANDLE target_process, LPHANDLE target,
                                   DWORD access, BOOL inherit, DWORD options);

/* TRUE if both handles mean the same object. FALSE with ERROR_NOT_SAME_OBJECT
 * if they do not, with ERROR_INVALID_HANDLE if one is not valid. [NT_CMP_1
 * NT_CMP_2 NT_CMP_3] */
HL_API BOOL WINAPI CompareObjectHandles(HANDLE first, HANDLE second);

/* Read or change HANDLE_FLAG_INHERIT and HANDLE_FLAG_PROTECT_FROM_CLOSE, the
 * bits in `mask` only. [NT_INFO_1 NT_INFO_2] The pseudo-handle reads as 0
 * [NT_INFO_4] and cannot be changed.
 *
 * Failure returns FALSE, nothing changes:
 *   ERROR_INVALID_HANDLE     `object` is not valid [NT_INFO_3 NT_INFO_6]
 *   ERROR_INVALID_PARAMETER  `flags` is NULL; `mask` has other bits
 *                            [NT_INFO_5] */
HL_API BOOL WINAPI GetHandleInformation(HANDLE object, LPDWORD flags);
HL_API BOOL WINAPI SetHandleInformation(HANDLE object, DWORD mask, DWORD flags);

/* The pseudo-handle (HANDLE)-1, which means the calling process wherever a
 * handle is asked for, and needs no closing. */
HL_API HANDLE WINAPI GetCurrentProcess(void);

/* The calling process's number, as getpid. From this call on (or any other of
 * this header) other processes may leave handles here. */
HL_API DWORD WINAPI GetCurrentProcessId(void);

/* A handle to a running process of the same user, to be closed like any
 * other. DuplicateHandle needs `access` to hold PROCESS_DUP_HANDLE. The
 * process need not have used this library yet; it may do so later.
 *
 * Failure returns NULL:
 *   ERROR_INVALID_PARAMETER    no such process, or 0
 *   ERROR_ACCESS_DENIED        another user's process; or handles cannot be
 *                              shared here (HLOCAL_SESSION=private, or as one
 *                              sentence on stderr said at the first call)
 *   ERROR_NO_SYSTEM_RESOURCES  too many handles or processes (128), /dev/shm
 *                              is full, or no descriptor is left */
HL_API HANDLE WINAPI OpenProcess(DWORD access, BOOL inherit,
                                 DWORD process_id) HL_USE_RESULT;

/* The number of the process that `process` means; 0 with ERROR_INVALID_HANDLE
 * if it is not a process handle. */
HL_API DWORD WINAPI GetProcessId(HANDLE process);

#endif /* !_WIN32 || HL_PREFIX */

#ifdef __cplusplus
}
#endif

#endif /* HLOCAL_HANDLE_H */
