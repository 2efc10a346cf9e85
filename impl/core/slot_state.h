/* The 16-bit state of a slot in a fixed class, and the 32-bit owner of a slot
 * in a movable one. Zero, which fresh pages hold, means that no object lives
 * there. */
#ifndef HLOCAL_SLOT_STATE_H
#define HLOCAL_SLOT_STATE_H

#include "size_class.h"

#define STATE_NONE 0u
#define STATE_LIVE 1u      /* + exact size */
#define STATE_BUSY 0x4002u /* + exact size: live, and one thread's alone */
#define STATE_FREE 0xC000u /* + slot of the slab that is free next */
#define STATE_LINK_END 0x3FFFu

#define OWNER_NONE 0u          /* else a handle index */
#define OWNER_FREE 0x80000000u /* + slot of the slab that is free next */
#define OWNER_LINK_END 0x3FFFu

/*@ predicate state_live(integer s) =
        STATE_LIVE <= s <= STATE_LIVE + CLASS_SIZE_MAX;
    predicate state_busy(integer s) =
        STATE_BUSY <= s <= STATE_BUSY + CLASS_SIZE_MAX;
    logic integer state_size_of(integer s) =
        s < STATE_BUSY ? s - STATE_LIVE : s - STATE_BUSY;
*/

/*@ requires range: size <= CLASS_SIZE_MAX;
    terminates      \true;
    exits           \false;
    assigns         \nothing;
    ensures live:   state_live(\result) && state_size_of(\result) == size;
*/
static inline uint16_t state_make(uint32_t size)
{
    return (uint16_t)(STATE_LIVE + size);
}

/*@ requires live: state_live(state);
    terminates     \true;
    exits          \false;
    assigns        \nothing;
    ensures busy:  state_busy(\result)
                   && state_size_of(\result) == state_size_of(state);
*/
static inline uint16_t state_claim(uint16_t state)
{
    return (uint16_t)(state - STATE_LIVE + STATE_BUSY);
}

/*@ terminates    \true;
    exits         \false;
    assigns       \nothing;
    ensures live: \result != 0 <==> state_live(state);
*/
static inline int state_is_live(uint16_t state)
{
    return state >= STATE_LIVE && state <= STATE_LIVE + CLASS_SIZE_MAX;
}

/*@ terminates    \true;
    exits         \false;
    assigns       \nothing;
    ensures busy: \result != 0 <==> state_busy(state);
*/
static inline int state_is_busy(uint16_t state)
{
    return state >= STATE_BUSY && state <= STATE_BUSY + CLASS_SIZE_MAX;
}

/*@ requires live: state_live(state) || state_busy(state);
    terminates     \true;
    exits          \false;
    assigns        \nothing;
    ensures size:  \result == state_size_of(state);
    ensures range: \result <= CLASS_SIZE_MAX;
*/
static inline uint32_t state_size(uint16_t state)
{
    return state < STATE_BUSY ? state - STATE_LIVE : state - STATE_BUSY;
}

#endif /* HLOCAL_SLOT_STATE_H */
