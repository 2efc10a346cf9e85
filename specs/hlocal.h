/* hlocal: the Win32 movable-memory API, for programs that run without Windows.
 *
 * This is the installed header and the promise. Every call lists what it
 * returns and what GetLastError answers, with the requirement ID in brackets;
 * specs/local/requirements.md gives each ID's sentence and source, specs/local/step.h
 * states it in ACSL.
 *
 * Words used below
 *   fixed object     its handle IS the address of its first byte, a multiple
 *                    of 16; it has no lock count              [REP_1 REP_4]
 *   movable object   its handle is an opaque value, 8 modulo 16; its block has
 *                    another address, a multiple of 16, and a lock count
 *                    0..255                             [REP_2 REP_3 REP_4]
 *   discarded        a movable object without a block: size 0, lock count 0
 *   bad handle       NULL, or a value that names no live object: freed,
 *                    forged, foreign, interior. It is recognised in constant
 *                    time, without reading the memory it may point to.
 *   "last error kept"  GetLastError answers what it answered before.   [LE_1]
 *
 * Sizes are bytes, 0 .. SIZE_MAX; a size that cannot be had is an ordinary
 * failure, ERROR_NOT_ENOUGH_MEMORY. Local and Global calls work on the same
 * objects and may be mixed freely.                                   [REP_10]
 *
 * Every call may be made by any thread at any time, and takes effect at one
 * instant; what LocalLock answers beside others is said there. Lock counts
 * belong to the object, not to the thread. The last error belongs to the
 * thread. [LE_5] No call may be made from a signal handler. After fork, in
 * parent and child alike, every object is as it was and every call may be made,
 * also from fork handlers that were registered after the library was loaded.
 */
#ifndef HLOCAL_H
#define HLOCAL_H

#include <stddef.h>
#include <stdint.h>

#ifdef _WIN32
#include <windows.h>
#else

/* The Windows integer types, by size: LP64's long has 64 bits, LONG has 32. */
typedef int BOOL;
typedef int INT;
typedef int32_t LONG;
typedef unsigned int UINT;
typedef uint8_t BYTE;
typedef uint16_t WORD;
typedef uint32_t DWORD;
typedef uint32_t ULONG;
typedef size_t SIZE_T;
typedef uintptr_t UINT_PTR;
typedef intptr_t INT_PTR;
typedef uintptr_t ULONG_PTR;
typedef intptr_t LONG_PTR;
typedef uintptr_t DWORD_PTR;
typedef void *PVOID;
typedef void *LPVOID;
typedef const void *LPCVOID;
typedef void *HANDLE;
typedef HANDLE HLOCAL;
typedef HANDLE HGLOBAL;

#ifndef FALSE
#define FALSE 0
#endif
#ifndef TRUE
#define TRUE 1
#endif
#define WINAPI

#define INVALID_HANDLE_VALUE ((HANDLE)(LONG_PTR)-1)

/* Last-error values used by this library. */
#define ERROR_SUCCESS 0u
#define NO_ERROR 0u
#define ERROR_INVALID_HANDLE 6u
#define ERROR_NOT_ENOUGH_MEMORY 8u
#define ERROR_INVALID_PARAMETER 87u
#define ERROR_DISCARDED 157u
#define ERROR_NOT_LOCKED 158u
#define ERROR_NOACCESS 998u

/* Local flags. LMEM_MODIFY is for LocalReAlloc only. */
#define LMEM_FIXED 0x0000u
#define LMEM_MOVEABLE 0x0002u
#define LMEM_NOCOMPACT 0x0010u /* accepted, no effect */
#define LMEM_NODISCARD 0x0020u /* accepted, no effect */
#define LMEM_ZEROINIT 0x0040u
#define LMEM_MODIFY 0x0080u
#define LMEM_DISCARDABLE 0x0F00u /* any of the four bits */
#define LMEM_VALID_FLAGS 0x0F72u
#define LMEM_INVALID_HANDLE 0x8000u
#define LMEM_DISCARDED 0x4000u
#define LMEM_LOCKCOUNT 0x00FFu
#define LHND (LMEM_MOVEABLE | LMEM_ZEROINIT)
#define LPTR (LMEM_FIXED | LMEM_ZEROINIT)
#define NONZEROLHND LMEM_MOVEABLE
#define NONZEROLPTR LMEM_FIXED

/* Global flags. GMEM_MODIFY is for GlobalReAlloc only. */
#define GMEM_FIXED 0x0000u
#define GMEM_MOVEABLE 0x0002u
#define GMEM_NOCOMPACT 0x0010u /* accepted, no effect */
#define GMEM_NODISCARD 0x0020u /* accepted, no effect */
#define GMEM_ZEROINIT 0x0040u
#define GMEM_MODIFY 0x0080u
#define GMEM_DISCARDABLE 0x0100u
#define GMEM_NOT_BANKED 0x1000u /* accepted, no effect */
#define GMEM_LOWER GMEM_NOT_BANKED
#define GMEM_SHARE 0x2000u
#define GMEM_DDESHARE 0x2000u
#define GMEM_NOTIFY 0x4000u /* accepted, no effect */
#define GMEM_VALID_FLAGS 0x7F72u
#define GMEM_INVALID_HANDLE 0x8000u
#define GMEM_DISCARDED 0x4000u
#define GMEM_LOCKCOUNT 0x00FFu
#define GHND (GMEM_MOVEABLE | GMEM_ZEROINIT)
#define GPTR (GMEM_FIXED | GMEM_ZEROINIT)

#define LocalDiscard(h) LocalReAlloc((h), 0, LMEM_MOVEABLE)
#define GlobalDiscard(h) GlobalReAlloc((h), 0, GMEM_MOVEABLE)

#endif /* _WIN32 */

/* Where the system has a LocalAlloc of its own, compile the library and its
 * users with -DHL_PREFIX=hl_ (any prefix): all names below change together. */
#ifdef HL_PREFIX
#define HL_JOIN_(a, b) a##b
#define HL_JOIN(a, b) HL_JOIN_(a, b)
#define LocalAlloc HL_JOIN(HL_PREFIX, LocalAlloc)
#define LocalReAlloc HL_JOIN(HL_PREFIX, LocalReAlloc)
#define LocalLock HL_JOIN(HL_PREFIX, LocalLock)
#define LocalUnlock HL_JOIN(HL_PREFIX, LocalUnlock)
#define LocalHandle HL_JOIN(HL_PREFIX, LocalHandle)
#define LocalSize HL_JOIN(HL_PREFIX, LocalSize)
#define LocalFlags HL_JOIN(HL_PREFIX, LocalFlags)
#define LocalFree HL_JOIN(HL_PREFIX, LocalFree)
#define LocalCompact HL_JOIN(HL_PREFIX, LocalCompact)
#define LocalShrink HL_JOIN(HL_PREFIX, LocalShrink)
#define GlobalAlloc HL_JOIN(HL_PREFIX, GlobalAlloc)
#define GlobalReAlloc HL_JOIN(HL_PREFIX, GlobalReAlloc)
#define GlobalLock HL_JOIN(HL_PREFIX, GlobalLock)
#define GlobalUnlock HL_JOIN(HL_PREFIX, GlobalUnlock)
#define GlobalHandle HL_JOIN(HL_PREFIX, GlobalHandle)
#define GlobalSize HL_JOIN(HL_PREFIX, GlobalSize)
#define GlobalFlags HL_JOIN(HL_PREFIX, GlobalFlags)
#define GlobalFree HL_JOIN(HL_PREFIX, GlobalFree)
#define GlobalCompact HL_JOIN(HL_PREFIX, GlobalCompact)
#define GlobalFix HL_JOIN(HL_PREFIX, GlobalFix)
#define GlobalUnfix HL_JOIN(HL_PREFIX, GlobalUnfix)
#define GlobalWire HL_JOIN(HL_PREFIX, GlobalWire)
#define GlobalUnWire HL_JOIN(HL_PREFIX, GlobalUnWire)
#define GetLastError HL_JOIN(HL_PREFIX, GetLastError)
#define SetLastError HL_JOIN(HL_PREFIX, SetLastError)
#endif

#if defined(__GNUC__)
#define HL_API __attribute__((visibility("default")))
#define HL_USE_RESULT __attribute__((warn_unused_result))
#else
#define HL_API
#define HL_USE_RESULT
#endif

#ifdef __cplusplus
extern "C" {
#endif

/* On Windows without a prefix the system's own declarations stand. */
#if !defined(_WIN32) || defined(HL_PREFIX)

/* ---- Allocate ----------------------------------------------------------- */

/* Allocate `bytes` bytes. The caller owns the object until LocalFree or
 * GlobalFree.
 *
 * LMEM_FIXED     the address of the block; contents indeterminate  [LA_1]
 * LMEM_MOVEABLE  a handle, lock count 0; contents indeterminate    [LA_2]
 *                bytes == 0: a discarded object                    [LA_3]
 * LMEM_ZEROINIT  all bytes zero                              [LA_5 LA_6]
 * LMEM_DISCARDABLE  remembered for movable objects [LA_8 LA_8c], ignored for
 *                fixed ones [LA_7 LA_7b]
 * LMEM_FIXED, bytes == 0: a valid pointer; the object's size is 0 for
 * LocalAlloc [LA_4] and 1 for GlobalAlloc [GA_4].
 * GMEM_DDESHARE  remembered for movable objects [GA_5], ignored for fixed
 *                ones [GA_6]; the other flags have no effect [LA_9 GA_7].
 *
 * Success keeps the last error. Failure returns NULL and nothing changes:
 *   ERROR_INVALID_PARAMETER   flags outside LMEM_VALID_FLAGS (LMEM_MODIFY
 *                             among them)                 [LA_10 GA_10]
 *   ERROR_NOT_ENOUGH_MEMORY   no memory [LA_11 LA_12], or LMEM_MOVEABLE with
 *                             hl_set_movable_limit reached; fixed objects do
 *                             not count                   [LA_15 LA_15c] */
HL_API HLOCAL WINAPI LocalAlloc(UINT flags, SIZE_T bytes) HL_USE_RESULT;
HL_API HGLOBAL WINAPI GlobalAlloc(UINT flags, SIZE_T bytes) HL_USE_RESULT;

/* ---- Resize, discard, change attributes --------------------------------- */

/* Change an object's size, or with LMEM_MODIFY its attributes.
 *
 * Bad handles: NULL is returned, nothing changes.
 *   ERROR_INVALID_HANDLE  NULL, a freed or forged handle, an odd value, the
 *                         block address of a movable object
 *                                         [LRA_1 LRA_2 LRA_3 LRA_6b LRA_7]
 *   ERROR_NOACCESS        an address (a multiple of 16) at which no object
 *                         begins                           [LRA_4 LRA_4b]
 *
 * With LMEM_MODIFY (`bytes` and the other flags but those named are ignored):
 *   fixed object: returned as it is     [LRA_F10 LRA_F12]; but GlobalReAlloc
 *     with GMEM_MOVEABLE makes it movable and returns its new handle, same
 *     size and contents, GMEM_DISCARDABLE and GMEM_DDESHARE remembered; the
 *     old pointer is good for nothing then [GRA_43 GRA_45 GRA_47]. Or it
 *     returns NULL with ERROR_NOT_ENOUGH_MEMORY, object untouched [GRA_60].
 *     LocalReAlloc never converts [LRA_F11].
 *   movable object: LMEM_DISCARDABLE sets the mark, nothing clears it; the
 *     object never becomes fixed    [LRA_40 LRA_41 LRA_42 GRA_44]
 *
 * Without LMEM_MODIFY:
 *   LMEM_DISCARDABLE given: NULL, ERROR_INVALID_PARAMETER  [LRA_F6 LRA_6]
 *   movable, bytes == 0: with LMEM_MOVEABLE and lock count 0 the object is
 *     discarded and its handle returned [LRA_U2 LRA_D2 LD_1]; otherwise NULL,
 *     ERROR_INVALID_PARAMETER [LRA_U3 LRA_K3 LRA_D3 LD_4]
 *   movable, unlocked, or discarded: the handle; the block may move
 *                                                  [LRA_U1 LRA_D1]
 *   movable and locked: in place, or with LMEM_MOVEABLE wherever it fits,
 *     and then pointers from LocalLock dangle      [LRA_K1 LRA_K2]
 *   fixed: in place, or with LMEM_MOVEABLE wherever it fits, and then the
 *     returned pointer replaces the old one. bytes == 0 leaves a fixed object
 *     of size 0        [LRA_F1 LRA_F2 LRA_F3 LRA_F4 LRA_F5 LRA_F7 LD_5]
 *   The first min(old, new) bytes are kept. With LMEM_ZEROINIT bytes gained
 *   are zero, otherwise indeterminate.             [LRA_Z]
 *   Shrinking a movable object in place always succeeds. Whether other
 *   in-place requests succeed depends on hl_set_inplace_policy.
 *   Failure: NULL, ERROR_NOT_ENOUGH_MEMORY; size, contents, lock count and
 *   address are as before             [LRA_F3 LRA_K1 LRA_30 LRA_31] */
HL_API HLOCAL WINAPI LocalReAlloc(HLOCAL object, SIZE_T bytes,
                                  UINT flags) HL_USE_RESULT;
HL_API HGLOBAL WINAPI GlobalReAlloc(HGLOBAL object, SIZE_T bytes,
                                    UINT flags) HL_USE_RESULT;

/* ---- Lock --------------------------------------------------------------- */

/* The address of the object's first byte. A movable object's block stays
 * there while it is locked, unless it is resized with LMEM_MOVEABLE or freed:
 * the lock count goes up by one and stops at 255 (further locks are not
 * counted).  [LL_1 LL_2 LL_3 LL_4 LL_5b]
 *
 * Beside other threads the address is where the block was at some instant of
 * the call. A lock keeps no thread from resizing the object with LMEM_MOVEABLE,
 * or from freeing it: either leaves all pointers from LocalLock dangling, this
 * one perhaps before it is returned, and threads that do so must agree on when.
 * If another thread frees the object, or takes the new lock off and discards
 * the object, before the address is read, the call answers as if it had come
 * after that.
 *
 * Failure returns NULL:
 *   ERROR_DISCARDED       a discarded object                     [LL_5]
 *   ERROR_INVALID_HANDLE  freed, forged or odd values [LL_7 LL_8 LL_11 LL_13]
 *   an address at which no fixed object begins: LocalLock keeps the last
 *   error, GlobalLock sets ERROR_INVALID_HANDLE; NULL the same
 *                                               [LL_6 LL_10 LL_12] */
HL_API LPVOID WINAPI LocalLock(HLOCAL object) HL_USE_RESULT;
HL_API LPVOID WINAPI GlobalLock(HGLOBAL object) HL_USE_RESULT;

/* Take one lock off. TRUE while locks remain [LU_1]. The last one answers
 * FALSE with NO_ERROR [LU_2]; nothing to take off, FALSE with
 * ERROR_NOT_LOCKED [LU_3 LU_6].
 *
 *                                     LocalUnlock       GlobalUnlock
 *   fixed object, any other address,
 *   block address, NULL               FALSE,            TRUE, last error kept
 *     [LU_4 LU_9 LU_10 LU_12]         ERROR_NOT_LOCKED
 *   freed, forged or odd value        FALSE,            TRUE,
 *     [LU_11 LU_13]                   ERROR_INVALID_HANDLE, both */
HL_API BOOL WINAPI LocalUnlock(HLOCAL object);
HL_API BOOL WINAPI GlobalUnlock(HGLOBAL object);

/* ---- Ask ---------------------------------------------------------------- */

/* The handle of the object whose block begins at `block`: a movable object's
 * handle, locked or not [LH_1 LH_2]; a fixed object's address itself [LH_3].
 *
 * Failure returns NULL:
 *   ERROR_INVALID_PARAMETER  NULL                                [LH_10]
 *   ERROR_INVALID_HANDLE     inside a block [LH_4]; an odd value [LH_5]; a
 *                            value shaped like a handle, live or not
 *                            [LH_11 LH_13 LH_15]
 *   any other address        LocalHandle ERROR_NOACCESS, GlobalHandle
 *                            ERROR_INVALID_HANDLE      [LH_12 LH_14] */
HL_API HLOCAL WINAPI LocalHandle(LPCVOID block);
HL_API HGLOBAL WINAPI GlobalHandle(LPCVOID block);

/* The object's size, exactly as last requested [LS_1 LS_2 LS_4 REP_11]; also
 * for the block address of a movable object [LS_6]. A discarded object has
 * size 0, last error kept [LS_3]. Every other value: 0 with
 * ERROR_INVALID_HANDLE [LS_10 LS_11 LS_12 LS_13 LS_18]. */
HL_API SIZE_T WINAPI LocalSize(HLOCAL object);
HL_API SIZE_T WINAPI GlobalSize(HGLOBAL object);

/* Lock count (LMEM_LOCKCOUNT), LMEM_DISCARDED, and the DISCARDABLE mark
 * (0x0F00 from LocalFlags, 0x0100 from GlobalFlags) of a movable object;
 * GlobalFlags also GMEM_DDESHARE [LFL_1 LFL_3]. 0 for a fixed object, and for
 * the block address of a movable one [LFL_2 LFL_6].
 *
 * Failure returns LMEM_INVALID_HANDLE; test for it before masking:
 *   ERROR_INVALID_HANDLE  NULL, freed, forged, odd [LFL_10 LFL_11 LFL_13]
 *   any other address     LocalFlags ERROR_NOACCESS, GlobalFlags
 *                         ERROR_INVALID_HANDLE                    [LFL_12] */
HL_API UINT WINAPI LocalFlags(HLOCAL object);
HL_API UINT WINAPI GlobalFlags(HGLOBAL object);

/* ---- Free --------------------------------------------------------------- */

/* Free the object, locked or not. NULL on success [LF_1 LF_2 LF_4 LF_5] and
 * for NULL [LF_3], last error kept. A movable handle's value is never issued
 * again [REP_9].
 *
 * Failure returns the argument, nothing changes:
 *   ERROR_INVALID_HANDLE  freed, forged or odd value; the block address of a
 *                         movable object            [LF_6 LF_7 LF_9b LF_13]
 *   ERROR_NOACCESS        an address at which no object begins, a freed fixed
 *                         object among them            [LF_8 LF_9 LF_12] */
HL_API HLOCAL WINAPI LocalFree(HLOCAL object);
HL_API HGLOBAL WINAPI GlobalFree(HGLOBAL object);

/* ---- Kept for old programs ---------------------------------------------- */

/* Return 0; nothing changes, last error kept. [LC_1 GC_1 LSH_1]
 * (hl_compact below is the call that compacts.) */
HL_API SIZE_T WINAPI LocalCompact(UINT bytes);
HL_API SIZE_T WINAPI LocalShrink(HLOCAL object, UINT bytes);
HL_API SIZE_T WINAPI GlobalCompact(DWORD bytes);

/* GlobalLock and GlobalUnlock under their old names [GX_1 GX_2 GX_3 GX_4];
 * GlobalFix and GlobalUnfix ignore INVALID_HANDLE_VALUE [GX_5]. */
HL_API void WINAPI GlobalFix(HGLOBAL object);
HL_API void WINAPI GlobalUnfix(HGLOBAL object);
HL_API LPVOID WINAPI GlobalWire(HGLOBAL object);
HL_API BOOL WINAPI GlobalUnWire(HGLOBAL object);

/* ---- Last error --------------------------------------------------------- */

/* The calling thread's last error; 0 in a new thread. [LE_5] */
HL_API DWORD WINAPI GetLastError(void);
HL_API void WINAPI SetLastError(DWORD error);

#endif /* !_WIN32 || HL_PREFIX */

/* ---- Beyond Win32 ------------------------------------------------------- */

/* Settings in the environment are ignored where it may be a stranger's: in
 * set-user-ID and set-group-ID programs and those with file capabilities. */

/* How many movable objects (discarded ones count) may live at once. 65,536 by
 * default, as on Windows [REP_8]; the environment variable
 * HLOCAL_MOVABLE_LIMIT sets another default. An allocation is refused for this
 * reason only if, at some instant of the call, so many lived or were being
 * allocated or freed by other threads' calls; on Linux before 4.14, or where a
 * filter forbids membarrier, also while other threads have up to 64 freed
 * handles each at hand. Lowering it below the number that live frees nothing:
 * allocations fail until enough are freed. TRUE, or FALSE with
 * ERROR_INVALID_PARAMETER for 0 or more than HL_MOVABLE_LIMIT_MAX; nothing
 * changes then. [HL_LIMIT_1 HL_LIMIT_2] */
#define HL_MOVABLE_LIMIT_MAX 0x07FFFFFFu
HL_API BOOL hl_set_movable_limit(UINT limit);
HL_API UINT hl_get_movable_limit(void);

/* When an in-place LocalReAlloc (fixed, or locked without LMEM_MOVEABLE)
 * succeeds. Both are within what Windows does; neither affects moves.
 *   HL_INPLACE_CAPACITY  whenever the new size fits the block's capacity, so
 *                        shrinking always succeeds. The default.
 *   HL_INPLACE_WINDOWS   as Windows' heap with its low-fragmentation front
 *                        end: a fixed block of capacity below 16 KiB is never
 *                        resized in place, not even to its own size, and with
 *                        LMEM_MOVEABLE always gets a new address; others as
 *                        above. For testing that a program copes.
 * HLOCAL_INPLACE=windows in the environment selects the second as default.
 * TRUE, or FALSE with ERROR_INVALID_PARAMETER. [HL_POLICY_1 HL_POLICY_2] */
#define HL_INPLACE_CAPACITY 0
#define HL_INPLACE_WINDOWS 1
HL_API BOOL hl_set_inplace_policy(int policy);
HL_API int hl_get_inplace_policy(void);

/* Move unlocked movable blocks together and return the pages this empties to
 * the system. Locked and fixed blocks stay; no handle, size, flag or content
 * changes. Stops after about `budget_us` microseconds; 0 means the whole
 * heap. Returns the number of bytes given back; last error kept.
 * Other threads may use the heap meanwhile. [HL_COMPACT_1 HL_COMPACT_2]
 *
 * HLOCAL_COMPACT=us in the environment (1 to 1000000; off by default) lets
 * LocalAlloc and LocalFree do about so many microseconds of the same now and
 * then, when they have to go beyond what their thread has at hand, and the
 * less often the less there is to do. [HL_COMPACT_3] */
HL_API SIZE_T hl_compact(UINT budget_us);

#ifdef __cplusplus
}
#endif

#endif /* HLOCAL_H */
