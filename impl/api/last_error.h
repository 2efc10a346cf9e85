/* The last error, and what runs at exit. */
#ifndef HLOCAL_IMPL_API_LAST_ERROR_H
#define HLOCAL_IMPL_API_LAST_ERROR_H

#include <stdint.h>

#include "../heap/span.h"

/* The calling thread's last error. */
extern _Thread_local uint32_t hli_last_error HL_HIDDEN;

static inline void fail(uint32_t error)
{
    hli_last_error = error;
}

/* HLOCAL_REPORT=1: list on standard error what was not freed. Runs by itself
 * at exit, after the program's atexit handlers and its destructors, unless
 * their priority is 101 or less: those without one run first, then from the
 * highest to the lowest. (The attribute stands here, for gcc 12 forgets the
 * priority if the definition adds it.) */
__attribute__((destructor(101))) void hli_report_at_exit(void);

#endif /* HLOCAL_IMPL_API_LAST_ERROR_H */
