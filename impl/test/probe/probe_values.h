/* The values that name no live object, and what decides the answer to each
 * call on them. */
#ifndef HLOCAL_IMPL_TEST_PROBE_PROBE_VALUES_H
#define HLOCAL_IMPL_TEST_PROBE_PROBE_VALUES_H

#include "probe.h"

enum {
    ASK_LOCK,
    ASK_UNLOCK,
    ASK_HANDLE,
    ASK_SIZE,
    ASK_FLAGS,
    ASK_FREE,
    ASK_REALLOC, /* without MODIFY */
    ASK_MODIFY,  /* with */
    ASK_COUNT
};

/* Bytes of every owner; the deepest interior value is 16. */
#define OWNER_BYTES 100

struct sample {
    HANDLE value; /* what the call is given */
    HANDLE owner; /* a live object near it, or NULL */
};

struct value {
    const char *name;
    struct sample (*take)(void);
    const char *row[ASK_COUNT]; /* NULL: the value is a good one there */
};

extern const struct value values[];
extern const size_t value_count;

#endif /* HLOCAL_IMPL_TEST_PROBE_PROBE_VALUES_H */
