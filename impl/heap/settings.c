#define _GNU_SOURCE /* secure_getenv */
#include "settings.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "../environment.h"
#include "../sync.h"
#include "hlocal.h"

/* The policy, or -1 until the environment was asked. Relaxed: it orders
 * nothing, and asking twice gives the same answer. */
static _Atomic int inplace = -1;

/* Microseconds for each slice of compaction, or -1 until the environment was
 * asked; relaxed likewise. */
static _Atomic int64_t slice = -1;

/* A number from 1 to `most` in the environment, or else `otherwise`. Keeps
 * errno, for the first allocation comes this way. */
static uint32_t number(const char *name, uint32_t most, uint32_t otherwise)
{
    const char *text = secure_getenv(name);
    char *end;
    unsigned long value;
    int kept = errno, error;

    if (text == NULL || *text < '0' || *text > '9')
        return otherwise;
    errno = 0;
    value = strtoul(text, &end, 0);
    error = errno;
    errno = kept;
    if (error != 0 || *end != '\0' || value == 0 || value > most)
        return otherwise;
    return (uint32_t)value;
}

uint32_t hli_settings_movable_limit(void)
{
    return number("HLOCAL_MOVABLE_LIMIT", HL_MOVABLE_LIMIT_MAX,
                  MOVABLE_LIMIT_DEFAULT);
}

uint32_t hli_settings_slice(void)
{
    int64_t setting = atomic_load_explicit(&slice, memory_order_relaxed);

    if (setting < 0) {
        hl_environment_check();
        setting = number("HLOCAL_COMPACT", HL_SLICE_MAX, 0);
        atomic_store_explicit(&slice, setting, memory_order_relaxed);
    }
    return (uint32_t)setting;
}

int hli_settings_inplace(void)
{
    int policy = atomic_load_explicit(&inplace, memory_order_relaxed);
    const char *text;
    int unset = -1;

    if (policy >= 0)
        return policy;
    text = secure_getenv("HLOCAL_INPLACE");
    policy = text != NULL && strcmp(text, "windows") == 0 ? HL_INPLACE_WINDOWS
                                                          : HL_INPLACE_CAPACITY;
    /* Not if hl_set_inplace_policy was quicker. */
    if (!atomic_compare_exchange_strong_explicit(&inplace, &unset, policy,
                                                 memory_order_relaxed,
                                                 memory_order_relaxed))
        policy = unset;
    return policy;
}

void hli_settings_inplace_set(int policy)
{
    atomic_store_explicit(&inplace, policy, memory_order_relaxed);
}
