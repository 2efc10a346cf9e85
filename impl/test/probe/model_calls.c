/* The public calls, answered by the reference model: so that the probe can ask
 * the model what it asks hlocal, Wine and Windows.
 *
 * The model decides everything but what it leaves open. Those choices are made
 * here, the plainest way: blocks come from malloc, a block has the capacity of
 * its size class, it stays in place whenever the new size fits, and handle
 * values count up. A choice the model does not allow ends the program.
 *
 * The model keeps contents in an arena of its own; they are copied in before a
 * step that may change them, and out behind it. */
#include "local/step.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static _Thread_local DWORD thread_error;
static uint64_t issued;                 /* handles so far */
static uint64_t capacity[HLM_SLOT_MAX]; /* of each slot's block */

/* ---- Entering and leaving the model ------------------------------------- */

static void enter(void)
{
    static int started;

    if (!started) {
        hlm_reset();
        hlm_limit = 1000; /* what HLM_SLOT_MAX has room for */
        started = 1;
    }
    hlm_error = thread_error;
}

static uint64_t leave(uint64_t answer)
{
    thread_error = hlm_error;
    return answer;
}

/* The same behind a step that was handed choices. (Elsewhere
 * HLM_ILLEGAL_CHOICE may be an answer: LocalFree gives back any odd value it
 * is passed.) */
static uint64_t leave_allowed(uint64_t answer)
{
    if (answer == HLM_ILLEGAL_CHOICE) {
        fprintf(stderr, "model: refused a choice\n");
        exit(3);
    }
    return leave(answer);
}

/* What a value names. */
struct named {
    uint64_t v;
    uint32_t at, kind;
};

static struct named name(const void *value)
{
    struct named n = {(uint64_t)(uintptr_t)value, 0, 0};

    enter();
    n.at = hlm_at(n.v);
    n.kind = hlm_kind(n.v, n.at);
    return n;
}

/* ---- Choices ------------------------------------------------------------ */

static uint64_t next_handle(void)
{
    return ((uint64_t)1 << 56) + ++issued * 16 + 8;
}

/* Multiples of 16 to 128, then four steps a doubling; large blocks have as
 * much again to grow into. */
static uint64_t capacity_for(uint64_t size)
{
    uint64_t step = 16;

    if (size > 16384)
        return size * 2;
    if (size <= 128)
        return size ? (size + 15) / 16 * 16 : 16;
    while (step * 8 < size)
        step *= 2;
    return (size + step - 1) / step * step;
}

static uint64_t new_block(uint64_t size)
{
    void *block = malloc(capacity_for(size));

    if (!block)
        exit(3);
    return (uint64_t)(uintptr_t)block;
}

static void *bytes_at(uint64_t address)
{
    return (void *)(uintptr_t)address;
}

static uint8_t *stripe(uint32_t at)
{
    return &hlm_heap[(size_t)at * HLM_BLOCK_MAX];
}

/* ---- Allocate ----------------------------------------------------------- */

static HANDLE alloc(uint32_t global, UINT flags, SIZE_T size)
{
    uint32_t at, failed;
    uint64_t block = 0, answer;

    enter();
    at = hlm_vacancy();
    failed = size > HLM_BLOCK_MAX ||
             ((flags & LMEM_MOVEABLE) && hlm_movable_count() >= hlm_limit);
    if (!failed)
        block = new_block(size);
    answer = leave(
        hlm_alloc(global, flags, size, 0, failed, next_handle(), block, at));
    if (answer && hlm_tab[at].discarded == 0) {
        capacity[at] = capacity_for(size);
        memcpy(bytes_at(block), stripe(at), hlm_tab[at].size);
    } else {
        free(bytes_at(block));
    }
    return bytes_at(answer);
}

/* ---- Resize ------------------------------------------------------------- */

/* Whether this call, if granted, gives the object a block elsewhere. */
static int needs_block(uint32_t global, struct named n, SIZE_T size, UINT flags)
{
    if (n.kind != HLM_K_FIXED && n.kind != HLM_K_MOVABLE &&
        n.kind != HLM_K_DISCARDED)
        return 0;
    if (flags & LMEM_MODIFY)
        return global && n.kind == HLM_K_FIXED && (flags & GMEM_MOVEABLE);
    return n.kind == HLM_K_DISCARDED ? size > 0 : size > capacity[n.at];
}

static int must_fail(struct named n, SIZE_T size, UINT flags)
{
    if (flags & LMEM_MODIFY)
        return hlm_movable_count() >= hlm_limit;
    if (size > HLM_BLOCK_MAX)
        return 1;
    return !(flags & LMEM_MOVEABLE) &&
           (n.kind == HLM_K_FIXED || hlm_tab[n.at].lock > 0);
}

static HANDLE resize(uint32_t global, HANDLE object, SIZE_T size, UINT flags)
{
    struct named n = name(object);
    uint32_t here = n.at < HLM_NONE && hlm_tab[n.at].addr;
    int fresh = needs_block(global, n, size, flags);
    int failed = fresh && must_fail(n, size, flags);
    uint64_t old = here ? hlm_tab[n.at].addr : 0, block = old, answer;
    uint64_t room = flags & LMEM_MODIFY && here ? hlm_tab[n.at].size : size;

    if (fresh && !failed)
        block = new_block(room);
    if (here)
        memcpy(stripe(n.at), bytes_at(old), hlm_tab[n.at].size);
    answer =
        leave_allowed(hlm_realloc(global, n.v, n.kind, n.at, size, flags, 0,
                                  (uint32_t)failed, next_handle(), block));
    if (answer && block != old)
        capacity[n.at] = capacity_for(room);
    if (block != old && (n.at == HLM_NONE || hlm_tab[n.at].addr != block))
        free(bytes_at(block));
    if (n.at < HLM_NONE && hlm_tab[n.at].addr)
        memcpy(bytes_at(hlm_tab[n.at].addr), stripe(n.at), hlm_tab[n.at].size);
    if (old && hlm_tab[n.at].addr != old)
        free(bytes_at(old));
    return bytes_at(answer);
}

static HANDLE release(HANDLE object)
{
    struct named n = name(object);
    uint64_t block = n.at < HLM_NONE ? hlm_tab[n.at].addr : 0;
    uint64_t answer = leave(hlm_free(n.v, n.kind, n.at));

    if (answer == 0 && n.at < HLM_NONE)
        free(bytes_at(block));
    return bytes_at(answer);
}

/* ---- The public names --------------------------------------------------- */

#define STEP(function, ...)                                                    \
    struct named n = name(object);                                             \
    return leave(function(__VA_ARGS__, n.kind, n.at))
#define STEP_POINTER(function, ...)                                            \
    struct named n = name(object);                                             \
    return bytes_at(leave(function(__VA_ARGS__, n.kind, n.at)))

#define FAMILY(Name, global)                                                   \
    HANDLE Name##Alloc(UINT flags, SIZE_T size)                                \
    {                                                                          \
        return alloc(global, flags, size);                                     \
    }                                                                          \
    HANDLE Name##ReAlloc(HANDLE object, SIZE_T size, UINT flags)               \
    {                                                                          \
        return resize(global, object, size, flags);                            \
    }                                                                          \
    HANDLE Name##Free(HANDLE object)                                           \
    {                                                                          \
        return release(object);                                                \
    }                                                                          \
    LPVOID Name##Lock(HANDLE object)                                           \
    {                                                                          \
        STEP_POINTER(hlm_lock, global, n.v);                                   \
    }                                                                          \
    BOOL Name##Unlock(HANDLE object)                                           \
    {                                                                          \
        STEP((BOOL)hlm_unlock, global, n.v);                                   \
    }                                                                          \
    HANDLE Name##Handle(LPCVOID object)                                        \
    {                                                                          \
        STEP_POINTER(hlm_handle, global, n.v);                                 \
    }                                                                          \
    SIZE_T Name##Size(HANDLE object)                                           \
    {                                                                          \
        STEP(hlm_size, n.v);                                                   \
    }                                                                          \
    UINT Name##Flags(HANDLE object)                                            \
    {                                                                          \
        STEP((UINT)hlm_flags, global, n.v);                                    \
    }

FAMILY(Local, 0)
FAMILY(Global, 1)

void GlobalFix(HGLOBAL object)
{
    if (object != INVALID_HANDLE_VALUE)
        (void)!GlobalLock(object);
}

void GlobalUnfix(HGLOBAL object)
{
    if (object != INVALID_HANDLE_VALUE)
        GlobalUnlock(object);
}

LPVOID GlobalWire(HGLOBAL object)
{
    return GlobalLock(object);
}

BOOL GlobalUnWire(HGLOBAL object)
{
    return GlobalUnlock(object);
}

SIZE_T LocalCompact(UINT bytes)
{
    (void)bytes;
    return 0;
}

SIZE_T GlobalCompact(DWORD bytes)
{
    (void)bytes;
    return 0;
}

SIZE_T LocalShrink(HLOCAL object, UINT bytes)
{
    (void)object;
    (void)bytes;
    return 0;
}

DWORD GetLastError(void)
{
    return thread_error;
}

void SetLastError(DWORD error)
{
    thread_error = error;
}
