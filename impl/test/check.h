/* For all unit tests: one behaviour per file, a main that returns 0 when it
 * holds. */
#ifndef HLOCAL_IMPL_TEST_CHECK_H
#define HLOCAL_IMPL_TEST_CHECK_H

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "hlocal.h"

#define CHECK(condition)                                                       \
    do {                                                                       \
        if (!(condition)) {                                                    \
            fprintf(stderr, "%s:%d: not so: %s (last error %u)\n", __FILE__,   \
                    __LINE__, #condition, GetLastError());                     \
            exit(1);                                                           \
        }                                                                      \
    } while (0)

/* The same in tests of handles and of the driver. */
#define EXPECT CHECK

/* The call leaves exactly this last error; 4242 means it is kept. */
#define KEPT 4242u
#define CHECK_ERROR(call, error)                                               \
    do {                                                                       \
        SetLastError(KEPT);                                                    \
        CHECK(call);                                                           \
        CHECK(GetLastError() == (error));                                      \
    } while (0)

static inline int all_bytes(const void *block, size_t from, size_t to,
                            unsigned char value)
{
    const unsigned char *p = block;

    for (size_t i = from; i < to; i++)
        if (p[i] != value)
            return 0;
    return 1;
}

#endif /* HLOCAL_IMPL_TEST_CHECK_H */
