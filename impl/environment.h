/* The environment: which HLOCAL_ names and values mean something. */
#ifndef HLOCAL_IMPL_ENVIRONMENT_H
#define HLOCAL_IMPL_ENVIRONMENT_H

#include "hlocal.h"

#define HL_SLICE_MAX 1000000u /* microseconds, for HLOCAL_COMPACT */

/* Write to standard error which HLOCAL_ variables of the environment nobody
 * knows, and which of the library's have a value that it does not take. The
 * first call of the process does; later ones return at once. The library
 * calls it before it first reads a variable, the Vulkan driver likewise.
 * Needs no lock and no memory, and keeps errno. As with getenv, no other
 * thread may change the environment meanwhile. */
HL_API void hl_environment_check(void);

#endif /* HLOCAL_IMPL_ENVIRONMENT_H */
