/* The calls that an input can make. Capital letters are the Local names,
 * small ones the Global names; a call with one name only takes what is left.
 */
#include "op.h"

const struct hlf_call hlf_calls[] = {
    {'A', 0, 0, HLF_DO_ALLOC, "LocalAlloc"},
    {'a', 1, 0, HLF_DO_ALLOC, "GlobalAlloc"},
    {'R', 0, 0, HLF_DO_REALLOC, "LocalReAlloc"},
    {'r', 1, 0, HLF_DO_REALLOC, "GlobalReAlloc"},
    {'L', 0, 0, HLF_DO_LOCK, "LocalLock"},
    {'l', 1, 0, HLF_DO_LOCK, "GlobalLock"},
    {'U', 0, 0, HLF_DO_UNLOCK, "LocalUnlock"},
    {'u', 1, 0, HLF_DO_UNLOCK, "GlobalUnlock"},
    {'H', 0, 0, HLF_DO_HANDLE, "LocalHandle"},
    {'h', 1, 0, HLF_DO_HANDLE, "GlobalHandle"},
    {'S', 0, 0, HLF_DO_SIZE, "LocalSize"},
    {'s', 1, 0, HLF_DO_SIZE, "GlobalSize"},
    {'G', 0, 0, HLF_DO_FLAGS, "LocalFlags"},
    {'g', 1, 0, HLF_DO_FLAGS, "GlobalFlags"},
    {'F', 0, 0, HLF_DO_FREE, "LocalFree"},
    {'f', 1, 0, HLF_DO_FREE, "GlobalFree"},
    {'D', 0, 0, HLF_DO_DISCARD, "LocalDiscard"},
    {'d', 1, 0, HLF_DO_DISCARD, "GlobalDiscard"},
    {'N', 0, 1, HLF_DO_LOCK, "LocalLock"},
    {'n', 1, 1, HLF_DO_LOCK, "GlobalLock"},
    {'V', 0, 1, HLF_DO_UNLOCK, "LocalUnlock"},
    {'v', 1, 1, HLF_DO_UNLOCK, "GlobalUnlock"},
    {'K', 0, 0, HLF_DO_LOCALCOMPACT, "LocalCompact"},
    {'k', 1, 0, HLF_DO_LOCALCOMPACT, "GlobalCompact"},
    {'J', 0, 0, HLF_DO_SHRINK, "LocalShrink"},
    {'X', 1, 0, HLF_DO_FIX, "GlobalFix"},
    {'x', 1, 0, HLF_DO_UNFIX, "GlobalUnfix"},
    {'Y', 1, 0, HLF_DO_LOCK, "GlobalWire"},
    {'y', 1, 0, HLF_DO_UNLOCK, "GlobalUnWire"},
    {'W', 0, 0, HLF_DO_WRITE, "write"},
    {'C', 0, 0, HLF_DO_HL_COMPACT, "hl_compact"},
    {'M', 0, 0, HLF_DO_LIMIT, "hl_set_movable_limit"},
    {'P', 0, 0, HLF_DO_POLICY, "hl_set_inplace_policy"},
    {'E', 0, 0, HLF_DO_ERROR, "SetLastError"},
};

const uint32_t hlf_call_count = sizeof hlf_calls / sizeof hlf_calls[0];
