/* From an address or a handle to what lives there, without locks. */
#ifndef HLOCAL_IMPL_HANDLE_LOOKUP_H
#define HLOCAL_IMPL_HANDLE_LOOKUP_H

#include <stdint.h>

enum thing {
    THING_NONE,
    THING_FIXED, /* a fixed object begins here */
    THING_BLOCK, /* a movable object's block begins here */
    THING_INSIDE /* within an object of either kind */
};

struct found {
    uint64_t value; /* handle of THING_BLOCK */
    uint64_t size;  /* of THING_FIXED and THING_BLOCK */
};

/* What is at `address`, at one instant during the call. */
enum thing hli_lookup(uintptr_t address, struct found *found);

#endif /* HLOCAL_IMPL_HANDLE_LOOKUP_H */
