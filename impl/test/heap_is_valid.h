/* For unit tests: after the test's work, when no other thread is in a call of
 * the library, all its data structures are as they must be. In builds without
 * HL_CHECKS this is nothing. */
#ifndef HLOCAL_IMPL_TEST_HEAP_IS_VALID_H
#define HLOCAL_IMPL_TEST_HEAP_IS_VALID_H

#include "check.h"
#include "heap/valid.h"

#if HL_CHECKS
#define CHECK_HEAP() CHECK(hli_heap_is_valid())
#else
#define CHECK_HEAP() ((void)0)
#endif

#endif /* HLOCAL_IMPL_TEST_HEAP_IS_VALID_H */
