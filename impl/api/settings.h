/* What hl_set_... and the environment choose, and the last error. */
#ifndef HLOCAL_SETTINGS_H
#define HLOCAL_SETTINGS_H

#include <stdint.h>

#include "../heap/span.h"

#define MOVABLE_LIMIT_DEFAULT 0x10000u

/* The movable limit to begin with: HLOCAL_MOVABLE_LIMIT, if it is a number
 * in range, else Windows' 65,536. */
uint32_t hl_settings_movable_limit(void);

/* HLOCAL_COMPACT: microseconds of compaction to do now and then by the way,
 * when a call has to go beyond its thread's cache; 0, the default, for none. */
uint32_t hl_settings_step(void);

/* HL_INPLACE_CAPACITY or HL_INPLACE_WINDOWS. */
int hl_settings_inplace(void);

/* The calling thread's last error. */
extern _Thread_local uint32_t hl_last_error HL_HIDDEN;

static inline void fail(uint32_t error)
{
    hl_last_error = error;
}

/* HLOCAL_REPORT=1: list on standard error what was not freed. Runs by itself
 * at exit, after the program's atexit handlers and its destructors, unless
 * their priority is 101 or less: those without one run first, then from the
 * highest to the lowest. (The attribute stands here, for gcc 12 forgets the
 * priority if the definition adds it.) */
__attribute__((destructor(101))) void hl_report_at_exit(void);

#endif /* HLOCAL_SETTINGS_H */
