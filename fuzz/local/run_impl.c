/* The implementation's side: the public API, and nothing else, so that any
 * library with these calls can stand here.
 *
 * Two exceptions can be missing. hli_os_fail_at makes the library's requests to
 * the system fail; where it is absent, memory is simply never short.
 * hli_heap_is_valid looks at the library's own structures. */
#include <stdlib.h>
#include <string.h>
#include "two_sides.h"

#if defined(__ELF__)
extern void hli_os_fail_at(unsigned long k) __attribute__((weak));
extern int hli_heap_is_valid(void) __attribute__((weak));

uint32_t hlf_impl_valid(void)
{
    return hli_heap_is_valid == NULL || hli_heap_is_valid() ? 1u : 0u;
}

static void arm_fault(unsigned long k)
{
    if (hli_os_fail_at != NULL)
        hli_os_fail_at(k);
}
#else
uint32_t hlf_impl_valid(void)
{
    return 1;
}

static void arm_fault(unsigned long k)
{
    (void)k;
}
#endif

static void *pointer(uint64_t value)
{
    return (void *)(uintptr_t)value;
}

static uint64_t value_of(const void *p)
{
    return (uint64_t)(uintptr_t)p;
}

void hlf_impl_use(void)
{
    HLOCAL h[8];
    void *p;
    SIZE_T n;
    UINT flags;
    int i;
    for (n = 16; n <= 262144; n += n < 128 ? 16 : n / 8 / 16 * 16)
        for (flags = LMEM_FIXED; flags <= LMEM_MOVEABLE; flags += 2) {
            for (i = 0; i < 8; i++) {
                h[i] = LocalAlloc(flags, n);
                p = LocalLock(h[i]);
                if (p != NULL) /* memory may be short already */
                    memset(p, 0xA5, n);
            }
            while (i-- > 0)
                LocalFree(h[i]);
        }
}

void hlf_impl_forget(uint64_t value)
{
    LocalFree(pointer(value));
}

void hlf_impl_tidy(void)
{
#ifdef HL_MOVABLE_LIMIT_MAX
    hl_compact(0);
#endif
}

void hlf_impl_reset(void)
{
#ifdef HL_MOVABLE_LIMIT_MAX
    hl_set_movable_limit(0x10000u);
    hl_set_inplace_policy(HL_INPLACE_CAPACITY);
#endif
    SetLastError(NO_ERROR);
}

static uint64_t lock(const struct hlf_call *call, HLOCAL h)
{
    if (call->letter == 'Y')
        return value_of(GlobalWire(h));
    return value_of(call->global ? GlobalLock(h) : LocalLock(h));
}

static uint64_t unlock(const struct hlf_call *call, HLOCAL h)
{
    if (call->letter == 'y')
        return (uint64_t)GlobalUnWire(h);
    return (uint64_t)(call->global ? GlobalUnlock(h) : LocalUnlock(h));
}

/* No default: the compiler names a call that is forgotten here. What neither
 * side did would agree. */
static uint64_t answer(const struct hlf_call *call, const struct hlf_args *args)
{
    HLOCAL h = pointer(args->object);
    SIZE_T n = args->size;
    uint32_t global = call->global;
    switch (call->does) {
    case HLF_DO_ALLOC:
        return value_of(global ? GlobalAlloc(args->flags, n)
                               : LocalAlloc(args->flags, n));
    case HLF_DO_REALLOC:
        return value_of(global ? GlobalReAlloc(h, n, args->flags)
                               : LocalReAlloc(h, n, args->flags));
    case HLF_DO_LOCK:
        return lock(call, h);
    case HLF_DO_UNLOCK:
        return unlock(call, h);
    case HLF_DO_HANDLE:
        return value_of(global ? GlobalHandle(h) : LocalHandle(h));
    case HLF_DO_SIZE:
        return global ? GlobalSize(h) : LocalSize(h);
    case HLF_DO_FLAGS:
        return global ? GlobalFlags(h) : LocalFlags(h);
    case HLF_DO_FREE:
        return value_of(global ? GlobalFree(h) : LocalFree(h));
    case HLF_DO_DISCARD:
        return value_of(global ? GlobalDiscard(h) : LocalDiscard(h));
    case HLF_DO_LOCALCOMPACT:
        return global ? GlobalCompact(args->number)
                      : LocalCompact(args->number);
    case HLF_DO_SHRINK:
        return LocalShrink(h, args->number);
    case HLF_DO_FIX:
        GlobalFix(h);
        return 0;
    case HLF_DO_UNFIX:
        GlobalUnfix(h);
        return 0;
    case HLF_DO_WRITE:
        return 0; /* no call; run.c has the program write */
    case HLF_DO_ERROR:
        SetLastError(args->number);
        return 0;
#ifdef HL_MOVABLE_LIMIT_MAX
    case HLF_DO_HL_COMPACT:
        return hl_compact(args->number);
    case HLF_DO_LIMIT:
        return (uint64_t)hl_set_movable_limit(args->number);
    case HLF_DO_POLICY:
        return (uint64_t)hl_set_inplace_policy((int)args->number);
#else
    case HLF_DO_HL_COMPACT:
    case HLF_DO_LIMIT:
    case HLF_DO_POLICY:
        break; /* the library has no such calls, and the input must have none */
#endif
    }
    abort();
}

void hlf_impl_call(const struct hlf_args *args, struct hlf_outcome *got)
{
    if (args->fault != 0)
        arm_fault(args->fault);
    got->result = answer(&hlf_calls[args->call], args);
    if (args->fault != 0)
        arm_fault(0);
    got->error = GetLastError();
    got->addr = 0;
}

uint8_t *hlf_impl_hold(uint64_t value)
{
    DWORD error = GetLastError();
    void *p = LocalLock(pointer(value));
    SetLastError(error);
    return p;
}

void hlf_impl_drop(uint64_t value)
{
    DWORD error = GetLastError();
    LocalUnlock(pointer(value));
    SetLastError(error);
}

uint64_t hlf_impl_address(uint64_t value, uint32_t lock)
{
    uint8_t *p = hlf_impl_hold(value);
    if (p == NULL)
        return 0;
    hlf_impl_drop(value);
    /* A saturated count does not count up, so the unlock took one off. */
    if (lock == HLM_LOCK_MAX)
        p = hlf_impl_hold(value);
    return value_of(p);
}

void hlf_impl_look(uint64_t value, uint32_t lock, struct hlf_look *look)
{
    DWORD error = GetLastError();
    SetLastError(NO_ERROR);
    look->size = LocalSize(pointer(value));
    look->local_flags = LocalFlags(pointer(value));
    look->global_flags = GlobalFlags(pointer(value));
    look->error = GetLastError();
    look->addr = hlf_impl_address(value, lock);
    look->handle = 0;
    if (look->addr != 0)
        look->handle = value_of(LocalHandle(pointer(look->addr)));
    SetLastError(error);
}

#ifdef HL_MOVABLE_LIMIT_MAX
uint32_t hlf_impl_limit(void)
{
    return hl_get_movable_limit();
}

uint32_t hlf_impl_policy(void)
{
    return (uint32_t)hl_get_inplace_policy();
}

uint32_t hlf_impl_empty(void)
{
    HLOCAL h;
    hlf_impl_reset();
    hl_set_movable_limit(1);
    h = LocalAlloc(LMEM_MOVEABLE, 0);
    LocalFree(h);
    hlf_impl_reset();
    return h != NULL ? 1u : 0u;
}
#else
uint32_t hlf_impl_limit(void)
{
    return hlm_limit;
}

uint32_t hlf_impl_policy(void)
{
    return hlm_policy == HLM_POLICY_FREE;
}

uint32_t hlf_impl_empty(void)
{
    return 1;
}
#endif
