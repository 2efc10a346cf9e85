/* The invariant of a session, as code, for builds with HL_CHECKS (checks.h); in
 * others there is nothing of this.
 */
#ifndef HLOCAL_IMPL_KERNEL_VALID_H
#define HLOCAL_IMPL_KERNEL_VALID_H

#include "../checks.h"
#include "session.h"

#if HL_CHECKS

/* 1 when the segment is as it must be whenever its lock is free and nobody has
 * spoilt it: everything that can be derived from the entries is what
 * session_repair would derive. Otherwise says on standard error which part is
 * broken, and returns 0; whatever stands there, it reads nothing outside the
 * segment while no peer writes to it. Locked, with RANK_SESSION. */
bool session_is_valid(const struct session *session);

/* The same for this process's session, which it joins and locks. For the fuzz
 * harness and for tests, which link the library from outside. */
HL_API BOOL hl_kernel_is_valid(void);

#endif /* HL_CHECKS */

#endif /* HLOCAL_IMPL_KERNEL_VALID_H */
