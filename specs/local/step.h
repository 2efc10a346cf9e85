/* One step function per operation, each with its contract.
 *
 * A behavior is named after the requirement it states (requirements.md), so
 * proofs, tests and seeds speak one language. Where a function has behaviors
 * named in capitals only (GRANTED, OOM, ILLEGAL), those three split every
 * case; the requirements stand beside them.
 *
 * Arguments every step shares:
 *   global   0 the Local name of the call, 1 the Global name
 *   v        the value passed for the object, handle or pointer
 *   kind, at what v names: hlm_at and hlm_kind, asked in the same state
 * Choices, made by the implementation and observed before the step:
 *   fault_armed  1 memory may be short during this call
 *   fault    1 the call answered NULL with ERROR_NOT_ENOUGH_MEMORY
 *   value    the handle it issued       addr  where the block now lies
 * A choice that is not allowed is answered HLM_ILLEGAL_CHOICE, and changes
 * nothing.
 * The result is otherwise exactly what the call returns; hlm_error is exactly
 * what GetLastError returns after it.
 */
#ifndef HLOCAL_SPECS_LOCAL_STEP_H
#define HLOCAL_SPECS_LOCAL_STEP_H

#include "local/state.h"
#include "local/find.h"
#include "local/alloc.h"
#include "local/lock.h"
#include "local/free.h"
#include "local/query.h"
#include "local/resize.h"
#include "local/realloc.h"
#include "local/content.h"

#endif /* HLOCAL_SPECS_LOCAL_STEP_H */
