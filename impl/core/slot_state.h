/* The 16-bit state of a slot in a fixed class, and the 32-bit owner of a slot
 * in a movable one. Zero, which fresh pages hold, means that no object lives
 * there. */
#ifndef HLOCAL_IMPL_CORE_SLOT_STATE_H
#define HLOCAL_IMPL_CORE_SLOT_STATE_H

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
    HL_REQUIRE(size <= CLASS_SIZE_MAX);
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
    HL_REQUIRE(state >= STATE_LIVE && state <= STATE_LIVE + CLASS_SIZE_MAX);
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
    HL_REQUIRE(state_is_live(state) || state_is_busy(state));
    return state < STATE_BUSY ? state - STATE_LIVE : state - STATE_BUSY;
}

/* The state of a free slot, with the number in its slab of the next one, and
 * that number again. */
/*@ requires range: link <= STATE_LINK_END;
    terminates      \true;
    exits           \false;
    assigns         \nothing;
    ensures free:   \result == STATE_FREE + link;
    ensures dead:   !state_live(\result) && !state_busy(\result)
                    && \result != STATE_NONE;
*/
static inline uint16_t state_link(uint32_t link)
{
    HL_REQUIRE(link <= STATE_LINK_END);
    return (uint16_t)(STATE_FREE + link);
}

/*@ terminates     \true;
    exits          \false;
    assigns        \nothing;
    ensures free:  \result != 0 <==> state >= STATE_FREE;
    ensures dead:  \result != 0 ==> !state_live(state) && !state_busy(state);
*/
static inline int state_is_free(uint16_t state)
{
    return state >= STATE_FREE;
}

/*@ requires free:  state >= STATE_FREE;
    terminates      \true;
    exits           \false;
    assigns         \nothing;
    ensures link:   state == STATE_FREE + \result;
    ensures range:  \result <= STATE_LINK_END;
*/
static inline uint32_t state_next(uint16_t state)
{
    HL_REQUIRE(state_is_free(state));
    return state - STATE_FREE;
}

/* The same for the owners of movable slots. */
/*@ requires range: link <= OWNER_LINK_END;
    terminates      \true;
    exits           \false;
    assigns         \nothing;
    ensures free:   \result == OWNER_FREE + link;
*/
static inline uint32_t owner_link(uint32_t link)
{
    HL_REQUIRE(link <= OWNER_LINK_END);
    return OWNER_FREE + link;
}

/*@ terminates     \true;
    exits          \false;
    assigns        \nothing;
    ensures free:  \result != 0 <==> owner >= OWNER_FREE;
*/
static inline int owner_is_free(uint32_t owner)
{
    return owner >= OWNER_FREE;
}

/*@ requires free:  owner >= OWNER_FREE;
    terminates      \true;
    exits           \false;
    assigns         \nothing;
    ensures link:   owner == OWNER_FREE + \result;
*/
static inline uint32_t owner_next(uint32_t owner)
{
    HL_REQUIRE(owner_is_free(owner));
    return owner - OWNER_FREE;
}

/* Whether an owner entry names a handle index. */
/*@ terminates     \true;
    exits          \false;
    assigns        \nothing;
    ensures index: \result != 0 <==> OWNER_NONE < owner < OWNER_FREE;
*/
static inline int owner_is_index(uint32_t owner)
{
    return owner != OWNER_NONE && owner < OWNER_FREE;
}

/* A slot on its way between slabs and caches: its number, and whether its
 * bytes are known to be zero because nobody has had it yet. */
#define SLOT_FRESH 0x80000000u

/*@ requires range: slot < SLOT_FRESH;
    terminates      \true;
    exits           \false;
    assigns         \nothing;
    ensures slot:   \result % SLOT_FRESH == slot && \result >= SLOT_FRESH;
*/
static inline uint32_t entry_fresh(uint32_t slot)
{
    HL_REQUIRE(slot < SLOT_FRESH);
    return slot + SLOT_FRESH;
}

/*@ terminates     \true;
    exits          \false;
    assigns        \nothing;
    ensures slot:  \result == entry % SLOT_FRESH;
    ensures used:  entry < SLOT_FRESH ==> \result == entry;
    ensures range: \result < SLOT_FRESH;
*/
static inline uint32_t entry_slot(uint32_t entry)
{
    return entry % SLOT_FRESH;
}

/*@ terminates     \true;
    exits          \false;
    assigns        \nothing;
    ensures fresh: \result != 0 <==> entry >= SLOT_FRESH;
*/
static inline int entry_is_fresh(uint32_t entry)
{
    return entry >= SLOT_FRESH;
}

#endif /* HLOCAL_IMPL_CORE_SLOT_STATE_H */
