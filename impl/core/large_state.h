/* A large block's state: kind and exact size in one value, so that both are
 * read at once. */
#ifndef HLOCAL_IMPL_CORE_LARGE_STATE_H
#define HLOCAL_IMPL_CORE_LARGE_STATE_H

#include "granule.h"

#define LARGE_FREE 0ul
#define LARGE_FIXED 1ul
#define LARGE_MOVABLE 2ul
#define LARGE_BUSY 3ul /* fixed, and one thread's alone */

#define LARGE_KIND(state) ((state) % 4ul)
#define LARGE_SIZE(state) ((state) / 4ul)

/*@ requires range: kind <= LARGE_BUSY && size < BLOCK_SIZE_END;
    terminates      \true;
    exits           \false;
    assigns         \nothing;
    ensures kind:   LARGE_KIND(\result) == kind;
    ensures size:   LARGE_SIZE(\result) == size;
*/
static inline uint64_t large_state(uint64_t kind, uint64_t size)
{
    HL_REQUIRE(kind <= LARGE_BUSY && size < BLOCK_SIZE_END);
    return kind + 4ul * size;
}

/* The same object in another kind of state. */
/*@ requires range: kind <= LARGE_BUSY && LARGE_SIZE(state) < BLOCK_SIZE_END;
    terminates      \true;
    exits           \false;
    assigns         \nothing;
    ensures kind:   LARGE_KIND(\result) == kind;
    ensures size:   LARGE_SIZE(\result) == LARGE_SIZE(state);
*/
static inline uint64_t large_state_as(uint64_t kind, uint64_t state)
{
    HL_REQUIRE(kind <= LARGE_BUSY && LARGE_SIZE(state) < BLOCK_SIZE_END);
    return large_state(kind, LARGE_SIZE(state));
}

#endif /* HLOCAL_IMPL_CORE_LARGE_STATE_H */
